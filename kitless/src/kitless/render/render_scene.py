"""The scene on the device, and how it gets there."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import warp as wp

from .appearance import TEXTURES, Surface, TextureImage
from .geometry import AnalyticShape, TriangleMesh
from .kernels import structs
from .kernels.lighting import LIGHT_CELLS
from .lights import Light, Lighting, LightKind
from .sky import Sky, SkyImage
from .slots import Slots
from .textures import mip_chain, srgb_to_linear
from .warp_runtime import start_warp

Matrices = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Drawable:
    """One geometry in the world.

    Attributes:
        prim_path: What annotators call it; see `kitless.scene.names`. Several drawables of one mesh share it when parts
            of the mesh only look different.
        geometry: What is drawn; shared ones are uploaded once.
        surface: How it looks.
        gprim_path: What the gprim is called, where `prim_path` is that of a labelled subset of it; None where it is the
            same.
    """

    prim_path: str
    geometry: TriangleMesh | AnalyticShape
    surface: Surface
    gprim_path: str | None = None

    @property
    def gprim(self) -> str:
        """What the gprim is called of which it is all or a part."""
        return self.gprim_path or self.prim_path


class RenderScene:
    """Drawables, placed in the world, and lights, on one device.

    Args:
        device: Warp's name of it.
    """

    def __init__(self, device: str) -> None:
        start_warp()
        self.device = device
        self.structs: Any = structs.Scene()
        """Warp struct that the kernels take."""
        self.drawables: tuple[Drawable, ...] = ()
        """What each instance index of a G-buffer is. A mesh's device copy lives as long as its geometry, which is held
        here for as long as it is drawn."""
        self.to_world: Matrices = np.zeros((0, 4, 4))
        """(N, 4, 4) float64 row-vector matrices, geometry to world; replaced, never changed in place."""
        self.origin: npt.NDArray[np.float64] = np.zeros(3)
        """(3,) point of the world that float32 coordinates on the device are counted from."""
        self._meshes: weakref.WeakKeyDictionary[TriangleMesh, _DeviceMesh] = weakref.WeakKeyDictionary()
        self._geometries: Slots[TriangleMesh | AnalyticShape] = Slots()
        self._surfaces: Slots[Surface] = Slots()
        self._images: dict[TextureImage, int] = {}
        self._bounds: npt.NDArray[np.float64] = np.zeros((0, 2, 3))
        self._sky_image: SkyImage | None = None
        self._rows: Any = None
        self._bvh: Any = None
        self.structs.srgb_to_linear = wp.array(srgb_to_linear(), dtype=float, device=device)

    def set_drawables(
        self,
        drawables: Sequence[Drawable],
        to_world: Matrices,
        origin: npt.NDArray[np.float64] | None = None,
    ) -> None:
        """Replace everything that is drawn. Lights are to be set after it.

        Args:
            drawables: N of them; instance i of a G-buffer is drawables[i].
            to_world: (N, 4, 4) row-vector matrices, geometry to world.
            origin: (3,) a point in their midst, when they are far from the world's origin; float32 would lose them
                otherwise. None for the world's origin.
        """
        self.origin = np.zeros(3) if origin is None else origin
        self.drawables = tuple(drawables)
        self.to_world = np.zeros((len(drawables), 4, 4))
        self._geometries = Slots(drawable.geometry for drawable in drawables)
        self._bounds = np.array([drawable.geometry.bounds for drawable in drawables]).reshape(-1, 2, 3)
        self._upload_geometries()
        self._upload_surfaces(Slots(drawable.surface for drawable in drawables))
        dtype: Any = structs.Instance
        rows: Any = np.zeros(len(drawables), dtype=dtype.numpy_dtype())
        rows["geometry"] = self._geometries.first
        rows["material"] = self._surfaces.first
        rows["see_through"] = [drawable.surface.see_through for drawable in drawables]
        self._rows = rows
        self._bvh = None
        self.place(np.arange(len(drawables)), to_world)

    def redraw(self, indices: npt.NDArray[np.int64], drawables: Sequence[Drawable]) -> None:
        """Draw some drawables otherwise, where they are. They are to be placed after it.

        Args:
            indices: (K,) which.
            drawables: K of them, instead of those.
        """
        everything = list(self.drawables)
        for index, drawable in zip(indices.tolist(), drawables, strict=True):
            before, everything[index] = everything[index], drawable
            row = self._rows[index]
            if drawable.geometry is not before.geometry:
                known = drawable.geometry in self._geometries.numbers
                row["geometry"] = self._geometries.take(drawable.geometry)
                self._geometries.give_back(before.geometry)
                self._bounds[index] = drawable.geometry.bounds
                if not known:
                    self._upload_geometry(drawable.geometry)
            if drawable.surface != before.surface:
                known = drawable.surface in self._surfaces.numbers
                row["material"] = self._surfaces.take(drawable.surface)
                row["see_through"] = drawable.surface.see_through
                self._surfaces.give_back(before.surface)
                if not known:
                    self._upload_surface(drawable.surface)
        self.drawables = tuple(everything)

    def place(self, indices: npt.NDArray[np.int64], to_world: Matrices) -> None:
        """Move some drawables.

        Args:
            indices: (K,) which.
            to_world: (K, 4, 4) row-vector matrices, geometry to world. One that is singular or not finite makes its
                drawable invisible.
        """
        placements = self.to_world.copy()
        placements[indices] = to_world
        self.to_world = placements
        visible = np.isfinite(to_world).all(axis=(1, 2))
        visible[visible] = np.abs(np.linalg.det(to_world[visible, :3, :3])) > 0.0
        placement, inverse = np.zeros_like(to_world), np.zeros_like(to_world)
        placement[visible] = to_world[visible]
        placement[visible, 3, :3] -= self.origin
        inverse[visible] = np.linalg.inv(placement[visible])
        self._rows["to_world"][indices] = placement.transpose(0, 2, 1)
        self._rows["to_local"][indices] = inverse.transpose(0, 2, 1)
        self.structs.instance_count = len(self._rows)
        if len(self._rows) == 0:
            return
        lower, upper = _world_bounds(self._bounds[indices], placement)
        if self._bvh is None:
            self.structs.instances = wp.array(self._rows, dtype=structs.Instance, device=self.device)
            self._bvh = wp.Bvh(
                wp.array(lower, dtype=wp.vec3, device=self.device),
                wp.array(upper, dtype=wp.vec3, device=self.device),
            )
            self.structs.bvh = self._bvh.id
            return
        _write_rows(self.structs.instances, indices, self._rows[indices])
        _write_rows(self._bvh.lowers, indices, lower)
        _write_rows(self._bvh.uppers, indices, upper)
        self._bvh.refit()

    def set_lighting(self, lighting: Lighting) -> None:
        """Replace all lights."""
        lights = [_light_struct(light, self.origin) for light in lighting.lights]
        self.structs.light_count = len(lights)
        if lights:
            self.structs.lights = wp.array(lights, dtype=structs.Light, device=self.device)
        self.structs.dome = wp.vec3(*lighting.dome)
        self._set_sky(lighting.sky)

    def _set_sky(self, sky: Sky | None) -> None:
        if sky is None:
            self._sky_image, self.structs.sky = None, structs.Sky()
            return
        row = self.structs.sky
        if sky.image is not self._sky_image:
            self._sky_image = sky.image
            for name, dtype in (("pixels", wp.vec3), ("light", wp.vec3), ("cumulative", float)):
                setattr(row, name, wp.array(getattr(sky.image, name), dtype=dtype, device=self.device))
        row.shown = 1
        row.color = wp.vec3(*sky.color)
        row.to_local = wp.mat33(*(number for numbers in sky.to_local for number in numbers))
        self.structs.sky = row

    def _upload_geometries(self) -> None:
        rows = [self._geometry_struct(geometry) for geometry in self._geometries.numbers]
        if rows:
            self.structs.geometries = wp.array(rows, dtype=structs.Geometry, device=self.device)

    def _upload_geometry(self, geometry: TriangleMesh | AnalyticShape) -> None:
        self.structs.geometries = _with_row(
            self.structs.geometries, self._geometries.numbers[geometry], self._geometry_struct(geometry)
        )

    def _geometry_struct(self, geometry: TriangleMesh | AnalyticShape) -> Any:
        if isinstance(geometry, TriangleMesh):
            if geometry not in self._meshes:
                self._meshes[geometry] = _DeviceMesh.upload(geometry, self.device)
            return self._meshes[geometry].struct
        row = structs.Geometry()
        row.kind = int(geometry.kind)
        row.half_length = geometry.half_length
        return row

    def _upload_surfaces(self, surfaces: Slots[Surface]) -> None:
        unchanged = surfaces.numbers == self._surfaces.numbers
        self._surfaces = surfaces
        if unchanged:
            return
        self._images = _unique(image for surface in surfaces.numbers for image in surface.textures.values())
        if self._images:
            self._upload_textures(list(self._images))
        materials = [_material_struct(surface, self._images) for surface in surfaces.numbers]
        self.structs.materials = wp.array(materials, dtype=structs.Material, device=self.device)

    def _upload_surface(self, surface: Surface) -> None:
        new = {image: 0 for image in surface.textures.values() if image not in self._images}
        if new:
            self._images = _unique([*self._images, *new])
            self._upload_textures(list(self._images))
        self.structs.materials = _with_row(
            self.structs.materials, self._surfaces.numbers[surface], _material_struct(surface, self._images)
        )

    def _upload_textures(self, images: list[TextureImage]) -> None:
        chains = {(id(image.pixels), image.srgb): image for image in images}
        levels: list[npt.NDArray[np.uint8]] = []
        places: dict[tuple[int, bool], tuple[int, int]] = {}
        offset = 0
        for key, image in chains.items():
            chain = mip_chain(image.pixels, srgb=image.srgb)
            places[key] = (offset, len(chain))
            offset += sum(level.shape[0] * level.shape[1] for level in chain)
            levels += [level.reshape(-1, 4) for level in chain]
        rows = [_texture_struct(image, *places[id(image.pixels), image.srgb]) for image in images]
        self.structs.texels = wp.array(np.concatenate(levels), dtype=wp.vec4ub, device=self.device)
        self.structs.textures = wp.array(rows, dtype=structs.Texture, device=self.device)


@dataclass(frozen=True)
class _DeviceMesh:
    """Owns what the struct points to."""

    struct: Any
    mesh: Any

    @classmethod
    def upload(cls, geometry: TriangleMesh, device: str) -> _DeviceMesh:
        mesh = wp.Mesh(
            wp.array(geometry.points, dtype=wp.vec3, device=device),
            wp.array(geometry.triangles.reshape(-1), dtype=int, device=device),
        )
        row = structs.Geometry()
        row.kind = int(structs.GEOMETRY_MESH)
        row.mesh = mesh.id
        for name, values, dtype in (
            ("normals", geometry.normals, wp.vec3),
            ("colors", geometry.colors, wp.vec3),
        ):
            if values is not None:
                setattr(row, name, wp.array(values, dtype=dtype, device=device))
        if geometry.uvs:
            row.uv_stride = len(geometry.uvs[0])
            row.uvs = wp.array(np.concatenate(geometry.uvs), dtype=wp.vec2, device=device)
        return cls(row, mesh)


def _unique[T](items: Iterable[T]) -> dict[T, int]:
    """Each different item with its index, in order of first appearance."""
    return {item: index for index, item in enumerate(dict.fromkeys(items))}


def _world_bounds(
    bounds: npt.NDArray[np.float64], to_world: Matrices
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Boxes in the world, a little too large: float32 must not cut a surface off, nor a flat box have no volume."""
    centre = np.einsum("ni,nij->nj", bounds.mean(axis=1), to_world[:, :3, :3]) + to_world[:, 3, :3]
    half = np.einsum("ni,nij->nj", (bounds[:, 1] - bounds[:, 0]) / 2, np.abs(to_world[:, :3, :3]))
    margin = 1e-5 * (np.abs(centre) + half).max(axis=1, keepdims=True) + 1e-12
    return (centre - half - margin).astype(np.float32), (centre + half + margin).astype(np.float32)


