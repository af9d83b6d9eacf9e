"""What somebody begins with who has set nothing yet."""

from __future__ import annotations

from .model import WriterConfig
from .recorder_config import RecorderConfig


def first_config() -> RecorderConfig:
    """Return the config that a person's first session begins with: BasicWriter with ``rgb`` on.

    ``RecorderConfig()`` has no annotator on: what a script records, and what a file leaves out, is never guessed.
    """
    return RecorderConfig(writer=WriterConfig(parameters={"rgb": True}))
