"""How a parameter of a writer is set: by a check box, a choice, or text that is checked as it is typed.

====================  ===================================================================================
`SwitchValue`         true or false, with a default that is one of them
`ChoiceValue`         one of some values, or none: then the writer takes its default
`TextParameter`       text, as it is
`NamesParameter`      a list of texts: ``car, truck``, or JSON where that would not do
`JsonParameter`       numbers, and whatever else there is, as JSON; an empty field gives nothing
====================  ===================================================================================
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core.config.json_text import parse_json

from .fields import Field
from .values import ConfigValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synthetic_recorder.core import RecorderConfig, WriterParameter

    from .document import ConfigDocument
    from .writer_setting import ParameterSlot, Setting


class SwitchValue(ConfigValue[bool]):
    """A parameter that is on or off.

    A value that the config gives and that is neither shows as off; the preflight says what is wrong with it.

    Args:
        document: Whose config it is.
        slot: Which parameter.
        default: What it is when it is not given.
        keeps_default: Whether a default that was clicked is given to the writer; otherwise it is left out.
        needs: Switches of which one has to be on for this one to mean anything; none: it always does.
    """

    def __init__(
        self,
        document: ConfigDocument,
        slot: ParameterSlot,
        *,
        default: bool,
        keeps_default: bool = True,
        needs: Sequence[SwitchValue] = (),
    ) -> None:
        def get(config: RecorderConfig) -> bool:
            setting = slot.get(config)
            return setting.value is True if setting.is_given else default

        def put(config: RecorderConfig, value: bool) -> RecorderConfig:
            is_left_out = not keeps_default and value is default
            return slot.put(config, slot.not_given if is_left_out else slot.setting(value))

        super().__init__(document, slot.place, get, put)
        self.needs = tuple(needs)

    @property
    def is_enabled(self) -> bool:
        """Whether it can be changed: also not while what it is an option of is off."""
        return super().is_enabled and is_any_on(self.needs)


class ChoiceValue(ConfigValue["Setting"]):
    """A parameter with some values to choose from.

    Args:
        document: Whose config it is.
        slot: Which parameter.
        values: The values, each one that JSON has.
        unset: What is said in place of a value while none is given.
        needs: As those of a `SwitchValue`.
    """

    def __init__(
        self,
        document: ConfigDocument,
        slot: ParameterSlot,
        values: Sequence[Any],
        unset: str,
        *,
        needs: Sequence[SwitchValue] = (),
    ) -> None:
        super().__init__(document, slot.place, slot.get, slot.put)
        self.needs = tuple(needs)
        self._options = (
            (slot.not_given, unset),
            *((slot.setting(value), _plain(value)) for value in values),
        )

    @property
    def options(self) -> tuple[tuple[Setting, str], ...]:
        """What can be chosen, each with the words for it; a value of the config that is none of them comes last."""
        if any(setting == self.value for setting, _words in self._options):
            return self._options
        return (*self._options, (self.value, f"{_plain(self.value.value)} (not one of them)"))

    @property
    def is_enabled(self) -> bool:
        """Whether it can be changed."""
        return super().is_enabled and is_any_on(self.needs)


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
        """Return the value; an empty text gives nothing."""
        return self.given_json(text) if text.strip() else (self._slot.not_given, None)

    def write(self, value: Setting) -> str:
        """Return the value as JSON, on one line."""
        return value.json or ""


class NumberParameter(JsonParameter):
    """A parameter that is a number."""

    def not_json(self, text: str, error: json.JSONDecodeError) -> str:
        """Return the sentence that says what is wanted."""
        del error
        return f"{shortened(text)!r} is not {self.wanted}."


def is_any_on(switches: Sequence[SwitchValue]) -> bool:
    """Return whether one of some switches is on, or there is none."""
    return not switches or any(switch.value for switch in switches)


def shortened(text: str, length: int = 40) -> str:
    """Return a text, cut off where it is longer."""
    stripped = text.strip()
    return stripped if len(stripped) <= length else f"{stripped[: length - 1]}…"


def _plain(value: Any) -> str:
    """Return a value as people read it: text without its quotes."""
    return value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)
