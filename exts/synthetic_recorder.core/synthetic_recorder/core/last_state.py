"""The config that the app's recorder begins with: the one that it ended with last time.

It lies in the person's own settings, as one JSON text; Kit keeps what is below ``/persistent`` from one session
to the next. Text, so that every value comes back as the one that it was, whatever a tree of settings makes of
null or of an empty list, and so that one that is damaged can be set aside whole.
"""

from __future__ import annotations

import json
import logging
from typing import Any, Protocol

from .config import RecorderConfig, first_config
from .config.json_text import parse_json
from .errors import ConfigError

LAST_CONFIG = "/persistent/exts/synthetic_recorder.core/last_config"
"""Setting that holds the config, a JSON text."""

DAMAGED_CONFIG = "/persistent/exts/synthetic_recorder.core/damaged_config"
"""Setting that holds what was found in `LAST_CONFIG` and could not be read."""

_logger = logging.getLogger(__name__)


class Settings(Protocol):
    """What is asked of ``carb.settings`` here."""

    def get(self, path: str) -> Any:
        """Return a setting, None when there is none."""

    def set(self, path: str, value: Any) -> None:
        """Set a setting."""

    def destroy_item(self, path: str) -> None:
        """Remove a setting."""


def load_last_config(settings: Settings) -> RecorderConfig:
    """Return the config of the last session, or the one that a first session begins with.

    One that cannot be read, or that a newer recorder has saved, is set aside with a warning: what somebody has
    typed in is not thrown away, and does not keep the recorder from starting.
    """
    kept = settings.get(LAST_CONFIG)
    if kept is None:
        return first_config()
    try:
        return _read(kept)
    except (ValueError, ConfigError) as error:
        _logger.warning(
            "The recorder's last config cannot be used, and the first one is: %s\nIt is kept in the setting %s.",
            error,
            DAMAGED_CONFIG,
        )
    settings.set(DAMAGED_CONFIG, kept if isinstance(kept, str) else json.dumps(kept, default=str))
    settings.destroy_item(LAST_CONFIG)
    return first_config()


def save_last_config(settings: Settings, config: RecorderConfig) -> None:
    """Keep a config for the next session; one that JSON cannot hold is not kept, with a warning."""
    try:
        text = json.dumps(config.to_dict())
    except (TypeError, ValueError) as error:
        _logger.warning("The recorder's config is not kept for the next session: %s.", error)
        return
    settings.set(LAST_CONFIG, text)


def _read(kept: Any) -> RecorderConfig:
    if not isinstance(kept, str):
        raise ConfigError(LAST_CONFIG, f"expected a JSON text, got {type(kept).__name__}")
    return RecorderConfig.from_dict(parse_json(kept))
