"""`omni.kit.primitive.mesh`."""

from kitless.commands.create_meshes import CreateMeshPrimCommand, CreateMeshPrimWithDefaultXformCommand

__all__ = ["CreateMeshPrimCommand", "CreateMeshPrimWithDefaultXformCommand"]
