"""`omni.physics.core`: importable, with names that only raise. kitless moves bodies by Newton."""

from kitless.app.absent import absent_class, absent_function

__all__ = [
    "SimulationRegistryEventType",
    "get_physics_scene_query_interface",
    "get_physics_simulation_interface",
]

SimulationRegistryEventType = absent_class("omni.physics.core.SimulationRegistryEventType")
get_physics_scene_query_interface = absent_function("omni.physics.core.get_physics_scene_query_interface")
get_physics_simulation_interface = absent_function("omni.physics.core.get_physics_simulation_interface")
