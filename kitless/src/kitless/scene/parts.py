"""What the prims of a stage are drawn as: a shape and a look, or several where a mesh has GeomSubsets."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from pxr import Sdf, Usd, UsdGeom

from kitless.render import Surface, TriangleMesh

from .display_color import display_surface
from .findings import SceneFindings
from .gprims import READERS, read_gprim
from .materials import MaterialReader
from .meshes import read_mesh
from .shape import Shape, source_path
from .subsets import MeshPart, faces_of_mesh, mesh_parts


@dataclass(frozen=True)
class DrawnPart:
    """One drawable of a prim.

    Attributes:
        name_suffix: What follows the prim's name in its own: that of a labelled subset, or nothing.
        shape: Its shape.
        surface: Its look.
    """

    name_suffix: str
    shape: Shape
    surface: Surface


class PartReader:
    """Reads what prims are drawn as. Shapes are kept, and shared by all instances of a prototype."""

    def __init__(self, materials: MaterialReader, findings: SceneFindings) -> None:
        self._materials = materials
        self._findings = findings
        self._mesh_parts: dict[Sdf.Path, list[MeshPart]] = {}
        # By prim, primvar with the texture coordinates, and part of a mesh.
        self._shapes: dict[Sdf.Path, dict[tuple[str | None, MeshPart | None], Shape | None]] = {}

    def forget_all(self) -> None:
        """Read every shape again when it is next asked for."""
        self._mesh_parts.clear()
        self._shapes.clear()

    def forget(self, sources: Collection[Sdf.Path]) -> None:
        """Read some shapes again when they are next asked for; see `source_path`."""
        for source in sources:
            self._mesh_parts.pop(source, None)
            self._shapes.pop(source, None)

    def parts_of(self, prim: Usd.Prim, time: Usd.TimeCode) -> list[DrawnPart]:
        """What a gprim is drawn as at `time`; nothing, with a finding, when it is broken."""
        drawn = []
        for part in self._parts(prim, time):
            look = prim.GetChild(part.material_subset) if part.material_subset else prim
            material = self._materials.bound_to(look, time)
            shape = self._shape_of_part(prim, part, time, material.uv_name if material else None)
            if shape is not None:
                surface = material.surface if material else display_surface(prim, shape, time, self._findings)
                drawn.append(DrawnPart(part.name_suffix, shape, surface))
        return drawn

    def _parts(self, prim: Usd.Prim, time: Usd.TimeCode) -> list[MeshPart]:
        if not prim.IsA(UsdGeom.Mesh):
            return [MeshPart()]
        source = source_path(prim)
        if source not in self._mesh_parts:
            self._mesh_parts[source] = mesh_parts(prim, time, self._findings)
        return self._mesh_parts[source]

    def _shape_of_part(
        self, prim: Usd.Prim, part: MeshPart, time: Usd.TimeCode, uv_name: str | None
    ) -> Shape | None:
        whole = self._shape(prim, time, uv_name)
        if part.faces is None or whole is None or not isinstance(whole.geometry, TriangleMesh):
            return whole
        shapes = self._shapes[source_path(prim)]
        if (uv_name, part) not in shapes:
            geometry = faces_of_mesh(whole.geometry, part.faces)
            shapes[uv_name, part] = None if geometry is None else replace(whole, geometry=geometry)
        return shapes[uv_name, part]

    def _shape(self, prim: Usd.Prim, time: Usd.TimeCode, uv_name: str | None) -> Shape | None:
        """Shape of a whole gprim; instances of one prototype share it."""
        shapes = self._shapes.setdefault(source_path(prim), {})
        if (uv_name, None) not in shapes:
            shapes[uv_name, None] = (
                read_gprim(prim, time)
                if str(prim.GetTypeName()) in READERS
                else read_mesh(prim, time, uv_name, self._findings)
            )
        return shapes[uv_name, None]
