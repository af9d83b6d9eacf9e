"""The writers of Replicator's registry, described: Replicator's own, ours, and the user's."""

from __future__ import annotations

import omni.replicator.core as rep

from synthetic_recorder.core.errors import WriterError
from synthetic_recorder.core.findings import in_words

from .description import WriterDescription
from .suggestions import did_you_mean


def describe_writers() -> tuple[WriterDescription, ...]:
    """Describe every registered writer, sorted by name.

    One that cannot be made is among them; its ``problem`` says why.
    """
    return tuple(_describe_if_possible(name) for name in sorted(rep.WriterRegistry.get_writers()))


def describe_writer(name: str) -> WriterDescription:
    """Describe a registered writer.

    Args:
        name: Name in the registry.

    Raises:
        WriterError: No writer of that name is registered, or it cannot be made.
    """
    names = rep.WriterRegistry.get_writers()
    if name not in names:
        registered = ", ".join(sorted(names))
        raise WriterError(
            f"There is no writer called {name!r}.{did_you_mean(name, names)} Registered are {registered}."
        )
    try:
        # What the registry calls a class was not established; what it hands out is a writer, not set up yet.
        writer = type(rep.WriterRegistry.get(name))
    except Exception as refusal:
        raise WriterError(f"{name} cannot be made: {in_words(refusal)}.") from refusal
    return WriterDescription.of(name, writer, rep.Writer)


def _describe_if_possible(name: str) -> WriterDescription:
    try:
        return describe_writer(name)
    except WriterError as error:
        return WriterDescription(name, problem=str(error))
