"""The place of a recording, reserved and looked at."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from .output import reserve
from .resume import check_files
from .threads import run_on_thread

if TYPE_CHECKING:
    import concurrent.futures

    from .config import OutputConfig
    from .findings import Finding
    from .output import Reserved


@dataclass(frozen=True, slots=True)
class Place:
    """A place that is reserved for one recording.

    Attributes:
        reserved: The place.
        findings: What was found in the data set that is there and goes on.
    """

    reserved: Reserved
    findings: tuple[Finding, ...]


def reserve_place(output: OutputConfig) -> Place:
    """Reserve the place of a recording, and look at what is there. Blocks.

    Raises:
        OutputError: It cannot be made, or something is there that is to stay.
        DataSetError: A data set is there that cannot be read, or that another recorder records.
    """
    reserved = reserve(output)
    try:
        data_set = reserved.data_set
        findings = () if data_set is None else tuple(check_files(data_set, reserved.store))
    except BaseException:
        reserved.release()
        raise
    return Place(reserved, findings)


async def reserve_place_on_thread(output: OutputConfig) -> Place:
    """As `reserve_place`, while the app goes on; a place that nobody waits for any more is released."""
    answer = run_on_thread(partial(reserve_place, output), "reserve")
    try:
        return await asyncio.wrap_future(answer)
    except asyncio.CancelledError:
        answer.add_done_callback(_release)
        raise


def _release(answer: concurrent.futures.Future[Place]) -> None:
    # What it has failed with would have been for whoever has waited.
    with contextlib.suppress(Exception):
        answer.result().reserved.release()
