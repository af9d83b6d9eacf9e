"""Which writers have done with a frame when they have written it."""

from __future__ import annotations

from synthetic_recorder.core import basic_writer


def is_append_free(name: str, writer: type) -> bool:
    """Return whether a writer never comes back to a file, so that its files can be taken away while it goes on.

    A writer says so of itself with ``append_free = True`` in its class: each of its files is written once, and bears
    the number of its frame as the last number of its name. BasicWriter's files are known to be so.

    Args:
        name: The writer's name in the registry.
        writer: Its class.
    """
    return name == basic_writer.NAME or getattr(writer, "append_free", False) is True
