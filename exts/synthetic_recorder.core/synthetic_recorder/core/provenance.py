"""Where a recording comes from: what must be the same for another run to make the same frames.

Two runs on one machine have the same provenance, whenever and from whatever folder they are started.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import carb.settings
import numpy as np
import omni.kit.app
import omni.replicator.core as rep
from pxr import Usd

from .data_set import Provenance
from .stage_layers import describe_stage

if TYPE_CHECKING:
    from .config import RecorderConfig

_ACTIVE_RENDERER = "/renderer/active"
# What a config leaves to the app and what shows in the pictures. Those that nobody has set are left out.
_PICTURE_SETTINGS = (
    "/omni/replicator/RTSubframes",
    "/omni/replicator/captureMotionBlur",
    "/omni/replicator/pathTracedMotionBlurSubSamples",
    "/rtx/pathtracing/spp",
    "/rtx/pathtracing/totalSpp",
    "/rtx/post/aa/op",
    "/rtx/post/dlss/execMode",
    "/syntheticdata/sensors/perSubsetSegmentation",
)
# Those that have a part in what is rendered and written, as far as they are enabled.
_EXTENSIONS = (
    "omni.hydra.rtx",
    "omni.physx",
    "omni.replicator.core",
    "omni.syntheticdata",
    "omni.warp.core",
    "synthetic_recorder.core",
    "synthetic_recorder.writers",
)


def collect(config: RecorderConfig, stage: Usd.Stage, writer: rep.Writer) -> Provenance:
    """Return where a recording of the open stage comes from. Reads every file of the stage, and blocks meanwhile.

    Args:
        config: What is recorded.
        stage: The open stage, before the recording has changed anything on it.
        writer: The config's writer.

    Returns:
        The provenance. But for the config, which is as a person has written it, it names no folder outside of the
        stage's own.
    """
    members = config.to_dict()
    del members["output"]
    return Provenance(
        config=members,
        writer={"name": config.writer.name, "version": str(getattr(writer, "version", ""))},
        stage=describe_stage(stage),
        renderer=_renderer(),
        seed=int(rep.get_global_seed()),
        versions=_versions(),
    )


def _renderer() -> dict[str, Any]:
    settings = carb.settings.get_settings()
    name = str(settings.get(_ACTIVE_RENDERER) or "")
    mode = settings.get(f"/{name}/rendermode") if name else None
    values = {path: settings.get(path) for path in _PICTURE_SETTINGS}
    return {
        "name": name,
        "mode": "" if mode is None else str(mode),
        "device": _device(),
        "settings": {path: value for path, value in values.items() if value is not None},
    }


def _device() -> str:
    """Return the devices that the renderer can use, as they call themselves; empty where nobody says."""
    try:
        from omni.hydra.engine.stats import get_device_info  # noqa: PLC0415 - not every Kit app has a renderer
    except ImportError:
        return ""
    return ", ".join(str(device["description"]) for device in get_device_info())


def _versions() -> dict[str, str]:
    app = omni.kit.app.get_app()
    manager = app.get_extension_manager()
    ids = {name: manager.get_enabled_extension_id(name) for name in _EXTENSIONS}
    return {
        # An app may be called like one of the others.
        "app": f"{app.get_app_name()} {app.get_app_version()}",
        "kit": str(app.get_build_version()),
        "numpy": np.__version__,
        "pxr": ".".join(map(str, Usd.GetVersion())),
        **{
            name: str(extension_id).removeprefix(f"{name}-")
            for name, extension_id in ids.items()
            if extension_id
        },
    }
