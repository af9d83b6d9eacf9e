"""Where the next recording would lie, as the disk is now."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import omni.kit.app

from synthetic_recorder.core import ForeseenPlace, OutputConfig, Subscribers, Subscription, foresee_place
from synthetic_recorder.core.threads import run_on_thread

from .background import Background

if TYPE_CHECKING:
    from collections.abc import Callable

    from .document import ConfigDocument

# Somebody who types is not followed from letter to letter: each look may wait for a disk of the network.
_QUIET_UPDATES = 10


class Foresight:
    """Looks at the disk, on a thread, whenever the output of the config has changed or a recording has ended.

    Args:
        document: The config.
    """

    def __init__(self, document: ConfigDocument) -> None:
        self._document = document
        self._background = Background()
        self._changes = Subscribers[None]()
        # What is being looked at, or was.
        self._output: OutputConfig | None = None
        self._place: ForeseenPlace | None = None
        self._subscription = document.subscribe(self._follow)
        self._follow()

    @property
    def place(self) -> ForeseenPlace | None:
        """Where the next recording would lie; None as long as the disk has not answered, and during a recording."""
        return self._place

    def look_again(self) -> None:
        """Look at the disk once more: somebody else may have been there. What is known stands until it answers."""
        if self._output is not None:
            self._background.begin(self._look(self._output))

    def subscribe(self, callback: Callable[[], None]) -> Subscription:
        """Call ``callback`` when ``place`` has changed."""
        return self._changes.subscribe(lambda _nothing: callback())

    def destroy(self) -> None:
        """Look no more; may be called again."""
        self._subscription.unsubscribe()
        self._background.cancel()

    def _follow(self) -> None:
        output = self._document.config.output if self._document.is_editable else None
        if output == self._output:
            return
        self._output = output
        self._background.cancel()
        self._note(None)
        if output is not None:
            self._background.begin(self._look(output))

    async def _look(self, output: OutputConfig) -> None:
        app = omni.kit.app.get_app()
        for _ in range(_QUIET_UPDATES):
            await app.next_update_async()
        answer = run_on_thread(partial(foresee_place, output), "look at the output")
        place = await asyncio.wrap_future(answer)
        self._note(place)

    def _note(self, place: ForeseenPlace | None) -> None:
        if place != self._place:
            self._place = place
            self._changes.notify(None)
