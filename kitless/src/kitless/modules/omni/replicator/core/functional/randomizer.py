"""`omni.replicator.core.functional.randomizer`."""

from kitless.replicator.authoring.randomizer import display_color, scatter_2d

__all__ = ["display_color", "scatter_2d"]
