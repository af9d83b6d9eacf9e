"""The same scene gives the same bytes, whoever draws which rows."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from pxr import Usd, UsdLux

from kitless.render import Renderer

from .analytic import Box, Capsule, Plane, Sphere
from .drawing import draw
from .placement import look_at, move, stretch, turn
from .ray_caster import Pinhole
from .stages import AnalyticStage


@pytest.fixture
def lit_stage() -> Usd.Stage:
    """Solids on a floor, two of them at exactly the same place, lit by three lights that throw shadows."""
    stage = AnalyticStage(Usd.Stage.CreateInMemory())
    stage.add("/World/floor", Plane(9, 9), move(0, 0, -1))
    stage.add("/World/box", Box(1.3), turn("Z", 30) @ move(-1, 0, 0))
    stage.add("/World/box_again", Box(1.3), turn("Z", 30) @ move(-1, 0, 0))
    stage.add("/World/ball", Sphere(0.8), stretch(1, 1, 1.3) @ move(1, 0.3, 0))
    stage.add("/World/rod", Capsule(0.2, 2.0, "X"), turn("Z", 20) @ move(0, -0.9, 0.4))
    stage.camera(Pinhole(look_at((1.1, -7.3, 3.2), (0.05, 0.1, 0.0))))
    UsdLux.DomeLight.Define(stage.stage, "/World/Dome").CreateIntensityAttr(300)
    sun = UsdLux.DistantLight.Define(stage.stage, "/World/Sun")
    sun.CreateIntensityAttr(900)
    sun.AddRotateXOp().Set(35)
    bulb = UsdLux.SphereLight.Define(stage.stage, "/World/Bulb")
    bulb.CreateIntensityAttr(9000)
    bulb.AddTranslateOp().Set((2, -2, 3))
    return stage.stage


def picture(stage: Usd.Stage, threads: int) -> dict[str, bytes]:
    """Bytes of each array of a G-buffer that a fresh renderer draws; 101 rows are no multiple of any band."""
    renderer = Renderer("cpu", threads=threads)
    try:
        gbuffer = draw(
            renderer, stage, 150, 101, channels=frozenset({"color", "material", "radiance"})
        ).gbuffer
    finally:
        renderer.close()
    arrays = {item.name: getattr(gbuffer, item.name) for item in dataclasses.fields(gbuffer)}
    assert all(isinstance(array, np.ndarray) and array.any() for array in arrays.values())
    return {name: array.tobytes() for name, array in arrays.items()}


def test_number_of_threads_does_not_change_a_byte(lit_stage):
    alone = picture(lit_stage, threads=1)

    for threads in (2, 3, 8):
        assert picture(lit_stage, threads=threads) == alone


def test_scene_drawn_twice_is_the_same_bytes(lit_stage):
    assert picture(lit_stage, threads=2) == picture(lit_stage, threads=2)


def test_stage_written_again_is_the_same_bytes(lit_stage):
    copy = Usd.Stage.CreateInMemory()
    copy.GetRootLayer().TransferContent(lit_stage.GetRootLayer())

    assert picture(copy, threads=2) == picture(lit_stage, threads=2)
