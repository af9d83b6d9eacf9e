"""Edits of labels, each of them one step of undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import omni.kit.undo

from synthetic_recorder.labels.commands import execute
from synthetic_recorder.labels.semantics import Label, LabelEdit, LabelsError, check_label

from .outcome import Outcome, Tone, prims_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pxr import Sdf

_HIDDEN_NAMED = 1

type Paths = Sequence[Sdf.Path]


def add(paths: Paths, label: Label) -> Outcome:
    """Add a label to prims."""
    return _tried(
        lambda: _on_label("AddSemanticLabel", paths, label), f"{label} is added to", "have it already"
    )


def replace(paths: Paths, label: Label) -> Outcome:
    """Make a label the only one of its type that prims have themselves."""
    done = f"{label} is the only {label.semantic_type} of"
    return _tried(lambda: _on_label("ReplaceSemanticLabels", paths, label), done, "have it alone already")


def remove(paths: Paths, label: Label) -> Outcome:
    """Remove a label from prims."""
    done = f"{label} is removed from"
    return _tried(lambda: _on_label("RemoveSemanticLabel", paths, label), done, "do not have it")


def clear(paths: Paths) -> Outcome:
    """Remove all labels that prims have themselves."""
    return _tried(
        lambda: execute("ClearSemanticLabels", prim_paths=paths), "No label is left on", "have none"
    )


def upgrade(paths: Paths) -> Outcome:
    """Write what the old schema says of prims by the new one."""
    return _tried(
        lambda: execute("UpgradeSemanticLabels", prim_paths=paths),
        "The old labels are upgraded on",
        "have no old labels",
    )


def change(paths: Paths, label: Label, text: str) -> Outcome:
    """Make another label of the same type of one that prims have: one step of undo, the other labels stay."""
    new = Label(label.semantic_type, text)

    def edit() -> LabelEdit:
        check_label(new)
        before = len(omni.kit.undo.get_undo_stack())
        try:
            with omni.kit.undo.group():
                removed = _on_label("RemoveSemanticLabel", paths, label)
                _on_label("AddSemanticLabel", paths, new)
        except LabelsError:
            # All or nothing: half of a change would be a prim without its label.
            if len(omni.kit.undo.get_undo_stack()) > before:
                omni.kit.undo.undo()
            raise
        return removed

    return _tried(edit, f"{label} is {new} now on", "have it already")


def _on_label(command: str, paths: Paths, label: Label) -> LabelEdit:
    return execute(command, prim_paths=paths, semantic_type=label.semantic_type, text=label.text)


def _tried(edit: Callable[[], LabelEdit], done: str, nothing: str) -> Outcome:
    """Do it, and say what has come of it."""
    try:
        made = edit()
    except LabelsError as error:
        return Outcome(Tone.ERROR, sentence(error))
    if not made.changed:
        return Outcome(Tone.HINT, f"Nothing was changed: the prims {nothing}.")
    if made.hidden:
        more = len(made.hidden) - _HIDDEN_NAMED
        told = "; ".join(str(each) for each in made.hidden[:_HIDDEN_NAMED])
        return Outcome(Tone.WARNING, f"{told}; and {more} more." if more > 0 else f"{told}.")
    return Outcome(Tone.GOOD, f"{done} {prims_text(len(made.changed))}.")


def sentence(error: LabelsError) -> str:
    """An error as it is written in a window."""
    text = str(error)
    begun = text[:1].upper() + text[1:]
    return begun if begun.endswith(".") else f"{begun}."
