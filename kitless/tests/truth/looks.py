"""Lights, materials and textures for the tests, and what colour a screen gives to an amount of light."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from pxr import Gf, Sdf, Usd, UsdGeom, UsdLux, UsdShade

from .stages import place

if TYPE_CHECKING:
    from pathlib import Path

WHITE = 1000.0
"""Radiance that is shown as white: a white card under a dome light of intensity 1000."""


def srgb(linear: np.ndarray | float) -> np.ndarray:
    """8-bit sRGB codes, not rounded, of linear light from 0 to 1 (IEC 61966-2-1)."""
    linear = np.clip(linear, 0.0, 1.0)
    return 255 * np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)


def matte(prim: Usd.Prim, color: tuple[float, float, float]) -> UsdShade.Shader:
    """Bind a Lambert material: roughness 1, no metal."""
    stage = prim.GetStage()
    material = UsdShade.Material.Define(stage, f"{prim.GetPath()}_material")
    shader = UsdShade.Shader.Define(stage, f"{material.GetPath()}/surface")
    shader.CreateIdAttr("UsdPreviewSurface")
    shader.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(*color))
    shader.CreateInput("roughness", Sdf.ValueTypeNames.Float).Set(1.0)
    shader.CreateInput("metallic", Sdf.ValueTypeNames.Float).Set(0.0)
    material.CreateSurfaceOutput().ConnectToSource(shader.ConnectableAPI(), "surface")
    UsdShade.MaterialBindingAPI.Apply(prim).Bind(material)
    return shader


def textured(prim: Usd.Prim, file: Path, **settings: str) -> None:
    """Bind a Lambert material whose colour is an image, looked up with the primvar "st".

    Args:
        prim: The prim.
        file: The image.
        settings: String inputs of UsdUVTexture, such as wrapS or sourceColorSpace.
    """
    surface = matte(prim, (1.0, 0.0, 1.0))
    stage, folder = prim.GetStage(), surface.GetPath().GetParentPath()
    reader = UsdShade.Shader.Define(stage, folder.AppendChild("reader"))
    reader.CreateIdAttr("UsdPrimvarReader_float2")
    reader.CreateInput("varname", Sdf.ValueTypeNames.String).Set("st")
    texture = UsdShade.Shader.Define(stage, folder.AppendChild("texture"))
    texture.CreateIdAttr("UsdUVTexture")
    texture.CreateInput("file", Sdf.ValueTypeNames.Asset).Set(Sdf.AssetPath(str(file)))
    for name, value in settings.items():
        texture.CreateInput(name, Sdf.ValueTypeNames.Token).Set(value)
    texture.CreateInput("st", Sdf.ValueTypeNames.Float2).ConnectToSource(reader.ConnectableAPI(), "result")
    surface.GetInput("diffuseColor").ConnectToSource(texture.ConnectableAPI(), "rgb")


def set_st(prim: Usd.Prim, values: list[tuple[float, float]], interpolation: str) -> None:
    """Author texture coordinates, origin bottom left."""
    primvar = UsdGeom.PrimvarsAPI(prim).CreatePrimvar("st", Sdf.ValueTypeNames.TexCoord2fArray, interpolation)
    primvar.Set([Gf.Vec2f(*value) for value in values])


def dome(
    stage: Usd.Stage, intensity: float = WHITE, color: tuple[float, float, float] = (1, 1, 1)
) -> UsdLux.DomeLight:
    """A sky of one colour."""
    light = UsdLux.DomeLight.Define(stage, "/World/Dome")
    light.CreateIntensityAttr(intensity)
    light.CreateColorAttr(Gf.Vec3f(*color))
    return light


def sun(stage: Usd.Stage, intensity: float, placement: np.ndarray) -> UsdLux.DistantLight:
    """Parallel light along the -Z of `placement`, with hard shadows."""
    light = UsdLux.DistantLight.Define(stage, "/World/Sun")
    light.CreateIntensityAttr(intensity)
    light.CreateAngleAttr(0.0)
    place(light, placement)
    return light
