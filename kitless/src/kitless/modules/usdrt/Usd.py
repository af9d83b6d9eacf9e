# ruff: noqa: N999 - the name is that of usdrt
"""`usdrt.Usd`: absent classes, for annotations and `isinstance`."""

from kitless.app.absent import absent_class

__all__ = ["Attribute", "Prim", "PrimRange", "Relationship", "SchemaBase", "Stage", "_Usd"]

Attribute = absent_class("usdrt.Usd.Attribute")
Prim = absent_class("usdrt.Usd.Prim")
PrimRange = absent_class("usdrt.Usd.PrimRange")
Relationship = absent_class("usdrt.Usd.Relationship")
SchemaBase = absent_class("usdrt.Usd.SchemaBase")
Stage = absent_class("usdrt.Usd.Stage")
_Usd = absent_class("usdrt.Usd._Usd")
_Usd.Prim = Prim
