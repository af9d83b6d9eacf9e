"""The open stage, and what of it matters to labels when it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import omni.usd
from pxr import Tf, Usd

if TYPE_CHECKING:
    from collections.abc import Callable


class StageWatch:
    """Calls back when another stage is open, when something on it changes, and when other prims are selected.

    Args:
        on_other_stage: Called when a stage was opened, and when one is about to be closed.
        on_notice: Called with each notice of USD about the stage's objects; often.
        on_selection: Called when other prims are selected.
        on_edit_target: Called when labels would be written elsewhere.
    """

    def __init__(
        self,
        on_other_stage: Callable[[], None],
        on_notice: Callable[[Usd.Notice.ObjectsChanged], None],
        on_selection: Callable[[], None],
        on_edit_target: Callable[[], None],
    ) -> None:
        self._on_other_stage = on_other_stage
        self._on_notice = on_notice
        self._on_edit_target = on_edit_target
        self._context = omni.usd.get_context()
        self._notices: tuple[Any, ...] = ()
        self.stage: Usd.Stage | None = None
        kinds = omni.usd.StageEventType
        called: dict[Any, Callable[[Any], None]] = {
            kinds.OPENED: lambda _event: self._follow(self._context.get_stage()),
            # Before it is gone: whoever holds on to a stage keeps all of it in memory.
            kinds.CLOSING: lambda _event: self._follow(None),
            kinds.CLOSED: lambda _event: self._follow(None),
            kinds.SELECTION_CHANGED: lambda _event: on_selection(),
        }
        stream = self._context.get_stage_event_stream()
        self._subscriptions = [
            stream.create_subscription_to_pop_by_type(int(kind), call, name="labels: the stage")
            for kind, call in called.items()
        ]
        self._listen(self._context.get_stage())

    def destroy(self) -> None:
        """Call back no more, and let go of the stage; may be called again."""
        for subscription in self._subscriptions:
            subscription.unsubscribe()
        self._listen(None)

    def _follow(self, stage: Usd.Stage | None) -> None:
        self._listen(stage)
        self._on_other_stage()

    def _listen(self, stage: Usd.Stage | None) -> None:
        for notice in self._notices:
            notice.Revoke()
        self._notices = ()
        self.stage = stage
        if stage is not None:
            # USD keeps a method by its owner only: nothing here keeps the watch alive.
            self._notices = (
                Tf.Notice.Register(Usd.Notice.ObjectsChanged, self._objects_changed, stage),
                Tf.Notice.Register(Usd.Notice.StageEditTargetChanged, self._edit_target_changed, stage),
            )

    def _objects_changed(self, notice: Any, _stage: Any) -> None:
        self._on_notice(notice)

    def _edit_target_changed(self, _notice: Any, _stage: Any) -> None:
        self._on_edit_target()
