"""Faces with labels of their own: a GeomSubset that has some gives them to its faces, besides those of its mesh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Usd, UsdGeom

from .reading import own_labels

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHILDREN = Usd.TraverseInstanceProxies(Usd.PrimDefaultPredicate)


def is_drawn_for_itself(prim: Usd.Prim) -> bool:
    """Whether a visible prim shows something: a gprim, or a GeomSubset of faces with labels of its own.

    Not so a mesh all of whose faces are in such subsets: nothing of it goes without them.
    """
    if prim.IsA(UsdGeom.Subset):
        return _has_faces_and_labels(prim) and prim.GetParent().IsA(UsdGeom.Mesh)
    if not prim.IsA(UsdGeom.Gprim):
        return False
    return not (prim.IsA(UsdGeom.Mesh) and _all_in_subsets(UsdGeom.Mesh(prim)))


def _all_in_subsets(mesh: UsdGeom.Mesh) -> bool:
    subsets = list(_labelled_subsets(mesh.GetPrim()))
    if not subsets:
        return False
    taken = [subset.GetIndicesAttr().Get() or () for subset in subsets]
    faces = len(mesh.GetFaceVertexCountsAttr().Get() or ())
    return sum(map(len, taken)) >= faces and set().union(*taken) >= set(range(faces))


def _labelled_subsets(prim: Usd.Prim) -> Iterator[UsdGeom.Subset]:
    for child in prim.GetFilteredChildren(_CHILDREN):
        if child.IsA(UsdGeom.Subset) and _has_faces_and_labels(child):
            yield UsdGeom.Subset(child)


def _has_faces_and_labels(subset: Usd.Prim) -> bool:
    is_of_faces = UsdGeom.Subset(subset).GetElementTypeAttr().Get() == UsdGeom.Tokens.face
    return is_of_faces and bool(own_labels(subset))
