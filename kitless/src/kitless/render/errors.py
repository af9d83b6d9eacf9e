"""Errors of the renderer.

KitlessError
└── RenderError
    ├── CameraError           a camera that cannot be rendered from
    ├── DeviceError           a device that this machine does not have
    ├── KernelCacheError      compiled kernels cannot be kept
    ├── PictureSizeError      a picture that the device's memory does not hold
    └── RenderCancelledError  whoever wanted the picture does not want it any more
"""

from kitless.errors import KitlessError


class RenderError(KitlessError):
    """The renderer cannot make the picture."""


class CameraError(RenderError):
    """A camera that cannot be rendered from."""


class DeviceError(RenderError):
    """A device that this machine does not have."""


class KernelCacheError(RenderError):
    """Compiled kernels cannot be kept.

    Attributes:
        folder: Where they were to be kept.
        reason: Why nothing can be written there, in the system's words.
    """

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(
            f"compiled kernels cannot be kept in {folder} ({reason}); make it writable, or set the environment "
            "variable WARP_CACHE_PATH to a folder that is"
        )
        self.folder = folder
        self.reason = reason


class PictureSizeError(RenderError):
    """A picture that the device's memory does not hold."""


class RenderCancelledError(RenderError):
    """Whoever wanted the picture does not want it any more."""

    def __init__(self, camera_path: str) -> None:
        super().__init__(f"the picture of {camera_path} was given up while it was rendered; ask for it again")
