"""What a person is told on standard error."""

from __future__ import annotations

import contextlib

import typer

from . import streams


def tell(message: str) -> None:
    """Show a message; where that cannot be done, what goes on goes on all the same."""
    # Closed, or in the middle of a line when a signal comes.
    with contextlib.suppress(RuntimeError, ValueError):
        try:
            typer.echo(message, err=True)
        except OSError:
            # Full, or a terminal that is gone.
            streams.replace("stderr")


def tell_warning(finding: dict[str, str]) -> None:
    """Show a finding that does not stop the recording."""
    tell(f"Warning: {finding['where']}: {finding['what']} {finding['todo']}".rstrip())
