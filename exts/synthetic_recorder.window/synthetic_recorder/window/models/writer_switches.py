"""Parameters of a writer that are switched or chosen: a check box, or a list of values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .fields import ConfigValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synthetic_recorder.core import RecorderConfig

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


def is_any_on(switches: Sequence[SwitchValue]) -> bool:
    """Return whether one of some switches is on, or there is none."""
    return not switches or any(switch.value for switch in switches)


def _plain(value: Any) -> str:
    """Return a value as people read it: text without its quotes."""
    return value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)
