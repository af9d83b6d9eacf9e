"""Which prims may have other labels after a change of the stage."""

from __future__ import annotations

from pxr import Sdf, Usd

from .schemas import PROPERTY_PREFIXES

_ALSO = ("elementType", "indices", "protoIndices", "prototypes", "purpose", "visibility")
"""Other properties that say what is drawn."""


def paths_with_other_labels(notice: Usd.Notice.ObjectsChanged) -> frozenset[Sdf.Path]:
    """Prims that may have other labels, or are drawn or not, after a change of their stage; for `refreshed`.

    Empty for everything else, such as a prim that is moved: what changes sixty times a second costs nothing.
    """
    found = set()
    for path in (*notice.GetResyncedPaths(), *notice.GetChangedInfoOnlyPaths()):
        if not path.IsPropertyPath():
            continue
        if path.name.startswith(PROPERTY_PREFIXES) or path.name in _ALSO:
            found.add(path.GetPrimPath())
    found.update(path for path in notice.GetResyncedPaths() if not path.IsPropertyPath())
    return frozenset(found)
