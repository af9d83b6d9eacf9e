"""The device that frames are rendered on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitless.app import get_app

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


def get_device_info() -> list[dict[str, str]]:
    """`omni.hydra.engine.stats.get_device_info`: what renders, one dictionary for each device; here always one.

    Returns:
        ``[{"description": "NVIDIA H200"}]``, or "CPU".

    Raises:
        DeviceError: This machine has no such device as the setting asks for.

    Differs:
        Kit's has the memory of each device, too, under "budget" and "usage".
    """
    from kitless.render import describe_device  # noqa: PLC0415 - as above

    return [{"description": describe_device(chosen_device(get_app().settings))}]
