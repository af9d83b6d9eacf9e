"""Lines of JSON: the journal, and ``frames.jsonl``."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core.config.json_reader import JsonNode
from synthetic_recorder.core.config.json_text import parse_json
from synthetic_recorder.core.errors import ConfigError, DataSetError

from .manifest import LayoutError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BEGUN = b'{"begun": '


def to_lines(*values: dict[str, Any]) -> bytes:
    """Return JSON objects as lines, one for each."""
    return "".join(json.dumps(value, allow_nan=False) + "\n" for value in values).encode()


def read_lines(lines: bytes) -> Iterator[JsonNode]:
    """Yield the value of each line, which must all be whole.

    Raises:
        ConfigError: A line is none.
        ValueError: It is not JSON, or none that can be used.
    """
    if lines and not lines.endswith(b"\n"):
        raise ValueError("its last line is torn")
    for number, line in enumerate(lines.split(b"\n")[:-1], 1):
        try:
            yield JsonNode(parse_json(line.decode()), f"line {number}")
        except ValueError as error:
            raise ConfigError(f"line {number}", str(error)) from error


def whole_lines(journal: bytes) -> bytes:
    """Return the part of a journal that counts: up to what a lost machine or a killed process has torn.

    Only the last call of append can be torn. Its last line may have no end; and what a disk has not got to before the
    power went is zeros on some file systems, with whole lines behind them.
    """
    whole = journal[: journal.rfind(b"\n") + 1]
    zero = whole.find(b"\0")
    if zero < 0:
        return whole
    begin = whole.rfind(b"\n", 0, zero) + 1
    # A later begin proves that those lines had come to the disk: they were damaged since, and are an error.
    return whole if whole.find(b"\n" + _BEGUN, zero) >= 0 else whole[:begin]


@contextlib.contextmanager
def reading(location: Path | str, name: str) -> Iterator[None]:
    """Turn what is wrong with a file's JSON into an error that says which file of which data set it is."""
    try:
        yield
    except LayoutError as error:
        raise DataSetError(location, f"{name} cannot be read ({error}).") from error
    except (ConfigError, ValueError) as error:
        problem = f"{name} cannot be read ({error}); restore it from a copy, or record again."
        raise DataSetError(location, problem) from error
