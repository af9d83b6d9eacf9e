"""Two sets of answers, held against each other.

Answers are taken apart into leaves, each named by where it lies: `all_switches / rgb_0000.png / shape`. Numbers that
were rendered may differ a little; what must differ, since it says who answers or how it is coloured, is kept apart.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kitless.probe.archive import Answers, Experiment

RELATIVE_TOLERANCE = 1e-3
ABSOLUTE_TOLERANCE = 1e-3
MISSING = "nothing"


@dataclass(frozen=True)
class Expectation:
    """Leaves that are not the same in two programs, and why that is no finding.

    Attributes:
        pattern: What their path matches.
        reason: Why.
    """

    pattern: re.Pattern[str]
    reason: str


EXPECTED = (
    Expectation(re.compile(r"^versions /"), "says who answers"),
    Expectation(re.compile(r"(rgb|LdrColor)[^/]*/ (.* / )?at /"), "colours are the renderer's"),
    Expectation(re.compile(r"pointcloud_rgb[^/]*/ "), "colours are the renderer's"),
    Expectation(re.compile(r"(ReferenceTime|reference_time)"), "the clock of the program"),
    Expectation(re.compile(r"segmentation[^/]*/ (.* / )?at /"), "ids and colours are compared by label"),
    Expectation(
        re.compile(r"^annotators / bounding_box.* / (rows|bboxIds|primPaths|idToLabels)( /|$)"),
        "order and ids of boxes are compared by prim",
    ),
)


@dataclass(frozen=True)
class Difference:
    """One leaf that is not the same.

    Attributes:
        path: Where it lies.
        settles: Numbers of the questions that it is about.
        there: What the archive says.
        here: What kitless says.
        expected: Why it is no finding, or None.
    """

    path: str
    settles: tuple[int, ...]
    there: Any
    here: Any
    expected: str | None


@dataclass(frozen=True)
class Comparison:
    """What came out.

    Attributes:
        questions: By number.
        same: How many leaves are the same, by the number of the question.
        differences: Those that are not, in the order of the experiments; expected ones too.
        failed: Experiments that failed there or here and have no answer to compare, with what they failed with.
    """

    questions: dict[int, str]
    same: dict[int, int]
    differences: tuple[Difference, ...]
    failed: dict[str, str]

    @property
    def findings(self) -> tuple[Difference, ...]:
        """The differences that were not expected."""
        return tuple(difference for difference in self.differences if difference.expected is None)

    @property
    def agrees(self) -> bool:
        """Whether every experiment has an answer on both sides and no difference was found."""
        return not (self.findings or self.failed)


def compare(there: Answers, here: Answers) -> Comparison:
    """Hold the answers of an archive against those of kitless."""
    questions = {**here.questions, **there.questions}
    same = dict.fromkeys(sorted(questions), 0)
    differences: list[Difference] = []
    failed: dict[str, str] = {}
    for name in (*there.experiments, *(each for each in here.experiments if each not in there.experiments)):
        failure = _failure(there.experiments.get(name), here.experiments.get(name))
        if failure is not None:
            failed[name] = failure
            continue
        settles = there.experiments[name].settles
        leaves_there = dict(_leaves(there.experiments[name].answer, name))
        leaves_here = dict(_leaves(here.experiments[name].answer, name))
        for path in dict.fromkeys((*leaves_there, *leaves_here)):
            value_there = leaves_there.get(path, MISSING)
            value_here = leaves_here.get(path, MISSING)
            if _same(value_there, value_here):
                for number in settles:
                    same[number] += 1
            else:
                differences.append(Difference(path, settles, value_there, value_here, _expected(path)))
    return Comparison(questions, same, tuple(differences), failed)


def _failure(there: Experiment | None, here: Experiment | None) -> str | None:
    if there is None:
        return "is not in the archive"
    if here is None:
        return "is not in the probe of this kitless"
    if there.error is not None:
        return f"failed there: {there.error}"
    if here.error is not None:
        return f"failed here: {here.error}"
    return None


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        for key, child in value.items():
            yield from _leaves(child, f"{path} / {key}")
    elif isinstance(value, list) and any(isinstance(child, dict | list) for child in value):
        for index, child in enumerate(value):
            yield from _leaves(child, f"{path} / {index}")
    else:
        yield path, value


def _same(there: Any, here: Any) -> bool:
    if isinstance(there, list) and isinstance(here, list):
        return len(there) == len(here) and all(map(_same, there, here))
    if isinstance(there, float) or isinstance(here, float):
        if not (_is_number(there) and _is_number(here)):
            return False
        return (math.isnan(there) and math.isnan(here)) or math.isclose(
            there, here, rel_tol=RELATIVE_TOLERANCE, abs_tol=ABSOLUTE_TOLERANCE
        )
    return bool(there == here) and isinstance(there, bool) == isinstance(here, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _expected(path: str) -> str | None:
    return next((each.reason for each in EXPECTED if each.pattern.search(path)), None)
