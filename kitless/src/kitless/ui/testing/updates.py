"""Waiting, counted in updates of the App: nothing in a test depends on a clock."""

from __future__ import annotations

from kitless.app.process import get_app

HUMAN_DELAY = 2
"""How many updates an action is given by default."""


async def wait_n_updates(update_count: int = 2) -> None:
    """Wait for updates of the App, each of which draws a frame."""
    for _ in range(update_count):
        await get_app().next_update()


async def human_delay(human_delay_speed: int = HUMAN_DELAY) -> None:
    """Wait as long as the user interface needs to follow: that many updates."""
    await wait_n_updates(human_delay_speed)
