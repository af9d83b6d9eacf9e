"""Setting properties where they are authored, with the names of `omni.usd`."""

from __future__ import annotations

from typing import Any

from pxr import Sdf, Usd

from kitless.stage.layers import session_layers


def set_prop_val(
    prop: Usd.Property, val: Any, time_code: Usd.TimeCode | None = None, auto_target_layer: bool = True
) -> bool:
    """Set the value of an attribute, or the targets of a relationship.

    Args:
        prop: The property.
        val: The value; None clears it.
        time_code: When; None is the default time.
        auto_target_layer: Whether it is written to the session layer where that defines the prim or overrides the
            property, as for the viewport's camera; otherwise to the edit target.

    Returns:
        True.
    """
    stage = prop.GetStage()
    when = Usd.TimeCode.Default() if time_code is None else time_code
    layer = session_layer_of(prop) if auto_target_layer else None
    with Usd.EditContext(stage, layer if layer is not None else stage.GetEditTarget()):
        if isinstance(prop, Usd.Relationship):
            prop.SetTargets([] if val is None else list(val))
        elif val is not None:
            prop.Set(val, when)
        elif when.IsDefault():
            prop.Clear()
        else:
            prop.ClearAtTime(when)
    return True


def session_layer_of(prop: Usd.Property) -> Sdf.Layer | None:
    """The session layer, or a sublayer of it, that defines the property's prim or overrides the property."""
    for layer in session_layers(prop.GetStage()):
        prim_spec = layer.GetPrimAtPath(prop.GetPrim().GetPath())
        defines = prim_spec is not None and prim_spec.specifier != Sdf.SpecifierOver
        if defines or layer.GetPropertyAtPath(prop.GetPath()) is not None:
            return layer
    return None


def editing_where_defined(prim: Usd.Prim) -> Usd.EditContext:
    """A context in which edits go to the session layer where that defines the prim, otherwise to the edit target."""
    stage = prim.GetStage()
    for layer in session_layers(stage):
        spec = layer.GetPrimAtPath(prim.GetPath())
        if spec is not None and spec.specifier != Sdf.SpecifierOver:
            return Usd.EditContext(stage, layer)
    return Usd.EditContext(stage, stage.GetEditTarget())
