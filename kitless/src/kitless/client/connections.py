"""What `omni.client` has for servers. kitless reaches none, so nobody is asked for a password."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Registration:
    """What a callback is registered with. Nothing ever calls it."""

    def __init__(self, callback: Callable[..., object]) -> None:
        self._callback = callback


def register_authentication_callback(callback: Callable[[str], object]) -> Registration:
    """Remember who knows passwords. No server is reached, so nobody is asked."""
    return Registration(callback)


def register_connection_status_callback(callback: Callable[..., object]) -> Registration:
    """Remember who wants to know of connections. No server is reached, so there is none."""
    return Registration(callback)


def set_hang_detection_time_ms(time_ms: int) -> None:
    """Take how long a server may be silent. No server is reached."""
    del time_ms


def set_retries(max_ms: int, base_ms: int, jitter_ms: int) -> tuple[int, int, int]:
    """Take how often a server is asked again. No server is reached. Returns what was given."""
    return max_ms, base_ms, jitter_ms


def get_version() -> str:
    """The version of the client library: that of kitless."""
    return f"kitless {version('kitless')}"
