"""`omni.replicator.core.create`."""

from kitless.replicator.graph.create import (
    camera,
    cone,
    cube,
    cylinder,
    disk,
    from_usd,
    group,
    light,
    plane,
    sphere,
    torus,
    xform,
)
from kitless.replicator.graph.materials import material_omnipbr
from kitless.replicator.render_products import create_render_product as render_product

__all__ = [
    "camera",
    "cone",
    "cube",
    "cylinder",
    "disk",
    "from_usd",
    "group",
    "light",
    "material_omnipbr",
    "plane",
    "render_product",
    "sphere",
    "torus",
    "xform",
]
