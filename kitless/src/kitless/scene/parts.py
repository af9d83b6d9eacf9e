"""What the prims of a stage are drawn as: a shape and a look, or several where a mesh has GeomSubsets."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from pxr import Sdf, Usd, UsdGeom

from kitless.render import Surface, TriangleMesh

from .display_color import display_surface
from .findings import SceneFindings
from .geometries import read_shape
from .materials import BoundMaterial, MaterialReader
from .shape import Shape, source_path
from .skinning import Skin
from .subsets import MeshPart, faces_of_mesh, mesh_parts

_ShapeKey = tuple[tuple[str, ...], tuple[str, ...] | None, MeshPart | None]


@dataclass(frozen=True)
class DrawnPart:
    """One drawable of a prim.

    Attributes:
        name_suffix: What follows the prim's name in its own: that of a labelled subset, or nothing.
        shape: Its shape, posed.
        space: The prim that places it: the gprim, or the skeleton that poses it.
        surface: Its look.
    """

    name_suffix: str
    shape: Shape
    space: Usd.Prim
    surface: Surface


class PartReader:
    """Reads what prims are drawn as. Shapes are kept, and shared by all instances of a prototype."""

    def __init__(
        self, materials: MaterialReader, findings: SceneFindings, *, subset_labels: bool = True
    ) -> None:
        self._subset_labels = subset_labels
        self._materials = materials
        self._findings = findings
        self._mesh_parts: dict[Sdf.Path, list[MeshPart]] = {}
        # By prim, and then by primvars with texture coordinates, pose (None for the rest shape) and part of a mesh.
        self._shapes: dict[Sdf.Path, dict[_ShapeKey, Shape | None]] = {}

    def forget_all(self) -> None:
        """Read every shape again when it is next asked for."""
        self._mesh_parts.clear()
        self._shapes.clear()

    def forget(self, sources: Collection[Sdf.Path]) -> None:
        """Read some shapes again when they are next asked for; see `source_path`."""
        for source in sources:
            self._mesh_parts.pop(source, None)
            self._shapes.pop(source, None)

    def forget_poses(self, sources: Collection[Sdf.Path]) -> None:
        """Pose some shapes again when they are next asked for; see `source_path`."""
        for source in sources:
            shapes = self._shapes.get(source, {})
            for key in [key for key in shapes if key[1] is not None]:
                del shapes[key]

    def parts_of(self, prim: Usd.Prim, skin: Skin | None, time: Usd.TimeCode) -> list[DrawnPart]:
        """What a gprim, posed by its skin, is drawn as at `time`; nothing, with a finding, when it is broken."""
        drawn = []
        for part in self._parts(prim, time):
            look = prim.GetChild(part.material_subset) if part.material_subset else prim
            material = self._materials.bound_to(look, time)
            shape = self._shape_of_part(prim, skin, part, time, material.uv_names if material else ())
            if shape is not None:
                if material is not None:
                    surface = material.surface_on(shape.uv_names)
                    self._report_missing_coordinates(prim, shape, material)
                else:
                    surface = display_surface(prim, shape, time, self._findings)
                space = skin.skeleton if skin is not None and shape.in_skeleton else prim
                drawn.append(DrawnPart(part.name_suffix, shape, space, surface))
        return drawn

    def _report_missing_coordinates(self, prim: Usd.Prim, shape: Shape, material: BoundMaterial) -> None:
        for name in material.uv_names:
            if name not in shape.uv_names:
                self._findings.add(
                    "texture-coordinates",
                    prim.GetPath(),
                    f"there are no texture coordinates '{name}': all of it shows one texel of the texture",
                )

    def _parts(self, prim: Usd.Prim, time: Usd.TimeCode) -> list[MeshPart]:
        if not prim.IsA(UsdGeom.Mesh):
            return [MeshPart()]
        source = source_path(prim)
        if source not in self._mesh_parts:
            parts = mesh_parts(prim, time, self._findings, subset_labels=self._subset_labels)
            # Of a mesh without faces its reader says so.
            self._mesh_parts[source] = parts or [MeshPart()]
        return self._mesh_parts[source]

    def _shape_of_part(
        self, prim: Usd.Prim, skin: Skin | None, part: MeshPart, time: Usd.TimeCode, uv_names: tuple[str, ...]
    ) -> Shape | None:
        whole = self._shape(prim, skin, time, uv_names)
        if part.faces is None or whole is None or not isinstance(whole.geometry, TriangleMesh):
            return whole
        shapes = self._shapes[source_path(prim)]
        key = (uv_names, skin.key if skin else None, part)
        if key not in shapes:
            geometry = faces_of_mesh(whole.geometry, part.faces)
            shapes[key] = None if geometry is None else replace(whole, geometry=geometry)
        return shapes[key]

    def _shape(
        self, prim: Usd.Prim, skin: Skin | None, time: Usd.TimeCode, uv_names: tuple[str, ...]
    ) -> Shape | None:
        """Shape of a whole gprim in its pose; instances of one prototype in the same pose share it."""
        rest = self._rest_shape(prim, time, uv_names)
        if skin is None or rest is None:
            return rest
        shapes = self._shapes[source_path(prim)]
        key = (uv_names, skin.key, None)
        if key not in shapes:
            shapes[key] = skin.pose(rest, time)
        return shapes[key]

    def _rest_shape(self, prim: Usd.Prim, time: Usd.TimeCode, uv_names: tuple[str, ...]) -> Shape | None:
        shapes = self._shapes.setdefault(source_path(prim), {})
        key = (uv_names, None, None)
        if key not in shapes:
            shapes[key] = read_shape(prim, time, uv_names, self._findings)
        return shapes[key]
