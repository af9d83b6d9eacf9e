"""What the labels of the old schema are in the new one."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from .reading import Values
from .schemas import LabelSchema, applied_schemas

if TYPE_CHECKING:
    from pxr import Usd


def upgraded_values(prim: Usd.Prim) -> tuple[dict[str, Values], tuple[str, ...]]:
    """What ``LabelsAPI`` is to say of a prim, so that it has the same labels at all times without the old schema.

    Returns:
        Values by type, those of the types that the old schema has, and the instances of the old schema.
    """
    schemas = applied_schemas(prim)
    instances = [instance for schema, instance in schemas if schema is LabelSchema.SEMANTICS_API]
    old = [
        [_History(prim, name) for name in LabelSchema.SEMANTICS_API.attributes(each)] for each in instances
    ]
    types = {str(text): None for history, _ in old for text in history.values() if text}
    values: dict[str, Values] = {}
    for semantic_type in types:
        new = None
        if (LabelSchema.LABELS_API, semantic_type) in schemas:
            new = _History(prim, LabelSchema.LABELS_API.attributes(semantic_type)[0])
        histories = [history for pair in old for history in pair] + ([new] if new else [])
        times: list[float | None] = [*sorted({time for history in histories for time in history.times})]
        merged: dict[float | None, tuple[str, ...]] = {}
        for time in times or [None]:
            texts = list((new.at(time) if new else None) or ())
            texts += [data.at(time) for kind, data in old if kind.at(time) == semantic_type]
            merged[time] = tuple(dict.fromkeys(str(text) for text in texts if text))
        if any(merged.values()):
            values[semantic_type] = merged
    return values, tuple(instances)


class _History:
    """What one attribute says over time: between two samples what the earlier one says."""

    def __init__(self, prim: Usd.Prim, name: str) -> None:
        self._attribute = prim.GetAttribute(name)
        self.times: list[float] = list(self._attribute.GetTimeSamples()) if self._attribute else []

    def at(self, time: float | None) -> Any:
        """The value at a time code; None is the default time."""
        if not self._attribute:
            return None
        if not self.times or time is None:
            return self._attribute.Get()
        return self._attribute.Get(self.times[max(0, bisect_right(self.times, time) - 1)])

    def values(self) -> list[Any]:
        """All that it ever says."""
        return [self.at(time) for time in self.times] or [self.at(None)]
