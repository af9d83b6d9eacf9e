"""Fixtures of the truth tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .sight import Sight, capture
from .stages import CAMERA, AnalyticStage

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def analytic_stage(new_stage) -> AnalyticStage:
    """The App's stage, empty, to be filled solid by solid."""
    return AnalyticStage(new_stage)


@pytest.fixture
def see(app, run) -> Callable[..., Sight]:
    """`see(width, height, camera="/Camera")` captures a frame of the App's stage."""
    import omni.replicator.core as rep  # noqa: PLC0415 - served only once the App is there

    def see(width: int, height: int, camera: str = CAMERA) -> Sight:
        return run(capture(rep, camera, (width, height)))

    return see
