"""Which labels a prim has, by either schema, its ancestors' included.

Two schemas are read:

    UsdSemantics.LabelsAPI:<type>       token[] semantics:labels:<type>
    SemanticsAPI:<instance> (old)       string semantic:<instance>:params:semanticType and …:semanticData

A prim has its own labels first, then those of its ancestors from the inside out, each once. An empty text is
no label. Between two time samples the labels are those of the earlier one, before the first those of the first.
"""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from pxr import Tf, Usd, UsdGeom

from kitless.semantics.filter import Labels

NEW_SCHEMA = "SemanticsLabelsAPI:"
OLD_SCHEMA = "SemanticsAPI:"
PROPERTY_PREFIX = "semantic"

BEGINNING = float("-inf")
"""The time of the first samples."""


def own_labels(prim: Usd.Prim, time_code: Usd.TimeCode | None = None) -> dict[str, tuple[str, ...]]:
    """Labels authored on the prim itself.

    Args:
        prim: Any valid prim, instance proxies and prims in prototypes included.
        time_code: When to read labels that change over time; None is the first sample or, without samples,
            the default value.

    Returns:
        Per semantic type the labels, those of the new schema first, each once.
    """
    when = Usd.TimeCode.EarliestTime() if time_code is None else time_code
    labels: dict[str, dict[str, None]] = {}
    for schema in _semantic_schemas(prim):
        values = [_read(prim, name, when) for name in _attribute_names(schema)]
        if schema.startswith(NEW_SCHEMA):
            semantic_type, texts = schema.removeprefix(NEW_SCHEMA), values[0] or ()
        else:
            semantic_type, texts = values[0], (values[1],)
        given = [str(text) for text in texts if text]
        if semantic_type and given:
            labels.setdefault(str(semantic_type), {}).update(dict.fromkeys(given))
    return {semantic_type: tuple(given) for semantic_type, given in labels.items()}


class StageLabels:
    """The labels of every prim of a stage, read once and read again when they may have changed.

    Attributes:
        generation: Rises whenever labels may have changed; what was derived from them before is out of date.
    """

    def __init__(self, stage: Usd.Stage) -> None:
        self.stage = stage
        self.generation = 0
        self._time = BEGINNING
        self._varies_over_time = False
        self._samples: dict[str, tuple[float, ...]] = {}
        # By path and the time sample that holds there; None where nothing has samples.
        self._labels: dict[tuple[str, float | None], Labels] = {}
        self._listener = Tf.Notice.Register(Usd.Notice.ObjectsChanged, self._on_objects_changed, stage)

    def of(self, prim_path: str) -> Labels:
        """Labels of the prim and its ancestors, per type; empty for a path without a prim."""
        return self._at(prim_path, self._time)

    def of_everything_drawn(self) -> Iterator[Labels]:
        """Labels of every gprim and point instancer, hidden ones and instance proxies included, at all times."""
        everything = Usd.PrimRange.Stage(self.stage, Usd.TraverseInstanceProxies(Usd.PrimDefaultPredicate))
        for prim in everything:
            if prim.IsA(UsdGeom.Gprim) or prim.IsA(UsdGeom.PointInstancer):
                prim_path = str(prim.GetPath())
                for time in self._samples_of(prim_path) or (BEGINNING,):
                    yield self._at(prim_path, time)

    def set_time(self, time_code: Usd.TimeCode) -> None:
        """Read labels that change over time at this time from now on."""
        time = BEGINNING if time_code.IsDefault() else float(time_code.GetValue())
        if self._varies_over_time and time != self._time:
            self.generation += 1
        self._time = time

    def close(self) -> None:
        """Stop listening to the stage. Idempotent."""
        if self._listener is not None:
            self._listener.Revoke()
            self._listener = None
        self._labels.clear()
        self._samples.clear()

    def _at(self, prim_path: str, time: float) -> Labels:
        samples = self._samples_of(prim_path)
        sample = samples[max(0, bisect_right(samples, time) - 1)] if samples else None
        known = self._labels.get((prim_path, sample))
        if known is not None:
            return known
        prim = self._labelled_prim(prim_path)
        labels: Labels = {}
        if prim is not None:
            own = own_labels(prim, None if sample is None else Usd.TimeCode(sample))
            labels = _merged(own, self._at(str(prim.GetPath().GetParentPath()), time))
        self._labels[prim_path, sample] = labels
        return labels

    def _samples_of(self, prim_path: str) -> tuple[float, ...]:
        """Times at which labels of the prim or of an ancestor may become others, ascending."""
        known = self._samples.get(prim_path)
        if known is not None:
            return known
        prim = self._labelled_prim(prim_path)
        samples: tuple[float, ...] = ()
        if prim is not None:
            samples = self._samples_of(str(prim.GetPath().GetParentPath()))
            own = _own_samples(prim)
            if own:
                samples = tuple(sorted({*own, *samples}))
        self._varies_over_time = self._varies_over_time or len(samples) > 1
        self._samples[prim_path] = samples
        return samples

    def _labelled_prim(self, prim_path: str) -> Usd.Prim | None:
        """The prim, unless there is none or it is the root, which has no labels."""
        prim = self.stage.GetPrimAtPath(prim_path)
        return prim if prim and not prim.IsPseudoRoot() else None

    def _forget(self) -> None:
        self.generation += 1
        self._labels.clear()
        self._samples.clear()

    def _on_objects_changed(self, notice: Any, _stage: Any) -> None:
        for path in notice.GetResyncedPaths():
            if not path.IsPropertyPath() or path.name.startswith(PROPERTY_PREFIX):
                self._forget()
                return
        if any(
            path.IsPropertyPath() and path.name.startswith(PROPERTY_PREFIX)
            for path in notice.GetChangedInfoOnlyPaths()
        ):
            self._forget()


def _semantic_schemas(prim: Usd.Prim) -> list[str]:
    """Applied schemas that hold labels, those of the new kind first."""
    # The old schema is not known to USD, so that only the authored names, of the prim's type info, have it.
    applied = [str(schema) for schema in prim.GetPrimTypeInfo().GetAppliedAPISchemas()]
    return [schema for kind in (NEW_SCHEMA, OLD_SCHEMA) for schema in applied if schema.startswith(kind)]


def _attribute_names(schema: str) -> tuple[str, ...]:
    """The attribute with the labels, or those with the type and the label."""
    if schema.startswith(NEW_SCHEMA):
        return (f"semantics:labels:{schema.removeprefix(NEW_SCHEMA)}",)
    instance = schema.removeprefix(OLD_SCHEMA)
    return f"semantic:{instance}:params:semanticType", f"semantic:{instance}:params:semanticData"


def _own_samples(prim: Usd.Prim) -> set[float]:
    attributes = (
        prim.GetAttribute(name) for schema in _semantic_schemas(prim) for name in _attribute_names(schema)
    )
    return {time for attribute in attributes if attribute for time in attribute.GetTimeSamples()}


def _read(prim: Usd.Prim, name: str, time_code: Usd.TimeCode) -> Any:
    attribute = prim.GetAttribute(name)
    return attribute.Get(time_code) if attribute else None


def _merged(own: Labels, inherited: Labels) -> Labels:
    if not own:
        return inherited
    return {
        semantic_type: tuple(dict.fromkeys((*own.get(semantic_type, ()), *inherited.get(semantic_type, ()))))
        for semantic_type in {**own, **inherited}
    }
