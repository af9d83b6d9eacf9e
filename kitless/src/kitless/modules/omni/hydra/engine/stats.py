"""`omni.hydra.engine.stats`."""

from kitless.replicator.render_device import get_device_info

__all__ = ["get_device_info"]
