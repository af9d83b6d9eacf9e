"""The stage and the timeline, kept at the same rate and range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pxr import Sdf, Tf, Usd

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitless.timeline import Timeline

_TIMELINE_FIELDS = frozenset({"startTimeCode", "endTimeCode", "timeCodesPerSecond", "framesPerSecond"})


class StageTimeline:
    """Gives the timeline the rate and the range of a stage, and the stage a rate that the timeline is given.

    Args:
        timeline: The timeline.
        on_edited: Called with USD's notice of every other edit of the stage.
    """

    def __init__(self, timeline: Timeline, on_edited: Callable[[Any], object]) -> None:
        self._timeline = timeline
        self._on_edited = on_edited
        self._stage: Usd.Stage | None = None
        self._notices: Tf.Notice.Listener | None = None
        self._writes_rate = False
        timeline.on_rate_set = self._write_rate

    def follow(self, stage: Usd.Stage) -> None:
        """Stop the timeline and have it go along with a stage, also when that is edited."""
        self._stage = stage
        self._timeline.stop()
        self._timeline.follow_stage(stage)
        self._notices = Tf.Notice.Register(Usd.Notice.ObjectsChanged, self._on_objects_changed, stage)

    def release(self) -> None:
        """Follow the stage no more."""
        self._stage = None
        if self._notices is not None:
            self._notices.Revoke()
            self._notices = None

    def _on_objects_changed(self, notice: Any, stage: Usd.Stage) -> None:
        if self._writes_rate:
            return
        self._on_edited(notice)
        root = Sdf.Path.absoluteRootPath
        # A new rate recomposes the whole stage when it scales the times of other layers.
        if root in notice.GetResyncedPaths() or (
            root in notice.GetChangedInfoOnlyPaths()
            and not _TIMELINE_FIELDS.isdisjoint(notice.GetChangedFields(root))
        ):
            self._timeline.follow_stage(stage)

    def _write_rate(self, rate: float) -> None:
        """The stage's rate says what a time code is: it has to be the timeline's, as in Kit."""
        stage = self._stage
        if stage is None or stage.GetTimeCodesPerSecond() == rate:
            return
        self._writes_rate = True
        try:
            with Usd.EditContext(stage, stage.GetRootLayer()):
                stage.SetTimeCodesPerSecond(rate)
        finally:
            self._writes_rate = False
