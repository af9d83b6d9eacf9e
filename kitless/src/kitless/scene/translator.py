"""A USD stage, kept as a render scene.

stage ──notices──> StageChanges ──> update(time) ──> rebuild: walk the stage, read shapes, materials, lights
                                                └──> place:   transforms of what moves, and the lights
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pxr import Usd, UsdGeom

from kitless.render import Drawable, RenderScene

from .changes import StageChanges
from .findings import SceneFindings
from .images import ImageLoader
from .lights import read_lighting
from .materials import MaterialReader
from .names import DrawnNames, drawn_names
from .origin import drawing_origin
from .parts import PartReader
from .shape import Shape
from .snapshot import SceneSnapshot
from .traversal import StageContents, collect


@dataclass(frozen=True)
class _Placed:
    """A drawn prim, or a part of one: its shape sits at `shape.placement` in the prim's space."""

    prim: Usd.Prim
    shape: Shape


class SceneTranslator:
    """Brings a `RenderScene` up to date with a stage at a time.

    Args:
        stage: The stage; edits to it are noticed.
        device: Warp's name of the device that the scene is for.

    Attributes:
        findings: What is not drawn as authored.
    """

    def __init__(self, stage: Usd.Stage, device: str) -> None:
        self.findings = SceneFindings()
        self._stage = stage
        self._scene = RenderScene(device)
        self._changes = StageChanges(stage)
        self._materials = MaterialReader(ImageLoader(self.findings), self.findings)
        self._parts = PartReader(self._materials, self.findings)
        self._contents = StageContents()
        self._placed: list[_Placed] = []
        self._origin: npt.NDArray[np.float64] | None = None
        self._time: Usd.TimeCode | None = None
        self._names = DrawnNames()

    def close(self) -> None:
        """Stop listening to the stage; idempotent."""
        self._changes.close()

    def update(self, time: Usd.TimeCode) -> RenderScene:
        """The scene at `time`. The same object each time, valid until the next update."""
        later = time != self._time
        if self._changes.rebuild or (later and (self._contents.time_varying or self._materials.time_varying)):
            if self._changes.rebuild:
                self._parts.forget_all()
                # Of the stage and not of this time: another walk after an edit, and none for a mere later frame.
                self._origin = drawing_origin(self._stage)
                self._names = drawn_names(self._stage)
            if self._changes.rebuild or self._materials.time_varying:
                self._materials.forget(images=self._changes.rebuild)
            self._rebuild(time)
        elif later or self._changes.moved:
            self._place(time, everything=self._changes.moved)
            self._light(time)
        self._changes.clear()
        self._time = time
        return self._scene

    def snapshot(self) -> SceneSnapshot:
        """What stands where, as of the last update."""
        return SceneSnapshot(self._scene.drawables, self._scene.to_world, self._names, self._local_to_world)

    def _local_to_world(self, name: str) -> npt.NDArray[np.float64]:
        xforms = UsdGeom.XformCache(self._time)
        return np.array(xforms.GetLocalToWorldTransform(self._stage.GetPrimAtPath(name)))

    def _rebuild(self, time: Usd.TimeCode) -> None:
        self._contents = collect(self._stage, time, self.findings)
        self._parts.forget(self._contents.deforming)
        self._placed = []
        drawables = []
        for prim in self._contents.gprims:
            for part in self._parts.parts_of(prim, time):
                self._placed.append(_Placed(prim, part.shape))
                name = f"{prim.GetPath()}{part.name_suffix}"
                drawables.append(Drawable(name, part.shape.geometry, part.surface))
        self._scene.set_drawables(drawables, self._matrices(self._placed, time), self._origin)
        self._light(time)

    def _place(self, time: Usd.TimeCode, *, everything: bool) -> None:
        moving = [
            index
            for index, placed in enumerate(self._placed)
            if everything or placed.prim.GetPath() in self._contents.moving
        ]
        if moving:
            self._scene.place(
                np.array(moving), self._matrices([self._placed[index] for index in moving], time)
            )

    def _light(self, time: Usd.TimeCode) -> None:
        self._scene.set_lighting(
            read_lighting(self._contents.lights, time, UsdGeom.XformCache(time), self.findings)
        )

    def _matrices(self, placed: list[_Placed], time: Usd.TimeCode) -> npt.NDArray[np.float64]:
        xforms = UsdGeom.XformCache(time)
        matrices = [
            item.shape.placement @ np.array(xforms.GetLocalToWorldTransform(item.prim)) for item in placed
        ]
        return np.array(matrices, dtype=np.float64).reshape(-1, 4, 4)
