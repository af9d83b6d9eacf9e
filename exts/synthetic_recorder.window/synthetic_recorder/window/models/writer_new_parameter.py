"""A parameter that a writer takes without having named it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .writer_setting import ParameterSlot
from .writer_texts import JsonParameter

if TYPE_CHECKING:
    from .document import ConfigDocument
    from .writer import WriterModel


class NewParameter:
    """Adds a parameter by its name. Until it is added it is no part of the config.

    Args:
        document: Whose config it is.
        writer: Which writer gets it.

    Attributes:
        name: Its name, as it was typed.
        text: Its value, as JSON.
    """

    def __init__(self, document: ConfigDocument, writer: WriterModel) -> None:
        self._document = document
        self._writer = writer
        self.name = ""
        self.text = ""

    @property
    def is_offered(self) -> bool:
        """Whether the writer takes parameters that it has not named."""
        return self._writer.is_registered and self._writer.description.takes_any

    @property
    def problem(self) -> str | None:
        """Why it cannot be added as it is, as a sentence; None if it can."""
        name = self.name.strip()
        if not name:
            return "The name of the parameter is missing."
        if not name.isidentifier():
            return f"{name!r} is no name that Python has for a parameter."
        if name in {row.slot.name for row in self._writer.form.rows}:
            return f"{name} is there already."
        if not self.text.strip():
            return 'Its value is missing: JSON, such as 4, true or "text".'
        setting, problem = self._control(name).read(self.text)
        if setting is None:
            return problem
        refused = self._writer.description.problems_with({name: setting.value})
        return next((problem for refused_name, problem in refused if refused_name == name), None)

    @property
    def is_editable(self) -> bool:
        """Whether something can be typed now."""
        return self._document.is_editable

    @property
    def is_enabled(self) -> bool:
        """Whether it can be added now."""
        return self.is_editable and self.problem is None

    def add(self) -> None:
        """Add it to the config, and be ready for another one; without effect when it cannot be added."""
        if not self.is_enabled:
            return
        name = self.name.strip()
        setting, _problem = self._control(name).read(self.text)
        if setting is not None:
            self.name = self.text = ""
            self._control(name).set(setting)

    def _control(self, name: str) -> JsonParameter:
        return JsonParameter(self._document, ParameterSlot(self._writer.name.value, name), None)
