"""`omni.replicator.core.vp_manager`."""

from kitless.replicator.render_products import attach_hydra_texture

__all__ = ["attach_hydra_texture"]
