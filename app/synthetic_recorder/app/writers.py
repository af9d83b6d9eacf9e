"""The writers that a config can name, and what each of them takes."""

from __future__ import annotations

import json
import shutil
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import kitless
from kitless.errors import ExtensionError

from .outcome import Failure, Outcome, Status
from .stop_signals import stop_signals
from .user_code import UserCode, UserCodeError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synthetic_recorder.core import WriterDescription, WriterParameter

_WIDEST = 100


@dataclass(frozen=True)
class WriterList:
    """The outcome of ``synthetic-recorder writers``.

    Attributes:
        writers: The writers that were asked for.
        is_detailed: Whether a person is shown their parameters.
    """

    writers: tuple[WriterDescription, ...]
    is_detailed: bool
    status: ClassVar[Status] = Status.COMPLETE
    error: ClassVar[str | None] = None

    def to_dict(self) -> dict[str, Any]:
        """Return what ``--json`` prints: all of every writer, whether one or all were asked for."""
        return {
            "status": self.status.value,
            "writers": [writer.to_dict() for writer in self.writers],
        }

    def lines(self) -> list[str]:
        """Return what a person is shown: a line for each writer, or all about one."""
        if self.is_detailed:
            return [line for writer in self.writers for line in _details(writer)]
        width = max(len(writer.name) for writer in self.writers)
        return [f"{writer.name:{width}}  {_in_short(writer)}".rstrip() for writer in self.writers]


def list_writers(name: str | None = None, user_code: UserCode | None = None) -> Outcome:
    """Describe the writers of the registry, or the one called ``name``.

    Args:
        name: Name in the registry; None: all.
        user_code: What is loaded before, so that the person's own writers are among them.
    """
    # Until it has ended: the bindings of USD may swallow the KeyboardInterrupt of a Ctrl-C while they are imported.
    with stop_signals() as stop_request:
        outcome = _list_writers(name, user_code or UserCode())
    return Failure(Status.STOPPED, "Stopped.") if stop_request.made else outcome


def _list_writers(name: str | None, user_code: UserCode) -> Outcome:
    app = kitless.start(exts=["synthetic_recorder.core"])
    try:
        # Importable only now: what they import of omni is there once the App has started.
        from synthetic_recorder.core import WriterError, describe_writer, describe_writers  # noqa: PLC0415

        try:
            user_code.load()
            described = describe_writers() if name is None else (describe_writer(name),)
        except (ExtensionError, UserCodeError, WriterError) as error:
            return Failure(Status.REFUSED, str(error))
        return WriterList(described, is_detailed=name is not None)
    finally:
        app.shutdown()


def _in_short(writer: WriterDescription) -> str:
    if writer.problem is not None:
        return f"Cannot be used: {writer.problem}"
    if writer.output_parameter is None:
        return f"{writer.summary} Cannot be used: it takes neither a backend nor an output_dir.".lstrip()
    return writer.summary


def _details(writer: WriterDescription) -> Iterator[str]:
    yield f"{writer.name}: {_in_short(writer)}"
    if writer.description:
        yield ""
        yield from writer.description.splitlines()
    yield ""
    if not writer.parameters:
        yield "It has no parameters that could be told."
    else:
        yield "Parameters, as in a config under writer.parameters:"
    for parameter in writer.parameters:
        yield f"  {_heading(parameter)}"
        for paragraph in parameter.help.splitlines():
            yield from _wrapped(paragraph)
    if writer.takes_any:
        yield "It may take others, which nobody has named."


def _heading(parameter: WriterParameter) -> str:
    values = parameter.to_dict()
    if parameter.is_required:
        default = ", required"
    elif "default" in values:
        default = f" = {json.dumps(values['default'], ensure_ascii=False)}"
    else:
        default = ", has a default of its own"
    return f"{parameter.name}{f' ({parameter.type})' if parameter.type else ''}{default}"


def _wrapped(paragraph: str) -> list[str]:
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    return textwrap.wrap(paragraph, max(width, 40), initial_indent=" " * 6, subsequent_indent=" " * 6)
