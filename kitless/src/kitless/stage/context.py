"""The USD context, with the names of `omni.usd.UsdContext`."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from pxr import Usd, UsdGeom, UsdUtils

from kitless.app.events import EventStream
from kitless.errors import StageError, StageNotOpenError, StageOpenError
from kitless.physics import PhysicsPlayback
from kitless.stage.context_forms import ContextForms
from kitless.stage.event_types import (
    CONTEXT_NAME,
    StageEventType,
    StageRenderingEventType,
    StageState,
    UsdContextInitialLoadSet,
    stage_event_name,
    stage_rendering_event_name,
)
from kitless.stage.layers import get_dirty_layers
from kitless.stage.opening import make_stage, read_stage, read_stage_async, require_usable
from kitless.stage.saving import StageSaver, export_stage
from kitless.stage.selection import Selection
from kitless.stage.stage_timeline import StageTimeline
from kitless.stage.transforms import get_world_transform_matrix
from kitless.stage.viewport_camera import author_viewport_camera
from kitless.timeline.event_types import TimelineEventType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from kitless.app.event_dispatcher import EventDispatcher
    from kitless.app.events import Event
    from kitless.timeline import Timeline

_TIMES = (TimelineEventType.CURRENT_TIME_TICKED, TimelineEventType.CURRENT_TIME_CHANGED)


class UsdContext(ContextForms):
    """The one stage that is open, and its selection.

    Opening stops the timeline, gives it the stage's rate and range, and authors the viewport's camera in the
    session layer. A rate that the timeline is given later is written to the stage.

    Args:
        timeline: The timeline that goes along with the stage.
        dispatcher: Where events are announced by name as well.

    Differs:
        Where Kit's methods return False, these raise. Everything is loaded when a method returns, or, of
        `open_stage_async`, when it ends.
    """

    def __init__(self, timeline: Timeline, dispatcher: EventDispatcher | None = None) -> None:
        self._timeline = timeline
        self._events = EventStream("stage", dispatcher, stage_event_name)
        self._rendering_events = EventStream("stage rendering", dispatcher, stage_rendering_event_name)
        self._immediate_rendering_events = EventStream(
            "stage rendering", dispatcher, partial(stage_rendering_event_name, immediate=True)
        )
        self._selection = Selection(lambda: self._send(StageEventType.SELECTION_CHANGED), self.get_stage)
        self._stage: Usd.Stage | None = None
        self._state = StageState.CLOSED
        self._url = ""
        self._is_opening = False
        self._is_new = False
        self._is_cached_here = False
        self._saver = StageSaver(self._events, self.get_stage)
        self._physics = PhysicsPlayback(timeline)
        self._stage_timeline = StageTimeline(timeline, self._physics.stage_changed)
        self._timeline_subscription = timeline.get_timeline_event_stream().create_subscription_to_pop(
            self._on_timeline_event, name="USD context"
        )

    def get_name(self) -> str:
        """The name of the context, which is ""."""
        return CONTEXT_NAME

    def get_stage(self) -> Usd.Stage | None:
        """The open stage, or None."""
        return self._stage

    def get_stage_id(self) -> int:
        """The open stage's id in `UsdUtils.StageCache`, where it is while it is open; 0 when no stage is."""
        return 0 if self._stage is None else int(UsdUtils.StageCache.Get().Insert(self._stage).ToLongInt())

    def get_stage_state(self) -> StageState:
        """Whether a stage is open, or is being opened or closed."""
        return self._state

    def get_stage_loading_status(self) -> tuple[str, int, int]:
        """What is loaded now, how many files have been and how many will be: ("", 0, 0), nothing loads later."""
        return "", 0, 0

    def get_stage_url(self) -> str:
        """The root layer's identifier: a path, `anon:…` for a stage in memory, "" when no stage is open."""
        return self._url

    def get_stage_event_stream(self) -> EventStream:
        """Events of `StageEventType`."""
        return self._events

    def get_rendering_event_stream(self) -> EventStream:
        """Events of `StageRenderingEventType`."""
        return self._rendering_events

    def stage_event_name(self, event_type: StageEventType, immediate: bool = False) -> str:
        """The name of a stage event on the event dispatcher. Events are always immediate."""
        del immediate
        return stage_event_name(event_type)

    def stage_rendering_event_name(self, event_type: StageRenderingEventType, immediate: bool = False) -> str:
        """The name of a rendering event on the event dispatcher, of the immediate one or of the other."""
        return stage_rendering_event_name(event_type, immediate)

    def get_selection(self) -> Selection:
        """What is selected. Closing the stage clears it."""
        return self._selection

    # -- opening and closing -----------------------------------------------------------------------

    def open_stage(
        self, url: str | Path, load_set: UsdContextInitialLoadSet = UsdContextInitialLoadSet.LOAD_ALL
    ) -> bool:
        """Open a stage file and close the one that was open.

        Args:
            url: A file that USD can read.
            load_set: Whether payloads are loaded.

        Returns:
            True.

        Raises:
            StageOpenError: The file is missing or unreadable, its units or its rate cannot be used, or a stage is
                being opened or closed. The stage that was open still is.
        """
        return self._open(lambda: read_stage(str(url), load_set == UsdContextInitialLoadSet.LOAD_ALL))

    async def open_stage_async(
        self, url: str | Path, load_set: UsdContextInitialLoadSet = UsdContextInitialLoadSet.LOAD_ALL
    ) -> tuple[bool, str]:
        """See `open_stage`. The file is read beside the App, which goes on with the stage that is open.

        Until it has been read, no other stage can be opened. Cancelled, it leaves the stage that is open.

        Returns:
            (True, "") or (False, what went wrong).
        """
        try:
            with self._opening():
                stage = _made_usable(
                    await read_stage_async(str(url), load_set == UsdContextInitialLoadSet.LOAD_ALL)
                )
            self._replace(stage, is_new=False, is_callers=False)
        except StageError as error:
            return False, str(error)
        return True, ""

    def new_stage(self) -> bool:
        """Open a new stage in memory: Z up, metres, 60 time codes a second, and empty. Returns True."""
        return self._open(make_stage, is_new=True)

    def attach_stage(self, stage: Usd.Stage) -> bool:
        """Make a stage that the caller has made the open one.

        Returns:
            True.

        Raises:
            StageOpenError: Its units or its rate cannot be used. The stage that was open still is.
        """
        return self._open(lambda: stage, is_callers=True)

    def reopen_stage(self, load_set: UsdContextInitialLoadSet = UsdContextInitialLoadSet.LOAD_ALL) -> bool:
        """Open the file of the open stage again; what was not saved is lost. Returns True.

        Raises:
            StageNotOpenError: There is no stage.
            StageOpenError: It is a stage in memory, or the file cannot be opened any more.
        """
        stage = self._require_stage("reopen_stage")
        if stage.GetRootLayer().anonymous:
            raise StageOpenError(self._url, "it is a stage in memory, which is in no file to open again")
        return self.open_stage(self._url, load_set)

    def close_stage(self, on_finish_fn: Callable[[bool, str], object] | None = None) -> bool:
        """Close the stage, if one is open; what was not saved is lost. Returns True.

        Args:
            on_finish_fn: Called with True and "" at the end.
        """
        if self._stage is not None and self._state != StageState.CLOSING:
            self._state = StageState.CLOSING
            self._send(StageEventType.CLOSING)
            self._timeline.stop()
            self._release()
            self._send(StageEventType.CLOSED)
        if on_finish_fn is not None:
            on_finish_fn(True, "")
        return True

    def can_open_stage(self) -> bool:
        """Whether a stage can be opened now: not while another is being opened or closed."""
        return not self._is_opening and self._state in (StageState.CLOSED, StageState.OPENED)

    def can_close_stage(self) -> bool:
        """Whether there is a stage to close."""
        return self._state == StageState.OPENED

    def can_save_stage(self) -> bool:
        """Whether there is a stage to save."""
        return self._state == StageState.OPENED

    def is_new_stage(self) -> bool:
        """Whether the open stage was made by `new_stage` and is in no file yet."""
        return self._is_new

    def enable_save_to_recent_files(self) -> None:
        """Do nothing: kitless keeps no list of recent files."""

    def disable_save_to_recent_files(self) -> None:
        """Do nothing: kitless keeps no list of recent files."""

    # -- saving ------------------------------------------------------------------------------------

    def save_stage(self) -> bool:
        """Write every changed layer of the stage, the session layer excepted.

        Returns:
            True.

        Raises:
            StageNotOpenError: There is no stage.
            StageSaveError: The stage was never given a file, or a layer cannot be written.
        """
        self._saver.save(self._require_stage("save_stage"))
        return True

    def save_as_stage(self, url: str | Path) -> bool:
        """Write the root layer to another file and open that.

        Returns:
            True.

        Raises:
            StageNotOpenError: There is no stage.
            StageSaveError: The file cannot be written.
        """
        self._saver.save_as(self._require_stage("save_as_stage"), str(url))
        return self.open_stage(url)

    def save_layers(self, new_root_layer_path: str, layer_identifiers: Sequence[str]) -> bool:
        """Write layers, and the root layer to another file when one is given.

        Args:
            new_root_layer_path: Where the stage goes on; "" leaves it where it is.
            layer_identifiers: The layers that are written.

        Returns:
            True.

        Raises:
            StageNotOpenError: There is no stage.
            StageSaveError: There is no such layer, or it cannot be written.
        """
        stage = self._require_stage("save_layers")
        self._saver.save_layers(stage, new_root_layer_path or self._url, layer_identifiers)
        return self.save_as_stage(new_root_layer_path) if new_root_layer_path else True

    def export_as_stage(self, url: str | Path) -> bool:
        """Write all that the stage says, the session layer included, as one layer. It stays open as it is.

        Returns:
            True.

        Raises:
            StageNotOpenError: There is no stage.
            StageSaveError: The file cannot be written.
        """
        export_stage(self._require_stage("export_as_stage"), str(url))
        return True

    def has_pending_edit(self) -> bool:
        """Whether a layer of the stage, the session layer excepted, has changes that are not saved."""
        return self._stage is not None and bool(get_dirty_layers(self._stage))

    # -- prims -------------------------------------------------------------------------------------

    def compute_path_world_transform(self, path: str) -> list[float]:
        """The transform from a prim's own space to the world: the 16 numbers of a matrix of row vectors, by row."""
        matrix = get_world_transform_matrix(self._require_prim(path, "compute_path_world_transform"))
        return [matrix[row, column] for row in range(4) for column in range(4)]

    def compute_path_world_bounding_box(self, path: str) -> tuple[list[float], list[float]]:
        """The lowest and the highest corner of a prim's box along the world's axes, in the stage's unit."""
        prim = self._require_prim(path, "compute_path_world_bounding_box")
        purposes = [UsdGeom.Tokens.default_, UsdGeom.Tokens.render]
        bound = UsdGeom.BBoxCache(Usd.TimeCode.Default(), purposes).ComputeWorldBound(prim)
        box = bound.ComputeAlignedRange()
        return list(box.GetMin()), list(box.GetMax())

    # -- for the App -------------------------------------------------------------------------------

    def announce_frame(self) -> None:
        """Announce a new frame of the viewport, if a stage is open."""
        if self._stage is not None:
            self._immediate_rendering_events.dispatch(StageRenderingEventType.NEW_FRAME)
            self._rendering_events.dispatch(StageRenderingEventType.NEW_FRAME)

    # -- internals ---------------------------------------------------------------------------------

    def _open(
        self, get_stage: Callable[[], Usd.Stage], is_new: bool = False, is_callers: bool = False
    ) -> bool:
        """Everything that can fail comes before the open stage is closed."""
        with self._opening():
            stage = _made_usable(get_stage())
        self._replace(stage, is_new, is_callers)
        return True

    @contextmanager
    def _opening(self) -> Iterator[None]:
        """Announce that a stage is being opened, and, when what is done here fails, that it is not."""
        if not self.can_open_stage():
            raise StageOpenError(
                "the stage", "another one is being opened or closed now; open it when that has ended"
            )
        self._is_opening, self._state = True, StageState.OPENING
        self._send(StageEventType.OPENING)
        try:
            yield
        except BaseException:
            self._is_opening = False
            self._state = StageState.CLOSED if self._stage is None else StageState.OPENED
            self._send(StageEventType.OPEN_FAILED)
            raise

    def _replace(self, stage: Usd.Stage, is_new: bool, is_callers: bool) -> None:
        self.close_stage()
        self._stage = stage
        self._is_new = is_new
        self._url = str(stage.GetRootLayer().identifier)
        # Code that is given a stage finds its id there, as in Kit. Taken out again, a stage expires for Python as well:
        # one that somebody has made for themselves is there only when its id is asked for, and then stays.
        cache = UsdUtils.StageCache.Get()
        self._is_cached_here = not is_callers and not cache.Contains(stage)
        if self._is_cached_here:
            cache.Insert(stage)
        self._stage_timeline.follow(stage)
        self._physics.follow(stage)
        self._is_opening, self._state = False, StageState.OPENED
        for event_type in (
            StageEventType.OPENED,
            StageEventType.ASSETS_LOADING,
            StageEventType.ASSETS_LOADED,
        ):
            # Whoever is told may have closed it, or opened another.
            if self._stage == stage:
                self._send(event_type)

    def _release(self) -> None:
        self._physics.release()
        self._stage_timeline.release()
        if self._is_cached_here:
            UsdUtils.StageCache.Get().Erase(self._stage)
        self._stage = None
        self._state = StageState.CLOSED
        self._url = ""
        self._is_new = False
        self._selection.clear_selected_prim_paths()

    def _on_timeline_event(self, event: Event) -> None:
        if self._stage is not None and event.type == TimelineEventType.PLAY:
            self._physics.played()
            self._send(StageEventType.ANIMATION_START_PLAY)
        elif self._stage is not None and event.type in _TIMES:
            self._physics.time_changed()
        elif self._stage is not None and event.type in (TimelineEventType.PAUSE, TimelineEventType.STOP):
            if event.type == TimelineEventType.STOP:
                self._physics.stopped()
            self._send(StageEventType.ANIMATION_STOP_PLAY)

    def _last_saved(self) -> list[str]:
        return list(self._saver.last_saved)

    def _require_prim(self, path: str, called: str) -> Usd.Prim:
        prim = self._require_stage(called).GetPrimAtPath(str(path))
        if not prim:
            raise StageError(f"usd_context.{called}: there is no prim at {path}")
        return prim

    def _require_stage(self, called: str) -> Usd.Stage:
        if self._stage is None:
            raise StageNotOpenError(f"usd_context.{called}")
        return self._stage

    def _send(self, event_type: StageEventType) -> None:
        self._events.dispatch(event_type)


def _made_usable(stage: Usd.Stage) -> Usd.Stage:
    """The stage, with the viewport's camera on it; refused where nothing could be measured or timed."""
    require_usable(stage)
    author_viewport_camera(stage)
    return stage
