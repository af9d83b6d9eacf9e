"""`omni.syntheticdata.sensors`: importable, without names. Ask `omni.replicator.core.annotators` for data."""

__all__: list[str] = []
