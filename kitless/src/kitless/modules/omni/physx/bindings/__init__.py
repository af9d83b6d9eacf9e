"""`omni.physx.bindings`."""

from omni.physx.bindings import _physx

__all__ = ["_physx"]
