"""The windows of the recorder, of labels and of the preview on kitless, beside stage tree, viewport and timeline.

::

    display?  STAGE?  CONFIG?  code of the person's?   refused: exit code 2, and no window was opened
         └─▶ omni.ui ─▶ Editor, our windows ─▶ STAGE opens while the window answers ─▶ updates until it is closed

The session is the person's own: it begins with the config and the settings of the last one, and keeps both.
"""

from __future__ import annotations

import importlib
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import kitless
from kitless.errors import ExtensionError, StageOpenError
from kitless.ui.errors import UserInterfaceError
from kitless.ui.window_mode import HEADLESS_SETTING, HEADLESS_VARIABLE, TITLE_SETTING, has_display

from .outcome import Failure, Outcome, Status
from .stage_file import require_stage_file
from .stop_signals import stop_signals
from .user_code import UserCode, UserCodeError

if TYPE_CHECKING:
    from pathlib import Path

    from .stop_signals import StopRequest

_WINDOWS = ("synthetic_recorder.window", "synthetic_recorder.labels", "synthetic_recorder.preview")

_NO_DISPLAY = (
    "There is no display to show a window on: neither DISPLAY nor WAYLAND_DISPLAY is set. Start this on a desktop or "
    "with ssh -X, record without a window with synthetic-recorder record, or give --headless to draw it offscreen."
)


@dataclass(frozen=True)
class GuiRequest:
    """What the person asked for.

    Attributes:
        stage: File of the stage; None: a new, empty stage.
        config: File with the recorder's config; None: that of the last session.
        headless: Whether the window is drawn where nobody sees it.
        user_code: What is loaded before the window opens, so that its list has the person's own writers.
    """

    stage: Path | None = None
    config: Path | None = None
    headless: bool = False
    user_code: UserCode = field(default_factory=UserCode)


@dataclass(frozen=True)
class Closed:
    """The outcome of a session that somebody has closed: nothing is to be told."""

    status: ClassVar[Status] = Status.COMPLETE
    error: ClassVar[str | None] = None

    def to_dict(self) -> dict[str, Any]:
        """Return what ``--json`` would print."""
        return {"status": self.status.value}

    def lines(self) -> list[str]:
        """Return nothing."""
        return []


def show_gui(request: GuiRequest) -> Outcome:
    """Open the window, and return when it is closed and what was recorded is written.

    A first signal closes it as its cross does; a second one aborts.

    Raises:
        KeyboardInterrupt: There was a second signal, and nothing was being recorded.
    """
    is_offscreen = request.headless or os.environ.get(HEADLESS_VARIABLE) == "1"
    if not is_offscreen and not has_display():
        return Failure(Status.REFUSED, _NO_DISPLAY)
    with stop_signals() as stop_request:
        app = kitless.start(
            exts=["synthetic_recorder.core"],
            settings={HEADLESS_SETTING: is_offscreen, TITLE_SETTING: "Synthetic Data Recorder"},
            persistent_settings=True,
        )
        try:
            return _show(app, request, stop_request)
        finally:
            app.shutdown()


def _show(app: kitless.App, request: GuiRequest, stop_request: StopRequest) -> Outcome:
    # Importable only now: what they import of omni is there once the App has started.
    from synthetic_recorder.core import RecorderConfig, RecorderError, get_recorder  # noqa: PLC0415

    recorder = get_recorder()
    try:
        if request.stage is not None:
            require_stage_file(request.stage)
        if request.config is not None:
            recorder.config = RecorderConfig.load(request.config)
        request.user_code.load()
        # By name, and last: what loads it opens the window.
        importlib.import_module("omni.ui")
        kitless.start(exts=_WINDOWS)
    except (ExtensionError, RecorderError, StageOpenError, UserCodeError, UserInterfaceError) as error:
        return Failure(Status.REFUSED, str(error))
    from .gui_session import Session  # noqa: PLC0415 - as above, and it needs the extensions of the windows

    session = Session(app, recorder, request.stage)
    try:
        stop_request.on_request(app.post_quit)
        code = app.run_until_quit()
    except KeyboardInterrupt:
        session.abort()
        if session.cut_short is None:
            raise
        return Failure(Status.STOPPED, f"Aborted. {session.cut_short}")
    finally:
        stop_request.forget()
        session.close()
    if session.cut_short is not None:
        return Failure(Status.FAILED, session.cut_short)
    return Closed() if code == 0 else Failure(Status.FAILED, f"The app has quit with code {code}.")
