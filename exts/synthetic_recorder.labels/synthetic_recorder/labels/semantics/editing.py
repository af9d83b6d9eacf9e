"""Adds, replaces, removes and upgrades labels of prims.

Each function takes one prim or several of one stage. It writes to the stage's edit target, or to the one given, and
does all of it or nothing. What it raises it raises before anything is changed, or after all is as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from pxr import Usd

from .edit import LabelEdit
from .editable import check_editable
from .errors import PrimNotEditableError
from .label import Label, check_label, check_type
from .reading import Values, label_values, own_labels
from .schemas import LabelSchema, PrimLabel
from .upgrade import upgraded_values
from .writing import Wanted, write

if TYPE_CHECKING:
    from pxr import Sdf

type Prims = Usd.Prim | Iterable[Usd.Prim]
"""One prim, or several of one stage."""

type _Change = tuple[Mapping[str, Values], tuple[str, ...]]
"""Values by type, and instances of the old schema that go."""


def add_label(prims: Prims, label: Label, edit_target: Usd.EditTarget | None = None) -> LabelEdit:
    """Add a label; a prim that has it already, by either schema, stays as it is.

    A second label of one type makes a class of its own in the data, ``can,box``: see `merged_labels`. To labels that
    change over time it is added at all times.

    Args:
        prims: One prim, or several.
        label: The label.
        edit_target: Where to write; None for the stage's.

    Raises:
        LabelError: The label cannot be written.
        PrimNotEditableError: A prim cannot be labelled there.
    """
    check_label(label)

    def change(prim: Usd.Prim) -> _Change:
        values = label_values(prim, label.semantic_type)
        has_it = all(label.text in texts for texts in values.values()) if values else False
        if has_it or _has_always_by_old_schema(prim, label):
            return {}, ()
        added = {time: tuple(dict.fromkeys((*texts, label.text))) for time, texts in values.items()}
        return {label.semantic_type: added or {None: (label.text,)}}, ()

    return _apply(prims, edit_target, change)


def replace_labels(prims: Prims, label: Label, edit_target: Usd.EditTarget | None = None) -> LabelEdit:
    """Make a label the only one of its type that a prim has of its own, by either schema and at all times.

    Arguments and errors as for `add_label`.
    """
    check_label(label)

    def change(prim: Usd.Prim) -> _Change:
        own = [each for each in own_labels(prim) if each.label.semantic_type == label.semantic_type]
        only: Values = {None: (label.text,)}
        dropped = _old_instances(own)
        values = {} if label_values(prim, label.semantic_type) == only else {label.semantic_type: only}
        return values, dropped

    return _apply(prims, edit_target, change)


def remove_label(
    prims: Prims, label: Label | PrimLabel, edit_target: Usd.EditTarget | None = None
) -> LabelEdit:
    """Remove a label that prims have of their own; those that do not stay as they are.

    Args:
        prims: One prim, or several.
        label: The label, which goes from both schemas; or one as it is authored, which goes from its schema.
        edit_target: Where to write; None for the stage's.

    Raises:
        PrimNotEditableError: A prim's labels cannot be changed there; or the old schema says it at some times only.
    """
    wanted = label.label if isinstance(label, PrimLabel) else label

    def is_meant(each: PrimLabel) -> bool:
        if isinstance(label, PrimLabel):
            return (each.label, each.schema, each.instance) == (label.label, label.schema, label.instance)
        return each.label == label

    def change(prim: Usd.Prim) -> _Change:
        own = own_labels(prim)
        meant = [each for each in own if is_meant(each)]
        old = _old_instances(meant)
        for each in own:
            if each.schema is LabelSchema.SEMANTICS_API and each.instance in old and each.is_animated:
                raise PrimNotEditableError(
                    f"the label {wanted} cannot be removed from {prim.GetPath()}: it is there at some times only, by "
                    "the old schema; upgrade the prim's labels first"
                )
        if not any(each.schema is LabelSchema.LABELS_API for each in meant):
            return {}, old
        values = label_values(prim, wanted.semantic_type)
        left = {time: tuple(text for text in texts if text != wanted.text) for time, texts in values.items()}
        return {wanted.semantic_type: left if any(left.values()) else {}}, old

    return _apply(prims, edit_target, change)


def clear_labels(prims: Prims, edit_target: Usd.EditTarget | None = None) -> LabelEdit:
    """Remove all labels that prims have of their own, of any type and by either schema.

    Arguments as for `remove_label`.

    Raises:
        PrimNotEditableError: A prim's labels cannot be changed there.
    """

    def change(prim: Usd.Prim) -> _Change:
        own = own_labels(prim)
        types = [each.instance for each in own if each.schema is LabelSchema.LABELS_API]
        return {semantic_type: {} for semantic_type in types}, _old_instances(own)

    return _apply(prims, edit_target, change)


def upgrade_labels(prims: Prims, edit_target: Usd.EditTarget | None = None) -> LabelEdit:
    """Write what the old schema says of prims as ``UsdSemantics.LabelsAPI``: the same types and texts, in their order.

    The old schema is removed from the edit target. What weaker layers say by it is hidden, so that nothing is
    read twice, and is named in the edit's `hidden`.

    Args:
        prims: One prim, or several; those without old labels stay as they are.
        edit_target: Where to write; None for the stage's.

    Raises:
        LabelError: An old type is no name that ``LabelsAPI`` can have.
        PrimNotEditableError: A prim's labels cannot be changed there.
    """

    def change(prim: Usd.Prim) -> _Change:
        values, dropped = upgraded_values(prim)
        for semantic_type in values:
            check_type(semantic_type)
        return values, dropped

    return _apply(prims, edit_target, change)


def _apply(
    prims: Prims, edit_target: Usd.EditTarget | None, change: Callable[[Usd.Prim], _Change]
) -> LabelEdit:
    several = [prims] if isinstance(prims, Usd.Prim) else list(prims)
    wanted: dict[Sdf.Path, Wanted] = {}
    target = edit_target
    for prim in several:
        if prim and target is None:
            target = prim.GetStage().GetEditTarget()
        path = check_editable(prim, target or Usd.EditTarget())
        values, dropped = change(prim)
        if values or dropped:
            wanted[prim.GetPath()] = Wanted(prim, path, values, dropped)
    return write(list(wanted.values()), target) if target is not None else LabelEdit()


def _old_instances(labels: Iterable[PrimLabel]) -> tuple[str, ...]:
    old = (each.instance for each in labels if each.schema is LabelSchema.SEMANTICS_API)
    return tuple(dict.fromkeys(old))


def _has_always_by_old_schema(prim: Usd.Prim, label: Label) -> bool:
    return any(
        each.label == label and each.schema is LabelSchema.SEMANTICS_API and not each.is_animated
        for each in own_labels(prim)
    )
