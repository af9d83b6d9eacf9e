"""The global seed: where every random draw begins, and a line in each ``metadata.txt``."""

from __future__ import annotations

import itertools
import operator
import weakref
from dataclasses import dataclass, field

from kitless.app import App, get_app
from kitless.errors import AppNotStartedError
from kitless.replicator.errors import SeedError

_changes = itertools.count()


@dataclass(slots=True)
class _Seed:
    """The seed of one App, and a number that is another one after every change."""

    value: int = 0
    change: int = field(default_factory=lambda: next(_changes))


# An App is a session: what one has set is not there in the next one of the same process.
_without_app = _Seed()
_of_apps: weakref.WeakKeyDictionary[App, _Seed] = weakref.WeakKeyDictionary()


def set_global_seed(seed: int) -> None:
    """Set the seed that random draws begin from.

    What is drawn from now on depends on it; a `ReplicatorRNG` that is there already goes on with its own.

    Args:
        seed: A whole number from 0 up.

    Raises:
        SeedError: It is something else.
    """
    own = _own()
    own.value, own.change = checked_seed(seed, "rep.set_global_seed"), next(_changes)


def get_global_seed() -> int:
    """The seed; 0 until it is set. Every App begins with the one that was set before it, if any was."""
    return _own().value


def seed_changes() -> int:
    """Another number whenever the seed was set, and in another App: what counts from the seed on begins anew then."""
    return _own().change


def _own() -> _Seed:
    """The seed of the App that runs, or the one for Apps to come."""
    try:
        app = get_app()
    except AppNotStartedError:
        return _without_app
    if app not in _of_apps:
        _of_apps[app] = _Seed(_without_app.value)
    return _of_apps[app]


def checked_seed(seed: object, called: str) -> int:
    """A seed as Python's own whole number.

    Raises:
        SeedError: It is not a whole number from 0 up.
    """
    try:
        number = operator.index(seed)  # type: ignore[arg-type]
    except TypeError:
        number = -1
    if isinstance(seed, bool) or number < 0:
        raise SeedError(f"{called}: a seed is a whole number from 0 up, not {seed!r}")
    return number
