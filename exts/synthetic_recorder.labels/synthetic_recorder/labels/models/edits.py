"""Edits of labels, each of them one step of undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synthetic_recorder.labels.commands import execute
from synthetic_recorder.labels.semantics import Label, LabelEdit, LabelsError

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
    done = f"{label} is the only own {label.semantic_type} of"
    return _tried(lambda: _on_label("ReplaceSemanticLabels", paths, label), done, "have it alone already")


def remove(paths: Paths, label: Label) -> Outcome:
    """Remove a label from prims."""
    done = f"{label} is removed from"
    return _tried(lambda: _on_label("RemoveSemanticLabel", paths, label), done, "do not have it")


def clear(paths: Paths) -> Outcome:
    """Remove all labels that prims have themselves."""
    return _tried(
        lambda: execute("ClearSemanticLabels", prim_paths=paths), "No own label is left on", "have none"
    )


def upgrade(paths: Paths) -> Outcome:
    """Write what the old schema says of prims by the new one."""
    return _tried(
        lambda: execute("UpgradeSemanticLabels", prim_paths=paths),
        "The old labels are upgraded on",
        "have no old labels",
    )


def rename(paths: Paths, label: Label, text: str) -> Outcome:
    """Give a label that prims have themselves another text; the other labels stay."""
    return _tried(
        lambda: _on_label("RenameSemanticLabel", paths, label, new_text=text),
        f"{label} is {Label(label.semantic_type, text)} now on",
        "do not have it",
    )


def _on_label(command: str, paths: Paths, label: Label, **more: str) -> LabelEdit:
    return execute(command, prim_paths=paths, semantic_type=label.semantic_type, text=label.text, **more)


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
