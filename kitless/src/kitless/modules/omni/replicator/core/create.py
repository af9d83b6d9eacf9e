"""`omni.replicator.core.create`."""

from kitless.replicator.render_products import create_render_product as render_product

__all__ = ["render_product"]
