"""Parameters of a writer that are typed, and checked as they are typed.

====================  ================================================================================
`TextParameter`       text, as it is
`NamesParameter`      a list of texts: ``car, truck``, or JSON where that would not do
`NumberParameter`     a number
`JsonParameter`       whatever else there is, as JSON
====================  ================================================================================

An empty field gives nothing, but for a text that was typed and deleted.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core.config.json_text import parse_json

from .fields import Field

if TYPE_CHECKING:
    from synthetic_recorder.core import WriterParameter

    from .document import ConfigDocument
    from .writer_setting import ParameterSlot, Setting


class TypedParameter(Field["Setting"]):
    """A parameter that is typed.

    What the writer would refuse does not come into the config: it is said at the field. Only of parameters that a
    writer hands on to its bases nobody can tell.

    Args:
        document: Whose config it is.
        slot: Which parameter.
        parameter: What the writer says of it; None: nothing, it takes any.
    """

    def __init__(
        self, document: ConfigDocument, slot: ParameterSlot, parameter: WriterParameter | None
    ) -> None:
        super().__init__(document, slot.place, slot.get, slot.put)
        self._slot = slot
        self._parameter = parameter

    def type(self, text: str) -> None:
        """Take the text that stands in the field now; without effect once another writer is chosen."""
        if self._document.config.writer.name == self._slot.writer:
            super().type(text)

    @property
    def wanted(self) -> str:
        """What is wanted here, as the end of a sentence: "a whole number"."""
        return "a JSON value" if self._parameter is None else self._parameter.accepts.words

    def given(self, value: Any) -> tuple[Setting | None, str | None]:
        """Return the setting that gives a value, or None and what is wrong with it, as a sentence."""
        problem = self._slot.objection(value)
        if problem is None and self._parameter is not None and not self._parameter.is_inherited:
            problem = self._parameter.problem_with(value)
        return (self._slot.setting(value), None) if problem is None else (None, problem)

    def given_json(self, text: str) -> tuple[Setting | None, str | None]:
        """Return the setting that a JSON text gives, or None and what is wrong with it, as a sentence."""
        try:
            value = parse_json(text)
        except json.JSONDecodeError as error:
            return None, self.not_json(text, error)
        except ValueError as error:
            return None, f"This cannot be used: {error}."
        return self.given(value)

    def not_json(self, text: str, error: json.JSONDecodeError) -> str:
        """Return the sentence that says that a text is not JSON."""
        del text
        return f"Not JSON: {error.msg}, at column {error.colno}. Text stands in double quotes."


class TextParameter(TypedParameter):
    """A parameter that is text, typed without quotes. An empty text is given too, once it was typed."""

    def read(self, text: str) -> tuple[Setting | None, str | None]:
        """Return the text."""
        return self.given(text)

    def write(self, value: Setting) -> str:
        """Return the text; what is none as JSON."""
        if not value.is_given:
            return ""
        return value.value if isinstance(value.value, str) else str(value.json)


class NamesParameter(TypedParameter):
    """A parameter that is a list of texts, typed with commas between them; ``[`` begins one that is typed as JSON."""

    def read(self, text: str) -> tuple[Setting | None, str | None]:
        """Return the names; an empty text gives nothing."""
        if not text.strip():
            return self._slot.not_given, None
        if text.lstrip().startswith("["):
            return self.given_json(text)
        names = [name.strip() for name in text.split(",")]
        return (None, "There is nothing between two commas.") if "" in names else self.given(names)

    def write(self, value: Setting) -> str:
        """Return the names with commas, if they can be read back, and else JSON."""
        if not value.is_given:
            return ""
        names = value.value
        if isinstance(names, list) and names and all(isinstance(name, str) for name in names):
            text = ", ".join(names)
            if self.read(text)[0] == value:
                return text
        return str(value.json)


class JsonParameter(TypedParameter):
    """A parameter that is typed as JSON: ``4``, ``true``, ``[1, 2]``, ``{"car": [255, 0, 0, 255]}``."""

    def read(self, text: str) -> tuple[Setting | None, str | None]:
        """Return the value; an empty text gives nothing.

        But for a parameter that only the config knows: its row would be gone before another value is typed.
        """
        if text.strip():
            return self.given_json(text)
        return (None, "Its value is missing.") if self._parameter is None else (self._slot.not_given, None)

    def write(self, value: Setting) -> str:
        """Return the value as JSON, on one line."""
        return value.json or ""


class NumberParameter(JsonParameter):
    """A parameter that is a number."""

    def not_json(self, text: str, error: json.JSONDecodeError) -> str:
        """Return the sentence that says what is wanted."""
        del error
        return f"{shortened(text)!r} is not {self.wanted}."


def shortened(text: str, length: int = 40) -> str:
    """Return a text, cut off where it is longer."""
    stripped = text.strip()
    return stripped if len(stripped) <= length else f"{stripped[: length - 1]}…"