def _write_rows(target: Any, indices: npt.NDArray[np.int64], rows: npt.NDArray[Any]) -> None:
    """Change some entries of an array on the device, where it lies in the host's memory only these."""
    on_host = target.numpy()
    on_host[indices] = rows
    if not target.device.is_cpu:
        target.assign(on_host)


def _with_row(target: Any, index: int, row: Any) -> Any:
    """An array of structs with one of its entries changed, or with one more after its last."""
    on_host = target.numpy()
    if index < len(on_host):
        on_host[index] = row.numpy_value()
        if not target.device.is_cpu:
            target.assign(on_host)
        return target
    more = np.empty(index + 1, dtype=target.dtype.numpy_dtype())
    more[:index], more[index] = on_host, row.numpy_value()
    return wp.array(more, dtype=target.dtype, device=target.device)


def _texture_struct(image: TextureImage, offset: int, levels: int) -> Any:
    row = structs.Texture()
    row.offset = offset
    row.height, row.width = image.pixels.shape[:2]
    row.levels = levels
    row.srgb = int(image.srgb)
    row.wrap_s, row.wrap_t = (int(wrap) for wrap in image.wrap)
    row.scale, row.bias = wp.vec4(*image.scale), wp.vec4(*image.bias)
    row.channel = image.channel
    row.uv_set = image.uv_set
    (a, b, c), (d, e, f) = image.uv_transform
    row.uv_matrix, row.uv_offset = wp.mat22(a, b, d, e), wp.vec2(c, f)
    return row


