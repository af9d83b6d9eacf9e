"""Changes of the open stage and of its timeline, as far as they matter to what can be recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import omni.timeline
import omni.usd
from pxr import Tf, Usd

if TYPE_CHECKING:
    from collections.abc import Callable


class StageChanges:
    """Calls back when another stage is open, when prims change, and when the timeline starts or stops.

    Args:
        callback: Called with whether prims may have come, gone, or become others; otherwise only values have changed.
            Called often: with every notice of USD.
    """

    def __init__(self, callback: Callable[[bool], None]) -> None:
        self._callback = callback
        self._context = omni.usd.get_context()
        self._notices: Any = None
        stage_events = self._context.get_stage_event_stream()
        timeline_events = omni.timeline.get_timeline_interface().get_timeline_event_stream()
        self._subscriptions = [
            stage_events.create_subscription_to_pop_by_type(
                int(kind), lambda _event: self._follow_stage(), name="synthetic_recorder: another stage"
            )
            for kind in (omni.usd.StageEventType.OPENED, omni.usd.StageEventType.CLOSED)
        ]
        self._subscriptions += [
            timeline_events.create_subscription_to_pop_by_type(
                int(kind), lambda _event: callback(False), name="synthetic_recorder: the timeline"
            )
            for kind in (omni.timeline.TimelineEventType.PLAY, omni.timeline.TimelineEventType.STOP)
        ]
        self._listen()

    def unsubscribe(self) -> None:
        """Call back no more; may be called again."""
        for subscription in self._subscriptions:
            subscription.unsubscribe()
        self._stop_listening()

    def _follow_stage(self) -> None:
        self._listen()
        self._callback(True)

    def _listen(self) -> None:
        self._stop_listening()
        stage = self._context.get_stage()
        if stage is not None:
            self._notices = Tf.Notice.Register(Usd.Notice.ObjectsChanged, self._on_notice, stage)

    def _stop_listening(self) -> None:
        if self._notices is not None:
            self._notices.Revoke()
            self._notices = None

    def _on_notice(self, notice: Any, _stage: Any) -> None:
        self._callback(bool(notice.GetResyncedPaths()))
