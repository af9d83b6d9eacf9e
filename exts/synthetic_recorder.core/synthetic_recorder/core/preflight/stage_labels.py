"""All labels that a stage has, at any time."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pxr import Usd

from .stage_prims import drawable_prims

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def labels_by_type(stage: Usd.Stage) -> Mapping[str, set[str]]:
    """Return the labels that prims have, by their types (taxonomies). An empty text is no label.

    Those of GeomSubsets, inside USD instances and of point instancers' prototypes count. Both schemas are read by name:
    ``UsdSemantics.LabelsAPI``, and ``SemanticsAPI``, which is no schema that USD knows outside Kit and therefore only
    shows among the applied schemas of the prim's type info.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for prim in drawable_prims(stage):
        for schema in prim.GetPrimTypeInfo().GetAppliedAPISchemas():
            api, _, instance = schema.partition(":")
            if api == "SemanticsLabelsAPI":
                for texts in _values(prim, f"semantics:labels:{instance}"):
                    found[instance].update(texts)
            elif api == "SemanticsAPI":
                old = f"semantic:{instance}:params"
                texts = {str(text) for text in _values(prim, f"{old}:semanticData")}
                for semantic_type in _values(prim, f"{old}:semanticType"):
                    found[str(semantic_type)] |= texts
    labels = {semantic_type: texts - {""} for semantic_type, texts in found.items() if semantic_type}
    return {semantic_type: texts for semantic_type, texts in labels.items() if texts}


def _values(prim: Usd.Prim, name: str) -> Iterator[Any]:
    """Every value that an attribute has at any time."""
    attribute = prim.GetAttribute(name)
    if attribute:
        values = (attribute.Get(time) for time in attribute.GetTimeSamples() or [Usd.TimeCode.Default()])
        yield from (value for value in values if value is not None)
