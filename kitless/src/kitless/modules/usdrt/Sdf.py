# ruff: noqa: N999 - the name is that of usdrt
"""`usdrt.Sdf`: the names of value types; paths and the rest are absent."""

from kitless.app.absent import absent_class
from kitless.stage.fabric_type_names import ValueTypeName, ValueTypeNames

__all__ = ["Path", "ValueTypeName", "ValueTypeNames"]

Path = absent_class("usdrt.Sdf.Path")
