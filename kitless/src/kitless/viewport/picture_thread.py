"""The thread that a viewport's pictures are rendered on, so that the window never waits for one."""

from __future__ import annotations

import os
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kitless.viewport.errors import ViewportError
from kitless.viewport.picture import Picture, Quality, draft_pixels

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitless.app.settings import Settings
    from kitless.render import Camera, Drawable, Renderer, RenderScene

Color = tuple[float, float, float]


@dataclass(frozen=True)
class PictureJob:
    """A picture that is wanted.

    Attributes:
        scene: What is drawn. It must not be changed before the picture is there.
        camera: Where from, and the resolution.
        quality: How good.
        is_wanted: Asked now and then from any thread; the picture is given up once it is not.
    """

    scene: RenderScene
    camera: Camera
    quality: Quality
    is_wanted: Callable[[], bool]


@dataclass(frozen=True)
class Rendered:
    """A picture, and what it has cost.

    Attributes:
        picture: The picture; None where it was given up.
        seconds: How long it took.
    """

    picture: Picture | None
    seconds: float


class PictureThread:
    """Renders pictures, one after the other.

    Attributes:
        cores: How many cores one picture keeps busy: all but one, which is the window's.
    """

    def __init__(self) -> None:
        self.cores = max(1, len(os.sched_getaffinity(0)) - 1)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="kitless-viewport")
        self._renderer: Renderer | None = None

    def prepare(self, settings: Settings) -> Future[str]:
        """Load the kernels; the first time on a machine they are compiled, which takes half a minute.

        Returns:
            Warp's name of the device that pictures are rendered on. DeviceError or KernelCacheError: there is none.
        """
        return self._thread.submit(self._prepare, settings)

    def render(self, job: PictureJob) -> Future[Rendered]:
        """Render a picture, once `prepare` has ended. PictureSizeError: the memory does not hold it."""
        dome = job.scene.structs.dome
        return self._thread.submit(
            self._render, job, job.scene.drawables, (float(dome[0]), float(dome[1]), float(dome[2]))
        )

    def close(self) -> None:
        """End the thread once what it renders has ended; idempotent."""
        self._thread.shutdown(wait=True, cancel_futures=True)
        if self._renderer is not None:
            self._renderer.close()

    def _prepare(self, settings: Settings) -> str:
        from kitless.render import Renderer  # noqa: PLC0415 - Warp takes a second, which nobody is to wait for
        from kitless.replicator.render_device import chosen_device  # noqa: PLC0415 - it needs Warp, too

        self._renderer = Renderer(chosen_device(settings), threads=self.cores)
        return self._renderer.device

    def _render(self, job: PictureJob, drawables: tuple[Drawable, ...], dome: Color) -> Rendered:
        from kitless.render import RenderCancelledError  # noqa: PLC0415 - as above

        started = time.perf_counter()
        try:
            picture = self._picture(job, drawables, dome)
        except RenderCancelledError:
            picture = None
        return Rendered(picture, time.perf_counter() - started)

    def _picture(self, job: PictureJob, drawables: tuple[Drawable, ...], dome: Color) -> Picture:
        from kitless.render import EXPOSURE  # noqa: PLC0415 - as above

        lit = job.quality == Quality.LIT
        gbuffer = self._made_renderer.render(
            job.scene,
            job.camera,
            channels=frozenset({"color" if lit else "material"}),
            is_wanted=job.is_wanted,
        )
        if gbuffer.color is not None:
            pixels = gbuffer.color
        else:
            red, green, blue = (EXPOSURE * each for each in dome)
            pixels = draft_pixels(gbuffer, job.camera, (red, green, blue))
        return Picture(job.camera, job.quality, pixels, gbuffer.instance, gbuffer.ray_distance, drawables)

    @property
    def _made_renderer(self) -> Renderer:
        if self._renderer is None:
            raise ViewportError("a picture was asked for before PictureThread.prepare had ended; wait for it")
        return self._renderer
