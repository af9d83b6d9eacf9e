"""`omni.kit.async_engine`."""

from kitless.app.accessors import run_coroutine

__all__ = ["run_coroutine"]
