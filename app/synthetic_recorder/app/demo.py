"""The demo: the sample tabletop, recorded, and a contact sheet of what came out."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from synthetic_recorder.core import RecorderError

from . import resources
from .contact_sheet import make_contact_sheet
from .outcome import Status
from .request import Request
from .run import record

if TYPE_CHECKING:
    from .report import Report


def record_demo(output: Path | None = None, frames: int | None = None) -> Report:
    """Record the labelled tabletop as ``config/demo.json`` says; a contact sheet lies beside the data set."""
    report = record(
        Request(
            config=resources.config("demo"),
            stage=resources.sample("tabletop/tabletop_labelled.usda"),
            output=output,
            frames=frames,
        )
    )
    # The demo records to disk.
    if not isinstance(report.path, Path) or report.frames == 0 or report.status is Status.FAILED:
        return report
    sheet = report.path.with_name(f"{report.path.name}_contact_sheet.png")
    try:
        make_contact_sheet(report.path, sheet)
    except (OSError, RecorderError) as error:
        problem = f"The data set is there; its contact sheet cannot be made: {error}"
        return dataclasses.replace(report, status=Status.FAILED, error=report.error or problem)
    return dataclasses.replace(report, contact_sheet=sheet)
