"""The path of the config file, which is no part of a config and is remembered from one session to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import carb.settings

from .fields import TextField

if TYPE_CHECKING:
    from .document import ConfigDocument

SETTING = "/persistent/exts/synthetic_recorder.window/config_file"
PLACE = "config_file"


class ConfigPathField(TextField):
    """The path of the file that a config is loaded from and saved to; it can be edited during a recording, too.

    Args:
        document: Where it is noted what was typed.
    """

    def __init__(self, document: ConfigDocument) -> None:
        self._settings = carb.settings.get_settings()
        super().__init__(
            document, PLACE, lambda _config: self._settings.get(SETTING) or "", lambda config, _path: config
        )

    @property
    def is_enabled(self) -> bool:
        """Whether it can be changed: always."""
        return True

    def set(self, value: str) -> None:
        """Remember another path."""
        self._settings.set(SETTING, value)
