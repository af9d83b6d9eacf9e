"""Commands that label prims, each of them one step to undo.

=========================  =========================================================
``AddSemanticLabel``       add a label
``ReplaceSemanticLabels``  make a label the only one of its type
``RemoveSemanticLabel``    remove a label
``ClearSemanticLabels``    remove all labels
``UpgradeSemanticLabels``  write what the old ``SemanticsAPI`` says as ``LabelsAPI``
=========================  =========================================================
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import omni.kit.commands
import omni.usd

from .semantics import (
    Label,
    LabelEdit,
    LabelsError,
    PrimNotEditableError,
    add_label,
    clear_labels,
    remove_label,
    replace_labels,
    upgrade_labels,
)

if TYPE_CHECKING:
    from pxr import Sdf, Usd

OnRefused = Callable[[LabelsError], object]


class _LabelCommand(omni.kit.commands.Command):
    """Edits labels at what is the edit target when it is done first; undo puts the layer back as it was.

    Args:
        prim_paths: The prims.
        on_refused: Called with the reason when it cannot be done: ``execute`` only logs it.
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
        self._edit = LabelEdit()

    def do(self) -> LabelEdit:
        """Write the labels.

        Raises:
            LabelsError: It cannot be done; nothing has been changed.
        """
        try:
            stage = omni.usd.get_context(self._usd_context_name).get_stage()
            if stage is None:
                raise PrimNotEditableError("no stage is open, so that nothing can be labelled; open one")
            if self._edit_target is None:
                self._edit_target = stage.GetEditTarget()
            prims = [self._prim(stage, path) for path in self._prim_paths]
            self._edit = self._label(prims, self._edit_target)
        except LabelsError as error:
            if self._on_refused is not None:
                self._on_refused(error)
            raise
        return self._edit

    def undo(self) -> None:
        """Put the layer back."""
        self._edit.undo()

    @abstractmethod
    def _label(self, prims: Sequence[Usd.Prim], edit_target: Usd.EditTarget) -> LabelEdit:
        """Do it."""

    @staticmethod
    def _prim(stage: Usd.Stage, path: str) -> Usd.Prim:
        prim = stage.GetPrimAtPath(path)
        if not prim:
            raise PrimNotEditableError(
                f"there is no prim {path} on the stage to label; select one that is there"
            )
        return prim


class AddSemanticLabelCommand(_LabelCommand):
    """Add a label to prims; those that have it stay as they are.

    Args:
        prim_paths: The prims.
        semantic_type: Type of the label, such as "class".
        text: The label, such as "box".
        on_refused: Called with the reason when it cannot be done: ``execute`` only logs it.
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
        self._wanted = Label(semantic_type, text)

    def _label(self, prims: Sequence[Usd.Prim], edit_target: Usd.EditTarget) -> LabelEdit:
        return add_label(prims, self._wanted, edit_target)


class ReplaceSemanticLabelsCommand(AddSemanticLabelCommand):
    """Make a label the only one of its type that prims have; arguments as for ``AddSemanticLabel``."""

    def _label(self, prims: Sequence[Usd.Prim], edit_target: Usd.EditTarget) -> LabelEdit:
        return replace_labels(prims, self._wanted, edit_target)


class RemoveSemanticLabelCommand(AddSemanticLabelCommand):
    """Remove a label from prims, by whichever schema; arguments as for ``AddSemanticLabel``."""

    def _label(self, prims: Sequence[Usd.Prim], edit_target: Usd.EditTarget) -> LabelEdit:
        return remove_label(prims, self._wanted, edit_target)


class ClearSemanticLabelsCommand(_LabelCommand):
    """Remove all labels that prims have of their own."""

    def _label(self, prims: Sequence[Usd.Prim], edit_target: Usd.EditTarget) -> LabelEdit:
        return clear_labels(prims, edit_target)


class UpgradeSemanticLabelsCommand(_LabelCommand):
    """Write what the old schema says of prims as ``UsdSemantics.LabelsAPI``."""

    def _label(self, prims: Sequence[Usd.Prim], edit_target: Usd.EditTarget) -> LabelEdit:
        return upgrade_labels(prims, edit_target)


def execute(command: str, **arguments: Any) -> LabelEdit:
    """Do one of these commands, and say why where it cannot be done.

    Args:
        command: Its name, such as "AddSemanticLabel".
        **arguments: What it takes, but ``on_refused``.

    Raises:
        LabelsError: What the command has refused; nothing has been changed.
    """
    refused: list[LabelsError] = []
    _, edit = omni.kit.commands.execute(command, on_refused=refused.append, **arguments)
    if refused:
        raise refused[0]
    return edit if isinstance(edit, LabelEdit) else LabelEdit()
