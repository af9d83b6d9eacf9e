"""A run: every update of the App captures a frame, until there are enough of them or somebody stops it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kitless.replicator.write_owners import Party
    from kitless.timeline import Timeline


@dataclass(eq=False)
class Run:
    """One run that was asked for.

    Attributes:
        frames: How many frames it takes; None: until the triggers have had all their executions, or for ever.
        party: Who has asked for it; see `CaptureEngine.capture`.
        taken: How many frames it has taken.
        begun: Whether an update has come.
        capturing: Whether its frame is being captured in this moment.
        paused: Whether it is held.
        done: Whether it has ended.
        failure: What ended it before its time.
    """

    frames: int | None
    party: Party | None = None
    taken: int = 0
    begun: bool = False
    capturing: bool = False
    paused: bool = False
    done: bool = False
    failure: Exception | None = None
    _borrowed: Timeline | None = None
    _was_stopped: bool = False

    def play(self, timeline: Timeline) -> None:
        """Let the timeline play for as long as the run lasts. One that plays already is not the run's."""
        if not timeline.is_playing():
            self._borrowed, self._was_stopped = timeline, timeline.is_stopped()
            timeline.play()

    def end(self, failure: Exception | None = None) -> None:
        """End the run and put its timeline back: stopped or paused, as it was found. Idempotent."""
        if self.done:
            return
        self.done, self.failure = True, failure
        timeline, self._borrowed = self._borrowed, None
        if timeline is not None:
            (timeline.stop if self._was_stopped else timeline.pause)()
