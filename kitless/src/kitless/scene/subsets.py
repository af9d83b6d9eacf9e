"""GeomSubsets: parts of a mesh with a material or a label of their own.

Materials count on subsets of the family `materialBind` only, labels on those of any family, as USD says. Faces that lie
in several subsets of a kind belong to the first of them in path order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pxr import Usd, UsdGeom, UsdShade

from kitless.render import PartOf, TriangleMesh
from kitless.semantics.schemas import own_labels, own_samples

from .copies import ON_STAGE
from .findings import SceneFindings
from .polygons import IntArray
from .primvars import integers

_NO_SUBSET = -1


@dataclass(frozen=True, eq=False)
class MeshPart:
    """Faces of a mesh that are called alike and look alike; compared by identity.

    Attributes:
        label_subset: Name of the labelled subset that they are called by; None for those that go by the mesh's name.
        material_subset: Name of the subset whose material they have; None for the mesh's own.
        faces: bool (F,) which of the mesh's faces; None for all of them.
    """

    label_subset: str | None = None
    material_subset: str | None = None
    faces: npt.NDArray[np.bool_] | None = None

    @property
    def name_suffix(self) -> str:
        """What follows the mesh's name in theirs."""
        return f"/{self.label_subset}" if self.label_subset else ""


def face_subsets(prim: Usd.Prim) -> list[Usd.Prim]:
    """GeomSubsets of a prim's faces, in path order; not those of its points, edges or tetrahedra."""
    children = prim.GetFilteredChildren(ON_STAGE)
    return sorted(
        (
            child
            for child in children
            if child.IsA(UsdGeom.Subset)
            and UsdGeom.Subset(child).GetElementTypeAttr().Get() == UsdGeom.Tokens.face
        ),
        key=Usd.Prim.GetPath,
    )


def labelled_subsets(prim: Usd.Prim) -> list[Usd.Prim]:
    """Subsets of a prim's faces with a label of their own at any time, in path order."""
    return [subset for subset in face_subsets(prim) if _is_labelled(subset)]


def mesh_parts(
    prim: Usd.Prim, time: Usd.TimeCode, findings: SceneFindings, *, subset_labels: bool = True
) -> list[MeshPart]:
    """Every face of a mesh in one of the parts that it is drawn as.

    Args:
        prim: A `UsdGeom.Mesh`.
        time: Time code of the stage.
        findings: Receives subsets that are wrong.
        subset_labels: Whether labels of subsets count.
    """
    with_label = labelled_subsets(prim) if subset_labels else []
    with_material = _material_subsets(prim, findings)
    if not with_label and not with_material:
        return [MeshPart()]
    face_count = len(integers(UsdGeom.Mesh(prim).GetFaceVertexCountsAttr().Get(time)))
    label_of_face = _owners(with_label, face_count, time, "label", findings)
    material_of_face = _owners(with_material, face_count, time, "material", findings)
    return [
        MeshPart(
            label_subset=None if label == _NO_SUBSET else with_label[label].GetName(),
            material_subset=None if material == _NO_SUBSET else with_material[material].GetName(),
            faces=(label_of_face == label) & (material_of_face == material),
        )
        for label, material in np.unique([label_of_face, material_of_face], axis=1).T.tolist()
    ]


def faces_of_mesh(mesh: TriangleMesh, faces: npt.NDArray[np.bool_]) -> TriangleMesh | None:
    """Triangles of some faces, with the attributes that they have in the whole mesh; None if there are none.

    Args:
        mesh: The whole.
        faces: bool (F,) which of its faces.
    """
    kept = faces[mesh.faces]
    if not kept.any():
        return None
    return part_of_mesh(mesh, np.flatnonzero(kept).astype(np.int32))


def part_of_mesh(mesh: TriangleMesh, chosen: npt.NDArray[np.int32]) -> TriangleMesh:
    """Some triangles, (T,) of the whole's, one at least, with the attributes that they have there."""
    # Points that are not used are left out: each part is uploaded, and bounded, by itself.
    used, triangles = np.unique(mesh.triangles[chosen], return_inverse=True)
    corners = (3 * chosen[:, np.newaxis] + np.arange(3)).reshape(-1)
    return TriangleMesh(
        points=mesh.points[used],
        triangles=triangles.reshape(-1, 3).astype(np.int32),
        faces=mesh.faces[chosen],
        normals=None if mesh.normals is None else mesh.normals[corners],
        uvs=tuple(uvs[corners] for uvs in mesh.uvs),
        colors=None if mesh.colors is None else mesh.colors[corners],
        part_of=PartOf(mesh, chosen),
    )


def _is_labelled(subset: Usd.Prim) -> bool:
    times = [Usd.TimeCode.EarliestTime(), *map(Usd.TimeCode, own_samples(subset))]
    return any(own_labels(subset, time) for time in times)


def _material_subsets(prim: Usd.Prim, findings: SceneFindings) -> list[Usd.Prim]:
    subsets = []
    for subset in face_subsets(prim):
        family = UsdGeom.Subset(subset).GetFamilyNameAttr().Get()
        if family == UsdShade.Tokens.materialBind:
            subsets.append(subset)
        elif subset.HasRelationship(UsdShade.Tokens.materialBinding):
            findings.add(
                "geom-subset-material",
                subset.GetPath(),
                f"material of the subset not drawn: its familyName is '{family}', USD wants 'materialBind'",
            )
    return subsets


def _owners(
    subsets: Sequence[Usd.Prim], face_count: int, time: Usd.TimeCode, purpose: str, findings: SceneFindings
) -> IntArray:
    """(F,) index of the subset that each face belongs to, -1 for none."""
    owners = np.full(face_count, _NO_SUBSET, dtype=np.int32)
    for index, subset in enumerate(subsets):
        faces = integers(UsdGeom.Subset(subset).GetIndicesAttr().Get(time))
        valid = faces[(faces >= 0) & (faces < face_count)]
        if len(valid) < len(faces):
            findings.add(
                "geom-subset-indices",
                subset.GetPath(),
                f"{len(faces) - len(valid)} of the subset's {len(faces)} indices are not used: "
                f"they reach from {faces.min()} to {faces.max()}, the mesh has {face_count} faces",
            )
        taken = owners[valid] != _NO_SUBSET
        if taken.any():
            first = subsets[int(owners[valid][taken][0])].GetName()
            findings.add(
                "geom-subset-overlap",
                subset.GetPath(),
                f"{np.unique(valid[taken]).size} of the subset's faces have the {purpose} of another subset, "
                f"such as '{first}', that comes first in path order",
            )
        owners[valid[~taken]] = index
    return owners
