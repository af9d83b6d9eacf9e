"""The Vulkan loader, which ovui draws with."""

from __future__ import annotations

import ctypes

from kitless.ui.errors import VulkanMissingError

LOADER_NAME = "libvulkan.so.1"


def ensure_loadable() -> None:
    """Look for the Vulkan loader before ovui does, whose error would not say what to do.

    Raises:
        VulkanMissingError: It is not there. The message is the line that installs it.
    """
    try:
        ctypes.CDLL(LOADER_NAME)
    except OSError as error:
        raise VulkanMissingError(str(error)) from error
