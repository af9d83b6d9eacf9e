"""Where relative output folders lie."""

from __future__ import annotations

import logging
from pathlib import Path

from kitless.app import get_app
from kitless.errors import AppNotStartedError
from kitless.replicator.errors import BackendError

ROOT_SETTINGS = ("/omni/replicator/backends/disk/root_dir", "/omni/replicator/backends/disk/default_root_dir")
FALLBACK_ROOT = "~/omni.replicator_out"

_logger = logging.getLogger(__name__)


def absolute_output_dir(output_dir: str | Path) -> Path:
    """The folder as it is when absolute; otherwise below the root of the settings, or of the user's home.

    Raises:
        BackendError: It is empty, which would be that root itself, or no path.
    """
    if not (isinstance(output_dir, str | Path) and str(output_dir)):
        raise BackendError(f"output_dir is the path of a folder, not {output_dir!r}")
    folder = Path(output_dir).expanduser()
    if folder.is_absolute():
        return folder
    root = _configured_root()
    if root is None:
        below = Path(FALLBACK_ROOT).expanduser() / folder
        _logger.warning(
            "output_dir %r is relative: it is written to %s, as in Replicator; give an absolute path, or set %s",
            str(output_dir),
            below,
            ROOT_SETTINGS[0],
        )
        return below
    return Path(root).expanduser() / folder


def _configured_root() -> str | None:
    try:
        settings = get_app().settings
    except AppNotStartedError:
        return None
    return next((root for root in map(settings.get_as_string, ROOT_SETTINGS) if root), None)
