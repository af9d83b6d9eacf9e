"""Image files of textures and domes, also those inside packages such as usdz."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from PIL import Image
from pxr import Ar, Sdf, UsdShade

from kitless.render import linear_to_srgb, srgb_to_linear

from .findings import SceneFindings
from .float_images import decode_float_image, is_float_image


@dataclass(frozen=True)
class LoadedImage:
    """An image file of 8 or 16 bits a channel, or of floats.

    Attributes:
        stored: uint8 or float32 (H, W, 4), RGBA, first row on top. Floats are linear.
        colorful: Whether the file has 8 bits a channel, and three or four channels.
    """

    stored: npt.NDArray[np.uint8] | npt.NDArray[np.float32]
    colorful: bool

    @cached_property
    def pixels(self) -> npt.NDArray[np.uint8]:
        """uint8 (H, W, 4). Floats are encoded as sRGB, and more than 1 is 1."""
        if self.stored.dtype == np.uint8:
            return np.asarray(self.stored, dtype=np.uint8)
        encoded = np.concatenate(
            [linear_to_srgb(self.stored[..., :3].clip(0.0, 1.0)), self.stored[..., 3:]], axis=-1
        )
        return np.rint(encoded.clip(0.0, 1.0) * 255.0).astype(np.uint8)

    @property
    def linear(self) -> npt.NDArray[np.float32]:
        """float32 (H, W, 4), 0 to 1, or above where the file holds floats."""
        if self.stored.dtype == np.float32:
            return np.asarray(self.stored, dtype=np.float32)
        alpha = self.stored[..., 3:].astype(np.float32) / 255.0
        return np.concatenate([srgb_to_linear()[self.stored[..., :3]], alpha], axis=-1)

    def is_srgb(self, source_color_space: str) -> bool:
        """Whether `pixels` are encoded as sRGB, by the `sourceColorSpace` of the texture that uses it."""
        if self.stored.dtype != np.uint8:
            return True
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
            self._images[location] = read_image(location, file.path, used_by, self._findings)
        return self._images[location]


def read_image(
    location: str, authored: str, used_by: Sdf.Path, findings: SceneFindings
) -> LoadedImage | None:
    """An image file; None, with a finding, if there is none.

    Args:
        location: Resolved path of it, "" for one that does not resolve.
        authored: What the stage calls it.
        used_by: Prim that uses it.
        findings: Receives what cannot be read.
    """
    asset = Ar.GetResolver().OpenAsset(Ar.ResolvedPath(location)) if location else None
    if asset is None and UsdShade.UdimUtils.IsUdimIdentifier(authored):
        findings.add(
            "texture-tiles", used_by, f"texture {authored} of several tiles is drawn in its fallback colour"
        )
        return None
    if asset is None:
        findings.add(
            "texture-missing", used_by, f"texture {authored} not found: drawn in its fallback colour"
        )
        return None
    try:
        data = bytes(asset.GetBuffer() or b"")  # None of an empty file
        if is_float_image(data):
            return _loaded_floats(decode_float_image(data))
        with Image.open(io.BytesIO(data)) as image:
            return _loaded(image)
    except (OSError, ValueError, SyntaxError, NotImplementedError, Image.DecompressionBombError) as error:
        findings.add(
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


def _loaded_floats(pixels: npt.NDArray[np.float32]) -> LoadedImage:
    if pixels.shape[-1] == 3:
        pixels = np.concatenate([pixels, np.ones_like(pixels[..., :1])], axis=-1)
    return LoadedImage(pixels, colorful=False)
