"""Checks of a config against the open stage and the registered writers, before anything is written.

All checks always run: a person who fixes one problem should not meet the next one only at the next start. A
check is a generator of findings; it reads, and makes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from synthetic_recorder.core.findings import error, warning

from .control import check_control
from .labels import check_labels
from .output import check_output
from .render_products import check_render_products
from .skeletons import check_skeletons
from .writer import WriterRegistry, check_writer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pxr import Usd

    from synthetic_recorder.core.config import RecorderConfig
    from synthetic_recorder.core.findings import Finding

__all__ = ["WriterRegistry", "run_preflight"]


def run_preflight(
    config: RecorderConfig, stage: Usd.Stage | None, registry: WriterRegistry, writer_base: type
) -> tuple[Finding, ...]:
    """Return everything that would stop or spoil a recording.

    Args:
        config: What is to be recorded.
        stage: The stage that is open, or None.
        registry: Replicator's writer registry, or a fake of it.
        writer_base: Replicator's ``Writer``, or whatever class the writers of a fake registry start from.
    """
    return tuple(_findings(config, stage, registry, writer_base))


def _findings(
    config: RecorderConfig, stage: Usd.Stage | None, registry: WriterRegistry, writer_base: type
) -> Iterator[Finding]:
    for note in config.notes:
        yield warning("config-note", "config", note, "Save the config again from this recorder to settle it.")
    if stage is None:
        yield error("stage-missing", "stage", "No stage is open.", "Open the stage that is to be recorded.")
    yield from check_render_products(config.render_products, stage)
    yield from check_writer(config.writer, registry, writer_base)
    if stage is not None:
        yield from check_labels(config.writer, stage)
        yield from check_skeletons(config.writer, stage)
    yield from check_output(config.output)
    yield from check_control(config.control, stage)
