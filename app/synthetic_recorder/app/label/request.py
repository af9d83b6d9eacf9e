"""What a person has asked to label."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthetic_recorder.labels.semantics import Label

from .rule import DEFAULT_TYPE, LabelRule, read_rules

if TYPE_CHECKING:
    from pathlib import Path


class LabelRequestError(Exception):
    """Options are missing, or contradict each other."""


@dataclass(frozen=True)
class LabelRequest:
    """What the person asked for.

    Attributes:
        stage: File of the stage.
        prims: Pattern of the prims that get ``label``; None: the rules are in ``rules_file``, or there are none.
        semantic_type: Type of ``label``; None: "class".
        label: The label's text.
        rules_file: JSON file with rules.
        save: File that the labels are saved in; None: nothing is written.
        replace: Whether a label takes the place of those of the same type that the prim has itself.
        overwrite: Whether ``save`` may be a file that exists.
        upgrade: Whether labels of the old schema become labels of the new one, before any rule.
        report: Whether all about the stage's labels is told, before and after.
    """

    stage: Path
    prims: str | None = None
    semantic_type: str | None = None
    label: str | None = None
    rules_file: Path | None = None
    save: Path | None = None
    replace: bool = False
    overwrite: bool = False
    upgrade: bool = False
    report: bool = False

    def rules(self) -> tuple[LabelRule, ...]:
        """Return the rules in their order; none for a request that only upgrades or reports.

        Raises:
            ConfigError: The file of the rules cannot be read, or holds something it must not.
            LabelRequestError: Options are missing, or contradict each other.
        """
        self._refuse_contradictions()
        if self.rules_file is not None:
            return read_rules(self.rules_file)
        if self.prims is None or self.label is None:
            return ()
        semantic_type = DEFAULT_TYPE if self.semantic_type is None else self.semantic_type
        return (LabelRule(self.prims, Label(semantic_type, self.label)),)

    def _refuse_contradictions(self) -> None:
        in_options = [
            option
            for option, value in (
                ("--prims", self.prims),
                ("--type", self.semantic_type),
                ("--label", self.label),
            )
            if value is not None
        ]
        if self.rules_file is not None and in_options:
            raise LabelRequestError(f"--rules and {in_options[0]}: give the one or the other.")
        if in_options and (self.prims is None or self.label is None):
            missing = "--prims" if self.prims is None else "--label"
            raise LabelRequestError(
                f"{in_options[0]} needs {missing} as well: which prims, and what they get."
            )
        has_rules = bool(in_options) or self.rules_file is not None
        if not (has_rules or self.upgrade or self.report):
            raise LabelRequestError(
                "Nothing to do. Give --prims and --label, or --rules FILE, or --upgrade; or --report to look."
            )
        if self.replace and not has_rules:
            raise LabelRequestError(
                "--replace needs --prims and --label, or --rules: what is to take the place."
            )
        self._refuse_to_lose_what_is_done(is_change=has_rules or self.upgrade)

    def _refuse_to_lose_what_is_done(self, *, is_change: bool) -> None:
        if self.save is None and is_change and not self.report:
            raise LabelRequestError(
                "--save OUT is missing: the file for the labels. With --report instead, nothing is written and the "
                "stage is reported as it would be."
            )
        if self.save is None and self.overwrite:
            raise LabelRequestError("--overwrite needs --save OUT: the file that may be replaced.")
        if self.save is not None and not is_change:
            raise LabelRequestError(
                "--save has nothing to save. Give --prims and --label, or --rules FILE, or --upgrade."
            )
