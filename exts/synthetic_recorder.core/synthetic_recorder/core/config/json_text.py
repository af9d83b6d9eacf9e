"""JSON as text and in files: read strictly, so that no two readers can understand it differently; saved whole."""

from __future__ import annotations

import collections
import contextlib
import errno
import json
import math
import os
import secrets
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from synthetic_recorder.core.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Collection

# No config needs a tenth of it, and whatever walks through its values has room left.
DEEPEST = 100


def parse_json(text: str) -> Any:
    """Return the value that a JSON text says.

    Stricter than ``json.loads``: a key twice in an object, NaN, Infinity, a number that is too large to be held
    and values that are nested more than 100 deep are refused.

    Raises:
        json.JSONDecodeError: It is not JSON.
        ValueError: It is, but none that can be used.
    """
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object_without_doubles,
            parse_constant=_refuse_constant,
            parse_float=_finite,
        )
    except RecursionError as error:
        raise _too_deep() from error
    # Walking through all values takes as long as reading them, and most texts are too short to be deep.
    if text.count("[") + text.count("{") > DEEPEST:
        _refuse_depth(value)
    return value


def read_json_file(path: Path) -> Any:
    """Return the value in a JSON file.

    Raises:
        ConfigError: The file is missing, unreadable, not JSON, or JSON that two readers could understand
            differently.
    """
    try:
        # Editors on Windows put a byte order mark in front.
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(str(path), f"the file cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise ConfigError(str(path), f"the file is not text in UTF-8 ({error.reason})") from error
    except ValueError as error:
        raise ConfigError(repr(str(path)), f"the file cannot be read ({error})") from error
    try:
        return parse_json(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise ConfigError(str(path), f"the file is not JSON ({error.msg} at {place})") from error
    except ValueError as error:
        raise ConfigError(str(path), f"the file is no JSON that can be used ({error})") from error


def save_json_file(path: Path, value: Any) -> None:
    """Write a value to a JSON file that ``read_json_file`` reads; whole, or not at all.

    The text goes to a temporary file in the same folder first, which then takes the place of the old one, so that
    whoever reads ``path`` finds either all of the old text or all of the new one. A link stays a link: what it
    points to is replaced.

    Raises:
        ConfigError: The file cannot be written; what was there is as it was.
    """
    try:
        _replace(Path(os.path.realpath(path)), json.dumps(value, indent=2, allow_nan=False) + "\n")
    except OSError as error:
        raise ConfigError(
            str(path),
            f"the file cannot be written ({error.strerror or error}). Choose another place, or have its "
            "permissions changed",
        ) from error
    except ValueError as error:
        raise ConfigError(repr(str(path)), f"the file cannot be written ({error})") from error


def _replace(target: Path, text: str) -> None:
    mode = None
    if target.is_symlink():
        # A link that leads to nowhere but itself.
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if target.exists():
        # A device or a pipe would be replaced by a file, and a file that must not be written to by another one.
        if not target.is_file():
            raise OSError(errno.EINVAL, "it is there already, and is no file")
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        mode = stat.S_IMODE(target.stat().st_mode)
    temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _object_without_doubles(members: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(members)
    if len(value) < len(members):
        counts = collections.Counter(name for name, _ in members)
        doubles = sorted(name for name, count in counts.items() if count > 1)
        raise ValueError(f"the same key twice in an object: {', '.join(doubles)}")
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON; a text would stand in quotes")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"the number {digits[:20]} is too large")
    return number


def _refuse_depth(value: Any) -> None:
    level = [value]
    for _ in range(DEEPEST):
        level = [item for each in level if isinstance(each, list | dict) for item in _items(each)]
    if level:
        raise _too_deep()


def _too_deep() -> ValueError:
    return ValueError(f"its values are nested more than {DEEPEST} deep")


def _items(value: list[Any] | dict[str, Any]) -> Collection[Any]:
    return value.values() if isinstance(value, dict) else value
