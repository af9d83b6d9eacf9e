"""What adding a label would bring about that nobody wants: a second label of its type, a class of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from synthetic_recorder.labels.semantics import Label, PrimLabel

if TYPE_CHECKING:
    from pxr import Sdf

    from synthetic_recorder.labels.semantics import LabelledPrim

    from .label_rows import LabelsOfPrim


def forewarning(label: Label, prims: Sequence[LabelsOfPrim], labelled: Iterable[LabelledPrim]) -> str | None:
    """Say what adding a label would join it with.

    Annotators join the labels of one type that something has, its own first, then those above it: ``box,can`` is
    another class than both.

    Args:
        label: The label.
        prims: The prims that it would be added to.
        labelled: All prims of the stage with labels of their own, for those below the prims.

    Returns:
        A sentence; None when there is nothing to say.
    """
    joined = [*_joined_on(label, prims), *_joined_below(label, prims, labelled)]
    if not joined:
        return None
    path, name, _ = joined[0]
    others = f" and {len(joined) - 1:,} more" if len(joined) > 1 else ""
    remedy = (
        "Replace gives a prim one label of its own."
        if all(is_own for _, _, is_own in joined)
        else "Replace cannot part what one prim has and another gives it: remove one of the two."
    )
    return (
        f"{path}{others} would have two labels of the type {label.semantic_type}, which make one class "
        f"{name!r} of their own. {remedy}"
    )


def _joined_on(label: Label, prims: Sequence[LabelsOfPrim]) -> Iterator[tuple[Sdf.Path, str, bool]]:
    """Path, class, and whether the other labels are all the prim's own."""
    for prim in prims:
        own = _texts(prim.own, label.semantic_type)
        above = _texts(prim.inherited, label.semantic_type)
        if (own or above) and label.text not in (*own, *above):
            yield prim.path, ",".join(dict.fromkeys((*own, label.text, *above))), not {*above} - {label.text}


def _joined_below(
    label: Label, prims: Sequence[LabelsOfPrim], labelled: Iterable[LabelledPrim]
) -> Iterator[tuple[Sdf.Path, str, bool]]:
    added = {prim.path for prim in prims if label not in (each.label for each in prim.own)}
    if not added:
        return
    for each in labelled:
        texts = _texts(each.labels, label.semantic_type)
        if not texts or label.text in texts or each.path in added:
            continue
        if any(above in added for above in each.path.GetPrefixes()):
            yield each.path, ",".join((*texts, label.text)), False


def _texts(labels: Iterable[PrimLabel], semantic_type: str) -> tuple[str, ...]:
    texts = (each.label.text for each in labels if each.label.semantic_type == semantic_type)
    return tuple(dict.fromkeys(texts))
