"""A progress bar, where a person looks."""

from __future__ import annotations

import contextlib
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

from .wording import counted, sized

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synthetic_recorder.core import Progress, Recorder


@contextlib.contextmanager
def progress_bar(recorder: Recorder) -> Iterator[None]:
    """Show what the recorder does, on standard error and only if that is a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    # Here, because most calls in scripts and CI never come this far.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, TextColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    # The bar has what the numbers leave of the line.
    columns = (BarColumn(bar_width=None), TextColumn("{task.description}"))
    bar = Bar(*columns, console=Console(stderr=True), transient=True, expand=True)
    task = bar.add_task("starting", total=None)

    def update(progress: Progress) -> None:
        total = progress.frames or None
        bar.update(task, description=in_figures(progress), completed=progress.frame, total=total)

    subscription = recorder.subscribe_progress(update)
    # The recording is what it is, also when the terminal is gone.
    with contextlib.suppress(OSError):
        bar.start()
    try:
        yield
    finally:
        subscription.unsubscribe()
        with contextlib.suppress(OSError):
            bar.stop()


def in_figures(progress: Progress) -> str:
    """Return frame, rate, time left, size and what waits to be committed; what is not known is left out."""
    frame = f"{progress.frame}/{progress.frames}" if progress.frames else counted(progress.frame, "frame")
    figures = [frame]
    if progress.frames_per_second:
        figures.append(f"{progress.frames_per_second:.1f} frames/s")
    if progress.seconds_left is not None:
        figures.append(f"{timedelta(seconds=round(progress.seconds_left))} left")
    figures.append(sized(progress.bytes))
    figures.append(f"{progress.queue} to commit")
    return "  ".join(figures)
