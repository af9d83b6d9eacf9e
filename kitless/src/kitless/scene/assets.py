"""Which files the prims of a stage come from."""

from __future__ import annotations

from pxr import Usd

_FILE_ARCS = Usd.PrimCompositionQuery.ArcTypeFilter.ReferenceOrPayload


def asset_path(prim: Usd.Prim) -> str:
    """Asset path, as authored, of the outermost reference or payload to another file that brings a prim in.

    Args:
        prim: Any prim; an instance proxy too.

    Returns:
        Empty for a prim of the stage's own layers.
    """
    source = prim.GetPrimInPrototype() if prim.IsInstanceProxy() else prim
    query_filter = Usd.PrimCompositionQuery.Filter()
    query_filter.arcTypeFilter = _FILE_ARCS
    for arc in Usd.PrimCompositionQuery(source, query_filter).GetCompositionArcs():
        _, entry = arc.GetIntroducingListEditor()
        if entry is not None and entry.assetPath:
            return str(entry.assetPath)
    return ""
