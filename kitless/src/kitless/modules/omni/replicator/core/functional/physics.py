"""`omni.replicator.core.functional.physics`."""

from kitless.replicator.authoring.physics import apply_collider, apply_rigid_body, create_physics_scene

__all__ = ["apply_collider", "apply_rigid_body", "create_physics_scene"]
