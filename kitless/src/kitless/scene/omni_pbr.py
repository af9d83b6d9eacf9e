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
from .shader_inputs import input_color, input_number, input_pair, input_value
from .uv_textures import uv_matrix

UV_NAME = "st"

NOT_DRAWN: dict[str, Any] = {
    "albedo_desaturation": 0.0,
    "emissive_mask_texture": "",
    "project_uvw": False,
    "uv_space_index": 0,
}
"""Inputs that change what Isaac Sim shows and not what kitless does, with the value at which they change nothing."""

_AMBIENT_OCCLUSION, _ROUGHNESS, _METALLIC = 0, 1, 2
"""Channels of an ORM texture."""


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
    """Look of an OmniPBR at `time`; its textures are looked up with the primvar `UV_NAME`."""
    path = shader.GetPath().GetParentPath()
    for name, without_effect in NOT_DRAWN.items():
        if _has_effect(input_value(shader, name, time), without_effect):
            findings.add(f"material-{name}", path, f"input '{name}' of OmniPBR is not drawn")
    return _OmniPbr(shader, time, images).surface()


def _has_effect(value: Any, without_effect: Any) -> bool:
    if value is None:
        return False
    if isinstance(value, Sdf.AssetPath):
        return bool(value.path)
    return bool(value != without_effect)


class _OmniPbr:
    def __init__(self, shader: UsdShade.Shader, time: Usd.TimeCode, images: ImageLoader) -> None:
        self._shader = shader
        self._time = time
        self._images = images

    def surface(self) -> Surface:
        tint = self._color("diffuse_tint", (1.0, 1.0, 1.0))
        brightness = self._number("albedo_brightness", 1.0)
        add = self._number("albedo_add", 0.0)
        constant = self._color("diffuse_color_constant", (0.2, 0.2, 0.2))
        red, green, blue = (
            min(1.0, max(0.0, (channel * brightness + add) * factor))
            for channel, factor in zip(constant, tint, strict=True)
        )
        emission = self._emission()
        return Surface(
            base_color=(red, green, blue),
            base_texture=self._texture(
                "diffuse_texture",
                scale=(brightness * tint[0], brightness * tint[1], brightness * tint[2], 1.0),
                bias=(add * tint[0], add * tint[1], add * tint[2], 0.0),
            ),
            emission=emission,
            emission_texture=self._emission_texture() if any(emission) else None,
            **self._numbers(),
            **self._opacity(),
            normal_texture=self._normal(),
        )

    def _numbers(self) -> dict[str, Any]:
        """Roughness, metallic and occlusion: constants, blended with textures, of which ORM is one for all three."""
        orm = bool(self._value("enable_ORM_texture"))
        return {
            **self._blended(
                "roughness",
                constant=self._number("reflection_roughness_constant", 0.5),
                influence=self._number("reflection_roughness_texture_influence", 0.0),
                texture="ORM_texture" if orm else "reflectionroughness_texture",
                channel=_ROUGHNESS if orm else 0,
            ),
            **self._blended(
                "metallic",
                constant=self._number("metallic_constant", 0.0),
                influence=self._number("metallic_texture_influence", 0.0),
                texture="ORM_texture" if orm else "metallic_texture",
                channel=_METALLIC if orm else 0,
            ),
            **self._blended(
                "occlusion",
                constant=1.0,
                influence=self._number("ao_to_diffuse", 0.0),
                texture="ORM_texture" if orm else "ao_texture",
                channel=_AMBIENT_OCCLUSION if orm else 0,
            ),
        }

    def _blended(
        self, name: str, *, constant: float, influence: float, texture: str, channel: int
    ) -> dict[str, Any]:
        image = None
        if influence > 0.0:
            rest = (1.0 - influence) * constant
            image = self._texture(
                texture,
                scale=(influence, influence, influence, influence),
                bias=(rest, rest, rest, rest),
                channel=channel,
                data=True,
            )
        return {name: constant, f"{name}_texture": image}

    def _opacity(self) -> dict[str, Any]:
        if not self._value("enable_opacity"):
            return {}
        texture = None
        if self._value("enable_opacity_texture"):
            mode = self._value("opacity_mode")
            # 0 alpha, 1 average and 2 luminance of the colours, 3 their maximum: of grey images all are the red.
            texture = self._texture("opacity_texture", channel=3 if mode == 0 else 0, data=True)
        return {
            "opacity": self._number("opacity_constant", 1.0),
            "opacity_texture": texture,
            "opacity_threshold": self._number("opacity_threshold", 0.0),
        }

    def _normal(self) -> TextureImage | None:
        factor = self._number("bump_factor", 1.0)
        # Of Omniverse's normal maps green points down.
        return self._texture(
            "normalmap_texture",
            scale=(2.0 * factor, (-2.0 if self._value("flip_tangent_v") else 2.0) * factor, 2.0, 1.0),
            bias=(-factor, (1.0 if self._value("flip_tangent_v") else -1.0) * factor, -1.0, 0.0),
            data=True,
        )

    def _emission(self) -> Color:
        if not self._value("enable_emission"):
            return (0.0, 0.0, 0.0)
        intensity = self._number("emissive_intensity", 40.0)
        red, green, blue = self._color("emissive_color", (1.0, 0.1, 0.1))
        return (red * intensity, green * intensity, blue * intensity)

    def _emission_texture(self) -> TextureImage | None:
        intensity = self._number("emissive_intensity", 40.0)
        return self._texture("emissive_color_texture", scale=(intensity, intensity, intensity, 1.0))

    def _texture(
        self,
        name: str,
        *,
        scale: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0),
        bias: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0),
        channel: int = 0,
        data: bool = False,
    ) -> TextureImage | None:
        file = self._value(name)
        if not isinstance(file, Sdf.AssetPath) or not file.path:
            return None
        image = self._images.load(file, self._shader.GetPath())
        if image is None:
            return None
        color_space = self._shader.GetInput(name).GetAttr().GetColorSpace()
        (a, b, c), (d, e, f), _ = uv_matrix(
            self._pair("texture_scale", (1.0, 1.0)),
            self._number("texture_rotate", 0.0),
            self._pair("texture_translate", (0.0, 0.0)),
        ).tolist()
        return TextureImage(
            pixels=image.pixels,
            srgb=image.is_srgb(color_space or ("raw" if data else "auto")),
            scale=scale,
            bias=bias,
            channel=channel,
            uv_transform=((a, b, c), (d, e, f)),
        )

    def _value(self, name: str) -> Any:
        return input_value(self._shader, name, self._time)

    def _number(self, name: str, default: float) -> float:
        return input_number(self._shader, name, default, self._time)

    def _color(self, name: str, default: Color) -> Color:
        return input_color(self._shader, name, default, self._time)

    def _pair(self, name: str, default: tuple[float, float]) -> tuple[float, float]:
        return input_pair(self._shader, name, default, self._time)
