"""The writer: which ones there are, which one is chosen, and its parameters."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

import carb.settings

from synthetic_recorder.core import WriterConfig, WriterDescription, basic_writer, describe_writers

from .fields import ConfigValue
from .writer_file import ParametersFile
from .writer_form import WriterForm
from .writer_new_parameter import NewParameter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from synthetic_recorder.core import RecorderConfig

    from .document import ConfigDocument


_KEPT = "/exts/synthetic_recorder.window/parameters_of_other_writers"


class KeptParameters:
    """Keeps what was set for a writer while another one is chosen.

    A config has one writer, so they have no place in it. They are among the app's settings, as JSON text, and so
    outlive the window, but not the app.
    """

    def keep(self, writer: str, parameters: Mapping[str, Any]) -> None:
        """Keep the parameters of a writer, JSON values by name."""
        text = json.dumps({**self._all(), writer: dict(parameters)})
        carb.settings.get_settings().set(_KEPT, text)

    def of(self, writer: str) -> dict[str, Any]:
        """Return what was kept of a writer; nothing, if nothing was."""
        parameters: dict[str, Any] = self._all().get(writer, {})
        return parameters

    def _all(self) -> dict[str, Any]:
        kept: dict[str, Any] = json.loads(carb.settings.get_settings().get(_KEPT) or "{}")
        return kept


class WriterName(ConfigValue[str]):
    """The name of the writer. Who chooses another one finds its parameters as they were left.

    Args:
        document: Whose config it is.
    """

    def __init__(self, document: ConfigDocument) -> None:
        self._kept = KeptParameters()
        super().__init__(document, "writer.name", lambda config: config.writer.name, self._switch)

    def _switch(self, config: RecorderConfig, name: str) -> RecorderConfig:
        if name == config.writer.name:
            return config
        self._kept.keep(config.writer.name, config.writer.to_dict()["parameters"])
        return dataclasses.replace(config, writer=WriterConfig(name, self._kept.of(name)))


class WriterModel:
    """The writers of the registry, the one that the config names, and a form of its parameters.

    The registry is read when the model is made, with ``refresh``, and when the config names a writer that was not
    there.

    Args:
        document: Whose config it is.
        describe: Describes every registered writer.

    Attributes:
        name: Its name, which can be set.
        file: A JSON file of parameters.
        new_parameter: A parameter that it has not named.
    """

    def __init__(
        self,
        document: ConfigDocument,
        describe: Callable[[], Sequence[WriterDescription]] = describe_writers,
    ) -> None:
        self._document = document
        self._describe = describe
        self.name = WriterName(document)
        self.file = ParametersFile(document)
        self.new_parameter = NewParameter(document, self)
        self._asked_for: set[str] = set()
        self._form: WriterForm | None = None
        self._form_of: tuple[WriterDescription, tuple[str, ...]] | None = None
        self.refresh()

    def refresh(self) -> None:
        """Read the registry again."""
        self._descriptions = {description.name: description for description in self._describe()}
        self._asked_for.clear()
        self._form = None

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """The writers, and what each is called: the default one first, the others sorted.

        Those that cannot be recorded with are among them and say so, as does one that only the config knows.
        """
        names = sorted(self._descriptions, key=lambda name: (name != basic_writer.NAME, name))
        current = self.name.value
        missing = () if current in self._descriptions else ((current, f"{current} (not registered)"),)
        return (*((name, self._label(name)) for name in names), *missing)

    @property
    def description(self) -> WriterDescription:
        """What is known of the writer that the config names; one that is not registered takes anything."""
        name = self.name.value
        if name not in self._descriptions and name not in self._asked_for:
            self.refresh()
            self._asked_for.add(name)
        return self._descriptions.get(name, WriterDescription(name, takes_any=True))

    @property
    def is_registered(self) -> bool:
        """Whether the writer that the config names is in the registry."""
        return self.name.value in self._descriptions

    @property
    def form(self) -> WriterForm:
        """Its parameters; another object only when the rows are others."""
        description = self.description
        known = {parameter.name for parameter in description.parameters}
        others = tuple(name for name in self._document.config.writer.parameters if name not in known)
        is_same = self._form_of is not None and (
            self._form_of[0] is description and self._form_of[1] == others
        )
        if self._form is None or not is_same:
            self._form = WriterForm(self._document, description, others)
            self._form_of = description, others
        return self._form

    def _label(self, name: str) -> str:
        description = self._descriptions[name]
        if description.problem is not None or description.output_parameter is None:
            return f"{name} (cannot be recorded with)"
        return f"Default ({name})" if name == basic_writer.NAME else name
