"""`omni.kit.usd.layers`: importable. Live sessions are Nucleus', which kitless does not reach."""

from kitless.app.absent import absent_class, absent_function

__all__ = ["LayerEventType", "get_layers", "get_live_syncing"]

LayerEventType = absent_class("omni.kit.usd.layers.LayerEventType")
get_layers = absent_function("omni.kit.usd.layers.get_layers")
get_live_syncing = absent_function("omni.kit.usd.layers.get_live_syncing")
