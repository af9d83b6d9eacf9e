"""Values of the config that are edited: switched and chosen as a whole, or typed and checked with every key."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import replace
from functools import partial, reduce
from typing import TYPE_CHECKING, Any

import carb.settings

from synthetic_recorder.core import ConfigError

from .document import Typed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from synthetic_recorder.core import RecorderConfig

    from .document import ConfigDocument

_INTEGER = re.compile(r"\s*[+-]?\d{1,18}\s*", re.ASCII)


class ConfigValue[Value]:
    """One value of the config.

    Args:
        document: Whose config the value is in.
        place: Where in it (``control.control_timeline``), as findings name it.
        get: Reads the value; raises LookupError where a config has no such value (any more). None: the place says all.
        put: Returns the config with another value in it. None: the place says all.

    Attributes:
        place: Where in the config the value is.
    """

    def __init__(
        self,
        document: ConfigDocument,
        place: str,
        get: Callable[[RecorderConfig], Value] | None = None,
        put: Callable[[RecorderConfig, Value], RecorderConfig] | None = None,
    ) -> None:
        self.place = place
        self._document = document
        names = place.split(".")
        self._get: Callable[[RecorderConfig], Value] = get or partial(reduce, getattr, names)
        self._put: Callable[[RecorderConfig, Value], RecorderConfig] = put or partial(_put, names)

    @property
    def value(self) -> Value:
        """The value in the config."""
        return self._get(self._document.config)

    @property
    def is_enabled(self) -> bool:
        """Whether it can be changed."""
        return self._document.is_editable

    def set(self, value: Value) -> None:
        """Put another value into the config; without effect while something is recorded.

        Raises:
            ConfigError: A config cannot hold it.
        """
        self._document.edit(lambda config: self._put(config, value))


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
        """Take the text that stands in the field now; without effect once its value is gone, or cannot be changed."""
        if not self.is_enabled:
            return
        value, problem = self.read(text)
        try:
            if value is not None:
                self.set(value)
            held = self.value
        except LookupError:
            return
        except ConfigError as error:
            held, problem = self.value, f"{error}."
        # Whoever hears of another config may have changed it at once: then its value is shown, and not what was typed.
        is_held = problem is not None or held == value
        self._document.note_typed(self.place, Typed(text, problem, self._get, held) if is_held else None)

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
        if not text.strip():
            return None, "A number is missing."
        return (
            (int(text), None)
            if _INTEGER.fullmatch(text)
            else (None, f"{text.strip()!r} is not a whole number.")
        )

    def write(self, value: int) -> str:
        """Return the digits."""
        return str(value)


class RememberedPath(TextField):
    """A path that is no part of a config, and is remembered from one session to the next.

    Args:
        document: Where it is noted what was typed.
        name: Its name among the persistent settings, and in place of a place in the config.
    """

    def __init__(self, document: ConfigDocument, name: str) -> None:
        self._setting = f"/persistent/exts/synthetic_recorder.window/{name}"
        self._settings = carb.settings.get_settings()
        super().__init__(
            document,
            name,
            lambda _config: str(self._settings.get(self._setting) or ""),
            lambda config, _path: config,
        )

    @property
    def is_enabled(self) -> bool:
        """Whether it can be changed: always, during a recording, too."""
        return True

    def set(self, value: str) -> None:
        """Remember another path."""
        self._settings.set(self._setting, value)


def _put(names: Sequence[str], part: Any, value: Any) -> Any:
    """Return a part of a config with another value below it."""
    name, *rest = names
    return replace(part, **{name: _put(rest, getattr(part, name), value) if rest else value})
