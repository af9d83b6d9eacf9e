"""A camera as the kernels see it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import warp as wp

from .camera import Camera
from .kernels.structs import View
from .lenses import Lens

InBands = Callable[[Callable[[int, int], None], int], None]
"""Calls a function with (first row, rows) until it has had all of so many rows."""

FARTHEST = float(np.finfo(np.float32).max) / 4
"""Of single precision, with room to add to it."""

CACHED_BYTES = 2**28
"""Of tables that are remembered; the last one is, whatever its size."""


class ViewMaker:
    """Makes views. Pinhole and orthographic rays are computed on the device; those of other lenses come from tables.

    Args:
        device: Warp's name of the device.
    """

    def __init__(self, device: str) -> None:
        self._device = device
        self._tables: OrderedDict[Lens, Any] = OrderedDict()

    def make(self, camera: Camera, origin: npt.NDArray[np.float64], in_bands: InBands) -> Any:
        """The view of a camera.

        Args:
            camera: The camera.
            origin: (3,) point of the world that coordinates on the device are counted from.
            in_bands: How a table of rays is computed.
        """
        view = View()
        lens = camera.lens
        if lens.linear:
            _set_rays(view, camera, origin)
        else:
            view.origin = wp.vec3(*(camera.to_world[3, :3] - origin))
            view.to_world = wp.mat33(*camera.to_world[:3, :3].T.reshape(-1))
            view.directions = self._table(camera, in_bands)
        view.pixel_width = lens.pixel_width
        view.pixel_spread = lens.pixel_spread
        view.near = camera.near
        view.far = min(camera.far, FARTHEST)
        return view

    def _table(self, camera: Camera, in_bands: InBands) -> Any:
        """(height, width) camera space directions; the last few are remembered, for most lenses never change."""
        if camera.lens in self._tables:
            self._tables.move_to_end(camera.lens)
            return self._tables[camera.lens]
        directions = np.empty((camera.height, camera.width, 3), dtype=np.float32)

        def fill_rows(first_row: int, rows: int) -> None:
            for band in camera.bands(slice(first_row, first_row + rows)):
                _, directions[band] = camera.lens.rays(camera.positions(band))

        in_bands(fill_rows, camera.height)
        table: Any = wp.array(directions, dtype=wp.vec3, device=self._device, copy=False)
        self._tables[camera.lens] = table
        while len(self._tables) > 1 and sum(each.capacity for each in self._tables.values()) > CACHED_BYTES:
            self._tables.popitem(last=False)
        return table


def _set_rays(view: Any, camera: Camera, origin: npt.NDArray[np.float64]) -> None:
    """Rays that are linear in the position within the picture: three of them say all."""
    corner, right, below = np.array([[0.0, 0.0], [camera.width, 0.0], [0.0, camera.height]])
    rotation = camera.to_world[:3, :3]
    rays = [camera.lens.rays(position) for position in (corner, right, below)]
    origins = [start @ rotation + camera.to_world[3, :3] - origin for start, _ in rays]
    directions = [direction @ rotation for _, direction in rays]
    view.origin, view.origin_step_x, view.origin_step_y = _linear(origins, camera)
    view.corner, view.step_x, view.step_y = _linear(directions, camera)


def _linear(values: list[npt.NDArray[np.float64]], camera: Camera) -> tuple[Any, Any, Any]:
    """The value in the top left corner, and its steps by one pixel, from those in three corners."""
    corner, right, below = values
    steps = (right - corner) / camera.width, (below - corner) / camera.height
    return wp.vec3(*corner), wp.vec3(*steps[0]), wp.vec3(*steps[1])
