"""UsdShade materials to the part of UsdPreviewSurface that is drawn; OmniPBR comes first where a material has both."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from pxr import Sdf, Usd, UsdShade

from kitless.render import Surface

from .findings import SceneFindings
from .images import ImageLoader
from .omni_pbr import UV_NAME, mdl_of, omni_pbr_shader, read_omni_pbr
from .preview_surfaces import read_preview_surface
from .shader_inputs import is_authored
from .uv_textures import TextureReader

_NOT_DRAWN = ("clearcoat", "displacement")


@dataclass(frozen=True)
class BoundMaterial:
    """A material as a mesh needs it.

    Attributes:
        surface: Its look, on a mesh that has all its texture coordinates.
        uv_names: Primvars with the texture coordinates of its textures, by their `uv_set`.
    """

    surface: Surface
    uv_names: tuple[str, ...] = ()
    _surfaces: dict[tuple[str, ...], Surface] = field(default_factory=dict, compare=False, repr=False)

    def surface_on(self, uv_names: tuple[str, ...]) -> Surface:
        """Its look on a mesh that has some of the texture coordinates, in some order: without the other textures."""
        if uv_names == self.uv_names:
            return self.surface
        if uv_names not in self._surfaces:
            textures: dict[str, Any] = {}
            for name, texture in self.surface.textures.items():
                uv_name = self.uv_names[texture.uv_set]
                textures[name] = (
                    replace(texture, uv_set=uv_names.index(uv_name)) if uv_name in uv_names else None
                )
            self._surfaces[uv_names] = replace(self.surface, **textures)
        return self._surfaces[uv_names]


class MaterialReader:
    """Reads and keeps the materials of one stage."""

    def __init__(self, images: ImageLoader, findings: SceneFindings) -> None:
        self._images = images
        self._findings = findings
        self._materials: dict[Sdf.Path, BoundMaterial | None] = {}
        self._animated = False

    @property
    def time_varying(self) -> bool:
        """Whether some material that was read may look different at another time."""
        return self._animated

    def forget(self, *, images: bool) -> None:
        """Read materials, and image files if asked, again when they are next asked for."""
        self._materials.clear()
        self._animated = False
        if images:
            self._images.forget()

    def bound_to(self, prim: Usd.Prim, time: Usd.TimeCode) -> BoundMaterial | None:
        """The material that `prim` is drawn with; None if it is bound to none that can be drawn."""
        material, _ = UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()
        if not material:
            return None
        path = material.GetPath()
        if path not in self._materials:
            self._materials[path] = self._read(material, time)
        return self._materials[path]

    def _read(self, material: UsdShade.Material, time: Usd.TimeCode) -> BoundMaterial | None:
        omni_pbr = omni_pbr_shader(material)
        if omni_pbr is not None:
            self._animated |= _is_animated(material)
            return BoundMaterial(read_omni_pbr(omni_pbr, time, self._images, self._findings), (UV_NAME,))
        shader, _, _ = material.ComputeSurfaceSource()
        identifier = shader.GetIdAttr().Get(time) if shader else None
        if identifier != "UsdPreviewSurface":
            self._findings.add(
                "material-not-drawn",
                material.GetPath(),
                "material with neither a UsdPreviewSurface nor an OmniPBR (its surface is "
                f"{identifier or mdl_of(material) or 'not authored'}) drawn grey",
            )
            return None
        for name in _NOT_DRAWN:
            if shader.GetInput(name) and is_authored(shader.GetInput(name)):
                self._findings.add(f"material-{name}", material.GetPath(), f"input '{name}' is not drawn")
        self._animated |= _is_animated(material)
        textures = TextureReader(self._images, self._findings, time)
        surface = read_preview_surface(shader, time, textures, self._findings)
        return BoundMaterial(surface, textures.uv_names)


def _is_animated(material: UsdShade.Material) -> bool:
    return any(
        attribute.ValueMightBeTimeVarying()
        for prim in Usd.PrimRange(material.GetPrim(), Usd.TraverseInstanceProxies())
        for attribute in prim.GetAttributes()
    )
