"""What the window shows: the picture of what was chosen, kept up to date."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any

import carb.eventdispatcher
import carb.settings
import omni.kit.app
import omni.timeline
import omni.usd

from synthetic_recorder.core import RecorderState, Subscribers
from synthetic_recorder.preview.errors import PreviewError
from synthetic_recorder.preview.feed import Feed
from synthetic_recorder.preview.pace import Pace

from .options import PreviewOptions
from .shown import Shown
from .sources import labels_that_count
from .stage_watch import StageWatch
from .views import ViewsModel
from .wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pxr import Sdf

    from synthetic_recorder.core import Recorder, Subscription
    from synthetic_recorder.preview.pictures import PixelFacts, Pixels

WAITING = "Waiting for the first picture."
UNFORESEEN = "This is shown again when something changes. It could not be drawn: "
_BEFORE_THE_WINDOWS = -10
# Whether labels of GeomSubsets count.
_SUBSET_LABELS = "/syntheticdata/sensors/perSubsetSegmentation"
_CAPTURING = (RecorderState.STARTING, RecorderState.RUNNING, RecorderState.STOPPING)

_logger = logging.getLogger(__name__)


class PreviewModel:
    """Shows the chosen annotator of the chosen camera, as long as somebody looks.

    It follows the stage, the timeline, the viewport, the recorder and the options. What cannot be shown is not shown:
    there is either a picture of what was chosen, or a message. Nothing of it can stop a recording.

    Args:
        recorder: Whose render products can be looked through; while it records, pictures are rare; borrowed.
        is_seen: Whether somebody can see the picture now; asked with each update of the app.

    Attributes:
        options: What is chosen.
        views: What can be chosen to look through.
        message: Why there is no picture, or what must be known to read it; "" for nothing.
        shown: The frame that is shown; None while there is nothing to show.
    """

    def __init__(self, recorder: Recorder, is_seen: Callable[[], bool] = lambda: True) -> None:
        self.options = PreviewOptions()
        self.views = ViewsModel(recorder)
        self.message = ""
        self.shown: Shown | None = None
        self._recorder = recorder
        self._is_seen = is_seen
        self._pace = Pace()
        self._feed: Feed | None = None
        self._wanted: Wanted | None = None
        self._looked_at: Wanted | None = None
        # Whether something has changed since the feed was refused.
        self._may_try = True
        self._moment: tuple[float, bool] | None = None
        self._opacity = 1.0
        self._pointed_at: tuple[int, int] | None = None
        self._changes = Subscribers[None]()
        self._watch = StageWatch(self._on_stage_change, self._on_other_stage, self._close_feed)
        self._subscriptions: Sequence[Subscription] = (
            *self.options.subscribe(self._on_change),
            recorder.subscribe_config(lambda _config: self._on_change()),
            recorder.subscribe_state(lambda _state: self._on_change()),
            recorder.subscribe_progress(lambda _progress: self._note_change()),
        )
        self._observer: Any = carb.eventdispatcher.get_eventdispatcher().observe_event(
            event_name=omni.kit.app.GLOBAL_EVENT_UPDATE,
            on_event=lambda _event: self._update(),
            observer_name="synthetic_recorder: preview",
            order=_BEFORE_THE_WINDOWS,
        )

    @property
    def picture(self) -> Pixels | None:
        """What is shown, in the size of the frame: uint8 (H, W, 4), sRGB, row 0 on top; None for nothing."""
        return None if self.shown is None else self.shown.with_boxes

    @property
    def labels(self) -> str:
        """Which labels count, as a sentence."""
        return labels_that_count(self.options.view.value, self._recorder.config.writer)[1]

    @property
    def caption(self) -> str:
        """What the picture is of: camera, size and instant, and whether that is over; "" while there is none."""
        if self.shown is None or self._looked_at is None:
            return ""
        width, height = self.shown.size
        instant = "" if self.shown.frame.time is None else f", at {self.shown.frame.time:.3f} s"
        is_late = ""
        if self._pace.is_behind:
            is_late = ": few pictures while recording" if self._is_recording else ": the next one is coming"
        return f"{self._looked_at.sight.camera}, {width} x {height}{instant}{is_late}"

    @property
    def facts(self) -> PixelFacts | None:
        """What is known of the pixel that is pointed at; None while none is."""
        if self.shown is None or self._pointed_at is None:
            return None
        x, y = self._pointed_at
        width, height = self.shown.size
        return self.shown.facts(x, y) if x < width and y < height else None

    @property
    def is_up_to_date(self) -> bool:
        """Whether everything that has changed was looked at; what cannot be shown was, too."""
        return self._pace.is_resting or (self._feed is None and not self._may_try)

    @property
    def _is_recording(self) -> bool:
        return self._recorder.state in _CAPTURING

    def point_at(self, pixel: tuple[int, int] | None) -> None:
        """Say at which pixel the person points: column and row; None for none."""
        if pixel != self._pointed_at:
            self._pointed_at = pixel
            self._changes.notify(None)

    def subscribe(self, callback: Callable[[], None]) -> Subscription:
        """Call ``callback`` when something may be shown otherwise."""
        return self._changes.subscribe(lambda _nothing: callback())

    def destroy(self) -> None:
        """Let go of the render product, of stage and recorder; may be called again."""
        self._observer.reset()
        for subscription in self._subscriptions:
            subscription.unsubscribe()
        self._watch.destroy()
        self._close_feed()

    # -- what may have changed ---------------------------------------------------------------------

    def _note_change(self) -> None:
        self._may_try = True
        self._pace.note_change()

    def _on_change(self) -> None:
        self._note_change()
        self._changes.notify(None)

    def _on_stage_change(self, resynced: Sequence[Sdf.Path]) -> None:
        self._note_change()
        if resynced:
            self.views.cameras.follow(resynced)
            if self._feed is not None and self._wanted is not None:
                # At once: a capture may come before the next update does.
                is_there = self.views.cameras.is_there(self._wanted.sight.camera)
                self._feed.set_active(is_there and self._pace.is_active)
            self._changes.notify(None)

    def _on_other_stage(self) -> None:
        self.views.cameras.forget()
        self._close_feed()
        # Cameras of both stages may be called the same, and a picture of the other one is none of this one.
        self._show(None, WAITING)
        self._on_change()

    # -- each update -------------------------------------------------------------------------------

    def _update(self) -> None:
        if not self._is_seen():
            self._pace.stop()
            if self._feed is not None:
                self._feed.set_active(False)
            return
        now = (
            omni.timeline.get_timeline_interface().get_current_time(),
            carb.settings.get_settings().get_as_bool(_SUBSET_LABELS),
        )
        if now != self._moment:
            self._moment = now
            self._note_change()
        wanted = None
        try:
            wanted = Wanted.find(self.options, self.views, self._recorder.config.writer)
            self._look(wanted)
        except PreviewError as error:
            self._give_up(wanted, str(error))
        except Exception as error:
            # Else the picture before would stay, as if it were of now.
            _logger.exception("The preview could not be drawn.")
            self._give_up(wanted, f"{UNFORESEEN}{error!r}")

    def _give_up(self, wanted: Wanted | None, message: str) -> None:
        self._may_try = False
        self._pace.stop()
        self._close_feed(wanted)
        self._show(None, message)

    def _look(self, wanted: Wanted) -> None:
        if wanted != self._wanted or (self._feed is None and self._may_try):
            self._open(wanted)
        feed = self._feed
        if feed is None:
            return
        is_recording = self._is_recording
        if self._pace.begin(is_recording=is_recording):
            before = time.perf_counter()
            is_new = self._read(feed, wanted)
            self._pace.end(time.perf_counter() - before, is_of_new_instant=is_new, is_recording=is_recording)
        feed.set_active(self._pace.is_active)

    def _open(self, wanted: Wanted) -> None:
        before, self._wanted = self._wanted, wanted
        if before is None or wanted.size != before.size:
            # Under the pointer is another column and row now.
            self._pointed_at = None
        if not wanted.is_seen_in(self._looked_at):
            self._show(None, WAITING)
        self._note_change()
        if self._feed is not None and wanted.is_of_same_render_product(before):
            self._feed.follow(wanted.sources)
            return
        self._close_feed(wanted)
        self._feed = Feed(wanted.sight.camera, wanted.size, wanted.sources)

    def _read(self, feed: Feed, wanted: Wanted) -> bool:
        """Read and show; return whether it is of another instant than what was shown."""
        frame = feed.read()
        if frame is None:
            # A renderer may take its time for the first one.
            self._pace.note_change()
            return False
        before = self.shown
        opacity = self.options.opacity.value
        is_new = before is None or frame.time != before.frame.time
        if before is None or is_new or opacity != self._opacity or not frame.is_same(before.frame):
            self._opacity = opacity
            self._looked_at = wanted
            shown = Shown.of(frame, wanted.annotator, wanted.size, opacity)
            self._show(shown, shown.picture.note)
        return is_new

    def _show(self, shown: Shown | None, message: str) -> None:
        if shown is None:
            self._looked_at = None
        if shown is not self.shown or message != self.message:
            self.shown, self.message = shown, message
            self._changes.notify(None)

    def _close_feed(self, wanted: Wanted | None = None) -> None:
        """Close it; it is not opened again for what is wanted, unless something changes."""
        feed, self._feed = self._feed, None
        self._wanted = wanted
        if feed is not None:
            feed.close()
