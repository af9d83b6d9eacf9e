"""USD stages that are written together with the formulas of what stands on them."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from pxr import Gf, Sdf, Usd, UsdGeom, UsdSemantics

from .analytic import Box, Capsule, Cone, Cylinder, Plane, Polygons, Shape, Sphere
from .placement import IDENTITY
from .ray_caster import UNLABELLED, Pinhole, Solid

if TYPE_CHECKING:
    import numpy as np

CAMERA = "/Camera"


class AnalyticStage:
    """A USD stage, and solid by solid what must be seen of it.

    Attributes:
        stage: The stage that is written to.
        solids: One for each prim that was added, in the same order.
        labels: Label of each prim that has one of its own, by its path.
    """

    def __init__(self, stage: Usd.Stage) -> None:
        self.stage = stage
        self.solids: list[Solid] = []
        self.labels: dict[str, str] = {}
        self._groups: dict[Sdf.Path, np.ndarray] = {}

    def group(self, path: str, placement: np.ndarray = IDENTITY, *, label: str = UNLABELLED) -> Usd.Prim:
        """Define an Xform; what is added below `path` afterwards moves with it and has its label too."""
        xform = UsdGeom.Xform.Define(self.stage, path)
        place(xform, placement)
        self._groups[Sdf.Path(path)] = placement
        self._label(xform.GetPrim(), label)
        return xform.GetPrim()

    def add(
        self, path: str, shape: Shape, placement: np.ndarray = IDENTITY, *, label: str = UNLABELLED
    ) -> Usd.Prim:
        """Define a prim of that shape and remember the solid; `label` is of type "class"."""
        prim = define(shape, self.stage, path)
        place(UsdGeom.Xformable(prim), placement)
        self._label(prim, label)
        ancestors = [
            self.labels[str(prefix)] for prefix in prim.GetPath().GetPrefixes() if str(prefix) in self.labels
        ]
        everything = ",".join(reversed(ancestors)) or UNLABELLED
        self.expect(path, shape, placement @ self.world_placement(path), label=everything)
        return prim

    def expect(self, path: str, shape: Shape, placement: np.ndarray, *, label: str = UNLABELLED) -> None:
        """Remember a solid at a world placement without writing anything."""
        self.solids.append(Solid(shape, placement, label, path))

    def local_to_world(self, path: str) -> np.ndarray:
        """Placement in the world of a group or a solid."""
        if Sdf.Path(path) in self._groups:
            return self._groups[Sdf.Path(path)] @ self.world_placement(path)
        return next(solid.local_to_world for solid in self.solids if solid.path == path)

    def world_placement(self, path: str) -> np.ndarray:
        """Product of the groups above `path`, innermost first."""
        placement = IDENTITY
        for ancestor in Sdf.Path(path).GetParentPath().GetAncestorsRange():
            placement = placement @ self._groups.get(ancestor, IDENTITY)
        return placement

    def camera(self, pinhole: Pinhole, *, path: str = CAMERA, placement: np.ndarray | None = None) -> Pinhole:
        """Write `pinhole` as a camera prim, at `placement` under its parents if there are any; returns `pinhole`."""
        camera = UsdGeom.Camera.Define(self.stage, path)
        camera.GetFocalLengthAttr().Set(pinhole.focal_length)
        camera.GetHorizontalApertureAttr().Set(pinhole.horizontal_aperture)
        camera.GetHorizontalApertureOffsetAttr().Set(pinhole.horizontal_offset)
        camera.GetVerticalApertureOffsetAttr().Set(pinhole.vertical_offset)
        camera.GetClippingRangeAttr().Set(Gf.Vec2f(pinhole.near, pinhole.far))
        place(camera, pinhole.camera_to_world if placement is None else placement)
        return pinhole

    def _label(self, prim: Usd.Prim, label: str) -> None:
        if label != UNLABELLED:
            set_label(prim, label)
            self.labels[str(prim.GetPath())] = label


def place(xformable: UsdGeom.Xformable, placement: np.ndarray) -> None:
    """Author `placement` as one transform op."""
    xformable.ClearXformOpOrder()
    xformable.AddTransformOp().Set(Gf.Matrix4d(placement.tolist()))


def set_label(prim: Usd.Prim, label: str) -> None:
    """Author `label` of type "class"."""
    UsdSemantics.LabelsAPI.Apply(prim, "class").CreateLabelsAttr([label])


@singledispatch
def define(shape: Shape, stage: Usd.Stage, path: str) -> Usd.Prim:
    """Define the prim that UsdGeom has for a shape."""
    raise TypeError(f"no prim for {shape!r}, wanted at {path} of {stage}")


@define.register
def _(shape: Box, stage: Usd.Stage, path: str) -> Usd.Prim:
    cube = UsdGeom.Cube.Define(stage, path)
    cube.CreateSizeAttr(shape.size)
    return cube.GetPrim()


@define.register
def _(shape: Sphere, stage: Usd.Stage, path: str) -> Usd.Prim:
    sphere = UsdGeom.Sphere.Define(stage, path)
    sphere.CreateRadiusAttr(shape.radius)
    return sphere.GetPrim()


@define.register(Cylinder)
@define.register(Cone)
@define.register(Capsule)
def _(shape: Cylinder | Cone | Capsule, stage: Usd.Stage, path: str) -> Usd.Prim:
    schema = getattr(UsdGeom, type(shape).__name__).Define(stage, path)
    schema.CreateRadiusAttr(shape.radius)
    schema.CreateHeightAttr(shape.height)
    schema.CreateAxisAttr(shape.axis)
    return schema.GetPrim()


@define.register
def _(shape: Plane, stage: Usd.Stage, path: str) -> Usd.Prim:
    plane = UsdGeom.Plane.Define(stage, path)
    plane.CreateWidthAttr(shape.width)
    plane.CreateLengthAttr(shape.length)
    plane.CreateAxisAttr(shape.axis)
    return plane.GetPrim()


@define.register
def _(shape: Polygons, stage: Usd.Stage, path: str) -> Usd.Prim:
    mesh = UsdGeom.Mesh.Define(stage, path)
    mesh.CreatePointsAttr([Gf.Vec3f(*point) for point in shape.points])
    mesh.CreateFaceVertexCountsAttr([len(face) for face in shape.faces])
    mesh.CreateFaceVertexIndicesAttr([index for face in shape.faces for index in face])
    mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    return mesh.GetPrim()
