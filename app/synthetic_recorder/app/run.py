"""Runs one recording from the command line: a kitless App, a stage, a config, the recorder."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import kitless

from .ending import NOTHING_RECORDED, report_end, report_error, tell_warnings
from .outcome import Status
from .progress import progress_bar
from .report import Report
from .stage_notices import stage_notices
from .stop_signals import StopRequest, stop_signals
from .user_code import UserCode

if TYPE_CHECKING:
    from synthetic_recorder.core import Recorder, RecorderConfig, Recording


@dataclass(frozen=True)
class Request:
    """What the person asked for.

    Attributes:
        config: File with the recorder's config.
        stage: File of the stage.
        output: Folder of the data set on disk, instead of the output of the config.
        frames: Number of frames, instead of that of the config.
        overrides: Values in the config, ``control.interval=5``; output and frames go before them.
        user_code: What is loaded before the config is checked, so that it may name the person's own writers.
    """

    config: Path
    stage: Path
    output: Path | None = None
    frames: int | None = None
    overrides: tuple[str, ...] = ()
    user_code: UserCode = field(default_factory=UserCode)


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
    # Importable only now: the App has put the extension on the path, as Kit does.
    from synthetic_recorder.core import Recorder  # noqa: PLC0415

    recorder = Recorder()
    try:
        recorder.config = _config(request)
        request.user_code.load()
        app.usd_context.open_stage(str(request.stage))
        if stop_request.made:
            return Report(Status.STOPPED, error=NOTHING_RECORDED)
        with progress_bar(recorder):
            recording = app.run(_run(recorder, stop_request))
    except BaseException as error:
        return report_error(recorder, error, is_stop_asked=stop_request.made)
    return report_end(recorder, recording)


def _config(request: Request) -> RecorderConfig:
    from synthetic_recorder.core import ConfigError, OutputConfig, RecorderConfig  # noqa: PLC0415

    config = RecorderConfig.load(request.config).with_overrides(request.overrides)
    if request.output is not None:
        output = OutputConfig.for_folder(request.output, config.output.on_conflict)
        # A folder that is not there yet is none that the person is in.
        with contextlib.suppress(OSError):
            here = Path.cwd()
            folder = Path(output.directory, output.folder)
            if any(folder.samefile(around) for around in (here, *here.parents)):
                raise ConfigError(
                    "--output", f"expected the name of a new folder, got {folder}, which you are in"
                )
        config = dataclasses.replace(config, output=output)
    if request.frames is not None:
        control = dataclasses.replace(config.control, frames=request.frames)
        config = dataclasses.replace(config, control=control)
    return config


async def _run(recorder: Recorder, stop_request: StopRequest) -> Recording:
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
        tell_warnings(recorder)
        return await recorder.wait()
    finally:
        # The loop is closed soon, and a signal that comes then must not end what is complete with an error.
        stop_request.forget()
        for call in calls:
            call.cancel()
