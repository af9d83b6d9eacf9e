"""One session of the window: what is on the screen, and what becomes of a recording that its end finds running.

::

    +------------------+------------------+-------------+
    | Viewport         | Preview          | Stage       |
    |                  |                  |             |
    |                  |                  +------+------+
    |                  |                  | Recorder|   |   Labels is the other tab
    +------------------+------------------+             |
    | timeline                            |             |
    +-------------------------------------+-------------+

So a prim is clicked in the tree and labelled below it, and its pixels take a colour beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import omni.kit.app
from omni import ui
from omni.kit.notification_manager import NotificationStatus, post_notification

from kitless.ui.editor import Editor
from synthetic_recorder.core import RecorderState, RecordingError
from synthetic_recorder.labels.identifiers import WINDOW_TITLE as LABELS_TITLE
from synthetic_recorder.preview.identifiers import WINDOW_TITLE as PREVIEW_TITLE
from synthetic_recorder.window.identifiers import WINDOW_TITLE as RECORDER_TITLE

from .gui_pace import Pace

if TYPE_CHECKING:
    from pathlib import Path

    import kitless
    from synthetic_recorder.core import Recorder

_SHARE_OF_ITS_COLUMN = 0.6
"""The height that recorder and labels have; the stage tree above them has the rest."""

_SHARE_BESIDE_THE_VIEWPORT = 0.5
"""The width that the preview has, of what is left of the column; its picture is as wide as the viewport's."""


class Session:
    """Puts the windows into an editor and opens the stage.

    Args:
        app: The App, with the extensions of the windows enabled.
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
        """Take the editor away; each window goes with its extension."""
        self._opening.cancel()
        self._quit_subscription.unsubscribe()
        self._pace.close()
        self._editor.destroy()

    def _note_quit(self) -> None:
        # The recorder puts the quit off, so that its state is another one when the quit comes again.
        if self._recorder.state is not RecorderState.STOPPED:
            self._was_recording_at_the_end = True

    async def _open(self, stage: Path | None) -> None:
        for title in (RECORDER_TITLE, LABELS_TITLE, PREVIEW_TITLE):
            ui.Workspace.show_window(title)
        # The first frame makes the windows, the next one docks those that have named a neighbour of their own.
        for _ in range(2):
            await self._app.next_update()
        _dock(RECORDER_TITLE, "Stage", ui.DockPosition.BOTTOM, _SHARE_OF_ITS_COLUMN)
        _dock(PREVIEW_TITLE, "Viewport", ui.DockPosition.RIGHT, _SHARE_BESIDE_THE_VIEWPORT)
        await self._app.next_update()
        _dock(LABELS_TITLE, RECORDER_TITLE, ui.DockPosition.SAME)
        context = self._app.usd_context
        opening = context.new_stage_async() if stage is None else context.open_stage_async(str(stage))
        is_open, problem = await opening
        if not is_open:
            post_notification(problem, hide_after_timeout=False, status=NotificationStatus.WARNING)


def _dock(title: str, neighbour: str, position: ui.DockPosition, share: float = 0.5) -> None:
    """Dock one window to another; one that an extension has closed, or has not made, stays as it is."""
    window, beside = ui.Workspace.get_window(title), ui.Workspace.get_window(neighbour)
    if window is not None and beside is not None:
        window.dock_in(beside, position, share)
