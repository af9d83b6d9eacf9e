"""What Kit's accessor functions return: the parts of the App of this process."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from kitless.app.process import get_app
from kitless.errors import AppStateError

if TYPE_CHECKING:
    import concurrent.futures
    from collections.abc import Coroutine
    from typing import Any

    from kitless.app.event_dispatcher import EventDispatcher
    from kitless.app.extensions import ExtensionManager
    from kitless.app.settings import Settings
    from kitless.app.tokens import Tokens
    from kitless.stage import UsdContext
    from kitless.timeline import TimelineInterface


def get_settings() -> Settings:
    """`carb.settings.get_settings`: the settings of the App."""
    return get_app().settings


def get_eventdispatcher() -> EventDispatcher:
    """`carb.eventdispatcher.get_eventdispatcher`: the event dispatcher of the App."""
    return get_app().event_dispatcher


def get_extension_manager() -> ExtensionManager:
    """`omni.ext.get_ext_manager`: the extension manager of the App."""
    return get_app().extensions


def get_tokens_interface() -> Tokens:
    """`carb.tokens.get_tokens_interface`: the tokens of the App."""
    return get_app().tokens


def get_context(name: str = "") -> UsdContext:
    """`omni.usd.get_context`: the USD context. There is one, whose name is ""."""
    if name:
        raise AppStateError(f"omni.usd.get_context(): there is one USD context, named '', got '{name}'")
    return get_app().usd_context


def get_timeline_interface(timeline_name: str = "") -> TimelineInterface:
    """`omni.timeline.get_timeline_interface`: the timeline. There is one, whose name is ""."""
    if timeline_name:
        raise AppStateError(
            f"omni.timeline.get_timeline_interface(): there is one timeline, named '', got '{timeline_name}'"
        )
    return get_app().timeline_interface


def run_coroutine[T](coroutine: Coroutine[Any, Any, T]) -> asyncio.Task[T] | concurrent.futures.Future[T]:
    """`omni.kit.async_engine.run_coroutine`: start a coroutine on the App's loop; it is held until it ends.

    Returns:
        The task; from another thread than the App's a future that waits for it.
    """
    app = get_app()
    if threading.get_ident() != app.thread_id:
        return asyncio.run_coroutine_threadsafe(coroutine, app.loop)
    return app.create_task(coroutine)
