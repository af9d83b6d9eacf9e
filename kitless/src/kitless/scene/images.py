"""Image files of textures, also those inside packages such as usdz."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image
from pxr import Ar, Sdf

from .findings import SceneFindings


@dataclass(frozen=True)
class LoadedImage:
    """An image file.

    Attributes:
        pixels: uint8 (H, W, 4), RGBA, first row on top.
        colorful: Whether the file has 8 bits a channel, and three or four channels.
    """

    pixels: npt.NDArray[np.uint8]
    colorful: bool

    def is_srgb(self, source_color_space: str) -> bool:
        """Whether its colours are encoded as sRGB, by the `sourceColorSpace` of the texture that uses it."""
        return source_color_space == "sRGB" or (source_color_space != "raw" and self.colorful)


class ImageLoader:
    """Reads each image once.

    Args:
        findings: Receives images that cannot be read.
    """

    def __init__(self, findings: SceneFindings) -> None:
        self._findings = findings
        self._images: dict[str, LoadedImage | None] = {}

    def forget(self) -> None:
        """Read everything again when it is next asked for."""
        self._images.clear()

    def load(self, file: Sdf.AssetPath, used_by: Sdf.Path) -> LoadedImage | None:
        """The image of a file; None, with a finding, if there is none."""
        location = file.resolvedPath or str(Ar.GetResolver().Resolve(file.path))
        if location not in self._images:
            self._images[location] = self._read(location, file.path, used_by)
        return self._images[location]

    def _read(self, location: str, authored: str, used_by: Sdf.Path) -> LoadedImage | None:
        asset = Ar.GetResolver().OpenAsset(Ar.ResolvedPath(location)) if location else None
        if asset is None:
            self._findings.add(
                "texture-missing", used_by, f"texture {authored} not found: drawn in its fallback colour"
            )
            return None
        try:
            with Image.open(io.BytesIO(bytes(asset.GetBuffer()))) as image:
                return _loaded(image)
        except (OSError, Image.DecompressionBombError) as error:
            self._findings.add(
                "texture-unreadable",
                used_by,
                f"texture {authored} cannot be read ({error}): drawn in its fallback colour",
            )
            return None


def _loaded(image: Image.Image) -> LoadedImage:
    if image.mode.startswith("I"):  # 16 bits a channel, which Pillow's convert would clip to 255
        grey = (np.asarray(image).astype(np.int64) >> 8).clip(0, 255).astype(np.uint8)
        image = Image.fromarray(grey)
    pixels = np.asarray(image.convert("RGBA"), dtype=np.uint8)
    return LoadedImage(pixels, colorful=image.mode not in ("1", "L", "LA", "La", "F"))
