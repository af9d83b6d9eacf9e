"""The picture of a viewport's camera, kept up to date.

```
update() of the App ─▶ has what is seen changed? ─▶ the scene follows the stage ─▶ draft ─▶ sharp ─▶ lit
                                                     (App's thread, a little at a   (a thread of its own)
                                                      time, and never while a
                                                      picture is rendered)
```

Nothing is shared with recordings: what they see does not depend on whether somebody looks. While something is recorded
there are drafts only, and no more of them than `CoreShare` allows.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pxr import Sdf, Tf, Usd

from kitless.app.process import get_app
from kitless.errors import KitlessError
from kitless.replicator.render_product_checks import find_camera
from kitless.replicator.session import existing_session
from kitless.viewport.followed_scene import FollowedScene
from kitless.viewport.picture import Picture, Quality, fitted_size
from kitless.viewport.picture_thread import PictureJob, PictureThread
from kitless.viewport.share import NAVIGATING, WATCHING, CoreShare

if TYPE_CHECKING:
    from concurrent.futures import Future

    from kitless.viewport.picture_thread import Rendered
    from kitless.viewport.viewport_api import ViewportAPI

NO_STAGE = "No stage is open. Open one with File > Open."
NO_CAMERA = "There is no camera {path} on the stage any more. Choose another one in the list above."
READING = "The stage is being read."
PREPARING = "The viewport gets ready. The first time on a machine this takes up to a minute."

DRAFT_SECONDS = 0.06
"""A draft that takes longer is made coarser."""

COARSEST = 8
"""Pixels of the window, along each side, for one of a draft."""

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Sight:
    """What is to be seen. Another one wants another picture."""

    camera_path: Sdf.Path
    time_code: Usd.TimeCode
    size: tuple[int, int]
    changes: int


class LivePicture:
    """See the module.

    Args:
        viewport: Whose camera it is.
        share: What it may spend while something is recorded.

    Attributes:
        picture: The latest picture; None before the first and where there is nothing to be seen.
        message: Why there is no picture of what is to be seen, or None.
        is_shown: Whether somebody can see it; nothing is rendered otherwise.
        is_navigating: Whether the camera is being moved by hand.
    """

    def __init__(self, viewport: ViewportAPI, share: CoreShare | None = None) -> None:
        self.picture: Picture | None = None
        self.message: str | None = None
        self.is_shown = True
        self.is_navigating = False
        self._viewport = viewport
        self._share = share or CoreShare()
        self._area = (0.0, 0.0)
        self._thread = PictureThread()
        self._preparing: Future[str] | None = None
        self._device: str | None = None
        self._stage: Usd.Stage | None = None
        self._scene: FollowedScene | None = None
        self._listener: Tf.Notice.Listener | None = None
        self._changes = 0
        self._sight: _Sight | None = None
        self._reached = Quality.NOTHING
        self._job: Future[Rendered] | None = None
        self._rendered: tuple[_Sight, Quality] | None = None
        self._coarseness = 4

    @property
    def is_complete(self) -> bool:
        """Whether there is nothing left to do: the picture is as good as it gets, or there can be none."""
        return self._job is None and self._preparing is None and self._reached == Quality.LIT

    def fit(self, width: float, height: float) -> None:
        """Say how much room there is, in pixels."""
        self._area = (width, height)

    def update(self) -> None:
        """Take what was rendered and go on; to be called once in each update of the App."""
        self._collect()
        stage = self._viewport.stage
        if stage != self._stage:
            self._follow(stage)
        if stage is None:
            self._stop(NO_STAGE)
            return
        if not (self.is_shown and self._viewport.updates_enabled and self._is_prepared()):
            return
        size = fitted_size(self._area, self._viewport.resolution)
        if 0 in size:
            return
        sight = _Sight(self._viewport.camera_path, self._viewport.time, size, self._changes)
        if sight != self._sight:
            self._sight, self._reached = sight, Quality.NOTHING
        if self._job is None and self._may_render():
            self._render(stage, sight, Quality(self._reached + 1))

    def close(self) -> None:
        """Give up what is rendered and let go of the stage; idempotent."""
        self._follow(None)
        self._thread.close()

    # -- the scene ---------------------------------------------------------------------------------

    def _follow(self, stage: Usd.Stage | None) -> None:
        if self._scene is not None:
            self._scene.close()
        if self._listener is not None:
            self._listener.Revoke()
        self._scene = self._listener = self._sight = self._rendered = self.picture = None
        self._stage = stage
        if stage is not None:
            self._listener = Tf.Notice.Register(Usd.Notice.ObjectsChanged, self._on_changed, stage)

    def _on_changed(self, _notice: Usd.Notice.ObjectsChanged, _stage: Usd.Stage) -> None:
        self._changes += 1

    # -- pictures ----------------------------------------------------------------------------------

    def _is_prepared(self) -> bool:
        if self._device is not None:
            return True
        if self._preparing is None:
            self._preparing = self._thread.prepare(get_app().settings)
        if not self._preparing.done():
            self.message = PREPARING
            return False
        try:
            self._device = self._preparing.result()
        except KitlessError as error:
            self._stop(str(error))
            return False
        self._preparing = None
        return True

    def _may_render(self) -> bool:
        session = existing_session(get_app())
        self._share.saw_captures(0 if session is None else session.captures.count)
        best = Quality.DRAFT if self._share.is_limited else Quality.LIT
        share = NAVIGATING if self.is_navigating else WATCHING
        return self._reached < best and self._share.may_spend(share)

    def _render(self, stage: Usd.Stage, sight: _Sight, quality: Quality) -> None:
        from kitless.render import Camera  # noqa: PLC0415 - Warp takes a second

        if not stage.GetPrimAtPath(sight.camera_path):
            self._stop(NO_CAMERA.format(path=sight.camera_path))
            return
        started = time.perf_counter()
        try:
            if self._scene is None:
                self._scene = FollowedScene(stage, self._device or "")
            followed = self._scene.advance(sight.time_code)
            if followed is None:
                self.message = READING if self.picture is None else self.message
            else:
                scene, time_code = followed
                shown = replace(sight, time_code=time_code)
                coarseness = self._coarseness if quality == Quality.DRAFT else 1
                width, height = (max(1, side // coarseness) for side in sight.size)
                camera = Camera.from_prim(
                    find_camera(stage, str(sight.camera_path)), time_code, width, height
                )
                wanted = quality < Quality.LIT
                self._job = self._thread.render(
                    PictureJob(scene, camera, quality, lambda: wanted or shown == self._sight)
                )
                self._rendered = (shown, quality)
        except KitlessError as error:
            self._stop(str(error))
        except Exception:
            _logger.exception("the viewport could not be drawn")
            self._stop("The stage cannot be drawn; the log says why. The next change of it is tried again.")
        # The recording's thread is this one, so all cores may have waited.
        self._share.spend((time.perf_counter() - started) * self._share.cores)

    def _collect(self) -> None:
        if self._job is None or not self._job.done():
            return
        job, self._job = self._job, None
        if self._rendered is None:
            return  # Of a stage that is closed.
        sight, quality = self._rendered
        try:
            rendered = job.result()
        except KitlessError as error:
            if sight == self._sight:
                self._stop(str(error))
            return
        except Exception:
            _logger.exception("a picture of the viewport could not be rendered")
            if sight == self._sight:
                self._stop(
                    "The picture cannot be rendered; the log says why. The next change is tried again."
                )
            return
        self._share.spend(rendered.seconds * self._thread.cores)
        if quality == Quality.DRAFT:
            self._adapt(rendered.seconds)
        if rendered.picture is None or self._sight is None or sight.camera_path != self._sight.camera_path:
            return
        self.picture, self.message = rendered.picture, None
        if sight == self._sight:
            self._reached = quality
            if quality == Quality.DRAFT and self._coarseness_of(rendered.picture, sight) == 1:
                self._reached = Quality.SHARP

    def _adapt(self, seconds: float) -> None:
        """Twice as coarse costs a quarter; the step back leaves room, so that it does not go to and fro."""
        if seconds > DRAFT_SECONDS:
            self._coarseness = min(COARSEST, self._coarseness * 2)
        elif seconds < DRAFT_SECONDS / 6:
            self._coarseness = max(1, self._coarseness // 2)

    @staticmethod
    def _coarseness_of(picture: Picture, sight: _Sight) -> int:
        return sight.size[0] // picture.size[0]

    def _stop(self, message: str) -> None:
        """Nothing can be seen until something changes."""
        self.picture, self.message = None, message
        self._reached = Quality.LIT
