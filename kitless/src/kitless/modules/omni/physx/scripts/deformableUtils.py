"""`omni.physx.scripts.deformableUtils`: importable, without names."""

__all__: list[str] = []
