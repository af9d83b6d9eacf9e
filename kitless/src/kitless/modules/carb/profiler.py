"""`carb.profiler`."""

from kitless.app.profiling import begin, end, profile

__all__ = ["begin", "end", "profile"]
