"""Checks of the writer's name and of its parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from synthetic_recorder.core import basic_writer
from synthetic_recorder.core.findings import error, in_words
from synthetic_recorder.core.writers import WriterDescription, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from synthetic_recorder.core.config import WriterConfig
    from synthetic_recorder.core.findings import Finding

    from .context import WriterRegistry

_IMAGE_FORMAT = "image_output_format"


def check_writer(writer: WriterConfig, registry: WriterRegistry, writer_base: type) -> Iterator[Finding]:
    """Find an unknown writer, one that cannot be told where to write, and parameters that do not fit."""
    names = registry.get_writers()
    if writer.name not in names:
        yield _unknown(writer.name, names)
        return
    try:
        writer_type = type(registry.get(writer.name))
    except Exception as refusal:
        yield error(
            "writer-refused",
            "writer.name",
            f"{writer.name} cannot be made: {in_words(refusal)}.",
            "Correct the writer's __new__, or choose another writer.",
        )
        return
    description = WriterDescription.of(writer.name, writer_type, writer_base)
    yield from _check_setup(description)
    parameters = writer.to_dict()["parameters"]
    for name, problem in description.problems_with(parameters):
        yield error(
            "writer-parameter", f"writer.parameters.{name}", problem, "Correct it in the writer's parameters."
        )
    if writer.name == basic_writer.NAME:
        yield from _check_switches(parameters)
        yield from _check_image_format(parameters)


def _check_setup(description: WriterDescription) -> Iterator[Finding]:
    if description.problem is not None:
        yield error(
            "writer-refused",
            "writer.name",
            f"{description.name} cannot be set up. {description.problem}",
            "Correct the signature of its initialize or __init__, or choose another writer.",
        )
    if description.output_parameter is None:
        yield error(
            "writer-without-output",
            "writer.name",
            f"{description.name} takes neither a backend nor an output_dir, so it cannot be told where to write.",
            "Give its initialize or __init__ a parameter called backend.",
        )


def _check_switches(parameters: Mapping[str, Any]) -> Iterator[Finding]:
    if not any(value is True and name not in basic_writer.MODIFIERS for name, value in parameters.items()):
        yield error(
            "writer-nothing-to-write",
            "writer.parameters",
            "No annotator is switched on, so no frame would be written.",
            "Switch at least one on, for example rgb.",
        )


def _check_image_format(parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """Find an image format that is no end of a file's name: names go with it, and paths must not."""
    image_format = parameters.get(_IMAGE_FORMAT)
    if isinstance(image_format, str) and not (image_format.isascii() and image_format.isalnum()):
        yield error(
            "writer-parameter",
            f"writer.parameters.{_IMAGE_FORMAT}",
            f"{image_format!r} is no image format: letters and digits only.",
            "Give one such as png.",
        )


def _unknown(name: str, names: Collection[str]) -> Finding:
    return error(
        "writer-unknown",
        "writer.name",
        f"There is no writer called {name!r}.{did_you_mean(name, names)}",
        f"Registered are {', '.join(sorted(names))}.",
    )
