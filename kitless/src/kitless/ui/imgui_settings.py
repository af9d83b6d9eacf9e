"""Dear ImGui's habit of keeping window positions in `imgui.ini` in the current folder, and how it is broken.

ovui 0.3 has no switch for it. The file's name is a pointer in ImGui's public `ImGuiIO`, and no name means no file.
A test that found yesterday's window positions, and a recording that leaves a file in its user's folder, would be wrong.
"""

from __future__ import annotations

import ctypes
import logging
from pathlib import Path

_logger = logging.getLogger("kitless.ui")

IMGUI_LIBRARY = "libimgui.so"
"""Beside ovui's modules."""
_GET_IO = "_ZN5ImGui5GetIOEv"  # ImGuiIO& ImGui::GetIO()


class _ImGuiIo(ctypes.Structure):
    """The first fields of `ImGuiIO` of ImGui 1.92."""

    _fields_ = (
        ("config_flags", ctypes.c_int),
        ("backend_flags", ctypes.c_int),
        ("display_size", ctypes.c_float * 2),
        ("display_framebuffer_scale", ctypes.c_float * 2),
        ("delta_time", ctypes.c_float),
        ("ini_saving_rate", ctypes.c_float),
        ("ini_filename", ctypes.c_void_p),
    )


# ImGui's default of ini_saving_rate: finding it where it should be means that the layout is the one above.
_SAVING_RATE_SECONDS = 5.0


def keep_no_file(toolkit_folder: Path) -> None:
    """Let ImGui neither read nor write `imgui.ini`. Call it after ovui's start and before its first frame.

    Args:
        toolkit_folder: Where ovui's libraries are.
    """
    library = ctypes.CDLL(str(toolkit_folder / IMGUI_LIBRARY))
    get_io = getattr(library, _GET_IO)
    get_io.restype = ctypes.c_void_p
    io = _ImGuiIo.from_address(get_io())
    if io.ini_saving_rate != _SAVING_RATE_SECONDS:
        _logger.warning(
            "this ovui's ImGui is laid out differently; it keeps window positions in imgui.ini in %s",
            Path.cwd(),
        )
        return
    io.ini_filename = None
