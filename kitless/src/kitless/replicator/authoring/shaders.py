"""The shaders of a material, and the inputs that they have by their MDL."""

from __future__ import annotations

from pathlib import PurePosixPath

from pxr import Sdf, UsdShade

from kitless.replicator.authoring.attribute_values import Slot

_TYPES = Sdf.ValueTypeNames

OMNI_PBR_INPUTS: dict[str, Sdf.ValueTypeName] = {
    "ORM_texture": _TYPES.Asset,
    "albedo_add": _TYPES.Float,
    "albedo_brightness": _TYPES.Float,
    "albedo_desaturation": _TYPES.Float,
    "ao_texture": _TYPES.Asset,
    "ao_to_diffuse": _TYPES.Float,
    "bump_factor": _TYPES.Float,
    "detail_bump_factor": _TYPES.Float,
    "detail_normalmap_texture": _TYPES.Asset,
    "detail_texture_rotate": _TYPES.Float,
    "detail_texture_scale": _TYPES.Float2,
    "detail_texture_translate": _TYPES.Float2,
    "diffuse_color_constant": _TYPES.Color3f,
    "diffuse_texture": _TYPES.Asset,
    "diffuse_tint": _TYPES.Color3f,
    "emissive_color": _TYPES.Color3f,
    "emissive_color_texture": _TYPES.Asset,
    "emissive_intensity": _TYPES.Float,
    "emissive_mask_texture": _TYPES.Asset,
    "enable_ORM_texture": _TYPES.Bool,
    "enable_emission": _TYPES.Bool,
    "enable_opacity": _TYPES.Bool,
    "enable_opacity_texture": _TYPES.Bool,
    "flip_tangent_u": _TYPES.Bool,
    "flip_tangent_v": _TYPES.Bool,
    "metallic_constant": _TYPES.Float,
    "metallic_texture": _TYPES.Asset,
    "metallic_texture_influence": _TYPES.Float,
    "normalmap_texture": _TYPES.Asset,
    "opacity_constant": _TYPES.Float,
    "opacity_mode": _TYPES.Int,
    "opacity_texture": _TYPES.Asset,
    "opacity_threshold": _TYPES.Float,
    "project_uvw": _TYPES.Bool,
    "reflection_roughness_constant": _TYPES.Float,
    "reflection_roughness_texture_influence": _TYPES.Float,
    "reflectionroughness_texture": _TYPES.Asset,
    "specular_level": _TYPES.Float,
    "texture_rotate": _TYPES.Float,
    "texture_scale": _TYPES.Float2,
    "texture_translate": _TYPES.Float2,
    "uv_space_index": _TYPES.Int,
    "world_or_object": _TYPES.Bool,
}
"""Inputs of OmniPBR by name, as its documentation lists them."""

OMNI_PBR = "OmniPBR"


def surface_shaders(material: UsdShade.Material) -> list[UsdShade.Shader]:
    """The shaders that say how a material's surface looks: that of MDL and that of all renderers, as far as there."""
    shaders: list[UsdShade.Shader] = []
    for context in ("mdl", ""):
        shader = material.ComputeSurfaceSource(context)[0]
        if shader and all(shader.GetPath() != known.GetPath() for known in shaders):
            shaders.append(shader)
    return shaders


def known_input(shader: UsdShade.Shader, name: str) -> Slot | None:
    """An input that the shader has by its MDL, set or not; None if it is not known to have it."""
    source = shader.GetSourceAsset("mdl")
    if source is None or mdl_module(source.path) != OMNI_PBR or name not in OMNI_PBR_INPUTS:
        return None
    return input_slot(shader, name, OMNI_PBR_INPUTS[name])


def input_slot(shader: UsdShade.Shader, name: str, type_name: Sdf.ValueTypeName) -> Slot:
    """Where the value of a shader's input goes."""
    full_name = UsdShade.Utils.GetFullName(name, UsdShade.AttributeType.Input)
    return Slot.named(shader.GetPrim().GetStage(), shader.GetPath(), full_name, type_name)


def mdl_module(mdl: str) -> str:
    """Name of an MDL module: "OmniPBR" of "…/OmniPBR.mdl"."""
    return PurePosixPath(mdl.replace("\\", "/")).stem
