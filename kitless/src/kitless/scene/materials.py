"""UsdShade materials to the part of UsdPreviewSurface that is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pxr import Gf, Sdf, Usd, UsdShade

from kitless.render import Color, Surface, TextureImage, Wrap

from .findings import SceneFindings
from .images import ImageLoader

_WRAP = {
    "repeat": Wrap.REPEAT,
    "clamp": Wrap.CLAMP,
    "mirror": Wrap.MIRROR,
    "black": Wrap.BLACK,
    # The default: the file's own mode, which 8-bit images do not carry; USD then says repeat.
    "useMetadata": Wrap.REPEAT,
}

_NOT_DRAWN = (
    "clearcoat",
    "displacement",
    "ior",
    "normal",
    "occlusion",
    "opacity",
    "specularColor",
    "useSpecularWorkflow",
)
DEFAULT_DIFFUSE: Color = (0.18, 0.18, 0.18)
_WITHOUT_TEXTURE = ("emissiveColor", "metallic", "roughness")


@dataclass(frozen=True)
class BoundMaterial:
    """A material as a mesh needs it.

    Attributes:
        surface: Its look.
        uv_name: Primvar with the texture coordinates of its base texture, or None.
    """

    surface: Surface
    uv_name: str | None


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
        shader, _, _ = material.ComputeSurfaceSource()
        identifier = shader.GetIdAttr().Get(time) if shader else None
        if identifier != "UsdPreviewSurface":
            self._findings.add(
                "material-not-drawn",
                material.GetPath(),
                f"material without a UsdPreviewSurface (its surface is {identifier or 'not authored'}) drawn grey",
            )
            return None
        for name in _NOT_DRAWN:
            if shader.GetInput(name) and _is_authored(shader.GetInput(name)):
                self._findings.add(f"material-{name}", material.GetPath(), f"input '{name}' is not drawn")
        for name in _WITHOUT_TEXTURE:
            if _connected_shader(shader.GetInput(name)):
                self._findings.add(
                    f"material-{name}-texture",
                    material.GetPath(),
                    f"texture on '{name}' is not drawn, its default is",
                )
        self._animated |= _is_animated(material)
        diffuse = shader.GetInput("diffuseColor")
        texture, uv_name = self._texture(diffuse, time)
        fallback = _connected_shader(diffuse)
        surface = Surface(
            base_color=_texture_fallback(fallback, time)
            if fallback
            else _color(shader, "diffuseColor", DEFAULT_DIFFUSE, time),
            base_texture=texture,
            emission=_color(shader, "emissiveColor", (0.0, 0.0, 0.0), time),
            roughness=_number(shader, "roughness", 0.5, time),
            metallic=_number(shader, "metallic", 0.0, time),
        )
        return BoundMaterial(surface, uv_name)

    def _texture(
        self, color: UsdShade.Input | None, time: Usd.TimeCode
    ) -> tuple[TextureImage | None, str | None]:
        """Texture connected to an input, and the primvar that it is looked up with."""
        source = _connected_shader(color)
        if source is None:
            return None, None
        path = source.GetPath()
        if source.GetIdAttr().Get(time) != "UsdUVTexture":
            self._findings.add(
                "shader-not-drawn",
                path,
                f"shader {source.GetIdAttr().Get(time)} is not drawn, only UsdUVTexture",
            )
            return None, None
        file: Sdf.AssetPath | None = _value(source, "file", time)
        if file is None or not file.path:
            self._findings.add(
                "texture-missing", path, "texture without a file: drawn in its fallback colour"
            )
            return None, None
        pixels = self._images.load(file, path)
        if pixels is None:
            return None, None
        reader = _connected_shader(source.GetInput("st"))
        if reader is not None and reader.GetIdAttr().Get(time) == "UsdTransform2d":
            self._findings.add("texture-transform", reader.GetPath(), "texture transform is not drawn")
            reader = _connected_shader(reader.GetInput("in"))
        uv_name = _value(reader, "varname", time) if reader is not None else None
        return (
            TextureImage(
                pixels=pixels,
                srgb=_value(source, "sourceColorSpace", time) != "raw",
                wrap=(
                    _WRAP.get(_value(source, "wrapS", time), Wrap.REPEAT),
                    _WRAP.get(_value(source, "wrapT", time), Wrap.REPEAT),
                ),
                scale=tuple(_value(source, "scale", time) or (1.0, 1.0, 1.0, 1.0)),
                bias=tuple(_value(source, "bias", time) or (0.0, 0.0, 0.0, 0.0)),
            ),
            str(uv_name or "st"),
        )


def _value(shader: UsdShade.Shader, name: str, time: Usd.TimeCode) -> Any:
    """Value of an input, through connections to the material's interface; None if it has none."""
    shader_input = shader.GetInput(name)
    if not shader_input:
        return None
    sources = shader_input.GetValueProducingAttributes()
    return sources[0].Get(time) if sources else None


def _texture_fallback(texture: UsdShade.Shader, time: Usd.TimeCode) -> Color:
    """What a UsdUVTexture shows when its image cannot be read; the default diffuse colour if it does not say."""
    fallback = _value(texture, "fallback", time)
    if isinstance(fallback, Gf.Vec4f):
        return (fallback[0], fallback[1], fallback[2])
    return DEFAULT_DIFFUSE


def _is_animated(material: UsdShade.Material) -> bool:
    return any(
        attribute.ValueMightBeTimeVarying()
        for prim in Usd.PrimRange(material.GetPrim(), Usd.TraverseInstanceProxies())
        for attribute in prim.GetAttributes()
    )


def _is_authored(shader_input: UsdShade.Input) -> bool:
    return bool(shader_input.HasConnectedSource() or shader_input.GetAttr().HasAuthoredValue())


def _connected_shader(shader_input: UsdShade.Input | None) -> UsdShade.Shader | None:
    """The shader whose output feeds an input, looked for through the material's interface."""
    if not shader_input:
        return None
    for attribute in shader_input.GetValueProducingAttributes():
        if UsdShade.Utils.GetType(attribute.GetName()) == UsdShade.AttributeType.Output:
            return UsdShade.Shader(attribute.GetPrim())
    return None


def _color(shader: UsdShade.Shader, name: str, default: Color, time: Usd.TimeCode) -> Color:
    value = _value(shader, name, time)
    if not isinstance(value, Gf.Vec3f):
        return default
    return (value[0], value[1], value[2])


def _number(shader: UsdShade.Shader, name: str, default: float, time: Usd.TimeCode) -> float:
    value = _value(shader, name, time)
    return float(value) if isinstance(value, int | float) else default
