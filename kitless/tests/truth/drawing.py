"""What the renderer draws of a stage, without App and Replicator around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from pxr import Usd

from kitless.render import Camera, Channels, GBuffer, Renderer
from kitless.scene import SceneTranslator

from .ray_caster import Solid, Truth
from .sight import assert_close, assert_normals, assert_same
from .stages import CAMERA

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Drawing:
    """A G-buffer and the prim path of each of its instances."""

    gbuffer: GBuffer
    prim_paths: Sequence[str]

    @property
    def paths(self) -> np.ndarray:
        """Prim path of each pixel, (H, W) of str, empty where nothing is hit."""
        return np.array([*self.prim_paths, ""])[self.gbuffer.instance]


def draw(
    renderer: Renderer, stage: Usd.Stage, width: int, height: int, *, channels: Channels = frozenset()
) -> Drawing:
    """Translate `stage` and draw what its camera sees at the default time."""
    translator = SceneTranslator(stage, renderer.device)
    try:
        time = Usd.TimeCode.Default()
        scene = translator.update(time)
        camera = Camera.from_prim(stage.GetPrimAtPath(CAMERA), time, width, height)
        return Drawing(renderer.render(scene, camera, channels=channels), translator.snapshot().prim_paths)
    finally:
        translator.close()


def assert_drawing_true(drawing: Drawing, truth: Truth, solids: list[Solid]) -> None:
    """Every decidable pixel is what the ray caster says."""
    decidable = ~truth.undecidable
    assert_same(drawing.paths[decidable], truth.paths(solids)[decidable])
    assert_close(drawing.gbuffer.ray_distance[decidable], truth.depth[decidable])
    assert_normals(drawing.gbuffer.normal, truth, decidable)
