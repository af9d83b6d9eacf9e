"""What a timeline has before anybody says otherwise."""

from __future__ import annotations

DEFAULT_TIME_CODES_PER_SECOND = 60.0
"""The rate of a new stage, as in Isaac Sim."""

ENDLESS_TIME_CODE = 1_000_000.0
"""Where the range ends when a stage has none, as in Isaac Sim's new stages: never wraps unasked."""
