"""Adds, replaces, removes and upgrades labels of prims.

Each function takes one prim or several of one stage. It writes to the stage's edit target, or to the one given, and
does all of it or nothing. What it raises it raises before anything is changed, or after all is as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pxr import Usd

from .changes import Change, added, cleared, removed, replaced, upgraded
from .edit import LabelEdit
from .editable import check_editable
from .writing import Wanted, write

if TYPE_CHECKING:
    from .label import Label
    from .schemas import PrimLabel

type Prims = Usd.Prim | Iterable[Usd.Prim]
"""One prim, or several of one stage."""


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
    return apply_change(prims, added(label), edit_target)


def replace_labels(prims: Prims, label: Label, edit_target: Usd.EditTarget | None = None) -> LabelEdit:
    """Make a label the only one of its type that a prim has of its own, by either schema and at all times.

    Arguments and errors as for `add_label`.
    """
    return apply_change(prims, replaced(label), edit_target)


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
    return apply_change(prims, removed(label), edit_target)


def clear_labels(prims: Prims, edit_target: Usd.EditTarget | None = None) -> LabelEdit:
    """Remove all labels that prims have of their own, of any type and by either schema.

    Arguments as for `remove_label`.

    Raises:
        PrimNotEditableError: A prim's labels cannot be changed there.
    """
    return apply_change(prims, cleared, edit_target)


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
    return apply_change(prims, upgraded, edit_target)


def apply_change(prims: Prims, change: Change, edit_target: Usd.EditTarget | None = None) -> LabelEdit:
    """Make prims say what a change wants of them: all of them, or nothing is changed.

    Args:
        prims: One prim, or several.
        change: One of the module `changes`.
        edit_target: Where to write; None for the stage's.

    Raises:
        LabelsError: As the functions above say.
    """
    several = [prims] if isinstance(prims, Usd.Prim) else list(prims)
    if not several:
        return LabelEdit()
    target = edit_target or _edit_target_of(several[0])
    return write(list(planned_change(several, change, target)), target)


def planned_change(
    prims: Iterable[Usd.Prim], change: Change, edit_target: Usd.EditTarget
) -> Iterator[Wanted]:
    """What `apply_change` would write, for each prim once; nothing where all is so already. Errors as there."""
    seen = set()
    for prim in prims:
        path = check_editable(prim, edit_target)
        if prim.GetPath() not in seen:
            seen.add(prim.GetPath())
            values, dropped = change(prim)
            if values or dropped:
                yield Wanted(prim, path, values, dropped)


def _edit_target_of(prim: Usd.Prim) -> Usd.EditTarget:
    # A prim that is gone has no stage; check_editable says so.
    return prim.GetStage().GetEditTarget() if prim else Usd.EditTarget()
