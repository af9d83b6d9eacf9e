"""What the desktop does for us."""

from __future__ import annotations

import logging
import shutil
import subprocess

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
    subprocess.Popen(
        [opener, path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
