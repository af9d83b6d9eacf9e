"""Image files of dome lights."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from pxr import Ar, Sdf

from kitless.render import SkyImage

from .findings import SceneFindings
from .images import read_image

MOST_COLUMNS = 4096
"""A wider image is drawn at this width: it would show no more at 90 degrees and 1024 pixels."""


class SkyImageLoader:
    """Reads each image once.

    Args:
        findings: Receives images that cannot be read.
    """

    def __init__(self, findings: SceneFindings) -> None:
        self._findings = findings
        self._images: dict[str, SkyImage | None] = {}

    def forget(self) -> None:
        """Read everything again when it is next asked for."""
        self._images.clear()

    def load(self, file: Sdf.AssetPath, used_by: Sdf.Path) -> SkyImage | None:
        """The image of a file; None, with a finding, if there is none."""
        location = file.resolvedPath or str(Ar.GetResolver().Resolve(file.path))
        if location not in self._images:
            image = read_image(location, file.path, used_by, self._findings)
            self._images[location] = None if image is None else SkyImage(_reduced(image.linear))
        return self._images[location]


def _reduced(pixels: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """RGB, by a whole factor as large as it may be."""
    step = -(-pixels.shape[1] // MOST_COLUMNS)
    rows, columns = max(1, pixels.shape[0] // step), pixels.shape[1] // step
    cells = pixels[: rows * step, : columns * step, :3].reshape(rows, -1, columns, step, 3)
    return cells.mean(axis=(1, 3), dtype=np.float32)
