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
    """Reads each image once, and again if its file has changed when it is first asked for after `forget`.

    Args:
        findings: Receives images that cannot be read.
    """

    def __init__(self, findings: SceneFindings) -> None:
        self._findings = findings
        self._images: dict[str, tuple[Ar.Timestamp, SkyImage | None]] = {}
        self._fresh: set[str] = set()

    def forget(self) -> None:
        """Look at every file again when it is next asked for."""
        self._fresh.clear()

    def load(self, file: Sdf.AssetPath, used_by: Sdf.Path) -> SkyImage | None:
        """The image of a file; None, with a finding, if there is none."""
        resolver = Ar.GetResolver()
        location = file.resolvedPath or str(resolver.Resolve(file.path))
        if location not in self._fresh:
            changed = resolver.GetModificationTimestamp(file.path, Ar.ResolvedPath(location))
            if location not in self._images or self._images[location][0] != changed:
                image = read_image(location, file.path, used_by, self._findings)
                self._images[location] = changed, None if image is None else SkyImage(_reduced(image.linear))
            self._fresh.add(location)
        return self._images[location][1]


def _reduced(pixels: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """RGB, by a whole factor as large as it may be."""
    step = -(-pixels.shape[1] // MOST_COLUMNS)
    rows, columns = max(1, pixels.shape[0] // step), pixels.shape[1] // step
    cells = pixels[: rows * step, : columns * step, :3].reshape(rows, -1, columns, step, 3)
    return cells.mean(axis=(1, 3), dtype=np.float32)
