"""`omni.kit.async_engine`."""

from kitless.app.kit_facade import run_coroutine

__all__ = ["run_coroutine"]
