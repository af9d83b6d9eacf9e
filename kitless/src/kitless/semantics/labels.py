"""Which labels everything that is drawn has, those of what stands above it included.

What is drawn goes by names (`kitless.scene.names`): mostly paths of prims, and names with brackets, whose labels a
source prim has. A name's parent is what stands before its last "/". A name has its own labels first, then those of
its parents from the inside out, each once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pxr import Tf, Usd

from kitless.semantics.filter import Labels
from kitless.semantics.schemas import PROPERTY_PREFIX, own_labels, own_samples

if TYPE_CHECKING:
    from kitless.scene import DrawnNames

BEGINNING = float("-inf")
"""The time of the first samples."""

NO_LABELS: Labels = MappingProxyType({})


class StageLabels:
    """The labels of everything on a stage, read once and read again when they may have changed.

    Args:
        stage: The stage.

    Attributes:
        edition: Rises with every edit after which labels may be others.
        generation: Rises with the edition, and when another time may have other labels; what was derived from the
            labels of the current time before is out of date.
    """

    def __init__(self, stage: Usd.Stage) -> None:
        self._stage = stage
        self.edition = 0
        self.generation = 0
        self._sources: Mapping[str, str] = MappingProxyType({})
        self._time = BEGINNING
        self._varies_over_time = False
        self._samples: dict[str, tuple[float, ...]] = {}
        # By name and the time sample that holds there; None where nothing has samples.
        self._labels: dict[tuple[str, float | None], Labels] = {}
        self._own: dict[tuple[str, float | None], Labels] = {}
        self._listener = Tf.Notice.Register(Usd.Notice.ObjectsChanged, self._on_objects_changed, stage)

    def follow(self, names: DrawnNames) -> None:
        """Look up names with brackets in these from now on."""
        if names.sources is not self._sources:
            if names.sources != self._sources:
                self._forget()
            self._sources = names.sources

    def set_time(self, time_code: Usd.TimeCode) -> None:
        """Read labels that change over time at this time from now on."""
        time = BEGINNING if time_code.IsDefault() else float(time_code.GetValue())
        if self._varies_over_time and time != self._time:
            self.generation += 1
        self._time = time

    def of(self, name: str, time: float | None = None) -> Labels:
        """Labels of what has a name and of its parents, per type; empty for a name without a prim.

        Args:
            name: See `kitless.scene.names`.
            time: Time code; None for the current one.
        """
        time = self._time if time is None else time
        key = name, self._sample_at(name, time)
        known = self._labels.get(key)
        if known is None:
            known = self._labels[key] = (
                _merged(self.own(name, time), self.of(parent_of(name), time)) if name else NO_LABELS
            )
        return known

    def own(self, name: str, time: float | None = None) -> Labels:
        """Labels of what has a name, without those of its parents; arguments as in `of`."""
        key = name, self._sample_at(name, self._time if time is None else time)
        known = self._own.get(key)
        if known is None:
            prim, sample = self._prim(name), key[1]
            known = self._own[key] = (
                NO_LABELS
                if prim is None
                else own_labels(prim, None if sample is None else Usd.TimeCode(sample))
            )
        return known

    def times(self, name: str) -> tuple[float, ...]:
        """Times, at least one, such that `of` and `own` at these give all labels that the name has at any time."""
        return self._samples_of(name) or (BEGINNING,)

    def close(self) -> None:
        """Stop listening to the stage. Idempotent."""
        if self._listener is not None:
            self._listener.Revoke()
            self._listener = None
        self._clear()

    def _sample_at(self, name: str, time: float) -> float | None:
        samples = self._samples_of(name)
        return samples[max(0, bisect_right(samples, time) - 1)] if samples else None

    def _samples_of(self, name: str) -> tuple[float, ...]:
        """Times at which labels of a name or of a parent may become others, ascending."""
        known = self._samples.get(name)
        if known is not None:
            return known
        samples: tuple[float, ...] = ()
        if name:
            samples = self._samples_of(parent_of(name))
            prim = self._prim(name)
            own = own_samples(prim) if prim is not None else ()
            if own:
                samples = tuple(sorted({*own, *samples}))
        self._varies_over_time = self._varies_over_time or len(samples) > 1
        self._samples[name] = samples
        return samples

    def _prim(self, name: str) -> Usd.Prim | None:
        """The prim that has the labels of a name; None for the root, which has none, and where there is no prim."""
        path = self._sources.get(name, name)
        if path in ("", "/") or "[" in path:
            return None
        prim = self._stage.GetPrimAtPath(path)
        return prim if prim else None

    def _forget(self) -> None:
        self.edition += 1
        self.generation += 1
        self._clear()

    def _clear(self) -> None:
        self._labels.clear()
        self._own.clear()
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


def parent_of(name: str) -> str:
    """What stands before a name's last "/"; empty for a name without parent."""
    return name.rpartition("/")[0]


def with_parents(name: str) -> Iterator[str]:
    """A name, its parent, and so on up."""
    while name:
        yield name
        name = parent_of(name)


def _merged(own: Labels, inherited: Labels) -> Labels:
    if not own:
        return inherited
    return {
        semantic_type: tuple(dict.fromkeys((*own.get(semantic_type, ()), *inherited.get(semantic_type, ()))))
        for semantic_type in {**own, **inherited}
    }
