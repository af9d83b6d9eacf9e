"""`omni.kit.stage_templates`."""

from kitless.stage.templates import (
    get_default_template,
    get_stage_template,
    get_stage_template_list,
    new_stage,
    new_stage_async,
    new_stage_with_callback,
    register_template,
    unregister_template,
)

__all__ = [
    "get_default_template",
    "get_stage_template",
    "get_stage_template_list",
    "new_stage",
    "new_stage_async",
    "new_stage_with_callback",
    "register_template",
    "unregister_template",
]
