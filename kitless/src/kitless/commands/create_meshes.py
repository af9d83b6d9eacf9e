"""Commands that make meshes of simple shapes, as Kit's extension `omni.kit.primitive.mesh` has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pxr import Gf, Sdf, Usd, UsdGeom, Vt

from kitless.commands.errors import CommandArgumentError
from kitless.commands.stage_command import StageCommand
from kitless.errors import NotImplementedByKitlessError
from kitless.replicator.authoring.shapes import define_shape
from kitless.stage.prim_paths import default_path, get_stage_next_free_path
from kitless.stage.transforms import add_default_operations

if TYPE_CHECKING:
    from collections.abc import Sequence

MESH_SHAPES = ("Cone", "Cube", "Cylinder", "Disk", "Plane", "Sphere", "Torus")

_DEFAULT_HALF_SCALE_CENTIMETRES = 50.0
_TESSELLATION = ("u_patches", "v_patches", "w_patches", "u_verts_scale", "v_verts_scale", "w_verts_scale")


class CreateMeshPrimWithDefaultXformCommand(StageCommand):
    """Make a mesh of a simple shape, with translate, rotateXYZ and scale. `do` returns its path.

    Args:
        prim_type: "Cone", "Cube", "Cylinder", "Disk", "Plane", "Sphere" or "Torus".
        prim_path: Where; the first free path after it where a prim is. None: below the default prim.
        select_new_prim: Whether to select it.
        prepend_default_prim: Whether a path outside of the default prim is put below it.
        half_scale: Half its size, in centimetres; None is 50, so that it is one metre wide.
        object_origin: The middle of the points, in the stage's unit.
        above_ground: Whether the points stand on the ground instead of around the origin.
        stage: The stage; None is that of the context.
        context_name: The USD context.
        kwargs: `u_patches`, `v_patches`, `w_patches` and `…_verts_scale` are not there.

    Raises:
        CommandArgumentError: There is no such shape, or the size is not above 0.
        NotImplementedByKitlessError: Another tessellation was asked for.

    Differs:
        Round shapes have 64 corners to a circle, and the torus is a quarter as thick as it is wide; a tessellation
        of one's own is refused.
    """

    def __init__(
        self,
        prim_type: str,
        prim_path: str | Sdf.Path | None = None,
        select_new_prim: bool = True,
        prepend_default_prim: bool = False,
        half_scale: float | None = None,
        object_origin: Gf.Vec3f | Sequence[float] = (0.0, 0.0, 0.0),
        above_ground: bool = False,
        stage: Usd.Stage | None = None,
        context_name: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(stage or context_name)
        name = type(self).__name__
        for argument in kwargs:
            if argument in _TESSELLATION:
                raise NotImplementedByKitlessError(f"{argument} of the command {name}")
            raise CommandArgumentError(name, f"it takes no argument '{argument}'")
        if prim_type not in MESH_SHAPES:
            raise CommandArgumentError(name, f"expected one of {', '.join(MESH_SHAPES)}, got '{prim_type}'")
        half = _DEFAULT_HALF_SCALE_CENTIMETRES if half_scale is None else float(half_scale)
        if not half > 0.0:
            raise CommandArgumentError(name, f"half_scale expects centimetres above 0, got {half_scale}")
        self._prim_type = prim_type
        self._prim_path = prim_path
        self._select_new_prim = select_new_prim
        self._prepend_default_prim = prepend_default_prim
        self._factor = half / _DEFAULT_HALF_SCALE_CENTIMETRES
        self._origin = Gf.Vec3f(*object_origin)
        self._above_ground = above_ground

    def _apply(self) -> str:
        stage = self.stage
        if self._prim_path is None:
            path = default_path(stage, self._prim_type)
        else:
            path = get_stage_next_free_path(stage, self._prim_path, self._prepend_default_prim)
        self._edit(path)
        prim = define_shape(stage, Sdf.Path(path), self._prim_type, as_mesh=True)
        self._place_points(UsdGeom.Mesh(prim))
        add_default_operations(prim)
        if self._select_new_prim:
            self._select([path])
        return path

    def _place_points(self, mesh: UsdGeom.Mesh) -> None:
        points = [Gf.Vec3f(point) * self._factor + self._origin for point in mesh.GetPointsAttr().Get()]
        if self._above_ground:
            up = 1 if UsdGeom.GetStageUpAxis(self.stage) == UsdGeom.Tokens.y else 2
            lift = Gf.Vec3f(0.0)
            lift[up] = -min(point[up] for point in points)
            points = [point + lift for point in points]
        mesh.GetPointsAttr().Set(Vt.Vec3fArray(points))
        mesh.GetExtentAttr().Set(UsdGeom.Mesh.ComputeExtent(mesh.GetPointsAttr().Get()))


class CreateMeshPrimCommand(CreateMeshPrimWithDefaultXformCommand):
    """Make a mesh of a simple shape. The same as `CreateMeshPrimWithDefaultXform`."""
