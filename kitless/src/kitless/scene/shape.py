"""What a gprim draws, before it is placed in the world."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import numpy as np
import numpy.typing as npt
from pxr import Sdf, Usd, UsdGeom

from kitless.render import AnalyticShape, TriangleMesh

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Shape:
    """Geometry of one prim.

    Attributes:
        geometry: Triangles or a unit shape.
        placement: (4, 4) row-vector matrix from the geometry's space to the prim's local space.
        smooth: The geometry's normals were made of its points, and are to be made again when the points are posed.
        in_skeleton: The prim is posed: `placement` leads to the local space of its skeleton, not to its own.
        uv_names: Primvars that the sets of texture coordinates of the mesh come from.
    """

    geometry: TriangleMesh | AnalyticShape
    placement: Matrix = field(default_factory=lambda: np.eye(4))
    smooth: bool = False
    in_skeleton: bool = False
    uv_names: tuple[str, ...] = ()


def source_path(prim: Usd.Prim) -> Sdf.Path:
    """Path of the prim that has a prim's opinions: instances of one USD prototype share it, and with it their shape."""
    return prim.GetPrimInPrototype().GetPath() if prim.IsInstanceProxy() else prim.GetPath()


@cache
def shape_attribute_names(type_name: str) -> frozenset[str]:
    """Names of the attributes that a gprim's type has beyond those of everything that stands somewhere."""
    definition = Usd.SchemaRegistry().FindConcretePrimDefinition(type_name)
    names = definition.GetPropertyNames() if definition else []
    return frozenset(names) - frozenset(UsdGeom.Xformable.GetSchemaAttributeNames()) - {"proxyPrim"}
