"""Labels as one layer says them: the list of applied schemas of a prim, and the attributes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pxr import Sdf, Vt

if TYPE_CHECKING:
    from pxr import Usd

    from .reading import Values

API_SCHEMAS = "apiSchemas"


def attribute_without_value(spec: Sdf.PrimSpec, name: str, type_name: Sdf.ValueTypeName) -> Sdf.AttributeSpec:
    """The attribute of a prim in the layer, made if it is not there, without any value."""
    attribute = spec.attributes.get(name)
    if attribute is None:
        return Sdf.AttributeSpec(spec, name, type_name)
    attribute.ClearDefaultValue()
    attribute.ClearInfo("timeSamples")
    return attribute


def set_values(attribute: Sdf.AttributeSpec, values: Values, target: Usd.EditTarget) -> None:
    """Give an attribute values at times of the stage, which are others in a layer with an offset."""
    to_layer = target.GetMapFunction().timeOffset.GetInverse()
    for time, texts in values.items():
        if time is None:
            attribute.default = Vt.TokenArray(texts)
        else:
            attribute.layer.SetTimeSample(attribute.path, to_layer * time, Vt.TokenArray(texts))


def add_schema(spec: Sdf.PrimSpec, token: str) -> None:
    """Have a prim say that a schema is applied."""
    # As UsdPrim.AddAppliedSchema does it, but that what was deleted is not said to be deleted and added.
    schemas = applied_by(spec)
    if schemas.isExplicit:
        if token not in schemas.explicitItems:
            schemas.explicitItems = [*schemas.explicitItems, token]
    else:
        schemas.deletedItems = _without(schemas.deletedItems, token)
        if token not in schemas.prependedItems and token not in schemas.appendedItems:
            schemas.prependedItems = [*schemas.prependedItems, token]
    spec.SetInfo(API_SCHEMAS, schemas)


def remove_schema(spec: Sdf.PrimSpec, token: str) -> None:
    """Have a prim no longer say that a schema is applied."""
    if not spec.HasInfo(API_SCHEMAS):
        return
    schemas = applied_by(spec)
    if schemas.isExplicit:
        schemas.explicitItems = _without(schemas.explicitItems, token)
    else:
        schemas.prependedItems = _without(schemas.prependedItems, token)
        schemas.appendedItems = _without(schemas.appendedItems, token)
        schemas.addedItems = _without(schemas.addedItems, token)
    if schemas == Sdf.TokenListOp():
        spec.ClearInfo(API_SCHEMAS)
    else:
        spec.SetInfo(API_SCHEMAS, schemas)


def delete_schema(spec: Sdf.PrimSpec, token: str) -> None:
    """Have a prim say that a schema is not applied, whatever weaker layers say."""
    schemas = applied_by(spec)
    # An explicit list hides those of weaker layers by itself, and would be none any more.
    if not schemas.isExplicit:
        schemas.deletedItems = [*_without(schemas.deletedItems, token), token]
        spec.SetInfo(API_SCHEMAS, schemas)


def applied_by(spec: Sdf.PrimSpec) -> Sdf.TokenListOp:
    """What a prim says of applied schemas; an empty list when it says nothing."""
    return spec.GetInfo(API_SCHEMAS) if spec.HasInfo(API_SCHEMAS) else Sdf.TokenListOp()


def _without(items: Sequence[str], token: str) -> list[str]:
    return [item for item in items if item != token]
