"""What recordings leave behind: their files, and nothing else."""

from __future__ import annotations

import asyncio

from .take_model import require


def look_at_world(world):
    """Find what is left in the world when nobody records."""
    require(not world.render_products, "render products are left on the stage")
    require(not world.attached_writers, "a writer is left attached")
    require(not world.steps, "a step is left")
    left = asyncio.all_tasks(world.app.loop)
    require(not left, f"tasks are left: {left}")


def look_at_files(players):
    """Find folders of recordings that never ran, and files that are not what the writer was given."""
    for player in players:
        folders = sorted(player.folder.iterdir()) if player.folder.exists() else []
        ran = [take for take in player.takes if take.has_run]
        require(len(folders) == len(ran), f"{len(ran)} recordings left {len(folders)} folders")
        for take in ran:
            if take.path is not None:
                _compare(take)


def _compare(take):
    """Compare the files of a recording with what its writer was given."""
    there = {file.name: file.read_text() for file in take.path.glob("*.bin")}
    wanted = {f"{number}.bin": f"{take.writer} {number} {time!r}" for number, time in enumerate(take.written)}
    if "file" in take.causes:
        # After a write that failed the backend takes nothing more, and says so.
        wanted = {name: text for name, text in wanted.items() if name in there}
    require(there == wanted, f"files are {there}, and must be {wanted}")
