"""Which prims of a stage are drawn and shine, and which of them change with time."""

from __future__ import annotations

from dataclasses import dataclass, field

from pxr import Sdf, Usd, UsdGeom, UsdLux, UsdSkel

from .findings import SceneFindings
from .gprims import READERS
from .shape import source_path
from .subsets import face_subsets

_DRAWN_PURPOSES = (UsdGeom.Tokens.default_, UsdGeom.Tokens.render)


@dataclass
class StageContents:
    """What a walk over the stage found.

    Attributes:
        gprims: Visible prims with a shape that is drawn; instance proxies inside USD instances.
        lights: Visible lights.
        moving: Paths of gprims whose transform may change with time.
        deforming: Paths of gprims whose shape may change with time, those in the prototype for instances.
        visibility_varies: Some prim's visibility may change with time.
        colors_vary: Some gprim's displayColor, its own or inherited, may change with time.
    """

    gprims: list[Usd.Prim] = field(default_factory=list)
    lights: list[Usd.Prim] = field(default_factory=list)
    moving: set[Sdf.Path] = field(default_factory=set)
    deforming: set[Sdf.Path] = field(default_factory=set)
    visibility_varies: bool = False
    colors_vary: bool = False

    @property
    def time_varying(self) -> bool:
        """Whether another time may need more than other transforms."""
        return self.visibility_varies or self.colors_vary or bool(self.deforming)


def collect(stage: Usd.Stage, time: Usd.TimeCode, findings: SceneFindings) -> StageContents:
    """Walk the stage as it is at `time`."""
    contents = StageContents()
    moving_depth = 0  # depth of the topmost ancestor that moves, 0 when there is none
    walk = iter(Usd.PrimRange(stage.GetPseudoRoot(), Usd.TraverseInstanceProxies(Usd.PrimDefaultPredicate)))
    for prim in walk:
        depth = prim.GetPath().pathElementCount
        if depth <= moving_depth:
            moving_depth = 0
        if prim.IsA(UsdGeom.Imageable):
            visibility = UsdGeom.Imageable(prim).GetVisibilityAttr()
            contents.visibility_varies |= visibility.ValueMightBeTimeVarying()
            if visibility.Get(time) == UsdGeom.Tokens.invisible:
                walk.PruneChildren()
                continue
        if (
            not moving_depth
            and prim.IsA(UsdGeom.Xformable)
            and UsdGeom.Xformable(prim).TransformMightBeTimeVarying()
        ):
            moving_depth = depth
        if _sort_in(prim, contents, findings) and moving_depth:
            contents.moving.add(prim.GetPath())
        if prim.IsA(UsdGeom.PointInstancer):
            findings.add("point-instancer", prim.GetPath(), "point instancer is not drawn yet")
            walk.PruneChildren()
    return contents


def _sort_in(prim: Usd.Prim, contents: StageContents, findings: SceneFindings) -> bool:
    """Put a prim where it belongs; True for a drawn gprim."""
    if (
        prim.HasAPI(UsdLux.LightAPI)
        or prim.IsA(UsdLux.BoundableLightBase)
        or prim.IsA(UsdLux.NonboundableLightBase)
    ):
        contents.lights.append(prim)
    if prim.IsA(UsdGeom.Camera) and UsdGeom.Camera(prim).GetFStopAttr().Get() > 0.0:
        findings.add(
            "camera-depth-of-field", prim.GetPath(), "depth of field is not drawn: everything is sharp"
        )
    if not prim.IsA(UsdGeom.Gprim) or UsdGeom.Imageable(prim).ComputePurpose() not in _DRAWN_PURPOSES:
        return False
    if not (prim.IsA(UsdGeom.Mesh) or str(prim.GetTypeName()) in READERS):
        findings.add("shape-not-drawn", prim.GetPath(), f"{prim.GetTypeName()} is not drawn yet")
        return False
    if prim.HasAPI(UsdSkel.BindingAPI) and UsdSkel.BindingAPI(prim).GetInheritedSkeleton():
        findings.add("skinning", prim.GetPath(), "skinned mesh is drawn in its rest pose")
    contents.gprims.append(prim)
    color = UsdGeom.PrimvarsAPI(prim).FindPrimvarWithInheritance("displayColor")
    contents.colors_vary |= bool(color) and color.ValueMightBeTimeVarying()
    if any(attribute.ValueMightBeTimeVarying() for attribute in _shape_attributes(prim)):
        contents.deforming.add(source_path(prim))
    return True


def _shape_attributes(prim: Usd.Prim) -> list[Usd.Attribute]:
    """Attributes that a gprim's own schema adds, its points or its dimensions, its primvars and its subsets' faces."""
    names = Usd.SchemaRegistry().FindConcretePrimDefinition(prim.GetTypeName()).GetPropertyNames()
    transform = UsdGeom.Xformable.GetSchemaAttributeNames()
    own = [prim.GetAttribute(name) for name in names if name not in transform]
    primvars = [primvar.GetAttr() for primvar in UsdGeom.PrimvarsAPI(prim).GetAuthoredPrimvars()]
    subsets = [UsdGeom.Subset(subset).GetIndicesAttr() for subset in face_subsets(prim)]
    return [attribute for attribute in (*own, *primvars, *subsets) if attribute]
