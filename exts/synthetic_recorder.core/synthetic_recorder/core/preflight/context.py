"""What a config is checked against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection

    from pxr import Usd


class WriterRegistry(Protocol):
    """The part of ``rep.WriterRegistry`` that a check needs."""

    def get_writers(self) -> Collection[str]:
        """Return the names of the registered writers (Replicator: a dict from names to classes)."""

    def get(self, name: str) -> Any:
        """Return a new writer whose ``__init__`` has not run."""


class Settings(Protocol):
    """The part of ``carb.settings.ISettings`` that a check needs."""

    def get(self, path: str) -> Any:
        """Return the value of a setting; None where there is none."""


@dataclass(frozen=True)
class PreflightContext:
    """The app as it is when a recording is to start.

    Attributes:
        stage: The stage that is open, or None.
        writers: Replicator's writer registry, or a fake of it.
        writer_base: Replicator's ``Writer``, or whatever class the writers of a fake registry start from.
        settings: The app's settings, or a fake of them.
        timeline_is_playing: Whether the timeline plays.
    """

    stage: Usd.Stage | None
    writers: WriterRegistry
    writer_base: type
    settings: Settings
    timeline_is_playing: bool
