"""A text that is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class TypedText:
    """What stands in a field.

    Args:
        text: What stands in it first.
        on_typed: Called when it is another.
        find_problem: Says why a text is no value; None for one that is.
        on_end: Called when the field is left.
    """

    def __init__(
        self,
        text: str = "",
        on_typed: Callable[[], None] = lambda: None,
        find_problem: Callable[[str], str | None] = lambda _text: None,
        on_end: Callable[[], None] = lambda: None,
    ) -> None:
        self._text = text
        self._on_typed = on_typed
        self._find_problem = find_problem
        self._on_end = on_end

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self._text

    @property
    def value(self) -> str:
        """The text without blanks around it."""
        return self._text.strip()

    @property
    def problem(self) -> str | None:
        """Why the text is no value; None for one that is, and for an empty field."""
        return self._find_problem(self.value) if self.value else None

    @property
    def is_enabled(self) -> bool:
        """Whether it can be changed: always."""
        return True

    def type(self, text: str) -> None:
        """Take what was typed or chosen."""
        if text != self._text:
            self._text = text
            self._on_typed()

    def end(self) -> None:
        """Write it without blanks around it; called when the field is left."""
        self.type(self.value)
        self._on_end()
