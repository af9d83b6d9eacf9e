"""UsdPreviewSurface, as its specification says, to what the renderer shows."""

from __future__ import annotations

from typing import Any

from pxr import Usd, UsdShade

from kitless.render import Color, Surface

from .findings import SceneFindings
from .shader_inputs import input_color, input_number, input_value
from .uv_textures import Source, TextureReader

DEFAULT_DIFFUSE: Color = (0.18, 0.18, 0.18)
_COLORS: dict[str, tuple[str, Color]] = {
    "diffuseColor": ("base", DEFAULT_DIFFUSE),
    "emissiveColor": ("emission", (0.0, 0.0, 0.0)),
}
_NUMBERS = {"roughness": 0.5, "metallic": 0.0, "occlusion": 1.0, "opacity": 1.0}
"""Inputs that are called alike here, with their defaults."""


def read_preview_surface(
    shader: UsdShade.Shader, time: Usd.TimeCode, textures: TextureReader, findings: SceneFindings
) -> Surface:
    """Look of a UsdPreviewSurface at `time`.

    Args:
        shader: With the identifier UsdPreviewSurface.
        time: Time code of the stage.
        textures: Reads what is connected to its inputs, and knows then what texture coordinates they need.
        findings: Receives inputs that are not drawn.
    """
    look: dict[str, Any] = {}
    for name, (attribute, color) in _COLORS.items():
        source = textures.source_of(shader, name)
        constant = input_color(shader, name, color, time)
        if source is not None:
            constant = source.fallback[:3] if source.fallback else color
            look[f"{attribute}_texture"] = source.texture
            if source.primvar == "displayColor" and name == "diffuseColor":
                look["use_vertex_color"] = True
            elif source.primvar:
                _report_primvar(name, source, shader, findings)
        look["base_color" if attribute == "base" else attribute] = constant
    for name, number in _NUMBERS.items():
        source = textures.source_of(shader, name)
        look[name] = input_number(shader, name, number, time)
        if source is not None:
            look[name] = source.fallback[source.channel] if source.fallback else number
            look[f"{name}_texture"] = source.texture
            if source.primvar:
                _report_primvar(name, source, shader, findings)
    look["opacity_threshold"] = input_number(shader, "opacityThreshold", 0.0, time)
    normal = textures.source_of(shader, "normal")
    look["normal_texture"] = normal.texture if normal is not None else None
    if input_value(shader, "useSpecularWorkflow", time):
        look["mirror"] = input_color(shader, "specularColor", (0.0, 0.0, 0.0), time)
        look["metallic"], look["metallic_texture"] = 0.0, None
        if textures.source_of(shader, "specularColor") is not None:
            findings.add(
                "material-specularColor-texture",
                shader.GetPath().GetParentPath(),
                "texture on 'specularColor' is not drawn, its default is",
            )
    else:
        ior = input_number(shader, "ior", 1.5, time)
        mirror = ((ior - 1.0) / (ior + 1.0)) ** 2 if ior > 0.0 else 0.0
        look["mirror"] = (mirror, mirror, mirror)
    return Surface(**look)


def _report_primvar(name: str, source: Source, shader: UsdShade.Shader, findings: SceneFindings) -> None:
    findings.add(
        "material-primvar",
        shader.GetPath().GetParentPath(),
        f"primvar '{source.primvar}' connected to '{name}' is not drawn, the input's default is",
    )
