"""A JSON file with the parameters of a writer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core import ConfigError
from synthetic_recorder.core.config.json_text import read_json_file

from .fields import RememberedPath
from .wording import Answer, counted
from .writer_setting import PARAMETERS, with_parameters

if TYPE_CHECKING:
    from synthetic_recorder.core import WriterConfig

    from .document import ConfigDocument

# What no writer's parameters have, and every config: this file belongs to another frame of the window.
_OF_A_CONFIG = ({"version", "writer"}, {"writer_name", "rp_data"})


class ParametersFile:
    """Takes the parameters of the chosen writer from a file: an object, parameters by name.

    Args:
        document: Whose config it is.

    Attributes:
        path: Path of the file.
    """

    def __init__(self, document: ConfigDocument) -> None:
        self.path = RememberedPath(document, "parameters_file")
        self._document = document
        # With the path, and the writer as it is since.
        self._loaded: tuple[Answer, str, WriterConfig] | None = None

    @property
    def is_enabled(self) -> bool:
        """Whether something can be loaded now."""
        return self._document.is_editable

    @property
    def loaded(self) -> Answer | None:
        """What came of the last load; None once path or parameters are others."""
        now = self.path.value, self._document.config.writer
        return self._loaded[0] if self._loaded is not None and self._loaded[1:] == now else None

    def load(self) -> None:
        """Replace all parameters by those of the file; when it cannot be used, nothing changes.

        Nor does anything while something is recorded.
        """
        if not self.is_enabled:
            return
        try:
            parameters = self._read()
            self._document.forget_typed(PARAMETERS)
            self._document.edit(lambda config: with_parameters(config, parameters))
        except ConfigError as error:
            loaded = Answer(f"{error}.", is_error=True)
        else:
            count = counted(len(parameters), "parameter")
            loaded = Answer(f"Loaded {count}: {', '.join(parameters) or 'none'}.")
        self._loaded = loaded, self.path.value, self._document.config.writer

    def _read(self) -> dict[str, Any]:
        typed = self.path.value.strip()
        if not typed:
            raise ConfigError("Parameters file", "no path is given; type or choose that of a JSON file")
        try:
            path = Path(typed).expanduser()
        except RuntimeError as error:
            raise ConfigError(typed, f"the path cannot be used ({error})") from error
        parameters = read_json_file(path)
        if not isinstance(parameters, dict):
            raise ConfigError(str(path), 'expected an object, parameters by name: {"rgb": true}')
        if any(keys <= parameters.keys() for keys in _OF_A_CONFIG):
            raise ConfigError(
                str(path),
                "this is the config of a whole recording, not a writer's parameters; load it in Config",
            )
        return parameters
