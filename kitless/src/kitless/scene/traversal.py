"""Which prims of a stage are drawn and shine, and which of them change with time."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from pxr import Sdf, Usd, UsdGeom

from .copies import Copies, contains_itself, copies_of, purpose_of, walk_below
from .findings import SceneFindings
from .geometries import has_reader
from .lights import is_light
from .point_instancer_problems import report_problems
from .point_instancers import InstanceKeys, instances_move, instances_vary, read_instances
from .shape import shape_attribute_names, source_path
from .skinning import Skin
from .skins import Skins
from .steps import Steps
from .subsets import face_subsets

_DRAWN_PURPOSES = (UsdGeom.Tokens.default_, UsdGeom.Tokens.render)


@dataclass(frozen=True)
class DrawnPrim:
    """A prim that is drawn.

    Attributes:
        prim: A gprim; an instance proxy inside a USD instance.
        copies: What it is copied by; None for a prim that is drawn once, where it stands.
        skin: How it follows a skeleton; None for a prim that follows none.
        moving: Whether its transform may change with time.
    """

    prim: Usd.Prim
    copies: Copies | None
    skin: Skin | None
    moving: bool


@dataclass
class StageContents:
    """What a walk over the stage found.

    Attributes:
        drawn: Visible prims with a shape that is drawn.
        lights: Visible lights.
        deforming: Paths of gprims whose shape may change with time, those in the prototype for instances.
        posed: Paths of gprims whose pose may change with time, those in the prototype for instances.
        blinking: Visibility attributes that may change with time, and whether they hide their prim now.
        instances_vary: Which instances there are may change with time.
        colored: Paths of gprims whose displayColor or displayOpacity, also inherited ones, may change with time, as
            above.
    """

    drawn: list[DrawnPrim] = field(default_factory=list)
    lights: list[Usd.Prim] = field(default_factory=list)
    deforming: set[Sdf.Path] = field(default_factory=set)
    posed: set[Sdf.Path] = field(default_factory=set)
    colored: set[Sdf.Path] = field(default_factory=set)
    blinking: list[tuple[Usd.Attribute, bool]] = field(default_factory=list)
    instances_vary: bool = False

    @property
    def varying(self) -> set[Sdf.Path]:
        """Paths of gprims that may look different at another time, those in the prototype for instances."""
        return self.deforming | self.posed | self.colored

    def may_show_others(self, time: Usd.TimeCode) -> bool:
        """Whether there may be other things to draw at another time, while nobody edits the stage."""
        return self.instances_vary or any(
            _hides(visibility, time) != hidden for visibility, hidden in self.blinking
        )


def collect(
    stage: Usd.Stage, time: Usd.TimeCode, keys: InstanceKeys, skins: Skins, findings: SceneFindings
) -> Steps[StageContents]:
    """Walk the stage as it is at `time`. Another step must not be taken once prims have come, gone or changed."""
    walk = _Walk(time, keys, skins, findings)
    yield from walk.below(stage.GetPseudoRoot(), None)
    return walk.contents


class _Walk:
    def __init__(self, time: Usd.TimeCode, keys: InstanceKeys, skins: Skins, findings: SceneFindings) -> None:
        self.contents = StageContents()
        self._time = time
        self._keys = keys
        self._skins = skins
        self._findings = findings

    def below(self, root: Usd.Prim, copies: Copies | None) -> Steps[None]:
        moving_depth = 0  # depth of the topmost ancestor that moves, 0 when there is none
        for prim, leave_out_children in walk_below(root, copies):
            yield
            depth = prim.GetPath().pathElementCount
            if depth <= moving_depth:
                moving_depth = 0
            if self._is_hidden(prim):
                leave_out_children()
                continue
            if (
                not moving_depth
                and prim.IsA(UsdGeom.Xformable)
                and UsdGeom.Xformable(prim).TransformMightBeTimeVarying()
            ):
                moving_depth = depth
            moving = bool(moving_depth) or (copies is not None and copies.moving)
            if prim.IsA(UsdGeom.PointInstancer):
                leave_out_children()
                yield from self._sort_in_instances(prim, copies, moving=moving)
            else:
                self._sort_in(prim, copies, moving=moving)

    def _is_hidden(self, prim: Usd.Prim) -> bool:
        if not prim.IsA(UsdGeom.Imageable):
            return False
        visibility = UsdGeom.Imageable(prim).GetVisibilityAttr()
        hidden = _hides(visibility, self._time)
        if visibility.ValueMightBeTimeVarying():
            self.contents.blinking.append((visibility, hidden))
        return hidden

    def _sort_in_instances(self, prim: Usd.Prim, outer: Copies | None, *, moving: bool) -> Steps[None]:
        if contains_itself(prim, outer):
            self._findings.add(
                "point-instancer-recursion", prim.GetPath(), "not drawn inside its own prototype"
            )
            return
        by_ids = self._keys.by_ids(prim)
        report_problems(prim, self._time, by_ids=by_ids, findings=self._findings)
        self.contents.instances_vary |= instances_vary(prim)
        instances = read_instances(prim, self._time, by_ids=by_ids)
        shown = np.where(instances.visible, instances.prototypes, -1)
        moving |= instances_move(prim)
        for copies in copies_of(prim, outer, instances.keys, shown, moving=moving):
            yield from self.below(copies.root, copies)

    def _sort_in(self, prim: Usd.Prim, copies: Copies | None, *, moving: bool) -> None:
        """Put a prim where it belongs."""
        if is_light(prim):
            if copies is None:
                self.contents.lights.append(prim)
            else:
                self._findings.add(
                    "light-not-drawn", prim.GetPath(), "lights of point instances do not shine"
                )
        if prim.IsA(UsdGeom.Camera) and UsdGeom.Camera(prim).GetFStopAttr().Get() > 0.0:
            self._findings.add(
                "camera-depth-of-field", prim.GetPath(), "depth of field is not drawn: everything is sharp"
            )
        if not prim.IsA(UsdGeom.Gprim) or purpose_of(prim, copies) not in _DRAWN_PURPOSES:
            return
        if not has_reader(prim):
            self._findings.add("shape-not-drawn", prim.GetPath(), f"{prim.GetTypeName()} is not drawn yet")
            return
        skin = self._skins.of(prim)
        if skin is not None and skin.time_varying:
            self.contents.posed.add(source_path(prim))
        moving |= skin is not None and skin.moves
        self.contents.drawn.append(DrawnPrim(prim, copies, skin, moving))
        if _color_may_change(prim):
            self.contents.colored.add(source_path(prim))
        if _shape_may_change(prim):
            self.contents.deforming.add(source_path(prim))


def may_look_different(prim: Usd.Prim) -> bool:
    """Whether a gprim's shape in its rest pose, or its displayColor or displayOpacity, may change with time."""
    return _shape_may_change(prim) or _color_may_change(prim)


def _hides(visibility: Usd.Attribute, time: Usd.TimeCode) -> bool:
    return bool(visibility.Get(time) == UsdGeom.Tokens.invisible)


def _color_may_change(prim: Usd.Prim) -> bool:
    primvars = UsdGeom.PrimvarsAPI(prim)
    found = [primvars.FindPrimvarWithInheritance(name) for name in ("displayColor", "displayOpacity")]
    return any(primvar and primvar.ValueMightBeTimeVarying() for primvar in found)


def _shape_may_change(prim: Usd.Prim) -> bool:
    return any(attribute.ValueMightBeTimeVarying() for attribute in _shape_attributes(prim))


def _shape_attributes(prim: Usd.Prim) -> list[Usd.Attribute]:
    """Attributes that a gprim's own schema adds, its points or its dimensions, its primvars and its subsets' faces."""
    own = [prim.GetAttribute(name) for name in shape_attribute_names(prim.GetTypeName())]
    primvars = [primvar.GetAttr() for primvar in UsdGeom.PrimvarsAPI(prim).GetAuthoredPrimvars()]
    subsets = [UsdGeom.Subset(subset).GetIndicesAttr() for subset in face_subsets(prim)]
    return [attribute for attribute in (*own, *primvars, *subsets) if attribute]
