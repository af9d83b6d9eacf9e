"""From a render scene and a camera to a G-buffer and a picture.

On the CPU a Warp launch runs on one thread and releases the interpreter lock, so the picture is cut into bands of rows
that a thread pool works off; on CUDA one launch covers it. Both run the same kernels, and a pixel does not depend on
its band.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

import numpy as np
import warp as wp

from .camera import Camera
from .channels import Channels, need_light
from .coverage import Coverage
from .errors import RenderCancelledError
from .gbuffer import GBuffer
from .kernels import passes
from .memory import require_memory
from .picture_arrays import PictureArrays
from .render_scene import RenderScene
from .view import ViewMaker
from .warp_runtime import load_kernels

EXPOSURE = 1.0e-3
"""Radiance to display: a dome light of intensity 1000 shows a white diffuse surface as white."""

DOME_SAMPLES = 16
"""Rays to the sky per pixel, shared out among the subframes: each takes one at least."""

LIGHT_SAMPLES = 8
"""Rays to each light per pixel, shared out likewise; with one subframe a single ray to its centre: hard shadows."""

ROWS_PER_BAND = 16

COUNT_BYTES = 3 * 8
"""Of a pixel, to count and to number what is on its ray."""

PAIR_BYTES = 3 * 4
"""Of each thing on a ray."""


class Renderer:
    """Renders on one device.

    Args:
        device: Warp's name of it, "cpu" or "cuda:0".
        threads: Worker threads on the CPU; None for one a core.
    """

    def __init__(self, device: str, threads: int | None = None) -> None:
        self.device = device
        self._views = ViewMaker(device)
        self._pool: ThreadPoolExecutor | None = None
        if device == "cpu":
            count = threads or len(os.sched_getaffinity(0))
            self._pool = ThreadPoolExecutor(count, thread_name_prefix="kitless-render")
        load_kernels(passes, device)

    def close(self) -> None:
        """End the worker threads. The renderer is not used after that; idempotent."""
        if self._pool is not None:
            self._pool.shutdown()

    def render(
        self,
        scene: RenderScene,
        camera: Camera,
        *,
        channels: Channels = frozenset(),
        subframes: int = 1,
        is_wanted: Callable[[], bool] | None = None,
    ) -> GBuffer:
        """Render one frame.

        Args:
            scene: The scene, on this renderer's device.
            camera: Where to look from, and the resolution.
            channels: What is rendered beside the geometry.
            subframes: Samples a pixel of the light, at least 1. The first is the pixel's centre; the rest of the
                G-buffer holds that one only.
            is_wanted: Asked before each band of rows, from any thread; None for a frame that is always wanted.

        Raises:
            PictureSizeError: The device's memory does not hold the picture.
            RenderCancelledError: The frame is not wanted any more.
        """
        light = need_light(channels)
        subframes = subframes if light else 1
        frame = PictureArrays.allocate(camera, self.device, channels, subframes=subframes)
        view = self._views.make(camera, scene.origin, self._in_bands)

        def render_rows(first_row: int, rows: int) -> None:
            if is_wanted is not None and not is_wanted():
                raise RenderCancelledError(camera.path)
            size = (rows, camera.width)
            for subframe in range(subframes):
                offset = _pixel_offset(subframe)
                hits = frame.hits if subframe == 0 else frame.scratch
                self._launch(passes.cast, size, view, scene.structs, first_row, offset, *hits)
                if subframe == 0 and frame.albedo is not None:
                    self._launch(
                        passes.describe,
                        size,
                        view,
                        scene.structs,
                        first_row,
                        *hits,
                        frame.albedo,
                        frame.roughness,
                    )
                if light:
                    self._launch(
                        passes.shade,
                        size,
                        view,
                        scene.structs,
                        first_row,
                        offset,
                        subframe,
                        math.ceil(LIGHT_SAMPLES / subframes) if subframes > 1 else 1,
                        subframes > 1,
                        math.ceil(DOME_SAMPLES / subframes),
                        *hits,
                        frame.radiance,
                    )
            if light:
                self._launch(passes.expose, size, first_row, EXPOSURE / subframes, frame.radiance)
            if frame.color is not None:
                self._launch(passes.develop, size, first_row, frame.radiance, frame.color)

        self._in_bands(render_rows, camera.height)
        return frame.gbuffer(channels)

    def cover(self, scene: RenderScene, camera: Camera) -> Coverage:
        """Find everything on the rays of the pixels' centres. See `render` for the arguments and errors."""
        shape = (camera.height, camera.width)
        if not scene.drawables:
            return Coverage(np.empty(0, np.int32), np.empty(0, np.int32))
        pixels = camera.width * camera.height
        require_memory(
            self.device, pixels * COUNT_BYTES, f"coverage of {camera.width} x {camera.height} pixels"
        )
        view = self._views.make(camera, scene.origin, self._in_bands)
        counts = wp.empty(shape, dtype=int, device=self.device)

        def count_rows(first_row: int, rows: int) -> None:
            self._launch(passes.count, (rows, camera.width), view, scene.structs, first_row, counts)

        self._in_bands(count_rows, camera.height)
        per_pixel = counts.numpy().reshape(-1)
        ends = np.cumsum(per_pixel, dtype=np.int64)
        found = int(ends[-1])
        require_memory(
            self.device,
            found * PAIR_BYTES,
            f"coverage of {found} hits on {camera.width} x {camera.height} pixels",
        )
        offsets: Any = wp.array((ends - per_pixel).reshape(shape), dtype=wp.int64, device=self.device)
        instances: Any = wp.empty(found, dtype=int, device=self.device)

        def list_rows(first_row: int, rows: int) -> None:
            self._launch(
                passes.list_instances,
                (rows, camera.width),
                view,
                scene.structs,
                first_row,
                offsets,
                instances,
            )

        self._in_bands(list_rows, camera.height)
        return Coverage(np.repeat(np.arange(pixels, dtype=np.int32), per_pixel), instances.numpy())

    def _in_bands(self, render_rows: Callable[[int, int], None], height: int) -> None:
        if self._pool is None:
            render_rows(0, height)
            return
        bands = [
            self._pool.submit(render_rows, first, min(ROWS_PER_BAND, height - first))
            for first in range(0, height, ROWS_PER_BAND)
        ]
        try:
            for band in bands:
                band.result()
        finally:
            # After a failure or Ctrl-C nobody wants the rest of the picture. What is being drawn still reads the scene,
            # which may be another one as soon as this returns.
            wait([band for band in bands if not band.cancel()])

    def _launch(self, kernel: Any, dim: tuple[int, int], *inputs: Any) -> None:
        wp.launch(kernel, dim=dim, inputs=inputs, device=self.device)


def _pixel_offset(subframe: int) -> Any:
    """Sample position within the pixel, from its top left corner: the centre first, then the R2 sequence around it."""
    x, y = (0.5 + subframe * 0.7548776662466927) % 1.0, (0.5 + subframe * 0.5698402909980532) % 1.0
    return wp.vec2(x, y)
