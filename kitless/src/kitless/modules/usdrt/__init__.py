"""`usdrt`: importable, so that code that names its types in annotations and checks runs. kitless has no Fabric."""

from usdrt import Gf, Rt, Sdf, Usd, UsdGeom, UsdPhysics, Vt, hierarchy

__all__ = ["Gf", "Rt", "Sdf", "Usd", "UsdGeom", "UsdPhysics", "Vt", "hierarchy"]
