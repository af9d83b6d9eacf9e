"""What of a stage is not drawn as its author meant it: said, never passed over."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SceneFinding:
    """One thing that the pictures do not show, or show differently.

    Attributes:
        code: Kebab-case name of the kind of finding.
        path: Path of the prim.
        message: What is different, and why.
    """

    code: str
    path: str
    message: str


class SceneFindings:
    """The findings of one stage; each is logged as a warning once, however often the scene is translated."""

    def __init__(self) -> None:
        self._findings: dict[tuple[str, str], SceneFinding] = {}

    def add(self, code: str, path: object, message: str) -> None:
        """Record a finding about the prim at `path`."""
        finding = SceneFinding(code, str(path), message)
        if (finding.code, finding.path) not in self._findings:
            self._findings[finding.code, finding.path] = finding
            details = {"code": finding.code, "where": finding.path, "what": finding.message}
            log.warning("%s: %s (%s)", finding.path, finding.message, finding.code, extra=details)

    def __iter__(self) -> Iterator[SceneFinding]:
        return iter(tuple(self._findings.values()))
