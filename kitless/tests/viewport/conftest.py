"""A live picture that is updated until it is complete."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from pxr import Gf, UsdGeom

from kitless.viewport.live_picture import LivePicture
from kitless.viewport.windows import get_active_viewport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE_SECONDS = 120.0
"""Kernels may have to be compiled first."""


@pytest.fixture
def red_ball(app: Any) -> Any:
    """A stage, Y up, with a red sphere of radius 1 at the origin and `/Camera` at (0, 0, 10), aperture 20, focal 20."""
    app.usd_context.new_stage()
    stage = app.usd_context.get_stage()
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.y)
    camera = UsdGeom.Camera.Define(stage, "/Camera")
    camera.AddTranslateOp().Set(Gf.Vec3d(0, 0, 10))
    camera.CreateFocalLengthAttr(20.0)
    camera.CreateHorizontalApertureAttr(20.0)
    camera.CreateClippingRangeAttr(Gf.Vec2f(0.1, 100.0))
    ball = UsdGeom.Sphere.Define(stage, "/World/Ball")
    ball.CreateDisplayColorAttr([Gf.Vec3f(1, 0, 0)])
    get_active_viewport().camera_path = "/Camera"
    return stage


@pytest.fixture
def live(app: Any) -> Iterator[LivePicture]:
    """Of the active viewport, with room for 160 x 90 pixels; it is updated by hand."""
    picture = LivePicture(get_active_viewport())
    picture.fit(160, 90)
    yield picture
    picture.close()


@pytest.fixture
def completed(live: LivePicture) -> Callable[[], Any]:
    """`completed()`: update the live picture until it is as good as it gets, and return it."""

    def complete() -> Any:
        deadline = time.monotonic() + PATIENCE_SECONDS
        live.update()
        while not live.is_complete:
            assert time.monotonic() < deadline, "the picture was never complete"
            time.sleep(0.001)  # for its thread, which has no other way to run on one core
            live.update()
        return live.picture

    return complete
