"""What a stage's labels come to, and what in them would spoil a data set."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .schemas import LabelSchema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pxr import Sdf

    from .label import Label
    from .survey import LabelCount, LabelSurvey, UnlabelledPrim

_USUAL_TYPE = "class"
"""The semantic type that annotators look for unless they are told otherwise."""

_SHOWN = 20
"""So many of a kind are named; of the rest it is said how many."""


@dataclass(frozen=True)
class JoinedLabels:
    """Something drawn with several labels of one type, which annotators join to one class.

    Attributes:
        path: The gprim.
        semantic_type: The type.
        joined: What the class is called, ``box,can``.
    """

    path: Sdf.Path
    semantic_type: str
    joined: str


@dataclass(frozen=True)
class LabelReport:
    """A report of the labels of a stage.

    Attributes:
        types: Types, sorted.
        counts: Each label with how often it is there, sorted.
        unlabelled: What is drawn without any label.
        without_class: What is drawn with labels, none of which is of the type "class".
        old_schema: Prims with labels by the old schema.
        joined: What is drawn with several labels of one type.
        look_alikes: Labels that differ in case, blanks or what cannot be seen only, together.
        with_commas: Labels with a comma, which read as several.
        undefined: Prims with labels that no layer defines, so that nothing is labelled by them.
    """

    types: tuple[str, ...]
    counts: tuple[tuple[Label, LabelCount], ...]
    unlabelled: tuple[UnlabelledPrim, ...]
    without_class: tuple[UnlabelledPrim, ...]
    old_schema: tuple[Sdf.Path, ...]
    joined: tuple[JoinedLabels, ...]
    look_alikes: tuple[tuple[Label, ...], ...]
    with_commas: tuple[Label, ...]
    undefined: tuple[Sdf.Path, ...]

    @classmethod
    def of(cls, survey: LabelSurvey) -> LabelReport:
        """Report what a survey has found."""
        old = LabelSchema.SEMANTICS_API
        unlabelled = frozenset(survey.unlabelled)
        without_class = survey.without_label_of(_USUAL_TYPE)
        return cls(
            types=survey.types,
            counts=tuple(survey.counts.items()),
            unlabelled=survey.unlabelled,
            without_class=tuple(each for each in without_class if each not in unlabelled),
            old_schema=tuple(
                prim.path for prim in survey.labelled if any(each.schema is old for each in prim.labels)
            ),
            joined=tuple(_joined(survey)),
            look_alikes=_look_alikes(survey),
            with_commas=tuple(label for label in survey.counts if "," in label.text),
            undefined=tuple(prim.path for prim in survey.labelled if not prim.is_defined),
        )

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing in the labels that would spoil a data set."""
        drawn = (self.unlabelled, self.without_class, self.joined)
        return not any((*drawn, self.old_schema, self.look_alikes, self.with_commas, self.undefined))

    def lines(self) -> tuple[str, ...]:
        """The report as text, line by line."""
        lines = [
            f"Semantic types: {', '.join(self.types) or 'none'}",
            "",
            "Labels (prims labelled, drawn with it):",
        ]
        lines += [f"  {label}    {count.prims}, {count.drawn}" for label, count in self.counts] or ["  none"]
        lines += _section("Drawn without any label", [str(each.path) for each in self.unlabelled])
        lines += _section(
            f"Drawn with labels, none of them of the type {_USUAL_TYPE}, which annotators look for",
            [str(each.path) for each in self.without_class],
        )
        lines += _section(
            "Labelled by the old SemanticsAPI; upgrade", [str(path) for path in self.old_schema]
        )
        joined = [f"{each.path}    {each.semantic_type}: {each.joined}" for each in self.joined]
        lines += _section("Several labels of one type, one class in the data", joined)
        alike = [" and ".join(repr(str(label)) for label in labels) for labels in self.look_alikes]
        lines += _section("Labels that differ in case or blanks only", alike)
        lines += _section(
            "Labels with a comma, which read as several", [str(label) for label in self.with_commas]
        )
        undefined = [str(path) for path in self.undefined]
        lines += _section("Labels on prims that no layer defines, by which nothing is labelled", undefined)
        return tuple(lines)

    def to_dict(self) -> dict[str, Any]:
        """The whole report in types that JSON has."""
        return {
            "types": list(self.types),
            "labels": [
                {"type": label.semantic_type, "label": label.text, "prims": count.prims, "drawn": count.drawn}
                for label, count in self.counts
            ],
            "unlabelled": _places(self.unlabelled),
            "without_class": _places(self.without_class),
            "old_schema": [str(path) for path in self.old_schema],
            "joined": [
                {"path": str(each.path), "type": each.semantic_type, "label": each.joined}
                for each in self.joined
            ],
            "look_alikes": [
                [{"type": label.semantic_type, "label": label.text} for label in labels]
                for labels in self.look_alikes
            ],
            "with_commas": [{"type": label.semantic_type, "label": label.text} for label in self.with_commas],
            "undefined": [str(path) for path in self.undefined],
        }


def _joined(survey: LabelSurvey) -> list[JoinedLabels]:
    found = []
    for path, labels in survey.drawn_labels.items():
        if len(labels) < 2:
            continue
        texts = defaultdict(list)
        for label in labels:
            texts[label.semantic_type].append(label.text)
        found += [JoinedLabels(path, kind, ",".join(each)) for kind, each in texts.items() if len(each) > 1]
    return found


def _look_alikes(survey: LabelSurvey) -> tuple[tuple[Label, ...], ...]:
    alike = defaultdict(list)
    for label in survey.counts:
        alike[_folded(label.semantic_type), _folded(label.text)].append(label)
    return tuple(tuple(labels) for labels in alike.values() if len(labels) > 1)


def _folded(text: str) -> str:
    """What is left of a text for the eye, without case and blanks; what has no width (Cf) is gone as well."""
    seen = (sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    return "".join("".join(seen).split()).casefold()


def _places(prims: Sequence[UnlabelledPrim]) -> list[dict[str, str]]:
    return [{"path": str(each.path), "label_at": str(each.label_at)} for each in prims]


def _section(title: str, entries: list[str]) -> list[str]:
    if not entries:
        return []
    lines = ["", f"{title}: {len(entries)}", *(f"  {entry}" for entry in entries[:_SHOWN])]
    return [*lines, f"  and {len(entries) - _SHOWN} more"] if len(entries) > _SHOWN else lines