def _material_struct(surface: Surface, images: dict[TextureImage, int]) -> Any:
    row = structs.Material()
    for name in ("base_color", "emission", "mirror"):
        setattr(row, name, wp.vec3(*getattr(surface, name)))
    for name in ("roughness", "metallic", "occlusion", "opacity", "opacity_threshold"):
        setattr(row, name, getattr(surface, name))
    for name in TEXTURES:
        texture = getattr(surface, name)
        setattr(row, name, -1 if texture is None else images[texture])
    row.use_vertex_color = int(surface.use_vertex_color)
    row.detailed = int(bool(surface.textures.keys() - {"base_texture", "opacity_texture"}))
    return row


def _light_struct(light: Light, origin: npt.NDArray[np.float64]) -> Any:
    row = structs.Light()
    row.kind = int(light.kind)
    row.power = wp.vec3(*light.power)
    row.direction = wp.vec3(*light.direction)
    row.casts_shadows = int(light.casts_shadows)
    if light.kind == LightKind.DISTANT:
        row.size = float(np.tan(light.angle / 2))
        return row
    row.position = wp.vec3(*(np.array(light.position) - origin))
    row.size = light.radius
    row.first_span, row.second_span = (wp.vec3(*span) for span in light.spans)
    row.cell = light.area / LIGHT_CELLS / np.pi
    if light.shaping is not None:
        row.shaped = 1
        row.cone_angle = light.shaping.cone_angle
        row.fade_angle = light.shaping.cone_angle * (1.0 - light.shaping.cone_softness)
        row.focus = light.shaping.focus
    return row
