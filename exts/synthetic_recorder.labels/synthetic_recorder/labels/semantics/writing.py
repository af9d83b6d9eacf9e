"""Writes labels to an edit target: all of what is wanted, or nothing.

::

    1. what is wanted is written to the target; what is not is removed from it
    2. what weaker layers say of the latter is hidden: schema deleted, value blocked
    3. the stage is asked whether it is so now; if a stronger layer says otherwise, all is taken back

Below the level of ``Usd`` and in one change block each: ten thousand prims compose once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pxr import Sdf

from .edit import HiddenOpinion, LabelEdit
from .errors import StrongerLayerError
from .layer_record import LayerRecord
from .layer_specs import (
    add_schema,
    applied_by,
    attribute_without_value,
    delete_schema,
    remove_schema,
    set_values,
)
from .reading import Values, label_values
from .schemas import LabelSchema, applied_schemas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pxr import Usd

Part = tuple[LabelSchema, str]
"""A schema with its instance."""


@dataclass(frozen=True)
class Wanted:
    """What is to be so on one prim.

    Attributes:
        prim: The prim.
        path: Where it is in the edit target's layer.
        values: What its ``LabelsAPI`` says, by type; nothing for a type that is to go.
        dropped: Instances of the old schema that are to go.
    """

    prim: Usd.Prim
    path: Sdf.Path
    values: Mapping[str, Values] = field(default_factory=dict)
    dropped: Sequence[str] = ()

    def gone(self) -> Iterator[Part]:
        """What is not to be there any more."""
        yield from ((LabelSchema.LABELS_API, name) for name, values in self.values.items() if not values)
        yield from ((LabelSchema.SEMANTICS_API, instance) for instance in self.dropped)

    def attributes(self) -> Iterator[str]:
        """Names of all attributes that may be touched."""
        for semantic_type in self.values:
            yield from LabelSchema.LABELS_API.attributes(semantic_type)
        for instance in self.dropped:
            yield from LabelSchema.SEMANTICS_API.attributes(instance)


def write(wanted: Sequence[Wanted], target: Usd.EditTarget) -> LabelEdit:
    """Write labels.

    Args:
        wanted: What is to be so, for each prim once; only prims that `check_editable` lets through.
        target: Where to.

    Raises:
        StrongerLayerError: A stronger layer says otherwise; nothing has been changed.
    """
    if not wanted:
        return LabelEdit()
    record = LayerRecord(target.GetLayer())
    hidden: list[HiddenOpinion] = []
    try:
        with Sdf.ChangeBlock():
            for each in wanted:
                record.add(each.path, each.attributes())
                _write(each, target)
        left = [
            (each, parts)
            for each in wanted
            if (parts := [part for part in each.gone() if _is_said(each, part)])
        ]
        if left:
            with Sdf.ChangeBlock():
                for each, parts in left:
                    _hide(each, parts, target.GetLayer())
        for each in wanted:
            _check(each, target)
        for each, parts in left:
            hidden.extend(_hidden_opinions(each, parts, target))
    except BaseException:
        record.restore()
        raise
    return LabelEdit(tuple(each.prim.GetPath() for each in wanted), tuple(hidden), record)


def _write(wanted: Wanted, target: Usd.EditTarget) -> None:
    layer = target.GetLayer()
    spec = layer.GetPrimAtPath(wanted.path)
    if spec is not None:
        for schema, instance in wanted.gone():
            remove_schema(spec, schema.token(instance))
            for name in schema.attributes(instance):
                if name in spec.attributes:
                    spec.RemoveProperty(spec.attributes[name])
    for semantic_type, values in wanted.values.items():
        if values:
            spec = spec or Sdf.CreatePrimInLayer(layer, wanted.path)
            add_schema(spec, LabelSchema.LABELS_API.token(semantic_type))
            (name,) = LabelSchema.LABELS_API.attributes(semantic_type)
            set_values(attribute_without_value(spec, name, Sdf.ValueTypeNames.TokenArray), values, target)


def _hide(wanted: Wanted, parts: Sequence[Part], layer: Sdf.Layer) -> None:
    spec = Sdf.CreatePrimInLayer(layer, wanted.path)
    for schema, instance in parts:
        if schema.token(instance) in map(str, wanted.prim.GetPrimTypeInfo().GetAppliedAPISchemas()):
            delete_schema(spec, schema.token(instance))
        for name in schema.attributes(instance):
            attribute = wanted.prim.GetAttribute(name)
            if attribute and attribute.HasAuthoredValue():
                made = attribute_without_value(spec, name, attribute.GetTypeName())
                made.default = Sdf.ValueBlock()


def _check(wanted: Wanted, target: Usd.EditTarget) -> None:
    is_so = all(_same(label_values(wanted.prim, name), values) for name, values in wanted.values.items())
    if is_so and not any(_is_said(wanted, part) for part in wanted.gone()):
        return
    stronger = _stronger_layer(wanted, target)
    raise StrongerLayerError(
        f"the labels of {wanted.prim.GetPath()} cannot be changed in {target.GetLayer().identifier}: {stronger} is "
        "stronger and says otherwise; choose that layer as the edit target, or remove the labels there"
    )


def _is_said(wanted: Wanted, part: Part) -> bool:
    """Whether the stage still has something of what is to be gone."""
    if part in applied_schemas(wanted.prim):
        return True
    schema, instance = part
    attributes = map(wanted.prim.GetAttribute, schema.attributes(instance))
    return any(attribute and attribute.HasAuthoredValue() for attribute in attributes)


def _same(found: Values, expected: Values) -> bool:
    # Not the times: those of a layer with an offset come back rounded.
    return [found[time] for time in sorted(found, key=_order)] == [
        expected[time] for time in sorted(expected, key=_order)
    ]


def _order(time: float | None) -> float:
    return float("-inf") if time is None else time


def _stronger_layer(wanted: Wanted, target: Usd.EditTarget) -> str:
    for spec in wanted.prim.GetPrimStack():
        if (spec.layer, spec.path) == (target.GetLayer(), wanted.path):
            break
        if _speaks(spec, [(LabelSchema.LABELS_API, name) for name in wanted.values] + list(wanted.gone())):
            return str(spec.layer.identifier)
    return "another layer"


def _hidden_opinions(
    wanted: Wanted, parts: Sequence[Part], target: Usd.EditTarget
) -> Iterator[HiddenOpinion]:
    for spec in wanted.prim.GetPrimStack():
        if (spec.layer, spec.path) != (target.GetLayer(), wanted.path) and _speaks(spec, parts):
            yield HiddenOpinion(wanted.prim.GetPath(), str(spec.layer.identifier))


def _speaks(spec: Sdf.PrimSpec, parts: Sequence[Part]) -> bool:
    """Whether a layer says anything about a prim's labels."""
    schemas = applied_by(spec)
    for schema, instance in parts:
        token = schema.token(instance)
        if schemas.isExplicit or schemas.HasItem(token):
            return True
        if any(name in spec.attributes for name in schema.attributes(instance)):
            return True
    return False
