"""One parameter of a writer in the config: where it is, and whether it is given at all."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core import ConfigError, WriterConfig
from synthetic_recorder.core.config.json_text import parse_json
from synthetic_recorder.core.config.json_value import thawed

if TYPE_CHECKING:
    from synthetic_recorder.core import RecorderConfig

PARAMETERS = "writer.parameters"
"""Their place in a config."""


@dataclass(frozen=True)
class Setting:
    """What a config says of a parameter.

    Settings are compared as JSON: 1, 1.0 and true are three.

    Attributes:
        json: The value as JSON text; None: the config does not give it, and the writer takes its default.
        writer: Whose parameter it is. What was typed for one writer says nothing about another's of the same name.
    """

    json: str | None
    writer: str

    @property
    def is_given(self) -> bool:
        """Whether the config gives a value."""
        return self.json is not None

    @property
    def value(self) -> Any:
        """The value, None also where there is none."""
        return None if self.json is None else parse_json(self.json)


@dataclass(frozen=True)
class ParameterSlot:
    """Where a config has a parameter of a writer.

    Attributes:
        writer: Name of the writer.
        name: Name of the parameter.
    """

    writer: str
    name: str

    @property
    def place(self) -> str:
        """The place, as findings name it."""
        return f"{PARAMETERS}.{self.name}"

    def get(self, config: RecorderConfig) -> Setting:
        """Read what a config says."""
        parameters = config.writer.parameters
        given = config.writer.name == self.writer and self.name in parameters
        return Setting(
            json_of(thawed(parameters[self.name])) if given else None,
            config.writer.name,
        )

    def put(self, config: RecorderConfig, setting: Setting) -> RecorderConfig:
        """Return the config with the setting; one with another writer stays as it is.

        Raises:
            ConfigError: The value is nothing that a config may hold.
        """
        if config.writer.name != self.writer:
            return config
        # In its old place, so that a changed value does not move to the end of a saved file.
        parameters = dict(config.writer.parameters)
        if setting.is_given:
            parameters[self.name] = setting.value
        else:
            parameters.pop(self.name, None)
        return with_parameters(config, parameters)

    def setting(self, value: Any) -> Setting:
        """Return the setting that gives a value."""
        return Setting(json_of(value), self.writer)

    @property
    def not_given(self) -> Setting:
        """The setting that gives none."""
        return Setting(None, self.writer)

    def objection(self, value: Any) -> str | None:
        """Return what a config has against holding a value here, as a sentence; None for nothing."""
        try:
            WriterConfig(self.writer, {self.name: value})
        except ConfigError as error:
            return f"{error}."
        return None


def json_of(value: Any) -> str:
    """Return a JSON value as text, on one line."""
    return json.dumps(value, ensure_ascii=False)


def with_parameters(config: RecorderConfig, parameters: dict[str, Any]) -> RecorderConfig:
    """Return the config with other parameters of its writer."""
    return dataclasses.replace(config, writer=dataclasses.replace(config.writer, parameters=parameters))
