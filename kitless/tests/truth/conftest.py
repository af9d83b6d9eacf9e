"""Fixtures of the truth tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .sight import Sight, capture, read_annotators
from .stages import CAMERA, AnalyticStage
from .watch import Request, Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np


@pytest.fixture
def analytic_stage(new_stage) -> AnalyticStage:
    """The App's stage, empty, to be filled solid by solid."""
    return AnalyticStage(new_stage)


@pytest.fixture
def see(app, run) -> Callable[..., Sight]:
    """`see(width, height, camera="/Camera", rt_subframes=-1)` captures a frame of the App's stage."""
    import omni.replicator.core as rep  # noqa: PLC0415 - served only once the App is there

    def see(width: int, height: int, camera: str = CAMERA, rt_subframes: int = -1) -> Sight:
        return run(capture(rep, camera, (width, height), rt_subframes))

    return see


@pytest.fixture
def see_rgb(app, run) -> Callable[..., np.ndarray]:
    """`see_rgb(width, height)` captures the picture of "/Camera", uint8 (H, W, 4)."""
    import omni.replicator.core as rep  # noqa: PLC0415 - served only once the App is there

    def see_rgb(width: int, height: int) -> np.ndarray:
        (picture,) = run(read_annotators(rep, CAMERA, (width, height), ("rgb", None)))
        return picture

    return see_rgb


@pytest.fixture
def watch(app, run) -> Iterator[Callable[..., Watch]]:
    """`watch(width, height, "normals", ids=("instance_id_segmentation", {"colorize": False}), camera="/Camera")`.

    Its `step()` captures a frame and returns a `Reading` for each annotator.
    """
    import omni.replicator.core as rep  # noqa: PLC0415 - served only once the App is there

    open_watches = []

    def watch(width: int, height: int, *names: str, camera: str = CAMERA, **requests: Request) -> Watch:
        everything = {name: (name, None) for name in names} | requests
        open_watches.append(Watch(rep, run, camera, (width, height), everything))
        return open_watches[-1]

    yield watch
    for one in open_watches:
        one.close()
