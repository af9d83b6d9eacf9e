"""Errors of the renderer.

KitlessError
└── RenderError
    ├── CameraError        a camera that cannot be rendered from
    ├── DeviceError        a device that this machine does not have
    └── PictureSizeError   a picture that the device's memory does not hold
"""

from kitless.errors import KitlessError


class RenderError(KitlessError):
    """The renderer cannot make the picture."""


class CameraError(RenderError):
    """A camera that cannot be rendered from."""


class DeviceError(RenderError):
    """A device that this machine does not have."""


class PictureSizeError(RenderError):
    """A picture that the device's memory does not hold."""
