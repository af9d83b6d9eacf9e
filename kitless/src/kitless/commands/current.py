"""The undo stack of the App that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitless.app.per_app import PerApp
from kitless.app.process import get_app
from kitless.commands.undo_stack import UndoStack
from kitless.stage import StageEventType

if TYPE_CHECKING:
    from kitless.app.events import Subscription


def undo_stack() -> UndoStack:
    """The undo stack of the App. It is emptied when the stage closes: what it could restore is gone then."""
    stack, _ = _of_app()
    return stack


def _make() -> tuple[UndoStack, Subscription]:
    stack = UndoStack()
    subscription = (
        get_app()
        .usd_context.get_stage_event_stream()
        .create_subscription_to_pop_by_type(StageEventType.CLOSED, lambda _event: stack.clear(), name="undo")
    )
    return stack, subscription


_of_app = PerApp(_make)
