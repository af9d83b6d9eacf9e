"""Checks of a config against the open stage and the registered writers, before anything is written.

All checks always run: a person who fixes one problem should not meet the next one only at the next start. A
check is a generator of findings; it reads, and makes nothing but an empty file that is gone at once. Nothing is
switched off or changed on the way: a finding says what to do, and the person does it.

::

    quick      values, single prims, the writer's signature: with every key that is pressed in a window
    thorough   all prims of the stage, the disk, too: before a start, and when a window is left alone for a moment
    S3         the server is asked: at a start, and on request
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from synthetic_recorder.core.findings import error, warning

from .composition import check_composition
from .context import PreflightContext, Settings, WriterRegistry
from .control import check_control
from .disk import check_disk
from .kit_settings import check_kit_settings
from .labels import check_labels
from .output import check_folder_name, check_output
from .render_products import check_render_products
from .s3 import check_s3
from .skeletons import check_skeletons
from .static_views import check_static_views
from .writer import check_writer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synthetic_recorder.core.config import RecorderConfig
    from synthetic_recorder.core.findings import Finding

__all__ = [
    "PreflightContext",
    "Settings",
    "WriterRegistry",
    "check_s3",
    "run_preflight",
    "run_quick_preflight",
]


def run_preflight(config: RecorderConfig, context: PreflightContext) -> tuple[Finding, ...]:
    """Return everything that would stop or spoil a recording of ``config`` in ``context``."""
    return tuple(_findings(config, context, is_thorough=True))


def run_quick_preflight(config: RecorderConfig, context: PreflightContext) -> tuple[Finding, ...]:
    """Return what can be found without looking through the stage or at a disk.

    These are findings of ``run_preflight``, too, with the same ``code`` and ``where``, and in the same order.
    """
    return tuple(_findings(config, context, is_thorough=False))


def _findings(config: RecorderConfig, context: PreflightContext, *, is_thorough: bool) -> Iterator[Finding]:
    stage = context.stage
    for note in config.notes:
        yield warning("config-note", "config", note, "Save the config again from this recorder to settle it.")
    if stage is None:
        yield error("stage-missing", "stage", "No stage is open.", "Open the stage that is to be recorded.")
    elif is_thorough:
        yield from check_composition(stage)
    yield from check_render_products(config.render_products, stage, lists_cameras=is_thorough)
    yield from check_writer(config.writer, context.writers, context.writer_base)
    if is_thorough and stage is not None:
        yield from check_labels(config.writer, stage, context.settings)
        yield from check_skeletons(config.writer, stage)
    if is_thorough:
        yield from check_output(config.output)
        yield from check_disk(config)
    else:
        yield from check_folder_name(config.output)
    yield from check_control(config.control, stage)
    if is_thorough and stage is not None:
        yield from check_static_views(config.control, stage, timeline_is_playing=context.timeline_is_playing)
    yield from check_kit_settings(config, stage, context.settings)
