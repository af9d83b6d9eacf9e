"""Changes of the open stage, as far as they may change a picture of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import omni.usd
from pxr import Sdf, Tf, Usd

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_RENDER_PRODUCTS = Sdf.Path("/Render")
"""Below it are render products and what renderers keep on the stage, the preview's own among them."""


class StageWatch:
    """Calls back when another stage is open, when one is about to close, and when something on it changes.

    Args:
        on_change: Called with the paths of prims that have come, gone, or become others; often with none, when only
            values have changed. Called often: with every notice of USD.
        on_other_stage: Called when a stage was opened or closed.
        on_closing: Called while the stage is still there.
    """

    def __init__(
        self,
        on_change: Callable[[Sequence[Sdf.Path]], None],
        on_other_stage: Callable[[], None],
        on_closing: Callable[[], None],
    ) -> None:
        self._on_change = on_change
        self._on_other_stage = on_other_stage
        self._context = omni.usd.get_context()
        self._notices: Any = None
        kinds = omni.usd.StageEventType
        called = {
            kinds.OPENED: self._follow_stage,
            kinds.CLOSING: on_closing,
            kinds.CLOSED: self._follow_stage,
        }
        stream = self._context.get_stage_event_stream()
        self._subscriptions = [
            stream.create_subscription_to_pop_by_type(
                int(kind), _ignoring_the_event(call), name="preview: the stage"
            )
            for kind, call in called.items()
        ]
        self._listen()

    def destroy(self) -> None:
        """Call back no more; may be called again."""
        for subscription in self._subscriptions:
            subscription.unsubscribe()
        self._stop_listening()

    def _follow_stage(self) -> None:
        self._listen()
        self._on_other_stage()

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
        resynced = [path for path in notice.GetResyncedPaths() if not path.HasPrefix(_RENDER_PRODUCTS)]
        if resynced or any(not path.HasPrefix(_RENDER_PRODUCTS) for path in notice.GetChangedInfoOnlyPaths()):
            self._on_change([path for path in resynced if path.IsAbsoluteRootOrPrimPath()])


def _ignoring_the_event(call: Callable[[], None]) -> Callable[[Any], None]:
    return lambda _event: call()
