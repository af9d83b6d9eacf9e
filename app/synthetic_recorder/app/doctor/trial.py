"""One small frame, recorded the way a person records, and looked at."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from synthetic_recorder.app import resources

from .check import Check, State
from .probe import ProbeError, ask

if TYPE_CHECKING:
    from collections.abc import Iterator

_AREA, _NAME = "Recording", "One frame"
_SIZE = (64, 48)
# Most of it for kernels that are compiled on a slow machine for the first time.
_LIMIT_SECONDS = 600.0


def check() -> Iterator[Check]:
    """Record a frame of the sample tabletop to a temporary folder, with the command that a person would use."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="synthetic_recorder_") as folder:
        try:
            problem = _problem(Path(folder))
        except ProbeError as error:
            problem = str(error)
    if problem:
        todo = "What is broken above comes first; then try: synthetic-recorder demo"
        yield Check(_AREA, _NAME, State.BROKEN, problem, todo)
    else:
        size = f"{_SIZE[0]} x {_SIZE[1]} pixels"
        yield Check(
            _AREA, _NAME, State.OK, f"{size} recorded in {time.monotonic() - started:.1f} s, start included"
        )


def _problem(folder: Path) -> str:
    """Return what is wrong with the recording of a frame; empty if nothing."""
    config = folder / "config.json"
    product = {"camera": "/World/turtle_Camera", "width": _SIZE[0], "height": _SIZE[1]}
    config.write_text(
        json.dumps(
            {
                "version": 1,
                "render_products": [product],
                "writer": {"name": "BasicWriter", "parameters": {"rgb": True, "semantic_segmentation": True}},
                "output": {"directory": str(folder), "folder": "trial"},
                "control": {"frames": 1},
            }
        ),
        encoding="utf-8",
    )
    stage = resources.sample("tabletop/tabletop_labelled.usda")
    report = ask(
        "synthetic_recorder.app.main",
        *("record", str(config), "--stage", str(stage), "--json"),
        seconds=_LIMIT_SECONDS,
    )
    if report["status"] != "complete":
        return str(report.get("error", report["status"]))
    return _problem_of_picture(folder / "trial" / "rgb_0000.png")


def _problem_of_picture(file: Path) -> str:
    with Image.open(file) as picture:
        picture.load()
        if picture.size != _SIZE:
            return (
                f"the picture has {picture.size[0]} x {picture.size[1]} pixels, not {_SIZE[0]} x {_SIZE[1]}"
            )
        if len(picture.getcolors(_SIZE[0] * _SIZE[1]) or ()) < 2:
            return "the picture shows nothing: all of its pixels are the same"
    return ""
