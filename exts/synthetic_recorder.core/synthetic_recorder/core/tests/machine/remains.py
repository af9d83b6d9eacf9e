"""What recordings leave behind: their data sets, and nothing else."""

from __future__ import annotations

import asyncio
import hashlib
import json

from .take_model import require

# What may keep frames from being committed that were captured and counted.
LOSING = {"close", "file"}


def look_at_world(world):
    """Find what is left in the world when nobody records."""
    require(not world.render_products, "render products are left on the stage")
    require(not world.attached_writers, "a writer is left attached")
    require(not world.steps, "a step is left")
    left = asyncio.all_tasks(world.app.loop)
    require(not left, f"tasks are left: {left}")


def look_at_files(players):
    """Find folders of recordings that never ran, and data sets that are not what the writer was given."""
    for player in players:
        folders = sorted(player.folder.iterdir()) if player.folder.exists() else []
        ran = {take.path: take for take in player.takes if take.has_run and take.path is not None}
        untold = [take for take in player.takes if take.has_run and take.path is None]
        # One that ended before it told of anything may have begun with its data set, or not.
        require(
            len(ran) <= len(folders) <= len(ran) + len(untold),
            f"{len(ran)} recordings and {len(untold)} that told of nothing left {len(folders)} folders",
        )
        for take in ran.values():
            _compare(take)


def committed_frames(folder):
    """Return how many frames are in a data set."""
    return len(_frames(folder))


def _compare(take):
    """Compare a data set with what its writer was given, and with how its recording has ended."""
    folder = take.path
    frames = _frames(folder)
    wanted = {f"{number}.bin": text.encode() for number, text in enumerate(take.texts[: len(frames)])}
    named = {file["path"]: file["sha256"] for frame in frames for file in frame["files"]}
    there = {name: (folder / name).read_bytes() for name in named}
    require(there == wanted, f"{len(frames)} frames are committed as {there}, and must be {wanted}")
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in there.items()}
    require(hashes == named, "a hash is not that of its file")
    for frame in frames:
        number = frame["frame"]
        time = take.written[number] if number < len(take.written) and number not in take.moved else None
        require(time is None or frame["time"] == time, f"{frame} was written at {time}")

    if "close" not in take.causes:
        # Nobody waits for one that is closed; the next start there clears up.
        own = {"recording.json", "frames.jsonl"} if take.error is None else {"journal.jsonl"}
        names = {path.name for path in folder.iterdir()} - {"metadata.txt"}
        require(names == set(named) | own, f"there are {sorted(names)}, and {sorted(named)} are committed")
    if take.error is None:
        manifest = json.loads((folder / "recording.json").read_text())
        status = "complete" if take.is_done else "stopped"
        require(
            (manifest["status"], manifest["frames"], manifest["frames_asked"])
            == (status, take.counted, take.asked),
            f"{take.counted} of {take.asked} frames: {manifest}",
        )
    elif not take.causes & LOSING:
        require(len(frames) == take.counted, f"{len(frames)} frames are committed, and {take.counted} count")
    else:
        require(len(frames) <= take.counted, f"{len(frames)} frames are committed, and {take.counted} count")


def _frames(folder):
    finished = folder / "frames.jsonl"
    if (folder / "recording.json").exists():
        lines = finished.read_text().splitlines()
    else:
        lines = (folder / "journal.jsonl").read_text().splitlines()
    frames = [entry for entry in map(json.loads, lines) if "frame" in entry]
    require([frame["frame"] for frame in frames] == list(range(len(frames))), f"{folder} has gaps")
    return frames
