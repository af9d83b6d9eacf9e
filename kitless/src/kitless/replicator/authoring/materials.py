"""Materials written in MDL, as Kit writes them: a Material whose surface is a Shader with a source asset.

/World/Looks/OmniPBR             Material    outputs:mdl:surface ─▶ Shader.outputs:out
/World/Looks/OmniPBR/Shader      Shader      info:mdl:sourceAsset = OmniPBR.mdl, inputs:diffuse_color_constant …
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pxr import Sdf, Usd, UsdShade

from kitless.replicator.authoring.attribute_values import Slot, set_values
from kitless.replicator.authoring.errors import AuthoringError
from kitless.replicator.authoring.shaders import (
    OMNI_PBR,
    OMNI_PBR_INPUTS,
    input_slot,
    known_input,
    mdl_module,
    surface_shaders,
)
from kitless.replicator.authoring.targets import PrimsLike, find_editable_prims
from kitless.replicator.authoring.values import one_for_each

_TYPES = Sdf.ValueTypeNames


def define_mdl_material(wanted_by: str, stage: Usd.Stage, path: Sdf.Path, mdl: str) -> Usd.Prim:
    """Define a material whose surface is what an MDL module names as itself: ``OmniPBR`` of ``OmniPBR.mdl``.

    Raises:
        AuthoringError: `mdl` is no path of an MDL module.
    """
    if not isinstance(mdl, str) or not mdl.endswith(".mdl"):
        raise AuthoringError(f'{wanted_by}: expected mdl such as "OmniPBR.mdl", got {mdl!r}')
    material = UsdShade.Material.Define(stage, path)
    shader = UsdShade.Shader.Define(stage, path.AppendChild("Shader"))
    shader.SetSourceAsset(Sdf.AssetPath(mdl), "mdl")
    shader.SetSourceAssetSubIdentifier(mdl_module(mdl), "mdl")
    output = shader.CreateOutput("out", _TYPES.Token)
    for terminal in (
        material.CreateSurfaceOutput("mdl"),
        material.CreateDisplacementOutput("mdl"),
        material.CreateVolumeOutput("mdl"),
    ):
        terminal.ConnectToSource(output)
    return material.GetPrim()


def set_inputs(wanted_by: str, materials: list[Usd.Prim], inputs: Mapping[str, Any]) -> None:
    """Set inputs of the surface shaders of materials, one value for all or one for each.

    Raises:
        AuthoringError: There is no such input, or the value does not fit.
    """
    shaders = [surface_shaders(UsdShade.Material(material))[0] for material in materials]
    for name, value in inputs.items():
        slots = [_input_for(wanted_by, shader, name, value) for shader in shaders]
        set_values(f"{wanted_by}: {name}", slots, value)


def bind(wanted_by: str, prims: PrimsLike, materials: list[Usd.Prim]) -> None:
    """Bind prims to one material, or each to its own; what is below them and bound by itself has it, too.

    Raises:
        AuthoringError: There are several materials, and not as many as prims; or one of them is no material.
    """
    found = find_editable_prims(wanted_by, prims)
    for material in materials:
        if not material.IsA(UsdShade.Material):
            raise AuthoringError(
                f"{wanted_by}: expected a Material, got {material.GetPath()}, a {material.GetTypeName()}"
            )
    for prim, material in zip(
        found, one_for_each(f"{wanted_by}: materials", materials, len(found)), strict=True
    ):
        UsdShade.MaterialBindingAPI.Apply(prim).Bind(
            UsdShade.Material(material), bindingStrength=UsdShade.Tokens.strongerThanDescendants
        )


def _input_for(wanted_by: str, shader: UsdShade.Shader, name: str, value: Any) -> Slot:
    """An input by its name; of an MDL that is not known, in the type that its value seems to have."""
    known = known_input(shader, name)
    if known is not None:
        return known
    module = mdl_module(shader.GetSourceAsset("mdl").path)
    if module == OMNI_PBR:
        raise AuthoringError(
            f"{wanted_by}: OmniPBR has no input {name!r}; it has {', '.join(sorted(OMNI_PBR_INPUTS))}"
        )
    lengths = {2: _TYPES.Float2, 3: _TYPES.Color3f, 4: _TYPES.Float4}
    if isinstance(value, bool):
        value_type = _TYPES.Bool
    elif isinstance(value, int):
        value_type = _TYPES.Int
    elif isinstance(value, float):
        value_type = _TYPES.Float
    elif isinstance(value, str | Sdf.AssetPath):
        value_type = _TYPES.Asset
    elif hasattr(value, "__len__") and len(value) in lengths:
        value_type = lengths[len(value)]
    else:
        raise AuthoringError(
            f"{wanted_by}: expected a number, a text or 2, 3 or 4 numbers as {name} of {module}, got {value!r}"
        )
    return input_slot(shader, name, value_type)
