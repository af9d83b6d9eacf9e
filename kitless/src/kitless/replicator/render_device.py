"""The device that frames are rendered on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kitless.app.settings import Settings

DEVICE_SETTING = "/kitless/device"


def chosen_device(settings: Settings) -> str:
    """Warp's name of the device that the setting asks for.

    Raises:
        DeviceError: This machine has no such device.
    """
    # Imported here, so that scripts that register writers do not wait for Warp.
    from kitless.render import resolve_device  # noqa: PLC0415

    return resolve_device(settings.get_as_string(DEVICE_SETTING) or "auto")
