"""What brings a prim into the stage, with the names of `omni.usd`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Pcp, Sdf, Usd

if TYPE_CHECKING:
    from collections.abc import Iterator


def get_composed_references_from_prim(
    prim: Usd.Prim, fix_slashes: bool = True
) -> list[tuple[Sdf.Reference, Sdf.Layer]]:
    """The references that are authored on a prim itself, in any layer.

    Args:
        prim: The prim.
        fix_slashes: Whether backslashes in asset paths become slashes.

    Returns:
        Each with the layer that says so, the strongest first.
    """
    return [
        (
            Sdf.Reference(_fixed(arc.assetPath, fix_slashes), arc.primPath, arc.layerOffset, arc.customData),
            layer,
        )
        for arc, layer in _authored_arcs(prim, Pcp.ArcTypeReference)
    ]


def get_composed_payloads_from_prim(
    prim: Usd.Prim, fix_slashes: bool = True
) -> list[tuple[Sdf.Payload, Sdf.Layer]]:
    """The payloads that are authored on a prim itself. See `get_composed_references_from_prim`."""
    return [
        (Sdf.Payload(_fixed(arc.assetPath, fix_slashes), arc.primPath, arc.layerOffset), layer)
        for arc, layer in _authored_arcs(prim, Pcp.ArcTypePayload)
    ]


def check_ancestral(prim: Usd.Prim) -> bool:
    """Whether something says anything about a prim because of a reference or payload of an ancestor."""
    return any(
        arc.IsAncestral() and arc.HasSpecs() for arc in Usd.PrimCompositionQuery(prim).GetCompositionArcs()
    )


def _authored_arcs(
    prim: Usd.Prim, arc_type: Pcp.ArcType
) -> Iterator[tuple[Sdf.Reference | Sdf.Payload, Sdf.Layer]]:
    for arc in Usd.PrimCompositionQuery(prim).GetCompositionArcs():
        if arc.GetArcType() != arc_type or arc.IsAncestral():
            continue
        # An arc within a file that is referred to is that file's, not the prim's.
        layer = arc.GetIntroducingLayer()
        if layer is None or layer not in prim.GetStage().GetLayerStack(True):
            continue
        _editor, item = arc.GetIntroducingListEditor()
        yield item, layer


def _fixed(asset_path: str, fix_slashes: bool) -> str:
    return asset_path.replace("\\", "/") if fix_slashes else asset_path
