"""A USD stage, kept as a render scene.

stage ──notices──> StageChanges ──> update(time) ──> rebuild: walk the stage, read shapes, materials, lights
                                                └──> follow:  read what deforms or was reshaped, place what moves or
                                                              was moved, and the lights

What a transform squeezes flat is drawn as a flat mesh; see `kitless.scene.squeezed`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from pxr import Usd, UsdGeom

from kitless.render import Drawable, RenderScene, TriangleMesh

from .changes import Edits, StageChanges
from .copies import names_of
from .findings import SceneFindings
from .images import ImageLoader
from .lights import LightReader
from .materials import MaterialReader
from .named_spaces import NamedSpaces
from .names import DrawnNames, drawn_names
from .origin import drawing_origin
from .parts import PartReader
from .placements import Placements
from .point_instancers import InstanceKeys
from .shape import Matrix
from .skeletons import SkeletonPose, Skinned, read_skeletons
from .skins import Skins
from .sky_images import SkyImageLoader
from .snapshot import SceneSnapshot
from .squeezed import Fitted, Fitting
from .steps import Steps, finish
from .traversal import DrawnPrim, StageContents, collect
from .whereabouts import Placed, Whereabouts


class SceneTranslator:
    """Brings a `RenderScene` up to date with a stage at a time.

    Args:
        stage: The stage; edits to it are noticed.
        device: Warp's name of the device that the scene is for.
        subset_labels: Whether faces of GeomSubsets with a label go by the subset's name; else by their mesh's.

    Attributes:
        findings: What is not drawn as authored.
        subset_labels: See above.
        restarts: How often the update in steps that is under way has begun anew because of an edit.
    """

    def __init__(self, stage: Usd.Stage, device: str, *, subset_labels: bool = True) -> None:
        self.findings = SceneFindings()
        self.restarts = 0
        self.subset_labels = subset_labels
        self._stage = stage
        self._scene = RenderScene(device)
        self._changes = StageChanges(stage)
        self._materials = MaterialReader(ImageLoader(self.findings), self.findings)
        self._lights = LightReader(stage, SkyImageLoader(self.findings), self.findings)
        self._parts = PartReader(self._materials, self.findings, subset_labels=subset_labels)
        self._contents = StageContents()
        self._placed: list[Placed] = []
        self._whereabouts = Whereabouts(self._contents, [])
        self._fitting = Fitting()
        self._authored: list[Drawable] = []  # as if everything could be drawn
        self._flat: dict[int, TriangleMesh] = {}  # what some of them are drawn as
        self._origin: npt.NDArray[np.float64] | None = None
        self._time: Usd.TimeCode | None = None
        self._names = DrawnNames()
        self._keys = InstanceKeys()
        self._placements = Placements(Usd.TimeCode.EarliestTime())
        self._spaces = NamedSpaces(stage, self._names, self._keys, self._placements)

    def close(self) -> None:
        """Stop listening to the stage; idempotent."""
        self._changes.close()

    def update(self, time: Usd.TimeCode) -> RenderScene:
        """The scene at `time`. The same object each time, valid until the next update."""
        return finish(self.update_in_steps(time))

    def update_in_steps(self, time: Usd.TimeCode) -> Steps[RenderScene]:
        """As `update`, in steps; the scene is what it was until the last one of them.

        Where the stage is edited between two steps, what was read so far is read anew. No other update may begin before
        the last step, unless the steps are closed.
        """
        self.restarts = 0
        while not (yield from self._brought_up_to_date(time)):
            self.restarts += 1
        return self._scene

    def snapshot(self) -> SceneSnapshot:
        """What stands where, as of the last update."""
        return SceneSnapshot(
            self._scene.drawables,
            self._scene.to_world,
            self._names,
            self._spaces.local_to_world,
            self._skeletons,
        )

    def _skeletons(self) -> tuple[SkeletonPose, ...]:
        skinned = (
            Skinned(placed.drawn.skin.skeleton, placed.drawn.copies, placed.rows)
            for placed in self._placed
            if placed.drawn.skin is not None
        )
        return read_skeletons(self._skins, skinned, self._placements, self.findings)

    def _brought_up_to_date(self, time: Usd.TimeCode) -> Steps[bool]:
        """Follow the stage; False where that was given up because of an edit that came meanwhile."""
        edits = self._changes.take()
        later = time != self._time
        try:
            self._placements = Placements(time)
            rebuild = edits.rebuild or (later and self._may_show_others(time))
            if not rebuild and (later or edits.edited or edits.moved):
                rebuild = not self._follow(edits, time, later=later)
            if rebuild:
                edited = edits.rebuild or bool(edits.edited)
                # Not one step more after an edit: a walk over prims that have gone would end in memory that has gone.
                for _ in (steps := self._rebuild(time, edited=edited)):
                    yield
                    if self._changes.rebuild:
                        steps.close()
                        self._changes.put_back(edits)
                        return False
        except BaseException:
            # Also when nobody wants the rest.
            self._changes.put_back(edits)
            raise
        self._time = time
        self._spaces = NamedSpaces(self._stage, self._names, self._keys, self._placements)
        return True

    def _may_show_others(self, time: Usd.TimeCode) -> bool:
        return self._materials.time_varying or self._contents.may_show_others(time)

    def _follow(self, edits: Edits, time: Usd.TimeCode, *, later: bool) -> bool:
        """Read and place what has changed; False where only a walk over the whole stage can tell what that is."""
        changed = self._whereabouts.edited(edits.edited)
        if changed is None:
            return False
        if later:
            changed = list(dict.fromkeys([*self._whereabouts.varying, *changed]))
        self._parts.forget(edits.edited)
        if later:
            self._parts.forget(self._contents.deforming)
            self._parts.forget_poses(self._contents.posed)
        if not all(self._read_again(drawn, time) for drawn in changed):
            return False
        items = [item for drawn in changed for item in self._whereabouts.parts_of(drawn)]
        for path in edits.moved:
            prim = UsdGeom.Xformable(self._stage.GetPrimAtPath(path))
            if prim and prim.TransformMightBeTimeVarying():
                self._whereabouts.animate(path)
        moved = self._whereabouts.moved(edits.moved, later=later)
        self._place(list(dict.fromkeys([*items, *moved])), [row for item in items for row in item.rows], time)
        self._light(time)
        return True

    def _read_again(self, drawn: DrawnPrim, time: Usd.TimeCode) -> bool:
        """Read what a prim is drawn as; False where it has other parts than before."""
        parts = self._parts.parts_of(drawn.prim, drawn.skin, time)
        items = self._whereabouts.parts_of(drawn)
        if [(part.name_suffix, part.space) for part in parts] != [
            (item.name_suffix, item.space) for item in items
        ]:
            return False
        for item, part in zip(items, parts, strict=True):
            item.shape = part.shape
            for row in item.rows:
                before = self._authored[row]
                if before.geometry is not part.shape.geometry or before.surface != part.surface:
                    self._authored[row] = replace(before, geometry=part.shape.geometry, surface=part.surface)
        return True

    def _rebuild(self, time: Usd.TimeCode, *, edited: bool) -> Steps[None]:
        if edited:
            self._skins = Skins(self._stage, self.findings)
            self._parts.forget_all()
            self._lights.forget()
            # Of the stage and not of this time: another walk after an edit, and none for a mere later frame.
            self._origin = yield from drawing_origin(self._stage, self._skins)
            self._keys = InstanceKeys()
            self._names = yield from drawn_names(self._stage, self._keys, subset_labels=self.subset_labels)
        if edited or self._materials.time_varying:
            self._materials.forget(images=edited)
        contents = yield from collect(self._stage, time, self._keys, self._skins, self.findings)
        self._parts.forget(contents.deforming)
        self._parts.forget_poses(contents.posed)
        placed: list[Placed] = []
        drawables: list[Drawable] = []
        for drawn in contents.drawn:
            yield
            names = names_of(drawn.prim, drawn.copies)
            for part in self._parts.parts_of(drawn.prim, drawn.skin, time):
                rows = range(len(drawables), len(drawables) + len(names))
                placed.append(Placed(drawn, part.name_suffix, part.shape, part.space, rows))
                drawables += [
                    Drawable(name + part.name_suffix, part.shape.geometry, part.surface, gprim_path=name)
                    for name in names
                ]
        self._contents, self._placed = contents, placed
        self._whereabouts = Whereabouts(contents, placed)
        self._authored, self._flat = drawables, {}
        fitted = self._fit(placed, np.arange(len(drawables)), time)
        self._draw(fitted.flat, fitted.to_world)
        self._light(time)

    def _place(self, placed: list[Placed], changed: list[int], time: Usd.TimeCode) -> None:
        """Place some things; the drawables of the rows `changed`, which are among theirs, look different as well."""
        if not placed:
            return
        rows = np.concatenate([item.rows for item in placed])
        fitted = self._fit(placed, rows, time)
        moved = set(rows.tolist()) if self._flat else set()
        flat = {row: mesh for row, mesh in self._flat.items() if row not in moved}
        flat |= fitted.flat
        if flat == self._flat:
            if changed:
                self._scene.redraw(np.array(changed), [self._drawable(row) for row in changed])
            self._scene.place(rows, fitted.to_world)
        else:
            to_world = self._scene.to_world.copy()
            to_world[rows] = fitted.to_world
            self._draw(flat, to_world)

    def _fit(self, placed: list[Placed], rows: npt.NDArray[np.int64], time: Usd.TimeCode) -> Fitted:
        """The drawables of what is placed, `rows`, as they can be drawn; says which ones cannot."""
        fitted = self._fitting.fit(self._authored, rows, self._matrices(placed))
        if fitted.problems:
            prims = {row: item.drawn.prim for item in placed for row in item.rows}
            for row, problem in fitted.problems.items():
                path, name = prims[row].GetPath(), self._authored[row].prim_path
                whole = "not drawn" if name == path else f"{name} not drawn"
                message = f"{whole} at time code {time}: {problem}"
                self.findings.add("transform-not-invertible", path, message)
        return fitted

    def _draw(self, flat: dict[int, TriangleMesh], to_world: Matrix) -> None:
        self._flat = flat
        self._scene.set_drawables(
            [self._drawable(row) for row in range(len(self._authored))], to_world, self._origin
        )

    def _drawable(self, row: int) -> Drawable:
        """What is drawn of what is authored."""
        authored, flat = self._authored[row], self._flat.get(row)
        return authored if flat is None else replace(authored, geometry=flat)

    def _light(self, time: Usd.TimeCode) -> None:
        self._scene.set_lighting(self._lights.read(self._contents.lights, time, UsdGeom.XformCache(time)))

    def _matrices(self, placed: list[Placed]) -> Matrix:
        with np.errstate(over="ignore", invalid="ignore"):
            matrices = [
                item.shape.placement @ self._placements.to_world(item.space, item.drawn.copies)
                for item in placed
            ]
        return np.concatenate(matrices) if matrices else np.empty((0, 4, 4))
