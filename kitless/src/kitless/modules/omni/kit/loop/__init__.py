"""`omni.kit.loop`."""
