"""Commands that label prims, each of them one step to undo.

=========================  =========================================================
``AddSemanticLabel``       add a label
``ReplaceSemanticLabels``  make a label the only one of its type
``RenameSemanticLabel``    give a label another text, in its place among the others
``RemoveSemanticLabel``    remove a label
``ClearSemanticLabels``    remove all labels
``UpgradeSemanticLabels``  write what the old ``SemanticsAPI`` says as ``LabelsAPI``
=========================  =========================================================

`execute` is for those who want to know why one of them cannot be done: ``omni.kit.commands.execute`` only logs it.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import omni.kit.commands
import omni.usd

from .semantics import Label, LabelEdit, LabelsError, PrimNotEditableError
from .semantics.changes import Change, added, cleared, removed, renamed, replaced, upgraded
from .semantics.editing import apply_change, planned_change

if TYPE_CHECKING:
    from pxr import Sdf, Usd

OnRefused = Callable[[LabelsError], object]


class _LabelCommand(omni.kit.commands.Command):
    """Edits labels at what is the edit target when it is done first; undo puts the layer back as it was.

    Args:
        prim_paths: The prims.
        on_refused: Called with the reason when it cannot be done.
        usd_context_name: The USD context.
    """

    def __init__(
        self,
        prim_paths: Sequence[str | Sdf.Path],
        on_refused: OnRefused | None = None,
        usd_context_name: str = "",
    ) -> None:
        self._prim_paths = tuple(str(path) for path in prim_paths)
        self._on_refused = on_refused
        self._usd_context_name = usd_context_name
        self._edit_target: Usd.EditTarget | None = None
        self._root_layer: Sdf.Layer | None = None
        self._edit = LabelEdit()

    def do(self) -> LabelEdit:
        """Write the labels, the first time to the stage's edit target, then to the same one.

        Raises:
            LabelsError: It cannot be done; nothing has been changed.
        """
        try:
            stage = self._stage()
            if self._edit_target is None:
                self._edit_target, self._root_layer = stage.GetEditTarget(), stage.GetRootLayer()
            elif not (self._edit_target.GetLayer() and self._root_layer == stage.GetRootLayer()):
                raise PrimNotEditableError(
                    "what was done on another stage, or on a layer that is gone, cannot be done again; label the prims "
                    "of this stage anew"
                )
            self._edit = apply_change(self._prims(stage), self._change(), self._edit_target)
        except LabelsError as error:
            if self._on_refused is not None:
                self._on_refused(error)
            raise
        return self._edit

    def undo(self) -> None:
        """Put the layer back."""
        self._edit.undo()

    def is_needed(self) -> bool:
        """Whether it would change anything; looks no further than the first prim that it would change.

        Raises:
            LabelsError: It cannot be done.
        """
        stage = self._stage()
        return any(planned_change(self._prims(stage), self._change(), stage.GetEditTarget()))

    @abstractmethod
    def _change(self) -> Change:
        """What is to be different about each prim."""

    def _stage(self) -> Usd.Stage:
        stage = omni.usd.get_context(self._usd_context_name).get_stage()
        if stage is None:
            raise PrimNotEditableError("no stage is open, so that nothing can be labelled; open one")
        return stage

    def _prims(self, stage: Usd.Stage) -> list[Usd.Prim]:
        prims = [stage.GetPrimAtPath(path) for path in self._prim_paths]
        for path, prim in zip(self._prim_paths, prims, strict=True):
            if not prim:
                raise PrimNotEditableError(
                    f"there is no prim {path} on the stage to label; select one that is there"
                )
        return prims


class AddSemanticLabelCommand(_LabelCommand):
    """Add a label to prims; those that have it stay as they are.

    Args:
        prim_paths: The prims.
        semantic_type: Type of the label, such as "class".
        text: The label, such as "box".
        on_refused: Called with the reason, a `LabelsError`, when it cannot be done.
        usd_context_name: The USD context.
    """

    def __init__(
        self,
        prim_paths: Sequence[str | Sdf.Path],
        semantic_type: str,
        text: str,
        on_refused: OnRefused | None = None,
        usd_context_name: str = "",
    ) -> None:
        super().__init__(prim_paths, on_refused, usd_context_name)
        self._label = Label(semantic_type, text)

    def _change(self) -> Change:
        return added(self._label)


class ReplaceSemanticLabelsCommand(AddSemanticLabelCommand):
    """Make a label the only one of its type that prims have; arguments as for ``AddSemanticLabel``."""

    def _change(self) -> Change:
        return replaced(self._label)


class RemoveSemanticLabelCommand(AddSemanticLabelCommand):
    """Remove a label from prims, by whichever schema; arguments as for ``AddSemanticLabel``."""

    def _change(self) -> Change:
        return removed(self._label)


class RenameSemanticLabelCommand(_LabelCommand):
    """Give a label of ``LabelsAPI`` another text, in its place among the others; prims without it stay as they are.

    Args:
        prim_paths: The prims.
        semantic_type: Type of the label, such as "class".
        text: The label, such as "box".
        new_text: What it is to be, such as "can".
        on_refused: Called with the reason, a `LabelsError`, when it cannot be done.
        usd_context_name: The USD context.
    """

    def __init__(
        self,
        prim_paths: Sequence[str | Sdf.Path],
        semantic_type: str,
        text: str,
        new_text: str,
        on_refused: OnRefused | None = None,
        usd_context_name: str = "",
    ) -> None:
        super().__init__(prim_paths, on_refused, usd_context_name)
        self._label = Label(semantic_type, text)
        self._new_text = new_text

    def _change(self) -> Change:
        return renamed(self._label, self._new_text)


class ClearSemanticLabelsCommand(_LabelCommand):
    """Remove all labels that prims have of their own."""

    def _change(self) -> Change:
        return cleared


class UpgradeSemanticLabelsCommand(_LabelCommand):
    """Write what the old schema says of prims as ``UsdSemantics.LabelsAPI``."""

    def _change(self) -> Change:
        return upgraded


_COMMANDS: dict[str, type[_LabelCommand]] = {
    "AddSemanticLabel": AddSemanticLabelCommand,
    "ReplaceSemanticLabels": ReplaceSemanticLabelsCommand,
    "RenameSemanticLabel": RenameSemanticLabelCommand,
    "RemoveSemanticLabel": RemoveSemanticLabelCommand,
    "ClearSemanticLabels": ClearSemanticLabelsCommand,
    "UpgradeSemanticLabels": UpgradeSemanticLabelsCommand,
}


def execute(command: str, **arguments: Any) -> LabelEdit:
    """Do one of these commands; what would change nothing is no step to undo.

    Args:
        command: Its name, such as "AddSemanticLabel".
        **arguments: What it takes, but ``on_refused``.

    Returns:
        What it has changed.

    Raises:
        LabelsError: It cannot be done; nothing has been changed.
    """
    if not _COMMANDS[command](**arguments).is_needed():
        return LabelEdit()
    refused: list[LabelsError] = []
    _, edit = omni.kit.commands.execute(command, on_refused=refused.append, **arguments)
    if refused:
        raise refused[0]
    return edit if isinstance(edit, LabelEdit) else LabelEdit()
