"""`omni.graph.core`: importable, without names. kitless has no OmniGraph."""

__all__: list[str] = []
