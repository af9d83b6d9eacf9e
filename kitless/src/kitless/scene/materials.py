"""UsdShade materials to the part of UsdPreviewSurface that is drawn; OmniPBR comes first where a material has both."""

from __future__ import annotations

from dataclasses import dataclass

from pxr import Gf, Sdf, Usd, UsdShade

from kitless.render import Color, Surface, TextureImage, Wrap

from .findings import SceneFindings
from .images import ImageLoader
from .omni_pbr import UV_NAME, mdl_of, omni_pbr_shader, read_omni_pbr
from .shader_inputs import input_color, input_number, input_value, is_authored

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
        omni_pbr = omni_pbr_shader(material)
        if omni_pbr is not None:
            self._animated |= _is_animated(material)
            return BoundMaterial(read_omni_pbr(omni_pbr, time, self._images, self._findings), UV_NAME)
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
            else input_color(shader, "diffuseColor", DEFAULT_DIFFUSE, time),
            base_texture=texture,
            emission=input_color(shader, "emissiveColor", (0.0, 0.0, 0.0), time),
            roughness=input_number(shader, "roughness", 0.5, time),
            metallic=input_number(shader, "metallic", 0.0, time),
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
        file: Sdf.AssetPath | None = input_value(source, "file", time)
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
        uv_name = input_value(reader, "varname", time) if reader is not None else None
        return (
            TextureImage(
                pixels=pixels,
                srgb=input_value(source, "sourceColorSpace", time) != "raw",
                wrap=(
                    _WRAP.get(input_value(source, "wrapS", time), Wrap.REPEAT),
                    _WRAP.get(input_value(source, "wrapT", time), Wrap.REPEAT),
                ),
                scale=tuple(input_value(source, "scale", time) or (1.0, 1.0, 1.0, 1.0)),
                bias=tuple(input_value(source, "bias", time) or (0.0, 0.0, 0.0, 0.0)),
            ),
            str(uv_name or "st"),
        )


def _texture_fallback(texture: UsdShade.Shader, time: Usd.TimeCode) -> Color:
    """What a UsdUVTexture shows when its image cannot be read; the default diffuse colour if it does not say."""
    fallback = input_value(texture, "fallback", time)
    if isinstance(fallback, Gf.Vec4f):
        return (fallback[0], fallback[1], fallback[2])
    return DEFAULT_DIFFUSE


def _is_animated(material: UsdShade.Material) -> bool:
    return any(
        attribute.ValueMightBeTimeVarying()
        for prim in Usd.PrimRange(material.GetPrim(), Usd.TraverseInstanceProxies())
        for attribute in prim.GetAttributes()
    )


def _connected_shader(shader_input: UsdShade.Input | None) -> UsdShade.Shader | None:
    """The shader whose output feeds an input, looked for through the material's interface."""
    if not shader_input:
        return None
    for attribute in shader_input.GetValueProducingAttributes():
        if UsdShade.Utils.GetType(attribute.GetName()) == UsdShade.AttributeType.Output:
            return UsdShade.Shader(attribute.GetPrim())
    return None
