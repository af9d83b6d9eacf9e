"""What is wrong with the config, by the places that it is wrong at."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthetic_recorder.core import RecorderState, Severity, Subscribers, Subscription

from .checks import Checks
from .document import is_within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from synthetic_recorder.core import Finding, Recorder, RecorderConfig

    from .document import ConfigDocument


@dataclass(frozen=True)
class Note:
    """What is said below a field.

    Attributes:
        text: The first problem and what to do about it.
        severity: Whether it stops a recording.
        details: All problems there, one paragraph for each.
    """

    text: str
    severity: Severity
    details: str


@dataclass(frozen=True)
class Counts:
    """How many problems there are in a part of the config."""

    errors: int
    warnings: int


@dataclass(frozen=True)
class _Kept:
    """Findings of somebody else's check: true until what it has checked is another one."""

    findings: tuple[Finding, ...]
    part: Callable[[RecorderConfig], object]
    value: object


class FindingsModel:
    """Keeps the findings for the config and the stage as they are now; nothing is checked during a recording.

    Args:
        document: The config, and what was typed and is no value.
        recorder: Whose checks are made.
    """

    def __init__(self, document: ConfigDocument, recorder: Recorder) -> None:
        self._document = document
        self._recorder = recorder
        self._kept: dict[str, _Kept] = {}
        self._claims: dict[object, str] = {}
        self._all: tuple[Finding, ...] | None = None
        self._by_place: dict[str, tuple[Finding, ...]] = {}
        self._changes = Subscribers[None]()
        self._subscriptions = (
            recorder.subscribe_config(self._forget_old),
            recorder.subscribe_state(self._forget_all_kept),
            document.subscribe(self._notify),
        )
        self._checks = Checks(recorder, self._notify)

    @property
    def all(self) -> tuple[Finding, ...]:
        """Every finding, each once."""
        if self._all is None:
            kept = (finding for kept in self._kept.values() for finding in kept.findings)
            self._all = tuple(dict.fromkeys((*self._checks.found, *kept)))
        return self._all

    @property
    def is_current(self) -> bool:
        """Whether everything was checked since the last change; on a large stage that is a while later."""
        return self._checks.is_current

    @property
    def is_refused(self) -> bool:
        """Whether a start was refused, and neither config nor stage has changed since."""
        return self._checks.is_refused

    @property
    def unclaimed(self) -> tuple[Finding, ...]:
        """The findings at places that no widget shows."""
        claimed = set(self._claims.values())
        return tuple(finding for finding in self.all if finding.where not in claimed)

    def at(self, place: str) -> tuple[Finding, ...]:
        """Return the findings at exactly one place, errors first."""
        if not self._by_place:
            # Every field of a window asks, fifty render products with five places each.
            found = sorted(self.all, key=lambda finding: (finding.where, not finding.is_error))
            grouped = itertools.groupby(found, key=lambda finding: finding.where)
            self._by_place = {where: tuple(findings) for where, findings in grouped}
        return self._by_place.get(place, ())

    def below(self, place: str) -> tuple[Finding, ...]:
        """Return the findings at a place and at everything in it."""
        return tuple(finding for finding in self.all if is_within(finding.where, place))

    def note(self, place: str) -> Note | None:
        """Return what is to be said below the field of a place; None for nothing."""
        found = self.at(place)
        texts = [f"{finding.what} {finding.todo}" for finding in found]
        problem = self._document.unreadable.get(place)
        if problem is not None:
            return Note(problem, Severity.ERROR, "\n\n".join((problem, *texts)))
        return Note(texts[0], found[0].severity, "\n\n".join(texts)) if found else None

    def counts(self, *places: str) -> Counts:
        """Return how many problems are at some places and in them; a text that is no value counts as an error."""
        found = [finding for finding in self.all if any(is_within(finding.where, place) for place in places)]
        errors = sum(finding.is_error for finding in found)
        typed = self._document.unreadable
        unreadable = sum(any(is_within(where, place) for place in places) for where in typed)
        return Counts(errors + unreadable, len(found) - errors)

    def claim(self, place: str) -> Subscription:
        """Note that a widget shows what is found at a place, until the returned token is used."""
        key = object()
        self._claims[key] = place
        return Subscription(lambda: self._drop(key))

    def keep(
        self, source: str, findings: Iterable[Finding], part: Callable[[RecorderConfig], object]
    ) -> None:
        """Show the findings of another check, too, until the part of the config that it has checked is another one.

        Args:
            source: Name of that check; what it has found before is forgotten.
            findings: What it has found; nothing, if all is well.
            part: Reads from a config what was checked.
        """
        self._kept[source] = _Kept(tuple(findings), part, part(self._recorder.config))
        self._notify()

    def check(self) -> None:
        """Check everything now, however long it takes; nothing while something is recorded."""
        self._checks.check()

    def subscribe(self, callback: Callable[[], None]) -> Subscription:
        """Call ``callback`` when there may be other findings, or other texts that are no values."""
        return self._changes.subscribe(lambda _nothing: callback())

    def destroy(self) -> None:
        """Follow recorder and stage no more; may be called again."""
        for subscription in self._subscriptions:
            subscription.unsubscribe()
        self._checks.destroy()

    def _forget_old(self, config: RecorderConfig) -> None:
        self._kept = {source: kept for source, kept in self._kept.items() if kept.part(config) == kept.value}

    def _forget_all_kept(self, state: RecorderState) -> None:
        if state is RecorderState.RUNNING:
            # The start has asked the server, too, and it was good.
            self._kept = {}

    def _drop(self, key: object) -> None:
        self._claims.pop(key, None)

    def _notify(self) -> None:
        self._all, self._by_place = None, {}
        self._changes.notify(None)
