"""Runs one recording from the command line: a kitless App, a stage, a config, the recorder."""

from __future__ import annotations

import asyncio
import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import kitless
from kitless.errors import StageOpenError

from .progress import progress_bar
from .report import Report, Status, tell_warning
from .stage_notices import stage_notices
from .stop_signals import StopRequest, stop_signals

if TYPE_CHECKING:
    from synthetic_recorder.core import Recorder, RecorderConfig
    from synthetic_recorder.core.recording import Recording


@dataclass(frozen=True)
class Request:
    """What the person asked for.

    Attributes:
        config: File with the recorder's config.
        stage: File of the stage.
        output: Folder of the data set, instead of that of the config.
        frames: Number of frames, instead of that of the config.
    """

    config: Path
    stage: Path
    output: Path | None = None
    frames: int | None = None


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
    from synthetic_recorder.core import Recorder, RecorderError, RecordingError  # noqa: PLC0415

    recorder = Recorder()
    try:
        recorder.config = _config(request)
        app.usd_context.open_stage(str(request.stage))
        if stop_request.made:
            return Report(Status.STOPPED, error="Stopped before the first frame.")
        with progress_bar(recorder):
            recording = app.run(_run(recorder, stop_request))
    except KeyboardInterrupt:
        return _aborted(recorder)
    except RecordingError as error:
        return _report(Status.FAILED, recorder, error.recording, str(error))
    except (RecorderError, StageOpenError) as error:
        return _report(Status.REFUSED, recorder, None, str(error))
    wanted = recorder.config.control.frames
    if recording.frames < wanted:
        problem = f"Stopped after {recording.frames} of {wanted} frames."
        return _report(Status.STOPPED, recorder, recording, problem)
    return _report(Status.COMPLETE, recorder, recording, None)


def _config(request: Request) -> RecorderConfig:
    from synthetic_recorder.core import ConfigError, OutputConfig, RecorderConfig  # noqa: PLC0415

    config = RecorderConfig.load(request.config)
    if request.output is not None:
        if request.output.resolve() == Path.cwd():
            raise ConfigError("--output", "expected the name of a new folder, got the folder that you are in")
        output = OutputConfig.for_folder(request.output, config.output.on_conflict)
        config = dataclasses.replace(config, output=output)
    if request.frames is not None:
        control = dataclasses.replace(config.control, frames=request.frames)
        config = dataclasses.replace(config, control=control)
    return config


async def _run(recorder: Recorder, stop_request: StopRequest) -> Recording:
    await recorder.start()
    for finding in recorder.findings:
        tell_warning(finding.to_dict())
    loop = asyncio.get_running_loop()
    stops: list[asyncio.Task[None]] = []

    def stop() -> None:
        stops.append(loop.create_task(recorder.stop()))

    # The Stop button: the frame in flight is finished and everything is written.
    stop_request.on_request(lambda: loop.call_soon_threadsafe(stop))
    return await recorder.wait()


def _aborted(recorder: Recorder) -> Report:
    from synthetic_recorder.core import RecordingError  # noqa: PLC0415

    error = recorder.last_error
    recording = error.recording if isinstance(error, RecordingError) else None
    return _report(Status.STOPPED, recorder, recording, "Aborted.")


def _report(status: Status, recorder: Recorder, recording: Recording | None, error: str | None) -> Report:
    report = Report(
        status=status, findings=tuple(finding.to_dict() for finding in recorder.findings), error=error
    )
    if recording is None:
        return report
    return dataclasses.replace(
        report,
        path=recording.path,
        frames=recording.frames,
        files=recording.files,
        bytes=recording.bytes,
        seconds=recording.seconds,
    )
