"""The undo stack of the App that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from kitless.app.process import get_app
from kitless.commands.undo_stack import UndoStack
from kitless.stage import StageEventType

if TYPE_CHECKING:
    from kitless.app import App
    from kitless.app.events import Subscription

_stacks: WeakKeyDictionary[App, tuple[UndoStack, Subscription]] = WeakKeyDictionary()


def undo_stack() -> UndoStack:
    """The undo stack of the App. It is emptied when the stage closes: what it could restore is gone then."""
    app = get_app()
    if app not in _stacks:
        stack = UndoStack()
        subscription = app.usd_context.get_stage_event_stream().create_subscription_to_pop_by_type(
            StageEventType.CLOSED, lambda _event: stack.clear(), name="undo"
        )
        _stacks[app] = stack, subscription
    return _stacks[app][0]
