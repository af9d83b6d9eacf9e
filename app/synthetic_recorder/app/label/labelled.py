"""What ``synthetic-recorder label`` has done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from synthetic_recorder.app.outcome import Status
from synthetic_recorder.app.wording import counted
from synthetic_recorder.labels.semantics import LabelEdit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pxr import Sdf

    from synthetic_recorder.labels.semantics import LabelReport

    from .apply import AppliedRule

# Of each rule; a program is told all of them.
_SHOWN = 5


@dataclass(frozen=True)
class LabelledStage:
    """The outcome: what was labelled, and where that is.

    Attributes:
        stage: File of the stage.
        saved: File that holds the labels; None: nothing was to be written.
        lost: Prims for which the file that was replaced had labels, and the one that is there now has none.
        not_composed: What USD says of parts of the stage that are not there, and so have got no labels.
        applied: The rules.
        upgraded: What has become of labels of the old schema; None: they were not to be upgraded.
        before: All about the stage's labels as they were.
        after: All about them as they are.
        is_reported: Whether a person is shown both.
        seconds: Wall-clock time that it took.
    """

    stage: Path
    saved: Path | None
    lost: tuple[Sdf.Path, ...]
    not_composed: tuple[str, ...]
    applied: tuple[AppliedRule, ...]
    upgraded: LabelEdit | None
    before: LabelReport
    after: LabelReport
    is_reported: bool
    seconds: float
    status: ClassVar[Status] = Status.COMPLETE
    error: ClassVar[str | None] = None

    @property
    def is_change(self) -> bool:
        """Whether anything was to be changed, rather than only reported."""
        return bool(self.applied) or self.upgraded is not None

    def to_dict(self) -> dict[str, Any]:
        """Return what ``--json`` prints: always everything."""
        upgraded = self.upgraded or LabelEdit()
        return {
            "status": self.status.value,
            "stage": str(self.stage),
            "path": None if self.saved is None else str(self.saved),
            "lost": [str(path) for path in self.lost],
            "not_composed": list(self.not_composed),
            "rules": [applied.to_dict() for applied in self.applied],
            "upgraded": {
                "changed": [str(path) for path in upgraded.changed],
                "hidden": [str(hidden) for hidden in upgraded.hidden],
            },
            "before": self.before.to_dict(),
            "after": self.after.to_dict(),
            "seconds": round(self.seconds, 3),
        }

    def lines(self) -> list[str]:
        """Return what was done, what the stage's labels are like, and where they are saved."""
        if not self.is_change:
            return list(self.after.lines())
        done = [*self._upgraded(), *self._labelled(), *self._told()]
        if self.is_reported:
            done = [*_reported("Before", self.before), *done, "", *_reported("After", self.after)]
        else:
            done += self._in_short()
        is_saved = (
            "Nothing was written: --save OUT is for that." if self.saved is None else f"Saved: {self.saved}"
        )
        return [*done, is_saved]

    def _upgraded(self) -> Iterator[str]:
        if self.upgraded is not None:
            changed = self.upgraded.changed
            yield f"Upgraded: {counted(len(changed), 'prim')} with labels of the old schema{_named(changed)}"

    def _labelled(self) -> Iterator[str]:
        for each in self.applied:
            same = len(each.matched) - len(each.changed)
            had_it = f", {same} of which had it already" if same else ""
            yield f"{each.rule}: {counted(len(each.matched), 'prim')}{had_it}{_named(each.matched)}"

    def _told(self) -> Iterator[str]:
        """What a person would not expect."""
        for each in self.applied:
            if each.instances:
                yield (
                    f"Not labelled: what {each.rule.prims} matches inside instances{_named(each.instances)}. Label the "
                    "instances, or the assets that they show."
                )
            if each.of_variants:
                yield (
                    f"Of a variant{_named(each.of_variants)}. The label stays when another variant is selected; to "
                    "give each variant its own, label it in the asset."
                )
        edits = [edit.hidden for edit in (self.upgraded, *self.applied) if edit is not None]
        yield from _first([str(hidden) for several in edits for hidden in several])
        if self.lost:
            yield (
                f"Labels lost{_named(self.lost)}. The {self.saved} that was replaced had them; to add to a layer of "
                "labels, label that layer itself."
            )

    def _in_short(self) -> list[str]:
        if self.after.is_clean:
            return ["All that is drawn has a label."]
        found = {
            "drawn without any label": self.after.unlabelled,
            "drawn without a label of the type class": self.after.without_class,
            "labelled by the old schema": self.after.old_schema,
            "with several labels of one type": self.after.joined,
            "labels that look alike": self.after.look_alikes,
            "labels with a comma": self.after.with_commas,
            "labelled, and defined by no layer": self.after.undefined,
        }
        problems = "; ".join(f"{what}: {len(each)}" for what, each in found.items() if each)
        return [f"Of the whole stage: {problems}. --report names them."]


def _reported(when: str, report: LabelReport) -> list[str]:
    return [f"{when}:", *(f"  {line}".rstrip() for line in report.lines()), ""]


def _named(paths: Sequence[Sdf.Path]) -> str:
    """Return the first of some paths, and how many more there are, as the end of a line."""
    if not paths:
        return ""
    names = ", ".join(str(path) for path in paths[:_SHOWN])
    more = len(paths) - _SHOWN
    return f": {names} and {more} more" if more > 0 else f": {names}"


def _first(lines: list[str]) -> list[str]:
    more = len(lines) - _SHOWN
    return [*lines[:_SHOWN], f"… and {more} more; --json names them all."] if more > 0 else lines
