"""`omni.replicator.core.functional.modify`."""

from kitless.replicator.authoring.modify import (
    attribute,
    look_at,
    material,
    pose,
    position,
    rotation,
    scale,
    semantics,
    visibility,
)

__all__ = [
    "attribute",
    "look_at",
    "material",
    "pose",
    "position",
    "rotation",
    "scale",
    "semantics",
    "visibility",
]
