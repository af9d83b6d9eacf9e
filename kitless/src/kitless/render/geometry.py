"""Geometry that can be rendered, in its local space, as NumPy arrays.

Objects are compared by identity: drawables that share one share its copy on the device.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt

from .kernels import structs


@dataclass(frozen=True, eq=False)
class PartOf:
    """Which part of a mesh a mesh is.

    Attributes:
        mesh: The whole, which is no part itself.
        triangles: int32 (T,), which of the whole's triangles those of the part are.
    """

    mesh: TriangleMesh
    triangles: npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class TriangleMesh:
    """Triangles with optional attributes at their corners.

    Attributes:
        points: float32 (P, 3).
        triangles: int32 (T, 3), indices into points.
        faces: int32 (T,), the face of the source mesh that each triangle came from.
        normals: float32 (T * 3, 3), at the corners, or None for flat faces.
        uvs: Sets of texture coordinates, each float32 (T * 3, 2), at the corners, origin bottom left.
        colors: float32 (T * 3, 3), at the corners, linear, or None.
        part_of: The mesh that it is a part of, cut out because of a GeomSubset; None for a whole mesh.
    """

    points: npt.NDArray[np.float32]
    triangles: npt.NDArray[np.int32]
    faces: npt.NDArray[np.int32]
    normals: npt.NDArray[np.float32] | None = None
    uvs: tuple[npt.NDArray[np.float32], ...] = ()
    colors: npt.NDArray[np.float32] | None = None
    part_of: PartOf | None = None

    @property
    def whole(self) -> TriangleMesh:
        """The mesh that it is a part of, or itself."""
        return self if self.part_of is None else self.part_of.mesh

    def in_whole(self, triangles: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        """Which of the whole's triangles some of its own are, (N,)."""
        return triangles if self.part_of is None else self.part_of.triangles[triangles]

    @cached_property
    def bounds(self) -> npt.NDArray[np.float64]:
        """(2, 3), lowest and highest coordinates; worked out once for all that share the mesh."""
        used = self.points[self.triangles.reshape(-1)]
        return np.array([used.min(axis=0), used.max(axis=0)], dtype=np.float64)


class AnalyticKind(IntEnum):
    """Unit shapes around the z axis that are intersected exactly; see `kitless.render.kernels.structs`."""

    SPHERE = int(structs.GEOMETRY_SPHERE)
    CYLINDER = int(structs.GEOMETRY_CYLINDER)
    CONE = int(structs.GEOMETRY_CONE)
    CAPSULE = int(structs.GEOMETRY_CAPSULE)


@dataclass(frozen=True, eq=False)
class AnalyticShape:
    """A unit shape, solved exactly instead of drawn as triangles.

    Attributes:
        kind: Which one.
        half_length: Of the capsule's tube, in radii; 0 for the others.
    """

    kind: AnalyticKind
    half_length: float = 0.0

    @property
    def bounds(self) -> npt.NDArray[np.float64]:
        """(2, 3), lowest and highest coordinates."""
        top = np.array([1.0, 1.0, 1.0 + self.half_length])
        return np.array([-top, top])
