"""Values of the config as text in a field: what was typed is checked with every key."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from .document import Typed
from .values import ConfigValue

_INTEGER = re.compile(r"\s*[+-]?\d{1,18}\s*", re.ASCII)


class Field[Value](ConfigValue[Value], ABC):
    """One value of the config, edited as text.

    ``type`` takes the text with every key: what is a value is in the config at once, what is none is kept as it was
    typed and noted as unreadable in the document. A config that is changed elsewhere shows its own value again.
    """

    @property
    def text(self) -> str:
        """What the field shows; nothing, once its value is gone."""
        typed = self._document.typed_at(self.place)
        if typed is not None:
            return typed.text
        try:
            return self.write(self.value)
        except LookupError:
            return ""

    @property
    def problem(self) -> str | None:
        """Why the text is no value, as a sentence; None if it is one."""
        typed = self._document.typed_at(self.place)
        return None if typed is None else typed.problem

    def type(self, text: str) -> None:
        """Take the text that stands in the field now."""
        value, problem = self.read(text)
        if value is not None:
            self.set(value)
        typed = Typed(text, problem, self._get, self._get(self._document.config))
        self._document.note_typed(self.place, typed)

    def end(self) -> None:
        """Show a value as it is written, once the field is left; text that is none stays."""
        if self.problem is None:
            self._document.note_typed(self.place, None)

    @abstractmethod
    def read(self, text: str) -> tuple[Value | None, str | None]:
        """Return the value that a text says, or None and why it says none, as a sentence."""

    @abstractmethod
    def write(self, value: Value) -> str:
        """Return a value as text."""


class TextField(Field[str]):
    """A value that is text itself."""

    def read(self, text: str) -> tuple[str | None, str | None]:
        """Return the text."""
        return text, None

    def write(self, value: str) -> str:
        """Return the text."""
        return value


class IntegerField(Field[int]):
    """A whole number. Whether it is one that can be recorded with is for the preflight to say."""

    def read(self, text: str) -> tuple[int | None, str | None]:
        """Return the number."""
        if not _INTEGER.fullmatch(text):
            return (
                None,
                f"{text.strip()!r} is not a whole number." if text.strip() else "A number is missing.",
            )
        return int(text), None

    def write(self, value: int) -> str:
        """Return the digits."""
        return str(value)
