"""A request to quit, from `post_quit` to the end.

```
nobody asked  --post_quit-->  asked for  --end of an update-->  POST_QUIT  -->  announced  --App.shutdown-->
      ^                                                             |
      +------------------- try_cancel_shutdown, in a subscriber ----+
```
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from kitless.app.app_events import POST_QUIT_EVENT_TYPE

if TYPE_CHECKING:
    from kitless.app.events import EventStream

_logger = logging.getLogger("kitless.app")


class QuitRequest:
    """Whether the App is to end, and with which return code."""

    def __init__(self, shutdown_stream: EventStream) -> None:
        self._shutdown_stream = shutdown_stream
        self._asked = False
        self._uncancellable = False
        self._announcing = False
        self.is_announced = False
        self.return_code = 0

    def ask(self, return_code: int, *, uncancellable: bool) -> None:
        """Ask for the end. Of several calls before it, the last one says with which return code."""
        self._asked = True
        self._uncancellable = self._uncancellable or uncancellable
        self.return_code = return_code

    def cancel(self, reason: str) -> bool:
        """Go on after all. It works while POST_QUIT is announced, unless the quit is uncancellable.

        Returns:
            Whether the request is off.
        """
        if not self._announcing or self._uncancellable:
            return False
        _logger.info("the App goes on, its quit was cancelled: %s", reason or "nobody said why")
        self._asked = False
        self.return_code = 0
        return True

    def announce_if_asked(self) -> None:
        """Announce POST_QUIT if somebody asked for the end and it was not announced yet."""
        if self._asked and not self.is_announced:
            self._announce()

    def announce_for_shutdown(self) -> None:
        """Announce POST_QUIT unless it was; there is no way back."""
        if not self.is_announced:
            self._asked = self._uncancellable = True
            self._announce()

    def _announce(self) -> None:
        self._announcing = True
        try:
            self._shutdown_stream.dispatch(
                POST_QUIT_EVENT_TYPE, payload={"uncancellable": self._uncancellable}
            )
        finally:
            self._announcing = False
        self.is_announced = self._asked
