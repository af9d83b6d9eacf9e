"""What there is one of in every App."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from kitless.app.process import get_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitless.app.app import App


class PerApp[T]:
    """Makes an object for the App that runs when it is first asked for, and forgets it with that App."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._objects: weakref.WeakKeyDictionary[App, T] = weakref.WeakKeyDictionary()

    def __call__(self) -> T:
        """The object of the App that runs.

        Raises:
            AppNotStartedError: None runs.
        """
        app = get_app()
        if app not in self._objects:
            self._objects[app] = self._make()
        return self._objects[app]
