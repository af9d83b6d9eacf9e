"""`omni.usd`."""

from pxr import Sdf

from kitless.app.accessors import (
    get_context,
)
from kitless.stage import (
    Selection,
    UsdContext,
)
from kitless.stage.composition import (
    check_ancestral,
    get_composed_payloads_from_prim,
    get_composed_references_from_prim,
)
from kitless.stage.event_types import (
    StageEventType,
    StageRenderingEventType,
    StageState,
    UsdContextInitialLoadSet,
    stage_event_type,
)
from kitless.stage.layers import (
    get_dirty_layers,
    is_usd_readable_filetype,
    is_usd_writable_filetype,
    resolve_paths,
)
from kitless.stage.lookups import (
    get_context_from_stage,
    get_frame_time,
    get_frame_time_code,
    get_prim_at_path,
    get_prim_descendents,
    get_prop_at_path,
)
from kitless.stage.prim_paths import (
    get_stage_next_free_path,
)
from kitless.stage.properties import (
    set_prop_val,
)
from kitless.stage.shaders import (
    create_material_input,
    get_shader_from_material,
)
from kitless.stage.transforms import (
    get_local_transform_matrix,
    get_local_transform_SRT,
    get_world_transform_matrix,
)

__all__ = [
    "Sdf",
    "Selection",
    "StageEventType",
    "StageRenderingEventType",
    "StageState",
    "UsdContext",
    "UsdContextInitialLoadSet",
    "check_ancestral",
    "create_material_input",
    "get_composed_payloads_from_prim",
    "get_composed_references_from_prim",
    "get_context",
    "get_context_from_stage",
    "get_dirty_layers",
    "get_frame_time",
    "get_frame_time_code",
    "get_local_transform_SRT",
    "get_local_transform_matrix",
    "get_prim_at_path",
    "get_prim_descendents",
    "get_prop_at_path",
    "get_shader_from_material",
    "get_stage_next_free_path",
    "get_world_transform_matrix",
    "is_usd_readable_filetype",
    "is_usd_writable_filetype",
    "resolve_paths",
    "set_prop_val",
    "stage_event_type",
]
