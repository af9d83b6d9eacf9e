"""One session of the window: what is on the screen, and what becomes of a recording that its end finds running."""

from __future__ import annotations

from typing import TYPE_CHECKING

import omni.kit.app
from omni import ui
from omni.kit.notification_manager import NotificationStatus, post_notification

from kitless.ui.editor import Editor
from synthetic_recorder.core import RecorderState, RecordingError
from synthetic_recorder.window.identifiers import WINDOW_TITLE

from .gui_pace import Pace

if TYPE_CHECKING:
    from pathlib import Path

    import kitless
    from synthetic_recorder.core import Recorder

_SHARE_OF_ITS_COLUMN = 0.6
"""The height that the recorder has; the stage tree above it has the rest."""


class Session:
    """Puts the recorder's window into an editor and opens the stage.

    Args:
        app: The App, with the extension of the window enabled.
        recorder: What it records with.
        stage: File of the stage; None: a new, empty stage.
    """

    def __init__(self, app: kitless.App, recorder: Recorder, stage: Path | None) -> None:
        self._app = app
        self._recorder = recorder
        self._was_recording_at_the_end = False
        self._editor = Editor(app)
        self._pace = Pace(app, recorder)
        self._quit_subscription = app.shutdown_stream.create_subscription_to_pop_by_type(
            omni.kit.app.POST_QUIT_EVENT_TYPE, lambda _event: self._note_quit(), name="synthetic-recorder gui"
        )
        self._opening = app.create_task(self._open(stage))

    @property
    def cut_short(self) -> str | None:
        """What has gone wrong with the recording that the end of the session has found running; None: nothing has.

        The window shows every other error itself; of this one nobody would hear.
        """
        error = self._recorder.last_error
        return str(error) if self._was_recording_at_the_end and isinstance(error, RecordingError) else None

    def abort(self) -> None:
        """Give back at once what is being recorded."""
        self._note_quit()
        self._recorder.close()

    def close(self) -> None:
        """Take the editor away; the recorder's window goes with its extension."""
        self._opening.cancel()
        self._quit_subscription.unsubscribe()
        self._pace.close()
        self._editor.destroy()

    def _note_quit(self) -> None:
        # The recorder puts the quit off, so that its state is another one when the quit comes again.
        if self._recorder.state is not RecorderState.STOPPED:
            self._was_recording_at_the_end = True

    async def _open(self, stage: Path | None) -> None:
        ui.Workspace.show_window(WINDOW_TITLE)
        await self._app.next_update()
        window, above = ui.Workspace.get_window(WINDOW_TITLE), ui.Workspace.get_window("Stage")
        if window is not None and above is not None:
            window.dock_in(above, ui.DockPosition.BOTTOM, _SHARE_OF_ITS_COLUMN)
        context = self._app.usd_context
        opening = context.new_stage_async() if stage is None else context.open_stage_async(str(stage))
        is_open, problem = await opening
        if not is_open:
            post_notification(problem, hide_after_timeout=False, status=NotificationStatus.WARNING)
