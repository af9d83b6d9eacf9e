"""What stands beside Start, in one line: how it goes, or what keeps a recording from being started."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthetic_recorder.core import PreflightError, RecorderState

from .wording import counted

if TYPE_CHECKING:
    from synthetic_recorder.core import Recorder

    from .control import ControlModel
    from .findings import FindingsModel
    from .status import StatusModel

_NOT_READY = "Not ready"


@dataclass(frozen=True)
class Headline:
    """One line, and what it is too short for.

    Attributes:
        activity: What the recorder does, in a word or two.
        text: What there is to say of it; may be empty.
        name: How it is shown: the name of a style of labels.
        details: All there is to say, a paragraph for each thing.
    """

    activity: str
    text: str
    name: str
    details: str


class HeadlineModel:
    """Sums up the window, for whoever looks at nothing else of it.

    ::

        while it records     Recording   12.5 frames/s, 1 min 12 s left
        after it             Complete    10 frames in 21 files, 3.1 MB, in 4 s.
        before it            Ready       Records 10 frames.
                             Not ready   2 errors: There is no render product. …

    Args:
        recorder: What is shown.
        control: Which frames will be recorded, and what was typed and is no value.
        status: State and numbers.
        findings: What is known to be wrong with the config.
    """

    def __init__(
        self, recorder: Recorder, control: ControlModel, status: StatusModel, findings: FindingsModel
    ) -> None:
        self._recorder = recorder
        self._control = control
        self._status = status
        self._findings = findings

    @property
    def headline(self) -> Headline:
        """The line as it is now."""
        if self._recorder.state is not RecorderState.STOPPED:
            return self._of_recording()
        if refusal := self._control.refusal:
            return Headline(_NOT_READY, refusal, "error", refusal)
        trouble = self._status.trouble
        if trouble is not None and not isinstance(self._recorder.last_error, PreflightError):
            return Headline(
                self._status.activity, _first_line(trouble.text), trouble.severity.value, trouble.text
            )
        return self._of_config()

    def _of_recording(self) -> Headline:
        status, figures = self._status, self._status.figures
        parts = (
            [figures.rate, f"{figures.left} left"] if self._recorder.state is RecorderState.RUNNING else []
        )
        text = ", ".join(part for part in parts if not part.startswith("-"))
        return Headline(status.activity, text, status.name, status.place)

    def _of_config(self) -> Headline:
        found = self._findings.all
        errors = [finding for finding in found if finding.is_error]
        counts = ", ".join(
            counted(number, noun)
            for number, noun in ((len(errors), "error"), (len(found) - len(errors), "warning"))
            if number
        )
        details = "\n\n".join(map(str, sorted(found, key=lambda finding: not finding.is_error)))
        if errors:
            return Headline(_NOT_READY, f"{counts}: {errors[0].what}", "error", details)
        status = self._status
        text = status.result or self._control.plan
        if found:
            return Headline(status.activity, f"{counts}. {text}", "warning", f"{text}\n\n{details}")
        return Headline(status.activity, text, status.name, text)


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0] if text.strip() else ""
