"""Which labels a prim has, by either schema, its ancestors' included.

Two schemas are read:

    UsdSemantics.LabelsAPI:<type>       token[] semantics:labels:<type>
    SemanticsAPI:<instance> (old)       string semantic:<instance>:params:semanticType and …:semanticData

A prim has its own labels first, then those of its ancestors from the inside out, each once.
"""

from collections.abc import Iterator
from typing import Any

from pxr import Tf, Usd, UsdGeom

from kitless.semantics.filter import Labels

NEW_SCHEMA = "SemanticsLabelsAPI:"
OLD_SCHEMA = "SemanticsAPI:"
PROPERTY_PREFIX = "semantic"


def own_labels(prim: Usd.Prim, time_code: Usd.TimeCode | None = None) -> dict[str, tuple[str, ...]]:
    """Labels authored on the prim itself.

    Args:
        prim: Any valid prim, instance proxies and prims in prototypes included.
        time_code: When to read labels that change over time; None is the default value or, without one, the
            first sample.

    Returns:
        Per semantic type the labels, those of the new schema first, each once.
    """
    when = Usd.TimeCode.EarliestTime() if time_code is None else time_code
    labels: dict[str, dict[str, None]] = {}
    # The old schema is not known to USD, so that only the authored names, of the prim's type info, have it.
    schemas = prim.GetPrimTypeInfo().GetAppliedAPISchemas()
    for schema in sorted(schemas, key=lambda name: str(name).startswith(OLD_SCHEMA)):
        if schema.startswith(NEW_SCHEMA):
            semantic_type = schema.removeprefix(NEW_SCHEMA)
            values = _read(prim, f"semantics:labels:{semantic_type}", when) or ()
        elif schema.startswith(OLD_SCHEMA):
            instance = schema.removeprefix(OLD_SCHEMA)
            semantic_type = _read(prim, f"semantic:{instance}:params:semanticType", when)
            value = _read(prim, f"semantic:{instance}:params:semanticData", when)
            values = (value,) if value else ()
        else:
            continue
        if semantic_type and values:
            labels.setdefault(str(semantic_type), {}).update(dict.fromkeys(map(str, values)))
    return {semantic_type: tuple(values) for semantic_type, values in labels.items()}


class StageLabels:
    """The labels of every prim of a stage, read once and read again when they may have changed.

    Attributes:
        generation: Rises whenever labels may have changed; what was derived from them before is out of date.
    """

    def __init__(self, stage: Usd.Stage) -> None:
        self.stage = stage
        self.generation = 0
        self._time_code: Usd.TimeCode | None = None
        self._varies_over_time = False
        self._labels: dict[str, Labels] = {}
        self._listener = Tf.Notice.Register(Usd.Notice.ObjectsChanged, self._on_objects_changed, stage)

    def of(self, prim_path: str) -> Labels:
        """Labels of the prim and its ancestors, per type; empty for a path without a prim."""
        known = self._labels.get(prim_path)
        if known is not None:
            return known
        prim = self.stage.GetPrimAtPath(prim_path)
        labels: Labels = {}
        if prim and not prim.IsPseudoRoot():
            own = own_labels(prim, self._time_code)
            self._varies_over_time = self._varies_over_time or (bool(own) and _labels_vary(prim))
            labels = _merged(own, self.of(str(prim.GetPath().GetParentPath())))
        self._labels[prim_path] = labels
        return labels

    def of_everything_drawn(self) -> Iterator[Labels]:
        """Labels of every gprim and point instancer, hidden ones and instance proxies included."""
        everything = Usd.PrimRange.Stage(self.stage, Usd.TraverseInstanceProxies(Usd.PrimDefaultPredicate))
        for prim in everything:
            if prim.IsA(UsdGeom.Gprim) or prim.IsA(UsdGeom.PointInstancer):
                yield self.of(str(prim.GetPath()))

    def set_time(self, time_code: Usd.TimeCode) -> None:
        """Read labels that change over time at this time from now on."""
        if self._varies_over_time and time_code != self._time_code:
            self._forget()
        self._time_code = time_code

    def close(self) -> None:
        """Stop listening to the stage. Idempotent."""
        if self._listener is not None:
            self._listener.Revoke()
            self._listener = None
        self._labels.clear()

    def _forget(self) -> None:
        self.generation += 1
        self._labels.clear()

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


def _read(prim: Usd.Prim, name: str, time_code: Usd.TimeCode) -> Any:
    attribute = prim.GetAttribute(name)
    return attribute.Get(time_code) if attribute else None


def _labels_vary(prim: Usd.Prim) -> bool:
    return any(
        prim.GetAttribute(name).ValueMightBeTimeVarying()
        for name in prim.GetPropertyNames()
        if name.startswith(PROPERTY_PREFIX) and prim.GetAttribute(name)
    )


def _merged(own: Labels, inherited: Labels) -> Labels:
    if not own:
        return inherited
    return {
        semantic_type: tuple(dict.fromkeys((*own.get(semantic_type, ()), *inherited.get(semantic_type, ()))))
        for semantic_type in {**own, **inherited}
    }
