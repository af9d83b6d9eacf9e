"""Parameters of writers: what has the wrong type is refused by name, and not by the file that it breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitless.replicator.errors import WriterError

if TYPE_CHECKING:
    from collections.abc import Mapping


def require_flags(writer: str, flags: Mapping[str, object]) -> None:
    """Refuse switches that are neither True nor False.

    Args:
        writer: Whose parameters these are, for the message.
        flags: The values by name.

    Raises:
        WriterError: One of them is something else: "false" and 0.5 would switch it on.
    """
    for name, value in flags.items():
        if not isinstance(value, bool):
            raise WriterError(f"{writer}: {name} is True or False, not {value!r}")


def require_texts(writer: str, texts: Mapping[str, object]) -> None:
    """Refuse values that are neither a text nor None.

    Raises:
        WriterError: One of them is something else.
    """
    for name, value in texts.items():
        if not (value is None or isinstance(value, str)):
            raise WriterError(f"{writer}: {name} is a text or None, not {value!r}")


def require_count(writer: str, name: str, value: object, *, most: int) -> None:
    """Refuse a number that does not count anything, or is above ``most``.

    Raises:
        WriterError: It is not a whole number from 1 to ``most``.
    """
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise WriterError(f"{writer}: {name} is a whole number from 1 to {most}, not {value!r}")


def require_names(writer: str, name: str, value: object) -> None:
    """Refuse what is not a list of names. None is one: the default's.

    Raises:
        WriterError: It is something else, such as a single name.
    """
    is_list = isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)
    if not (value is None or is_list):
        raise WriterError(f'{writer}: {name} is a list of names such as ["class"], not {value!r}')
