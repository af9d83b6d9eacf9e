"""Check that there is something to see for annotators that go by semantic labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Usd

from synthetic_recorder.core import basic_writer
from synthetic_recorder.core.findings import warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synthetic_recorder.core.config import WriterConfig
    from synthetic_recorder.core.findings import Finding

_DEFAULT_TYPES = ("class",)


def check_labels(writer: WriterConfig, stage: Usd.Stage) -> Iterator[Finding]:
    """Find semantic annotators on a stage where no prim has a label that they look for."""
    annotators = sorted(
        name for name in basic_writer.SEMANTIC_ANNOTATORS if writer.parameters.get(name) is True
    )
    if not annotators:
        return
    there = _semantic_types(stage)
    types = writer.parameters.get("semantic_types") or _DEFAULT_TYPES
    if writer.parameters.get("semantic_filter_predicate"):
        # What a predicate lets through is the annotators' business; here it only matters that there are labels.
        wanted, kind = there, "any type"
    elif isinstance(types, list | tuple) and all(isinstance(name, str) for name in types):
        wanted, kind = set(types), f"type {' or '.join(sorted(types))}"
    else:
        # Nothing that can be looked for; the writer says so when it is given this.
        return
    if not wanted & there:
        yield warning(
            "labels-none",
            "stage",
            f"No prim has a semantic label of {kind}: "
            f"{', '.join(annotators)} will show nothing but UNLABELLED.",
            "Label the prims that matter, or switch these annotators off.",
        )


def _semantic_types(stage: Usd.Stage) -> set[str]:
    """Return the types (taxonomies) of all labels on the stage, those inside USD instances too.

    Both schemas are read by name: ``UsdSemantics.LabelsAPI``, and ``SemanticsAPI``, which is no schema that
    USD knows outside Kit and therefore only shows among the applied schemas of the prim's type info.
    """
    types = set()
    for prim in Usd.PrimRange.Stage(stage, Usd.TraverseInstanceProxies()):
        for schema in prim.GetPrimTypeInfo().GetAppliedAPISchemas():
            api, _, instance = schema.partition(":")
            if api == "SemanticsLabelsAPI" and prim.GetAttribute(f"semantics:labels:{instance}").Get():
                types.add(instance)
            elif api == "SemanticsAPI":
                old = f"semantic:{instance}:params"
                if prim.GetAttribute(f"{old}:semanticData").Get():
                    types.add(prim.GetAttribute(f"{old}:semanticType").Get() or "")
    return types
