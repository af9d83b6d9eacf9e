"""Cameras with every lens, and a renderer to look through them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest
from pxr import Usd, UsdGeom

from kitless.render import (
    Camera,
    Drawable,
    FThetaLens,
    Lens,
    Lighting,
    OpenCVFisheyeLens,
    OpenCVPinholeLens,
    OrthographicLens,
    PinholeLens,
    Renderer,
    RenderScene,
    Sensor,
)

WIDTH, HEIGHT = 96, 53
# Calibrated at another size and aspect than it is rendered at.
SENSOR = Sensor((WIDTH, HEIGHT), (320.0, 200.0), (163.0, 97.0))

LENSES: dict[str, Lens] = {
    "pinhole": PinholeLens((WIDTH, HEIGHT), 24.0, (30.0, 30.0 * HEIGHT / WIDTH), (2.0, -1.0)),
    "orthographic": OrthographicLens((WIDTH, HEIGHT), (4.0, 4.0 * HEIGHT / WIDTH), (0.3, -0.2)),
    "OpenCV pinhole": OpenCVPinholeLens(
        SENSOR,
        (210.0, 190.0),
        radial=(-0.28, 0.07, 0.001, 0.02, 0.003, 0.0),
        tangential=(1e-3, -2e-3),
        thin_prism=(1e-3, 2e-4, -1e-3, 1e-4),
    ),
    "OpenCV fisheye": OpenCVFisheyeLens(SENSOR, (80.0, 85.0), (0.03, -0.01, 0.002, -0.0003)),
    "f-theta": FThetaLens(SENSOR, (1e-4, 0.011, -2e-6, 1e-8, 0.0, 0.0), np.radians(110.0)),
}


@pytest.fixture(params=LENSES)
def lens(request) -> Lens:
    """One lens after the other."""
    return LENSES[request.param]


@pytest.fixture
def stage() -> Usd.Stage:
    return Usd.Stage.CreateInMemory()


@pytest.fixture
def schema(stage) -> UsdGeom.Camera:
    return UsdGeom.Camera.Define(stage, "/World/Camera")


@pytest.fixture(scope="session")
def renderer() -> Iterator[Renderer]:
    renderer = Renderer("cpu")
    yield renderer
    renderer.close()


@pytest.fixture
def look() -> Callable[..., Camera]:
    """`look(lens, …)`: a camera; where nothing else is said at the origin, looking along -Z."""

    def look(
        lens: Lens, near: float = 0.01, far: float = 1000.0, size=(WIDTH, HEIGHT), to_world=None
    ) -> Camera:
        return Camera("/Camera", *size, np.eye(4) if to_world is None else to_world, lens, near, far)

    return look


@pytest.fixture
def furnish() -> Callable[..., RenderScene]:
    """`furnish([(drawable, matrix), …], lighting)`: a scene of these."""

    def furnish(
        placed: Sequence[tuple[Drawable, np.ndarray]] = (), lighting: Lighting | None = None
    ) -> RenderScene:
        scene = RenderScene("cpu")
        matrices = np.array([matrix for _, matrix in placed], dtype=np.float64).reshape(-1, 4, 4)
        scene.set_drawables([drawable for drawable, _ in placed], matrices)
        scene.set_lighting(lighting or Lighting())
        return scene

    return furnish
