"""What is worked out anew only when what it goes by is another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable


class Memo[T]:
    """Keeps the last result."""

    def __init__(self) -> None:
        self._kept: tuple[Hashable, T] | None = None

    def of(self, key: Hashable, work_out: Callable[[], T]) -> T:
        """Return what was worked out for this key last, or work it out.

        Args:
            key: All that it goes by.
            work_out: Makes it.
        """
        if self._kept is None or self._kept[0] != key:
            self._kept = (key, work_out())
        return self._kept[1]

    def forget(self) -> None:
        """Let go of it."""
        self._kept = None
