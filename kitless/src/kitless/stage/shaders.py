"""The shaders of materials, with the names of `omni.usd`."""

from __future__ import annotations

from typing import Any

from pxr import Sdf, Usd, UsdShade

from kitless.errors import StageError


def get_shader_from_material(material: Usd.Prim | UsdShade.Material, get_prim: bool = False) -> Any:
    """The shader that makes a material's surface.

    Args:
        material: The material, or its prim.
        get_prim: Whether the shader's prim is wanted.

    Returns:
        The `UsdShade.Shader`, or its prim; None where the material has none.
    """
    prim = material.GetPrim()
    # MDL's output comes first, as in Kit.
    contexts = ("mdl", UsdShade.Tokens.universalRenderContext)
    sources = [UsdShade.Material(prim).ComputeSurfaceSource(context)[0] for context in contexts]
    shader = next((source for source in sources if source), None)
    if shader is None:
        found = [UsdShade.Shader(child) for child in prim.GetChildren() if child.IsA(UsdShade.Shader)]
        if not found:
            return None
        shader = found[0]
    return shader.GetPrim() if get_prim else shader


def create_material_input(
    prim: Usd.Prim,
    name: str,
    value: Any,
    vtype: Sdf.ValueTypeName,
    def_value: Any = None,
    min_value: Any = None,
    max_value: Any = None,
    display_name: str | None = None,
    display_group: str | None = None,
    color_space: str | None = None,
) -> UsdShade.Input:
    """Set an input of a material's shader, and make it where it is not there.

    Args:
        prim: The material's prim.
        name: The input's name, without "inputs:".
        value: Its value.
        vtype: Its type.
        def_value: The value that windows call its default, kept in its custom data.
        min_value: The lowest value that windows offer.
        max_value: The highest value that windows offer.
        display_name: The name that windows show.
        display_group: The group in which they show it.
        color_space: The colour space of a texture, such as "sRGB".

    Returns:
        The input.

    Raises:
        StageError: The material has no shader.
    """
    shader = get_shader_from_material(prim)
    if shader is None:
        raise StageError(
            f"omni.usd.create_material_input(): {prim.GetPath()} has no shader; make one with CreateMdlMaterialPrim"
        )
    made: UsdShade.Input = shader.CreateInput(name, vtype)
    made.Set(value)
    attribute = made.GetAttr()
    for key, custom in (
        ("default", def_value),
        ("range:min", min_value),
        ("range:max", max_value),
    ):
        if custom is not None:
            attribute.SetCustomDataByKey(key, custom)
    if display_name is not None:
        attribute.SetDisplayName(display_name)
    if display_group is not None:
        attribute.SetDisplayGroup(display_group)
    if color_space is not None:
        attribute.SetColorSpace(color_space)
    return made
