"""`omni.replicator.core.modify`."""

from kitless.replicator.graph.modify import attribute, material, pose, semantics, variant, visibility

__all__ = ["attribute", "material", "pose", "semantics", "variant", "visibility"]
