"""Check that there is something to see for annotators that go by semantic labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Usd, UsdGeom

from synthetic_recorder.core import basic_writer
from synthetic_recorder.core.findings import warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synthetic_recorder.core.config import WriterConfig
    from synthetic_recorder.core.findings import Finding

_DEFAULT_TYPES = ("class",)
_ON_STAGE = Usd.TraverseInstanceProxies()
# Prototypes of point instancers may be overs and classes.
_IN_PROTOTYPES = Usd.TraverseInstanceProxies(Usd.PrimIsActive & Usd.PrimIsLoaded)


def check_labels(writer: WriterConfig, stage: Usd.Stage) -> Iterator[Finding]:
    """Find annotators that go by labels on a stage where no prim has a label that they look for."""
    annotators = sorted(name for name in basic_writer.SEMANTIC_ANNOTATORS if _is_on(name, writer))
    only_labelled_points = _is_on(basic_writer.POINTCLOUD, writer) and not _is_on(
        basic_writer.UNLABELLED_POINTS, writer
    )
    if not annotators and not only_labelled_points:
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
    if wanted & there:
        return
    nobody = f"No prim has a semantic label of {kind}: "
    if annotators:
        yield warning(
            "labels-none",
            "stage",
            f"{nobody}{', '.join(annotators)} will show nothing that has one.",
            "Label the prims that matter, or switch these annotators off.",
        )
    if only_labelled_points:
        yield warning(
            "pointcloud-empty",
            "stage",
            f"{nobody}{basic_writer.POINTCLOUD} will have no points.",
            f"Label the prims that matter, or switch {basic_writer.UNLABELLED_POINTS} on.",
        )


def _is_on(switch: str, writer: WriterConfig) -> bool:
    return writer.parameters.get(switch) is True


def _semantic_types(stage: Usd.Stage) -> set[str]:
    """Return the types (taxonomies) of all labels on the stage.

    Those of GeomSubsets, inside USD instances and of point instancers' prototypes count. Both schemas are read by name:
    ``UsdSemantics.LabelsAPI``, and ``SemanticsAPI``, which is no schema that USD knows outside Kit and therefore only
    shows among the applied schemas of the prim's type info.
    """
    types = set()
    for prim in _everything(stage):
        for schema in prim.GetPrimTypeInfo().GetAppliedAPISchemas():
            api, _, instance = schema.partition(":")
            if api == "SemanticsLabelsAPI" and _has_value(prim, f"semantics:labels:{instance}"):
                types.add(instance)
            elif api == "SemanticsAPI":
                old = f"semantic:{instance}:params"
                if _has_value(prim, f"{old}:semanticData"):
                    # Also those that change over time.
                    types.add(prim.GetAttribute(f"{old}:semanticType").Get(Usd.TimeCode.EarliestTime()) or "")
    return types


def _has_value(prim: Usd.Prim, name: str) -> bool:
    """Return whether an attribute has a label at any time."""
    attribute = prim.GetAttribute(name)
    times = attribute.GetTimeSamples() if attribute else []
    return any(attribute.Get(time) for time in times) if times else bool(attribute and attribute.Get())


def _everything(stage: Usd.Stage) -> Iterator[Usd.Prim]:
    """Every prim that can be drawn, or stands above such; some more than once."""
    walks, prototypes = [Usd.PrimRange.Stage(stage, _ON_STAGE)], set()
    while walks:
        for prim in walks.pop():
            yield prim
            if prim.IsA(UsdGeom.PointInstancer):
                for target in UsdGeom.PointInstancer(prim).GetPrototypesRel().GetForwardedTargets():
                    prototype = stage.GetPrimAtPath(target)
                    if prototype and target not in prototypes:
                        prototypes.add(target)
                        walks.append(Usd.PrimRange(prototype, _IN_PROTOTYPES))
