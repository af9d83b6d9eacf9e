"""Who is told that a file could not be written.

Replicator waits for all writers at once, and says nothing of who waits. In one App there may be several who know
nothing of each other: two extensions, a recorder and a script. Each of them runs in tasks of its own::

    task of an extension: writer.attach() ─▶ a party of its own, which tasks that are begun from here on belong to
    frame captured:       writer.write() schedules files, on behalf of the party that has attached the writer
    wait_until_complete() waits for all files, and raises those of its own party that could not be written

Whoever waits without having attached anything is told everything.
"""

from __future__ import annotations

import contextlib
import weakref
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kitless.app import get_app
from kitless.errors import AppNotStartedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kitless.app import App


class Party:
    """Those who belong together: the task that attaches a writer, and the tasks that are begun from it afterwards.

    Args:
        app: The App that they are in.
    """

    def __init__(self, app: App) -> None:
        self._app = weakref.ref(app)

    def is_of(self, app: App) -> bool:
        """Whether they are in an App."""
        return self._app() is app


@dataclass(frozen=True)
class _Writing:
    writer: str
    party: Party


_party: ContextVar[Party | None] = ContextVar("party of this task", default=None)
_writing: ContextVar[_Writing | None] = ContextVar("writer that is given its frame", default=None)


def join_party() -> Party:
    """The party of whoever calls, who has one from now on."""
    party = waiting_party()
    if party is None:
        party = Party(get_app())
        _party.set(party)
    return party


def waiting_party() -> Party | None:
    """The party of whoever calls; None for one who has attached nothing in the App that runs."""
    party = _party.get()
    try:
        return party if party is not None and party.is_of(get_app()) else None
    except AppNotStartedError:
        return None


def scheduling_party() -> Party | None:
    """Whose files are those that are scheduled now."""
    writing = _writing.get()
    return waiting_party() if writing is None else writing.party


@contextlib.contextmanager
def writing(writer: str, party: Party) -> Iterator[None]:
    """What is scheduled inside is scheduled by a writer.

    Args:
        writer: Its name, for messages.
        party: Who has attached it.
    """
    token = _writing.set(_Writing(writer, party))
    try:
        yield
    finally:
        _writing.reset(token)


def naming_writer(job: Callable[[], object]) -> Callable[[], object]:
    """A job whose error says which writer has scheduled it, if one does so now."""
    now = _writing.get()
    if now is None:
        return job

    def call() -> None:
        try:
            job()
        except Exception as error:
            error.add_note(f"Scheduled by {now.writer}")
            raise

    return call
