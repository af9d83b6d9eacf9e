"""All labels of a stage, and what is drawn without any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from pxr import Sdf, Usd

from .label import Label
from .stage_walk import Inherited, PrimFacts, inherited_by, walk

if TYPE_CHECKING:
    from .schemas import PrimLabel

_MANY = 64
"""So many subtrees are walked anew one by one; more are a walk over the whole stage."""

_SUBSET = "GeomSubset"


@dataclass(frozen=True)
class LabelledPrim:
    """A prim with labels of its own.

    Attributes:
        path: Its path. What instances share stands here once, with the path in the first of them.
        labels: Its own labels.
        type_name: Its type, such as "Mesh"; empty for a prim without one.
        is_defined: Some layer defines the prim. If not, it is left of a prim that has another name now, or is a slip of
            the pen: nothing is labelled by it.
    """

    path: Sdf.Path
    labels: tuple[PrimLabel, ...]
    type_name: str
    is_defined: bool = True


@dataclass(frozen=True)
class UnlabelledPrim:
    """Something drawn that has no label.

    Attributes:
        path: A gprim; or the instance, or the prototype of a point instancer, that has nothing labelled in it.
        label_at: The prim to label for it: for what is inside a USD instance that instance, else itself.
    """

    path: Sdf.Path
    label_at: Sdf.Path


@dataclass(frozen=True)
class LabelCount:
    """How often there is a label.

    Attributes:
        prims: Prims on which it is authored; what instances share counts once.
        drawn: Gprims that are drawn and have it, inherited included: those of each USD instance, and those of a point
            instancer's prototype once, however many instances it has.
    """

    prims: int = 0
    drawn: int = 0


class LabelSurvey:
    """What a stage says of labels at one moment, at all times of its timeline together.

    It does not change. After an edit `refreshed` makes the next one; it walks only the subtrees that may have other
    labels now: one label of one prim costs as much as the prim has below it, not as much as the stage.
    """

    def __init__(self, stage: Usd.Stage, facts: Iterable[PrimFacts]) -> None:
        self._stage = stage
        self._facts = tuple(facts)

    @classmethod
    def of(cls, stage: Usd.Stage) -> LabelSurvey:
        """Survey a whole stage."""
        return cls(stage, walk(stage.GetPseudoRoot(), Inherited()))

    def refreshed(self, paths: Iterable[Sdf.Path]) -> LabelSurvey:
        """Survey the stage as it is now.

        Args:
            paths: Prims that may have other labels since, they and what is below them; see `paths_with_other_labels`.
        """
        roots = {self._walked(path) for path in paths}
        if not roots:
            return self
        if len(roots) > _MANY or any(self._needs_all(path) for path in roots):
            return LabelSurvey.of(self._stage)
        facts = list(self._facts)
        disjoint = Sdf.Path.RemoveDescendentPaths(list(roots))
        # The last first, so that the places of the others stay.
        for path in sorted(disjoint, key=self._places.__getitem__, reverse=True):
            begin = end = self._places[path]
            while end < len(facts) and facts[end].path.HasPrefix(path):
                end += 1
            prim = self._stage.GetPrimAtPath(path)
            facts[begin:end] = walk(prim, inherited_by(prim)) if prim else ()
        return LabelSurvey(self._stage, facts)

    @cached_property
    def labelled(self) -> tuple[LabelledPrim, ...]:
        """Prims with labels of their own, drawn or not, in the stage's order."""
        found: dict[Sdf.Path, LabelledPrim] = {}
        for each in self._facts:
            known = found.get(each.source)
            # What is a prototype comes again as such.
            if each.own and (known is None or (each.is_defined and not known.is_defined)):
                found[each.source] = LabelledPrim(each.path, each.own, each.type_name, each.is_defined)
        return tuple(found.values())

    @cached_property
    def counts(self) -> Mapping[Label, LabelCount]:
        """How often there is each label, sorted by type and text."""
        prims = Counter(chain.from_iterable({each.label for each in prim.labels} for prim in self.labelled))
        drawn = Counter(chain.from_iterable(each.labels for each in self._drawn))
        return MappingProxyType(
            {label: LabelCount(prims[label], drawn[label]) for label in sorted({*prims, *drawn})}
        )

    @property
    def types(self) -> tuple[str, ...]:
        """Types of the stage's labels, sorted."""
        return tuple(dict.fromkeys(label.semantic_type for label in self.counts))

    @cached_property
    def unlabelled(self) -> tuple[UnlabelledPrim, ...]:
        """What is drawn without any label, in the stage's order."""
        return self.without_label_of(None)

    def without_label_of(self, semantic_type: str | None) -> tuple[UnlabelledPrim, ...]:
        """What is drawn without a label of a type, None for any type, in the stage's order."""
        if semantic_type is None:
            has_label = [bool(each.labels) for each in self._drawn]
        else:
            has_label = [
                any(label.semantic_type == semantic_type for label in each.labels) for each in self._drawn
            ]
        partly = {each.whole for each, has in zip(self._drawn, has_label, strict=True) if has}
        found: dict[Sdf.Path, UnlabelledPrim] = {}
        for each, has in zip(self._drawn, has_label, strict=True):
            if not has:
                shown = each.path if each.whole is None or each.whole in partly else each.whole
                label_at = each.whole if each.whole is not None and each.source != each.path else shown
                found.setdefault(shown, UnlabelledPrim(shown, label_at))
        return tuple(found.values())

    @cached_property
    def drawn_labels(self) -> Mapping[Sdf.Path, tuple[Label, ...]]:
        """The labels of each gprim that is drawn, its own first, then those above it."""
        return MappingProxyType({each.path: each.labels for each in self._drawn})

    @cached_property
    def _drawn(self) -> tuple[PrimFacts, ...]:
        return tuple(each for each in self._facts if each.is_drawn)

    @cached_property
    def _walked_apart(self) -> tuple[Sdf.Path, ...]:
        """Point instancers and their prototypes: what is drawn of these is not where they stand on the stage."""
        instancers = [each.path for each in self._facts if each.type_name == "PointInstancer"]
        prototypes = {
            each.whole for each in self._facts if each.whole is not None and each.source == each.path
        }
        return (*instancers, *prototypes)

    @cached_property
    def _places(self) -> Mapping[Sdf.Path, int]:
        """Where each prim stands in the walk."""
        return {each.path: index for index, each in enumerate(self._facts)}

    def _walked(self, path: Sdf.Path) -> Sdf.Path:
        """The prim, or the nearest one above it that the walk has met; "/" where it has met none.

        For a GeomSubset that is its mesh: whether all of its faces have labels is a matter of the mesh.
        """
        while not path.IsAbsoluteRootPath():
            place = self._places.get(path)
            if place is not None and self._facts[place].type_name != _SUBSET:
                break
            path = path.GetParentPath()
        return path

    def _needs_all(self, path: Sdf.Path) -> bool:
        if path.IsAbsoluteRootPath() or Usd.Prim.IsPathInPrototype(path):
            return True
        return any(path.HasPrefix(other) or other.HasPrefix(path) for other in self._walked_apart)
