"""`omni.kit.loop._loop`."""

from kitless.app.loop_runner import LoopRunner as ILoopRunner
from kitless.app.loop_runner import acquire_loop_interface

__all__ = ["ILoopRunner", "acquire_loop_interface"]
