"""Attributes by the names that callers use."""

from __future__ import annotations

from pxr import Sdf, Usd, UsdShade

from kitless.replicator.authoring.attribute_values import Slot
from kitless.replicator.authoring.errors import AuthoringError
from kitless.replicator.authoring.shaders import known_input, surface_shaders

_INPUTS = "inputs:"


def find_attribute(wanted_by: str, prim: Usd.Prim, name: str) -> Slot:
    """An attribute by its name, with or without ``inputs:``, of a prim or of a material's surface shader.

    An input that OmniPBR has and nobody has set yet counts.

    Raises:
        AuthoringError: There is none.
    """
    if not isinstance(name, str) or not Sdf.Path.IsValidNamespacedIdentifier(name):
        raise AuthoringError(f"{wanted_by}: expected the name of an attribute, got {name!r}")
    names = (name, _INPUTS + name)
    shaders = surface_shaders(UsdShade.Material(prim)) if prim.IsA(UsdShade.Material) else []
    if prim.IsA(UsdShade.Shader):
        shaders = [UsdShade.Shader(prim)]
    holders = [prim, *(shader.GetPrim() for shader in shaders)]
    for holder in holders:
        for each in names:
            if holder.HasAttribute(each):
                return Slot.of(holder.GetAttribute(each))
    for shader in shaders:
        known_slot = known_input(shader, name.removeprefix(_INPUTS))
        if known_slot is not None:
            return known_slot
    known = sorted(str(attribute.GetName()) for holder in holders for attribute in holder.GetAttributes())
    raise AuthoringError(
        f"{wanted_by}: {prim.GetPath()} has no attribute {name!r}; it has {', '.join(known) or 'none'}"
    )
