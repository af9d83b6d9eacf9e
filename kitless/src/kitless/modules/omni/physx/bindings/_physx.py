"""`omni.physx.bindings._physx`: absent classes, for annotations."""

from kitless.app.absent import absent_class

__all__ = ["PhysxPropertyQueryArticulationResponse"]

PhysxPropertyQueryArticulationResponse = absent_class(
    "omni.physx.bindings._physx.PhysxPropertyQueryArticulationResponse"
)
