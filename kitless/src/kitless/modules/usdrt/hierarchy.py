"""`usdrt.hierarchy`: absent."""

from kitless.app.absent import absent_class

__all__ = ["IFabricHierarchy"]

IFabricHierarchy = absent_class("usdrt.hierarchy.IFabricHierarchy")
