"""What the desktop does for us."""

from __future__ import annotations

import logging
import shutil
import subprocess
import threading

_logger = logging.getLogger("kitless.ui")

_OPENER = "xdg-open"


def open_file_using_os_default(path: str) -> None:
    """`omni.kit.window.extensions.utils.open_file_using_os_default`: open a file or folder as the desktop does.

    Where there is no desktop, a warning in the log says so.
    """
    opener = shutil.which(_OPENER)
    if opener is None:
        _logger.warning("cannot open %s: there is no %s on this machine; install xdg-utils", path, _OPENER)
        return
    # Some desktops come back only when what was opened is closed.
    threading.Thread(target=_run, args=([opener, path],), name="open a file", daemon=True).start()


def _run(command: list[str]) -> None:
    completed = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - there is no shell
    if completed.returncode != 0:
        _logger.warning("%s failed: %s", " ".join(command), completed.stderr.strip())
