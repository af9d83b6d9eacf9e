"""The USD context, with the names of `omni.usd.UsdContext`."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from pxr import Sdf, Tf, Usd

from kitless.app.events import EventStream
from kitless.errors import StageNotOpenError, StageOpenError, StageSaveError
from kitless.stage.opening import make_stage, read_stage, require_usable
from kitless.stage.selection import Selection
from kitless.stage.viewport_camera import author_viewport_camera

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from kitless.timeline import Timeline

_TIMELINE_FIELDS = frozenset({"startTimeCode", "endTimeCode", "timeCodesPerSecond", "framesPerSecond"})


class StageEventType(IntEnum):
    """What a stage event says. Only the names are Kit's; do not store the numbers."""

    SAVED = 0
    SAVE_FAILED = 1
    OPENING = 2
    OPENED = 3
    OPEN_FAILED = 4
    CLOSING = 5
    CLOSED = 6
    SELECTION_CHANGED = 7
    ASSETS_LOADED = 8


class UsdContext:
    """The one stage that is open, and its selection.

    Opening stops the timeline, gives it the stage's rate and range, and authors the viewport's camera in the
    session layer. Where Kit's methods return False, these raise; the `_async` ones return Kit's pair of
    success and message.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._events = EventStream("stage")
        self._selection = Selection(lambda: self._send(StageEventType.SELECTION_CHANGED))
        self._stage: Usd.Stage | None = None
        self._url = ""
        self._notices: Tf.Notice.Listener | None = None

    def get_stage(self) -> Usd.Stage | None:
        """The open stage, or None."""
        return self._stage

    def get_stage_url(self) -> str:
        """The root layer's identifier: a path, `anon:…` for a stage in memory, "" when no stage is open."""
        return self._url

    def get_stage_event_stream(self) -> EventStream:
        """Events of `StageEventType`."""
        return self._events

    def get_selection(self) -> Selection:
        """What is selected. Closing the stage clears it."""
        return self._selection

    def open_stage(self, url: str | Path) -> bool:
        """Open a stage file and close the one that was open.

        Args:
            url: A file that USD can read.

        Returns:
            True.

        Raises:
            StageOpenError: The file is missing or unreadable, or its units or its rate cannot be used. The stage
                that was open still is.
        """
        return self._open(lambda: read_stage(str(url)))

    async def open_stage_async(self, url: str | Path) -> tuple[bool, str]:
        """Open a stage file. Returns (True, "") or (False, what went wrong), as Kit does."""
        try:
            return self.open_stage(url), ""
        except StageOpenError as error:
            return False, str(error)

    def new_stage(self) -> bool:
        """Open a new stage in memory: Z up, metres, 60 time codes a second, /World. Returns True."""
        return self.attach_stage(make_stage())

    async def new_stage_async(self) -> tuple[bool, str]:
        """See `new_stage`. Returns (True, "")."""
        return self.new_stage(), ""

    def attach_stage(self, stage: Usd.Stage) -> bool:
        """Make a stage that the caller has made the open one.

        Returns:
            True.

        Raises:
            StageOpenError: Its units or its rate cannot be used. The stage that was open still is.
        """
        return self._open(lambda: stage)

    async def attach_stage_async(self, stage: Usd.Stage) -> tuple[bool, str]:
        """See `attach_stage`. Returns (True, "") or (False, what went wrong)."""
        try:
            return self.attach_stage(stage), ""
        except StageOpenError as error:
            return False, str(error)

    def close_stage(self) -> bool:
        """Close the stage, if one is open; what was not saved is lost. Returns True."""
        if self._stage is not None:
            self._send(StageEventType.CLOSING)
            self._timeline.stop()
            self._release()
            self._send(StageEventType.CLOSED)
        return True

    async def close_stage_async(self) -> tuple[bool, str]:
        """See `close_stage`. Returns (True, "")."""
        return self.close_stage(), ""

    def save_stage(self) -> bool:
        """Write every changed layer of the stage, the session layer excepted.

        Returns:
            True.

        Raises:
            StageNotOpenError: There is no stage.
            StageSaveError: The stage was never given a file, or a layer cannot be written.
        """
        stage = self._require_stage("save_stage")
        if stage.GetRootLayer().anonymous:
            self._send(StageEventType.SAVE_FAILED)
            raise StageSaveError(
                self._url, "it is a stage in memory; give it a file with save_as_stage(path)"
            )
        try:
            stage.Save()
        except Tf.ErrorException as error:
            self._send(StageEventType.SAVE_FAILED)
            raise StageSaveError(self._url, str(error).strip()) from error
        self._send(StageEventType.SAVED)
        return True

    def save_as_stage(self, url: str | Path) -> bool:
        """Write the root layer to another file and open that.

        Returns:
            True.

        Raises:
            StageNotOpenError: There is no stage.
            StageSaveError: The file cannot be written.
        """
        stage = self._require_stage("save_as_stage")
        try:
            exported = stage.GetRootLayer().Export(str(url))
        except Tf.ErrorException as error:
            self._send(StageEventType.SAVE_FAILED)
            raise StageSaveError(str(url), str(error).strip()) from error
        if not exported:
            self._send(StageEventType.SAVE_FAILED)
            raise StageSaveError(
                str(url), "USD could not write it; is the folder there, and is the ending USD's?"
            )
        self._send(StageEventType.SAVED)
        return self.open_stage(url)

    def has_pending_edit(self) -> bool:
        """Whether a layer of the stage, the session layer excepted, has changes that are not saved."""
        if self._stage is None:
            return False
        session_layers = set(self._stage.GetLayerStack(True)) - set(self._stage.GetLayerStack(False))
        return any(layer.dirty for layer in self._stage.GetUsedLayers() if layer not in session_layers)

    # -- internals ---------------------------------------------------------------------------------

    def _open(self, get_stage: Callable[[], Usd.Stage]) -> bool:
        """Everything that can fail comes before the open stage is closed."""
        self._send(StageEventType.OPENING)
        try:
            stage = get_stage()
            require_usable(stage)
            author_viewport_camera(stage)
        except Exception:
            self._send(StageEventType.OPEN_FAILED)
            raise
        self._replace(stage)
        return True

    def _replace(self, stage: Usd.Stage) -> None:
        self.close_stage()
        self._stage = stage
        self._url = str(stage.GetRootLayer().identifier)
        self._timeline.stop()
        self._timeline.follow_stage(stage)
        self._notices = Tf.Notice.Register(Usd.Notice.ObjectsChanged, self._on_objects_changed, stage)
        self._send(StageEventType.OPENED)
        self._send(StageEventType.ASSETS_LOADED)

    def _release(self) -> None:
        if self._notices is not None:
            self._notices.Revoke()
            self._notices = None
        self._stage = None
        self._url = ""
        self._selection.clear_selected_prim_paths()

    def _on_objects_changed(self, notice: Any, stage: Usd.Stage) -> None:
        """The range and rate of an open stage can be edited; the timeline goes along."""
        root = Sdf.Path.absoluteRootPath
        # A new rate recomposes the whole stage when it scales the times of other layers.
        if root in notice.GetResyncedPaths() or (
            root in notice.GetChangedInfoOnlyPaths()
            and not _TIMELINE_FIELDS.isdisjoint(notice.GetChangedFields(root))
        ):
            self._timeline.follow_stage(stage)

    def _require_stage(self, called: str) -> Usd.Stage:
        if self._stage is None:
            raise StageNotOpenError(f"usd_context.{called}")
        return self._stage

    def _send(self, event_type: StageEventType) -> None:
        self._events.dispatch(event_type)
