"""What each way of editing labels wants a prim to say, from what it says now.

A `Change` looks at one prim and writes nothing. `editing.apply_change` writes what comes out, for all prims together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from pxr import Usd

from .errors import PrimNotEditableError
from .label import Label, check_label, check_type
from .reading import Values, label_values, own_labels
from .schemas import LabelSchema, PrimLabel
from .upgrade import upgraded_values

if TYPE_CHECKING:
    from collections.abc import Sequence

type Said = tuple[Mapping[str, Values], Sequence[str]]
"""What ``LabelsAPI`` is to say, by type, nothing for a type that goes; and instances of the old schema that go."""

type Change = Callable[[Usd.Prim], Said]
"""What is to be different about a prim; two empty things where all is so already."""


def added(label: Label) -> Change:
    """A label is there besides the others; see `editing.add_label`."""
    check_label(label)

    def change(prim: Usd.Prim) -> Said:
        values = label_values(prim, label.semantic_type)
        has_it = bool(values) and all(label.text in texts for texts in values.values())
        if has_it or _has_always_by_old_schema(prim, label):
            return {}, ()
        together = {time: tuple(dict.fromkeys((*texts, label.text))) for time, texts in values.items()}
        return {label.semantic_type: together or {None: (label.text,)}}, ()

    return change


def replaced(label: Label) -> Change:
    """A label is the only one of its type; see `editing.replace_labels`."""
    check_label(label)

    def change(prim: Usd.Prim) -> Said:
        only: Values = {None: (label.text,)}
        is_so = label_values(prim, label.semantic_type) == only
        same_type = (each for each in own_labels(prim) if each.label.semantic_type == label.semantic_type)
        return {} if is_so else {label.semantic_type: only}, _old_instances(same_type)

    return change


def renamed(label: Label, text: str) -> Change:
    """A label of ``LabelsAPI`` has another text, in its place among the others: ``box,red`` becomes ``can,red``."""
    new = Label(label.semantic_type, text)
    check_label(new)

    def change(prim: Usd.Prim) -> Said:
        values = label_values(prim, label.semantic_type)
        if not any(label.text in texts for texts in values.values()):
            return {}, ()
        return {
            label.semantic_type: {
                time: tuple(dict.fromkeys(text if each == label.text else each for each in texts))
                for time, texts in values.items()
            }
        }, ()

    return change


def removed(label: Label | PrimLabel) -> Change:
    """A label is not there; see `editing.remove_label`."""
    wanted = label.label if isinstance(label, PrimLabel) else label

    def is_meant(each: PrimLabel) -> bool:
        if isinstance(label, PrimLabel):
            return (each.label, each.schema, each.instance) == (wanted, label.schema, label.instance)
        return each.label == wanted

    def change(prim: Usd.Prim) -> Said:
        meant = [each for each in own_labels(prim) if is_meant(each)]
        if any(each.is_animated and each.schema is LabelSchema.SEMANTICS_API for each in meant):
            raise PrimNotEditableError(
                f"the label {wanted} cannot be removed from {prim.GetPath()}: it is there at some times only, by "
                "the old schema; upgrade the prim's labels first"
            )
        if not any(each.schema is LabelSchema.LABELS_API for each in meant):
            return {}, _old_instances(meant)
        values = label_values(prim, wanted.semantic_type)
        left = {time: tuple(text for text in texts if text != wanted.text) for time, texts in values.items()}
        return {wanted.semantic_type: left if any(left.values()) else {}}, _old_instances(meant)

    return change


def cleared(prim: Usd.Prim) -> Said:
    """No label is there; see `editing.clear_labels`."""
    own = own_labels(prim)
    types = [each.instance for each in own if each.schema is LabelSchema.LABELS_API]
    return {semantic_type: {} for semantic_type in types}, _old_instances(own)


def upgraded(prim: Usd.Prim) -> Said:
    """What the old schema says is said by the new one; see `editing.upgrade_labels`."""
    values, instances = upgraded_values(prim)
    for semantic_type in values:
        check_type(semantic_type)
    return values, instances


def _old_instances(labels: Iterable[PrimLabel]) -> tuple[str, ...]:
    old = (each.instance for each in labels if each.schema is LabelSchema.SEMANTICS_API)
    return tuple(dict.fromkeys(old))


def _has_always_by_old_schema(prim: Usd.Prim, label: Label) -> bool:
    return any(
        each.label == label and each.schema is LabelSchema.SEMANTICS_API and not each.is_animated
        for each in own_labels(prim)
    )
