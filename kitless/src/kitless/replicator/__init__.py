"""Replicator: steps, writers, annotators, render products and backends, as ``omni.replicator.core`` has them.

    orchestrator.step_async ─▶ steps ─▶ triggers of the graph ─▶ capture ─▶ kitless.render ─▶ annotators ─▶ payload ─▶
    Writer.write ─▶ backends ─▶ write queue

Responsible for when a frame is captured, who is given it and where the files go. What a pixel is belongs to
`kitless.render`, what an array holds to `kitless.annotators`.
"""
