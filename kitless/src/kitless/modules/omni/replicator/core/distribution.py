"""`omni.replicator.core.distribution`."""

from kitless.replicator.graph.choices import Choice, Combined, InSequence
from kitless.replicator.graph.distributions import LogUniform, Normal, Uniform

choice = Choice
combine = Combined
log_uniform = LogUniform
normal = Normal
sequence = InSequence
uniform = Uniform

__all__ = ["choice", "combine", "log_uniform", "normal", "sequence", "uniform"]
