"""`omni.metrics.assembler.core`."""

from kitless.stage.metrics import MetricsAssembler, get_metrics_assembler_interface

__all__ = ["MetricsAssembler", "get_metrics_assembler_interface"]
