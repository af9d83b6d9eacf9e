"""Image files of textures, also those inside packages such as usdz."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt
from PIL import Image
from pxr import Ar, Sdf

from .findings import SceneFindings


class ImageLoader:
    """Reads each image once.

    Args:
        findings: Receives images that cannot be read.
    """

    def __init__(self, findings: SceneFindings) -> None:
        self._findings = findings
        self._images: dict[str, npt.NDArray[np.uint8] | None] = {}

    def forget(self) -> None:
        """Read everything again when it is next asked for."""
        self._images.clear()

    def load(self, file: Sdf.AssetPath, used_by: Sdf.Path) -> npt.NDArray[np.uint8] | None:
        """Pixels, uint8 (H, W, 4) RGBA, first row on top; None, with a finding, if there is no such image."""
        location = file.resolvedPath or str(Ar.GetResolver().Resolve(file.path))
        if location not in self._images:
            self._images[location] = self._read(location, file.path, used_by)
        return self._images[location]

    def _read(self, location: str, authored: str, used_by: Sdf.Path) -> npt.NDArray[np.uint8] | None:
        asset = Ar.GetResolver().OpenAsset(Ar.ResolvedPath(location)) if location else None
        if asset is None:
            self._findings.add(
                "texture-missing", used_by, f"texture {authored} not found: drawn in its fallback colour"
            )
            return None
        try:
            with Image.open(io.BytesIO(bytes(asset.GetBuffer()))) as image:
                return np.asarray(image.convert("RGBA"), dtype=np.uint8)
        except (OSError, Image.DecompressionBombError) as error:
            self._findings.add(
                "texture-unreadable",
                used_by,
                f"texture {authored} cannot be read ({error}): drawn in its fallback colour",
            )
            return None
