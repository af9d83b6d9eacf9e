"""`omni.replicator.core.settings`."""

from kitless.replicator.graph.settings import (
    carb_settings,
    set_render_pathtraced,
    set_render_rtx_pathtracing,
    set_render_rtx_realtime,
    set_stage_meters_per_unit,
    set_stage_up_axis,
)

__all__ = [
    "carb_settings",
    "set_render_pathtraced",
    "set_render_rtx_pathtracing",
    "set_render_rtx_realtime",
    "set_stage_meters_per_unit",
    "set_stage_up_axis",
]
