"""OmniPBR, the material of Omniverse that most assets for Isaac Sim have, to what the renderer shows.

Names and defaults of its inputs are those of its documentation. How `albedo_brightness`, `albedo_add` and
`diffuse_tint` act together is our choice: ``(colour * brightness + add) * tint``, for the constant colour and for the
texture.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from pxr import Sdf, Usd, UsdShade

from kitless.render import Color, Surface, TextureImage

from .findings import SceneFindings
from .images import ImageLoader
from .shader_inputs import input_color, input_number, input_value

UV_NAME = "st"

NOT_DRAWN: dict[str, Any] = {
    "ORM_texture": "",
    "albedo_desaturation": 0.0,
    "ao_texture": "",
    "emissive_color_texture": "",
    "emissive_mask_texture": "",
    "enable_opacity": False,
    "metallic_texture": "",
    "normalmap_texture": "",
    "project_uvw": False,
    "reflectionroughness_texture": "",
    "texture_rotate": 0.0,
    "texture_scale": (1.0, 1.0),
    "texture_translate": (0.0, 0.0),
    "uv_space_index": 0,
}
"""Inputs that change what Isaac Sim shows and not what kitless does, with the value at which they change nothing."""


def mdl_of(material: UsdShade.Material) -> str:
    """Name of the MDL file that a material's surface is of, "" if it is of none."""
    shader = material.ComputeSurfaceSource("mdl")[0]
    source = shader.GetSourceAsset("mdl") if shader else None
    return PurePosixPath(source.path.replace("\\", "/")).name if source else ""


def omni_pbr_shader(material: UsdShade.Material) -> UsdShade.Shader | None:
    """The shader of a material that is an OmniPBR; None if it is another material."""
    return material.ComputeSurfaceSource("mdl")[0] if mdl_of(material) == "OmniPBR.mdl" else None


def read_omni_pbr(
    shader: UsdShade.Shader, time: Usd.TimeCode, images: ImageLoader, findings: SceneFindings
) -> Surface:
    """Look of an OmniPBR at `time`; its texture is looked up with the primvar `UV_NAME`."""
    path = shader.GetPath().GetParentPath()
    for name, without_effect in NOT_DRAWN.items():
        if _has_effect(input_value(shader, name, time), without_effect):
            findings.add(f"material-{name}", path, f"input '{name}' of OmniPBR is not drawn")
    tint = input_color(shader, "diffuse_tint", (1.0, 1.0, 1.0), time)
    brightness = input_number(shader, "albedo_brightness", 1.0, time)
    add = input_number(shader, "albedo_add", 0.0, time)
    constant = input_color(shader, "diffuse_color_constant", (0.2, 0.2, 0.2), time)
    red, green, blue = (
        min(1.0, max(0.0, (channel * brightness + add) * factor))
        for channel, factor in zip(constant, tint, strict=True)
    )
    return Surface(
        base_color=(red, green, blue),
        base_texture=_texture(shader, time, images, tint, brightness, add),
        emission=_emission(shader, time),
        roughness=input_number(shader, "reflection_roughness_constant", 0.5, time),
        metallic=input_number(shader, "metallic_constant", 0.0, time),
    )


def _has_effect(value: Any, without_effect: Any) -> bool:
    if value is None:
        return False
    if isinstance(value, Sdf.AssetPath):
        return bool(value.path)
    return bool((tuple(value) if isinstance(without_effect, tuple) else value) != without_effect)


def _texture(
    shader: UsdShade.Shader,
    time: Usd.TimeCode,
    images: ImageLoader,
    tint: Color,
    brightness: float,
    add: float,
) -> TextureImage | None:
    file = input_value(shader, "diffuse_texture", time)
    if not isinstance(file, Sdf.AssetPath) or not file.path:
        return None
    pixels = images.load(file, shader.GetPath())
    if pixels is None:
        return None
    red, green, blue = tint
    return TextureImage(
        pixels=pixels,
        srgb=shader.GetInput("diffuse_texture").GetAttr().GetColorSpace() != "raw",
        scale=(brightness * red, brightness * green, brightness * blue, 1.0),
        bias=(add * red, add * green, add * blue, 0.0),
    )


def _emission(shader: UsdShade.Shader, time: Usd.TimeCode) -> Color:
    if not input_value(shader, "enable_emission", time):
        return (0.0, 0.0, 0.0)
    intensity = input_number(shader, "emissive_intensity", 40.0, time)
    red, green, blue = input_color(shader, "emissive_color", (1.0, 0.1, 0.1), time)
    return (red * intensity, green * intensity, blue * intensity)
