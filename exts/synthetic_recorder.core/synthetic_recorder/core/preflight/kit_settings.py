"""Check the settings of Kit's renderer that make a step capture nothing, or another frame than the one asked for.

All of them are settings of Isaac Sim's; an app that does not know one is not touched by it. None is changed here:
they belong to the person, and most of them are read when the app starts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from synthetic_recorder.core import basic_writer
from synthetic_recorder.core.findings import warning

from .stage_prims import is_prim_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pxr import Usd

    from synthetic_recorder.core.config import RecorderConfig
    from synthetic_recorder.core.findings import Finding

    from .context import Settings

_ASYNC_RENDERING = (
    "/app/asyncRendering",
    "/app/asyncRenderingLowLatency",
    "/omni/replicator/asyncRendering",
)
_THROTTLING = "/exts/isaacsim.core.throttling/enable_async"
_SEMANTICS = "/rtx/hydra/enableSemanticSchema"
_MULTI_TICK = "/rtx/hydra/supportMultiTickRate"
_TICK_RATE = "omni:sensor:tickRate"


def check_kit_settings(
    config: RecorderConfig, stage: Usd.Stage | None, settings: Settings
) -> Iterator[Finding]:
    """Find asynchronous rendering, what switches it on again, semantics that are off, and cameras that tick."""
    for path in _ASYNC_RENDERING:
        if settings.get(path):
            yield warning(
                "rendering-async",
                path,
                "The app goes on while a frame is rendered: a frame may be missing, or show the one before.",
                f"Start the app with --{path}=false.",
            )
    if settings.get(_THROTTLING):
        yield warning(
            "throttling-async",
            _THROTTLING,
            "Isaac Sim's throttling switches asynchronous rendering on whenever the timeline stops: frames may be "
            "skipped.",
            f"Start the app with --{_THROTTLING}=false.",
        )
    # Unset is another matter: this extension sets it, and a renderer that is not RTX does not know it.
    if settings.get(_SEMANTICS) in (False, 0) and _may_need_labels(config):
        yield warning(
            "semantics-off",
            _SEMANTICS,
            "The RTX renderer reads no labels: everything that goes by them will be empty.",
            f"Start the app with --{_SEMANTICS}=true.",
        )
    if stage is not None and settings.get(_MULTI_TICK):
        yield from _check_tick_rates(config, stage)


def _check_tick_rates(config: RecorderConfig, stage: Usd.Stage) -> Iterator[Finding]:
    for index, product in enumerate(config.render_products):
        camera = stage.GetPrimAtPath(product.camera) if is_prim_path(product.camera) else None
        rate = camera.GetAttribute(_TICK_RATE).Get() if camera else None
        if isinstance(rate, int | float) and rate:
            yield warning(
                "camera-ticks",
                f"render_products[{index}].camera",
                f"{product.camera} is rendered {rate:g} times a second, as its {_TICK_RATE} says, and not with each "
                "step: frames between two ticks may be missing, or show the one before.",
                f"Set {_TICK_RATE} of the camera to 0, or start the app with --{_MULTI_TICK}=false.",
            )


def _may_need_labels(config: RecorderConfig) -> bool:
    """Return whether the writer goes by labels; of writers that are not known, one may."""
    parameters = config.writer.parameters
    return config.writer.name != basic_writer.NAME or any(
        basic_writer.is_on(name, parameters)
        for name in (*basic_writer.SEMANTIC_ANNOTATORS, basic_writer.POINTCLOUD)
    )
