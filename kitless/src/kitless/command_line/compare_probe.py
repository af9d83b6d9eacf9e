"""`kitless compare-probe`: what a real Isaac Sim has answered, and what kitless answers."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

import typer

import kitless
from kitless.console_log import log_to_console
from kitless.probe import answers_of_kitless, compare, read_answers

if TYPE_CHECKING:
    from pathlib import Path

    from kitless.probe import Comparison, Difference


def compare_probe(archive: Path, *, show_all: bool = False) -> int:
    """Run the probe here and write, by question, what differs.

    Args:
        archive: What the probe has written in Isaac Sim.
        show_all: Whether what is expected to differ is listed too.

    Returns:
        The exit code: 0 when nothing differs that should not, else 1.

    Raises:
        ProbeArchiveError: The file is not there, or is not what the probe writes.
    """
    there = read_answers(archive)
    # The probe asks what raises; only what is worse than a warning belongs on the screen.
    log_to_console(sys.stderr, logging.ERROR)
    app = kitless.start()
    try:
        here = answers_of_kitless(app)
    finally:
        app.shutdown()
    comparison = compare(there, here)
    _show(comparison, show_all=show_all)
    return 0 if comparison.agrees else 1


def _show(comparison: Comparison, *, show_all: bool) -> None:
    for number, question in comparison.questions.items():
        differences = [each for each in comparison.differences if number in each.settles]
        findings = [each for each in differences if each.expected is None]
        counts = comparison.same.get(number, 0), len(findings), len(differences) - len(findings)
        typer.secho(f"{number}. {question}", bold=True)
        typer.echo("   {} answers are the same, {} differ, {} differ as expected".format(*counts))
        for difference in differences if show_all else findings:
            _show_difference(difference)
    for name, failure in comparison.failed.items():
        typer.secho(f"{name}: {failure}", fg=typer.colors.RED)


def _show_difference(difference: Difference) -> None:
    reason = f"  ({difference.expected})" if difference.expected else ""
    typer.echo(f"   {difference.path}{reason}")
    typer.echo(f"      Isaac Sim: {difference.there!r}")
    typer.echo(f"      kitless:   {difference.here!r}")
