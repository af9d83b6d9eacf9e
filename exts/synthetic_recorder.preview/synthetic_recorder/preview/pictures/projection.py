"""From the world to the picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .errors import PictureError
from .lenses import Lens, lens_of

_PIECES = 32
"""Of a line, for a lens that bends it."""
_LEAST_NEAR = 1e-9

Lines = npt.NDArray[np.float64]
"""(N, 2, D): both ends of lines."""


@dataclass(frozen=True)
class Projection:
    """A camera: where it stands and how its lens works.

    Attributes:
        view: (4, 4), from the world to camera space, for row vectors.
        lens: The lens.
        near: Clipping distance along the axis, in stage units.
    """

    view: npt.NDArray[np.float64]
    lens: Lens
    near: float

    @classmethod
    def of(cls, camera: Mapping[str, Any], size: tuple[int, int]) -> Projection:
        """That of a frame.

        Args:
            camera: What camera_params gives.
            size: Width and height of the picture, in pixels.

        Raises:
            PictureError: Something is missing in it, it is of another size, or its lens is not known.
        """
        resolution = tuple(int(number) for number in camera.get("renderProductResolution", size))
        if resolution != size:
            raise PictureError(
                f"camera_params is of {resolution} pixels, expected {size}. Wait for the next frame."
            )
        try:
            view = np.reshape(np.asarray(camera["cameraViewTransform"], dtype=np.float64), (4, 4))
            lens = lens_of(camera, size)
            near = float(camera["cameraNearFar"][0])
        except KeyError as missing:
            raise PictureError(
                f"camera_params has no {missing}, which boxes in space need. It has {sorted(camera)}."
            ) from None
        return cls(view, lens, max(near, _LEAST_NEAR))

    def lines(self, world: Lines) -> Lines:
        """Lines of the world (N, 2, 3), in stage units, as lines of the picture (M, 2, 2), in pixels.

        What is nearer than the clipping distance is cut off; a lens that bends lines makes several of one. What the
        lens does not show is not finite.
        """
        lines = world @ self.view[:3, :3] + self.view[3, :3]
        if not self.lens.sees_behind:
            lines = _before(lines, self.near)
        if self.lens.bends_lines:
            lines = _in_pieces(lines)
        return self.lens.pixels(lines.reshape(-1, 3)).reshape(-1, 2, 2)


def _before(lines: Lines, near: float) -> Lines:
    """What of lines in camera space is at least so far along the axis."""
    depth = -lines[..., 2]
    lines, depth = lines[(depth > near).any(axis=1)], depth[(depth > near).any(axis=1)]
    length = depth[:, 1] - depth[:, 0]
    # Where each line comes to the distance, as a share of its length; a line that does not is not cut off.
    share = np.where(length == 0, 0.0, (near - depth[:, 0]) / np.where(length == 0, 1.0, length))
    cut = lines[:, 0] + share[:, np.newaxis] * (lines[:, 1] - lines[:, 0])
    return np.where((depth < near)[..., np.newaxis], cut[:, np.newaxis], lines)


def _in_pieces(lines: Lines) -> Lines:
    shares = np.linspace(0, 1, _PIECES + 1)[:, np.newaxis]
    places = lines[:, :1] + shares * (lines[:, 1:] - lines[:, :1])
    pieces: Lines = np.stack([places[:, :-1], places[:, 1:]], axis=2).reshape(-1, 2, 3)
    return pieces
