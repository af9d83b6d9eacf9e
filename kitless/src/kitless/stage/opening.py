"""Reading and making stages."""

from __future__ import annotations

import asyncio
import logging
import math
import re
from pathlib import Path

from pxr import Ar, Sdf, Tf, Usd, UsdGeom, UsdUtils

from kitless.errors import StageOpenError
from kitless.timeline.defaults import DEFAULT_TIME_CODES_PER_SECOND, ENDLESS_TIME_CODE

_logger = logging.getLogger("kitless.stage")

# USD tells which stage by an address, which tells nobody anything.
_MEMORY_ADDRESS = re.compile(r" <0x[0-9a-f]+>")


def read_stage(url: str, with_payloads: bool = True) -> Usd.Stage:
    """Open a stage file as it is on disk.

    What does not compose (a reference that is not there, a format that no plugin reads) is logged as a
    warning and left out of the stage, as in Kit.

    Args:
        url: The file.
        with_payloads: Whether payloads are loaded.

    Raises:
        StageOpenError: There is no such file, or it cannot be parsed.
    """
    if not (Sdf.Layer.IsAnonymousLayerIdentifier(url) or Ar.GetResolver().Resolve(url)):
        raise StageOpenError(url, f"there is no such file (looked for {Path(url).absolute()})")
    # A layer that an open stage holds comes from memory, with edits that nobody saved.
    was_loaded = Sdf.Layer.Find(url) is not None
    # USD prints every problem to the terminal unless somebody collects it.
    collected = UsdUtils.CoalescingDiagnosticDelegate()
    try:
        stage = Usd.Stage.Open(url, Usd.Stage.LoadAll if with_payloads else Usd.Stage.LoadNone)
        if was_loaded:
            stage.Reload()
    except Tf.ErrorException as error:
        raise StageOpenError(url, _reason(error)) from error
    for diagnostic in collected.TakeUncoalescedDiagnostics():
        problem = _MEMORY_ADDRESS.sub("", str(diagnostic.commentary)).strip()
        details = {"code": "stage-not-composed", "where": url, "what": problem}
        _logger.warning("%s: %s", url, problem, extra=details)
    return stage


async def read_stage_async(url: str, with_payloads: bool = True) -> Usd.Stage:
    """See `read_stage`; on a thread, while the App goes on.

    A file that is open already is read here and now: it is read by giving its layer anew what is on disk, and whoever
    follows that layer is told so on the thread that does it.
    """
    if Sdf.Layer.Find(url) is not None:
        return read_stage(url, with_payloads)
    return await asyncio.to_thread(read_stage, url, with_payloads)


def require_usable(stage: Usd.Stage) -> None:
    """Refuse a stage on which nothing could be measured or timed.

    Raises:
        StageOpenError: The length of its unit or its rate is not above 0, or its range is not finite.
    """
    for name, value in (
        ("metersPerUnit", UsdGeom.GetStageMetersPerUnit(stage)),
        ("timeCodesPerSecond", stage.GetTimeCodesPerSecond()),
    ):
        if not (math.isfinite(value) and value > 0.0):
            raise StageOpenError(
                str(stage.GetRootLayer().identifier),
                f"its {name} is {value}; expected a finite number above 0, correct it in the root layer",
            )
    start, end = stage.GetStartTimeCode(), stage.GetEndTimeCode()
    if not (math.isfinite(start) and math.isfinite(end)):
        raise StageOpenError(
            str(stage.GetRootLayer().identifier),
            f"its range is from time code {start} to {end}; expected finite numbers, correct it in the root layer",
        )


def make_stage() -> Usd.Stage:
    """A new stage in memory, as Isaac Sim makes them: Z up, metres, 60 time codes a second, and empty."""
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    stage.SetTimeCodesPerSecond(DEFAULT_TIME_CODES_PER_SECOND)
    stage.SetStartTimeCode(0.0)
    stage.SetEndTimeCode(ENDLESS_TIME_CODE)
    return stage


def _reason(error: Tf.ErrorException) -> str:
    """What USD says, without the functions and line numbers of its own source."""
    commentaries = [str(each.commentary).strip() for each in error.args if hasattr(each, "commentary")]
    return "; ".join(commentaries) or str(error).strip()
