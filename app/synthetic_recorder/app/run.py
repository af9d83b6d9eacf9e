"""Runs one recording from the command line: a kitless App, a stage, a config, the recorder."""

from __future__ import annotations

import asyncio
import dataclasses
from typing import TYPE_CHECKING

import kitless

from .ending import NOTHING_RECORDED, Warnings, report_end, report_error
from .outcome import Status
from .progress import progress_bar
from .report import Report
from .request import requested_config
from .stage_notices import stage_notices
from .stop_signals import StopRequest, stop_signals

if TYPE_CHECKING:
    from synthetic_recorder.core import Recorder, Recording

    from .request import Request


def record(request: Request) -> Report:
    """Record, and say how it has ended; raises nothing that a person could have caused."""
    with stop_signals() as stop_request, stage_notices() as notices:
        app = kitless.start(exts=["synthetic_recorder.core"])
        try:
            report = _record(app, request, stop_request)
        finally:
            app.shutdown()
        return dataclasses.replace(report, findings=(*report.findings, *notices.findings))


def _record(app: kitless.App, request: Request, stop_request: StopRequest) -> Report:
    # Importable only now: what they import of omni is there once the App has started.
    from synthetic_recorder.core import Recorder  # noqa: PLC0415

    recorder = Recorder()
    warnings = Warnings(recorder)
    try:
        recorder.config = requested_config(request)
        request.user_code.load()
        app.usd_context.open_stage(str(request.stage))
        if stop_request.made:
            return Report(Status.STOPPED, error=NOTHING_RECORDED)
        with progress_bar(recorder):
            recording = app.run(_run(recorder, warnings, stop_request))
    except BaseException as error:
        # A second signal comes out of the App while the recording still runs, and only its end says what there is.
        recorder.close()
        return report_error(recorder, error, request, is_stop_asked=stop_request.made)
    finally:
        # What has come up at the end; and of a start that is refused, what is worth mending at the same time.
        warnings.tell()
    return report_end(recorder, recording, request)


async def _run(recorder: Recorder, warnings: Warnings, stop_request: StopRequest) -> Recording:
    loop = asyncio.get_running_loop()
    stops: list[asyncio.Task[None]] = []
    calls: list[asyncio.Handle] = []

    def stop() -> None:
        stops.append(loop.create_task(recorder.stop()))

    # The Stop button: the frame in flight is finished and everything is written. It works from here on, because
    # a start may have to wait.
    stop_request.on_request(lambda: calls.append(loop.call_soon_threadsafe(stop)))
    try:
        await recorder.start()
        warnings.tell()
        return await recorder.wait()
    finally:
        # The loop is closed soon, and a signal that comes then must not end what is complete with an error.
        stop_request.forget()
        for call in calls:
            call.cancel()
