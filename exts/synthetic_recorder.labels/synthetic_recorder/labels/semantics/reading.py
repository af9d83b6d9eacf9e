"""Which labels a prim has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .label import Label
from .schemas import LabelSchema, PrimLabel, applied_schemas

if TYPE_CHECKING:
    from pxr import Usd

type Values = Mapping[float | None, tuple[str, ...]]
"""Texts by the time codes of their samples; without samples by None. Empty where nothing is said."""


def own_labels(prim: Usd.Prim) -> tuple[PrimLabel, ...]:
    """Labels authored on a prim itself, in any layer: those it has at any time, in the order in which they come.

    Args:
        prim: Any valid prim, instance proxies included.

    Returns:
        Those of ``LabelsAPI`` first. An empty text is no label. One that both schemas say is there twice.
    """
    found: dict[PrimLabel, None] = {}
    for schema, instance in applied_schemas(prim):
        for label, is_animated in _labels(prim, schema, instance):
            found[PrimLabel(label, prim.GetPath(), schema, instance, is_animated)] = None
    return tuple(found)


def inherited_labels(prim: Usd.Prim) -> tuple[PrimLabel, ...]:
    """Labels that a prim has from those above it, the nearest first; see `own_labels`."""
    labels: list[PrimLabel] = []
    parent = prim.GetParent()
    while parent:
        labels.extend(own_labels(parent))
        parent = parent.GetParent()
    return tuple(labels)


def merged_labels(prim: Usd.Prim) -> dict[str, tuple[str, ...]]:
    """Labels as annotators join them: by type, the prim's own first, then those above it, each once.

    Two texts of one type make one class of their own: ``can,box``.
    """
    merged: dict[str, dict[str, None]] = {}
    for each in (*own_labels(prim), *inherited_labels(prim)):
        merged.setdefault(each.label.semantic_type, {})[each.label.text] = None
    return {semantic_type: tuple(texts) for semantic_type, texts in merged.items()}


def label_values(prim: Usd.Prim, semantic_type: str) -> Values:
    """What a prim's ``LabelsAPI`` of one type says over time."""
    if (LabelSchema.LABELS_API, semantic_type) not in applied_schemas(prim):
        return {}
    (name,) = LabelSchema.LABELS_API.attributes(semantic_type)
    values = {time: _texts(value) for time, value in _read(prim, name)}
    return {time: texts for time, texts in values.items() if texts or time is not None}


def _labels(prim: Usd.Prim, schema: LabelSchema, instance: str) -> Iterator[tuple[Label, bool]]:
    names = schema.attributes(instance)
    if schema is LabelSchema.LABELS_API:
        for time, value in _read(prim, names[0]):
            for text in _texts(value):
                yield Label(instance, text), time is not None
        return
    types, data = (list(_read(prim, name)) for name in names)
    for type_time, semantic_type in types:
        for time, text in data:
            if semantic_type and text:
                is_animated = type_time is not None or time is not None
                yield Label(str(semantic_type), str(text)), is_animated


def _read(prim: Usd.Prim, name: str) -> Iterator[tuple[float | None, Any]]:
    """Every value that an attribute has, with the time code of its sample, or None."""
    attribute = prim.GetAttribute(name)
    if not attribute:
        return
    times = attribute.GetTimeSamples()
    for time in times or [None]:
        value = attribute.Get() if time is None else attribute.Get(time)
        if value is not None:
            yield time, value


def _texts(value: Any) -> tuple[str, ...]:
    texts = (value,) if isinstance(value, str) else value
    return tuple(dict.fromkeys(str(text) for text in texts if text))
