"""`omni.replicator.core.functional.create`."""

from kitless.app.absent import absent_function
from kitless.replicator.authoring.create import (
    camera,
    clone,
    cone,
    cube,
    cylinder,
    cylinder_light,
    disk,
    disk_light,
    distant_light,
    dome_light,
    material,
    plane,
    rect_light,
    reference,
    scope,
    sphere,
    sphere_light,
    torus,
    xform,
)

omni_lidar = absent_function(f"{__name__}.omni_lidar")
omni_radar = absent_function(f"{__name__}.omni_radar")

__all__ = [
    "camera",
    "clone",
    "cone",
    "cube",
    "cylinder",
    "cylinder_light",
    "disk",
    "disk_light",
    "distant_light",
    "dome_light",
    "material",
    "omni_lidar",
    "omni_radar",
    "plane",
    "rect_light",
    "reference",
    "scope",
    "sphere",
    "sphere_light",
    "torus",
    "xform",
]
