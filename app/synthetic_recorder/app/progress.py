"""A progress bar, where a person looks."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synthetic_recorder.core import Recorder
    from synthetic_recorder.core.recording import Progress


@contextlib.contextmanager
def progress_bar(recorder: Recorder) -> Iterator[None]:
    """Show what the recorder does, on standard error and only if that is a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    # Here, because most calls in scripts and CI never come this far.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (
        TextColumn("Recording"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.1f} frames/s"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Recording", total=None, rate=0.0)

        def update(progress: Progress) -> None:
            rate = progress.frame / progress.seconds if progress.seconds else 0.0
            bar.update(task, completed=progress.frame, total=progress.frames or None, rate=rate)

        subscription = recorder.subscribe_progress(update)
        try:
            yield
        finally:
            subscription.unsubscribe()
