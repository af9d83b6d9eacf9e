"""All labels that a stage has, at any time."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pxr import Usd, UsdGeom

from .stage_prims import drawable_prims

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LABEL_SCHEMAS = ("SemanticsLabelsAPI:", "SemanticsAPI:")


class StageLabels:
    """The labels of a stage's prims, by their types (taxonomies). An empty text is no label.

    Those inside USD instances and of point instancers' prototypes count. Both schemas are read by name:
    ``UsdSemantics.LabelsAPI``, and ``SemanticsAPI``, which is no schema that USD knows outside Kit and therefore only
    shows among the applied schemas of the prim's type info.

    Attributes:
        of_prims: All but those of GeomSubsets.
        of_subsets: Those of GeomSubsets.
    """

    def __init__(self, stage: Usd.Stage) -> None:
        of_prims: defaultdict[str, set[str]] = defaultdict(set)
        of_subsets: defaultdict[str, set[str]] = defaultdict(set)
        for prim in drawable_prims(stage):
            # Prims without any labels are most: what is asked of each decides how long this takes.
            for schema in prim.GetPrimTypeInfo().GetAppliedAPISchemas():
                if schema.startswith(_LABEL_SCHEMAS):
                    found = of_subsets if prim.IsA(UsdGeom.Subset) else of_prims
                    _collect(prim, schema, found)
        self.of_prims = _without_empty(of_prims)
        self.of_subsets = _without_empty(of_subsets)

    def everywhere(self) -> Mapping[str, set[str]]:
        """Return the labels of prims and GeomSubsets together."""
        types = self.of_prims.keys() | self.of_subsets.keys()
        return {kind: self.of_prims.get(kind, set()) | self.of_subsets.get(kind, set()) for kind in types}


def _collect(prim: Usd.Prim, schema: str, found: defaultdict[str, set[str]]) -> None:
    api, _, instance = schema.partition(":")
    if api == "SemanticsLabelsAPI":
        for texts in _values(prim, f"semantics:labels:{instance}"):
            found[instance].update(texts)
    elif api == "SemanticsAPI":
        old = f"semantic:{instance}:params"
        texts = {str(text) for text in _values(prim, f"{old}:semanticData")}
        for semantic_type in _values(prim, f"{old}:semanticType"):
            found[str(semantic_type)] |= texts


def _without_empty(found: Mapping[str, set[str]]) -> Mapping[str, set[str]]:
    labels = {semantic_type: texts - {""} for semantic_type, texts in found.items() if semantic_type}
    return {semantic_type: texts for semantic_type, texts in labels.items() if texts}


def _values(prim: Usd.Prim, name: str) -> Iterator[Any]:
    """Every value that an attribute has at any time."""
    attribute = prim.GetAttribute(name)
    if attribute:
        values = (attribute.Get(time) for time in attribute.GetTimeSamples() or [Usd.TimeCode.Default()])
        yield from (value for value in values if value is not None)
