"""Settings below `/persistent`, kept in a file from one App to the next.

```json
{"/persistent/exts/my.extension/folder": "/data"}
```

What an extension's manifest gives as a default is not kept: a later version of it may have another one.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from kitless.app.setting_paths import split_path
from kitless.errors import SettingsError

if TYPE_CHECKING:
    from kitless.app.settings import Settings

ROOT = "/persistent"

_logger = logging.getLogger("kitless.settings")

_FILE_NAME = "user.config.json"
_SECONDS_BETWEEN_SAVES = 1.0


def default_file() -> Path:
    """The file of the person who runs this process: `kitless/user.config.json` in their folder for settings."""
    return platformdirs.user_config_path("kitless") / _FILE_NAME


class PersistentSettings:
    """Reads the file once and writes it when settings have changed.

    Args:
        settings: The App's settings. What has been set goes before the file; a default does not.
        file: Where they are kept. It need not be there.
    """

    def __init__(self, settings: Settings, file: Path) -> None:
        self.file = file
        self._settings = settings
        self._changed = False
        self._saved_at = float("-inf")
        chosen = settings.get_chosen(ROOT)
        for path, value in self._read().items():
            if path not in chosen:
                settings.set(path, value)
        self._subscription = settings.subscribe_to_tree_change_events(ROOT, self._on_change)

    def save_if_due(self) -> None:
        """Save what has changed, if the last time was a second ago: a dragged slider is not a file each."""
        if self._changed and time.monotonic() - self._saved_at >= _SECONDS_BETWEEN_SAVES:
            self.save()

    def save(self) -> None:
        """Save what has changed. A file that cannot be written is logged."""
        if not self._changed:
            return
        self._changed = False
        self._saved_at = time.monotonic()
        content = json.dumps(self._settings.get_chosen(ROOT), indent=2, sort_keys=True)
        # In two steps: whoever reads meanwhile, or after a crash, reads a whole file.
        unfinished = self.file.with_name(f"{self.file.name}.{os.getpid()}")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(content + "\n", encoding="utf-8")
            unfinished.replace(self.file)
        except OSError as error:
            with contextlib.suppress(OSError):
                unfinished.unlink()
            # No traceback: it adds nothing to the reason.
            _logger.error("settings below %s are not kept, %s cannot be written: %s", ROOT, self.file, error)  # noqa: TRY400

    def close(self) -> None:
        """Save, and follow the settings no more."""
        self.save()
        self._settings.unsubscribe_to_change_events(self._subscription)

    def _on_change(self, *_arguments: Any) -> None:
        self._changed = True

    def _read(self) -> dict[str, Any]:
        try:
            content = json.loads(self.file.read_text(encoding="utf-8"))
            _require_settings(content)
        except FileNotFoundError:
            return {}
        except OSError as error:
            _logger.warning("%s cannot be read, defaults are used: %s", self.file, error)
            return {}
        except (ValueError, RecursionError, SettingsError) as error:
            self._set_aside(error)
            return {}
        return dict(content)

    def _set_aside(self, error: Exception) -> None:
        damaged = self.file.with_name(f"{self.file.name}.damaged")
        try:
            self.file.replace(damaged)
        except OSError as moving:
            _logger.warning("%s is damaged (%s) and cannot be set aside: %s", self.file, error, moving)
        else:
            _logger.warning(
                "%s is damaged (%s); it is now %s, and defaults are used", self.file, error, damaged.name
            )


def _require_settings(content: Any) -> None:
    if not isinstance(content, dict) or not all(
        path.startswith(f"{ROOT}/") and split_path(path)[1:] for path in content
    ):
        raise SettingsError(f"expected an object of paths below {ROOT} and values, got {content!r:.80}")
