"""`omni.replicator.core.randomizer`: what `register` was given is an attribute, too."""

from kitless.replicator.graph import registered
from kitless.replicator.graph.instances import instantiate
from kitless.replicator.graph.randomizers import color, materials, rotation, scatter_2d, texture
from kitless.replicator.graph.registered import register

# Python asks it for names that are not here.
__getattr__ = registered.registered_randomizer

__all__ = ["color", "instantiate", "materials", "register", "rotation", "scatter_2d", "texture"]
