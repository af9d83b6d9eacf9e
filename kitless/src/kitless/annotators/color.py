"""What surfaces look like: rgb, LdrColor, HdrColor, and what they are made of: DiffuseAlbedo, Roughness."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kitless.annotators.definition import AnnotatorDefinition, plain
from kitless.annotators.frame import Frame, rendered

OPAQUE = 255


def rgb(frame: Frame) -> npt.NDArray[np.uint8]:
    """The rendered picture.

    Returns:
        uint8 (H, W, 4), RGBA in sRGB, alpha 255, origin at the top left; a copy, which its receiver may draw into.
    """
    return rendered(frame.gbuffer.color, "color").copy()


def hdr_color(frame: Frame) -> npt.NDArray[np.float32]:
    """The light behind the picture.

    Returns:
        float32 (H, W, 4), linear RGB, exposed, from 0 without an upper end, and alpha 1: clipped to 0 … 1 and encoded
        as sRGB it is `rgb`.
    """
    radiance = rendered(frame.gbuffer.radiance, "radiance")
    padded = np.ones((*radiance.shape[:2], 4), dtype=np.float32)
    padded[..., :3] = radiance
    return padded


def diffuse_albedo(frame: Frame) -> npt.NDArray[np.uint8]:
    """Base colours, without light.

    Returns:
        uint8 (H, W, 4): linear RGB times 255, black where nothing is hit, alpha 255.
    """
    return _as_bytes(rendered(frame.gbuffer.albedo, "material"))


def roughness(frame: Frame) -> npt.NDArray[np.uint8]:
    """Roughness of the surfaces.

    Returns:
        uint8 (H, W, 4): grey, 0 (mirror-like, or nothing is hit) to 255, alpha 255.
    """
    return _as_bytes(rendered(frame.gbuffer.roughness, "material")[..., np.newaxis])


def _as_bytes(values: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
    """RGBA of values between 0 and 1."""
    levels = np.full((*values.shape[:2], 4), OPAQUE, dtype=np.uint8)
    levels[..., :3] = np.rint(np.clip(values, 0.0, 1.0) * np.float32(255.0))
    return levels


DEFINITIONS = (
    *(
        AnnotatorDefinition(name, plain(rgb), np.uint8, channels=frozenset({"color"}))
        for name in ("rgb", "LdrColor")
    ),
    AnnotatorDefinition("HdrColor", plain(hdr_color), np.float32, channels=frozenset({"radiance"})),
    AnnotatorDefinition("DiffuseAlbedo", plain(diffuse_albedo), np.uint8, channels=frozenset({"material"})),
    AnnotatorDefinition("Roughness", plain(roughness), np.uint8, channels=frozenset({"material"})),
)
