"""``rep.settings``: settings of the renderer and of the stage."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from pxr import Usd, UsdGeom

from kitless.replicator.errors import GraphError
from kitless.replicator.graph.distributions import Distribution
from kitless.replicator.graph.items import contexts
from kitless.replicator.graph.triggers import Trigger
from kitless.replicator.session import get_session

if TYPE_CHECKING:
    from kitless.replicator.graph.operations import Values

_logger = logging.getLogger(__name__)


def carb_settings(setting: str, value: Any) -> None:
    """Set a carb setting: at once, or in a trigger's context whenever it fires.

    Args:
        setting: Its path.
        value: The value, or a distribution.
    """
    settings = get_session().app.settings
    in_trigger = any(isinstance(each, Trigger) for each in contexts())
    if not (in_trigger or isinstance(value, Distribution)):
        settings.set(setting, value)
        return

    def apply(_prims: list[Usd.Prim], values: Values) -> None:
        settings.set(setting, values["value"][0])

    get_session().scenario.record("settings.carb_settings", apply, {"value": value})


def set_render_pathtraced(samples_per_pixel: int = 64) -> None:
    """Ask for path tracing: sets the settings of Kit's renderer.

    Args:
        samples_per_pixel: What it asks for.

    Differs:
        kitless has one renderer, which these settings do not change; it says so in the log.
    """
    _set_renderer(
        "set_render_pathtraced",
        {
            "/rtx/rendermode": "PathTracing",
            "/rtx/pathtracing/spp": int(samples_per_pixel),
            "/rtx/pathtracing/totalSpp": int(samples_per_pixel),
        },
    )


def set_render_rtx_pathtracing(spp: int = 64) -> None:
    """As `set_render_pathtraced`.

    Differs:
        kitless has one renderer, which these settings do not change; it says so in the log.
    """
    set_render_pathtraced(spp)


def set_render_rtx_realtime(antialiasing: str = "FXAA") -> None:
    """Ask for real-time ray tracing: sets the settings of Kit's renderer.

    Args:
        antialiasing: "Off", "FXAA", "TAA", "DLSS" or "DLAA".

    Raises:
        GraphError: It is none of these.

    Differs:
        kitless has one renderer, which these settings do not change; it says so in the log. Its edges are smoothed by
        `rt_subframes`.
    """
    kinds = ("Off", "TAA", "FXAA", "DLSS", "DLAA")
    numbers = {name.lower(): number for number, name in enumerate(kinds)}
    if str(antialiasing).lower() not in numbers:
        raise GraphError(f"settings.set_render_rtx_realtime expects {', '.join(kinds)}, got {antialiasing!r}")
    _set_renderer(
        "set_render_rtx_realtime",
        {"/rtx/rendermode": "RayTracedLighting", "/rtx/post/aa/op": numbers[str(antialiasing).lower()]},
    )


def set_stage_up_axis(up_axis: str) -> None:
    """Choose which of the open stage's axes points up.

    Args:
        up_axis: "Y" or "Z".

    Raises:
        GraphError: It is neither, or there is no stage.
    """
    if str(up_axis).upper() not in {"Y", "Z"}:
        raise GraphError(f'settings.set_stage_up_axis expects "Y" or "Z", got {up_axis!r}')
    stage = get_session().scenario.require_stage("settings.set_stage_up_axis")
    with Usd.EditContext(stage, stage.GetRootLayer()):
        UsdGeom.SetStageUpAxis(stage, str(up_axis).upper())


def set_stage_meters_per_unit(meters_per_unit: float) -> None:
    """Choose how long a unit of the open stage is. Nothing on it is scaled.

    Args:
        meters_per_unit: A number of metres above 0.

    Raises:
        GraphError: It is something else, or there is no stage.
    """
    if not (isinstance(meters_per_unit, int | float) and 0 < meters_per_unit < float("inf")):
        raise GraphError(
            f"settings.set_stage_meters_per_unit expects metres above 0, got {meters_per_unit!r}"
        )
    stage = get_session().scenario.require_stage("settings.set_stage_meters_per_unit")
    with Usd.EditContext(stage, stage.GetRootLayer()):
        UsdGeom.SetStageMetersPerUnit(stage, meters_per_unit)


def _set_renderer(called: str, values: dict[str, Any]) -> None:
    for path, value in values.items():
        get_session().app.settings.set(path, value)
    _logger.warning("settings.%s: kitless draws as it always does; it has one renderer", called)
