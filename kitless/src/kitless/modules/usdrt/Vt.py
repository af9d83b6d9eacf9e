# ruff: noqa: N999 - the name is that of usdrt
"""`usdrt.Vt`: importable, without names. kitless keeps stages in USD alone and has no Fabric."""

__all__: list[str] = []
