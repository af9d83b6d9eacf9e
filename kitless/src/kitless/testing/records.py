"""What the process of a table tells the one that has started it, between the lines of its output.

A record is a line of the output that begins with the record separator, U+001E, and goes on as JSON. Records and output
share one stream, so that whatever is written between the beginning and the end of a test belongs to that test.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

SEPARATOR = "\x1e"


class Outcome(StrEnum):
    """How a test has ended."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


class Event(StrEnum):
    """What has happened.

    ```
    START_FAILED                                     the extension cannot be enabled; nothing follows
    SELECTED  (IMPORT_FAILED)*  (BEGAN ENDED)*  FINISHED
    ```
    """

    START_FAILED = "start failed"
    SELECTED = "selected"
    IMPORT_FAILED = "import failed"
    BEGAN = "began"
    ENDED = "ended"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Record:
    """One event.

    Attributes:
        event: What has happened.
        name: Of the test, or of the module that cannot be imported.
        outcome: How the test has ended.
        detail: Traceback, message or reason.
        seconds: How long the test took.
        count: How many tests are selected.
        found: How many there are.
    """

    event: Event
    name: str = ""
    outcome: Outcome = Outcome.PASSED
    detail: str = ""
    seconds: float = 0.0
    count: int = 0
    found: int = 0

    def to_line(self) -> str:
        """The line, with its end. It begins with a line break: output before it may have none."""
        return f"\n{SEPARATOR}{json.dumps(asdict(self))}\n"

    @classmethod
    def from_text(cls, text: str) -> Record:
        """A record from what follows the separator in a line."""
        values = json.loads(text)
        return cls(**values | {"event": Event(values["event"]), "outcome": Outcome(values["outcome"])})
