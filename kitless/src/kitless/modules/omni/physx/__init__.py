"""`omni.physx`: the functions that are imported from it, absent. kitless moves bodies by Newton."""

from kitless.app.absent import absent_function

__all__ = ["get_physx_cooking_interface", "get_physx_scene_query_interface", "get_physx_simulation_interface"]

get_physx_cooking_interface = absent_function("omni.physx.get_physx_cooking_interface")
get_physx_scene_query_interface = absent_function("omni.physx.get_physx_scene_query_interface")
get_physx_simulation_interface = absent_function("omni.physx.get_physx_simulation_interface")
