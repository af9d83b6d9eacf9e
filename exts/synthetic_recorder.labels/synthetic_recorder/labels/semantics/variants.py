"""Whether a prim, or its labels, are those of a variant: labels that are written over them stay when it is switched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Pcp, Sdf

from .schemas import LabelSchema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pxr import Usd


def is_of_a_variant(prim: Usd.Prim, semantic_type: str) -> bool:
    """Whether another variant may show something else at a prim's path, or gives it other labels of a type.

    A label that is written outside of the variant is one of whatever is there.

    Args:
        prim: A prim that is on the stage.
        semantic_type: Type of the labels.
    """
    # Of the stage's own index: nodes of a query are gone with it.
    defining = list(_defining_nodes(prim.GetPrimIndex().rootNode))
    if defining and all(map(_is_below_a_variant, defining)):
        return True
    (name,) = LabelSchema.LABELS_API.attributes(semantic_type)
    attribute = prim.GetAttribute(name)
    said = attribute.GetPropertyStack() if attribute else ()
    return any(spec.path.ContainsPrimVariantSelection() for spec in said)


def _defining_nodes(node: Pcp.NodeRef) -> Iterator[Pcp.NodeRef]:
    specs = (layer.GetPrimAtPath(node.path) for layer in node.layerStack.layers)
    if any(spec is not None and spec.specifier == Sdf.SpecifierDef for spec in specs):
        yield node
    for child in node.children:
        yield from _defining_nodes(child)


def _is_below_a_variant(node: Pcp.NodeRef) -> bool:
    # The root is in no variant; what is above it must not be asked for.
    while node.arcType != Pcp.ArcTypeRoot:
        if node.path.ContainsPrimVariantSelection():
            return True
        node = node.parent
    return False
