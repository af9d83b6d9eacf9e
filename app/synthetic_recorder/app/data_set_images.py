"""Finds the images of a BasicWriter data set, by the names that Replicator gives them.

::

    one render product                       several
    <data set>/rgb_0000.png                  <data set>/<render product>/rgb/rgb_0000.png
    <data set>/semantic_segmentation_0000…   <data set>/<render product>/semantic_segmentation/…
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_RGB = re.compile(r"rgb_(\d+)\.png")


@dataclass(frozen=True)
class FrameImages:
    """The files of one frame of one render product.

    Attributes:
        number: Number of the frame, as in the file names.
        rgb: Colour image.
        segmentation: Colorized semantic segmentation.
        labels: JSON with the label of each colour.
    """

    number: int
    rgb: Path
    segmentation: Path
    labels: Path


@dataclass(frozen=True)
class RenderProductImages:
    """One render product of a data set.

    Attributes:
        name: Its name; that of the data set when it is the only one.
        frames: Its frames, in order; those that lack one of the files are left out.
    """

    name: str
    frames: tuple[FrameImages, ...]


def find_images(data_set: Path) -> list[RenderProductImages]:
    """Return the render products of a data set that have both colour and segmentation."""
    found = [RenderProductImages(data_set.name, _frames(data_set, data_set))]
    for folder in sorted(data_set.iterdir()):
        if folder.is_dir():
            frames = _frames(folder / "rgb", folder / "semantic_segmentation")
            found.append(RenderProductImages(folder.name, frames))
    return [product for product in found if product.frames]


def _frames(rgb_folder: Path, segmentation_folder: Path) -> tuple[FrameImages, ...]:
    if not rgb_folder.is_dir():
        return ()
    frames = []
    for rgb in rgb_folder.iterdir():
        if match := _RGB.fullmatch(rgb.name):
            digits = match[1]
            frame = FrameImages(
                number=int(digits),
                rgb=rgb,
                segmentation=segmentation_folder / f"semantic_segmentation_{digits}.png",
                labels=segmentation_folder / f"semantic_segmentation_labels_{digits}.json",
            )
            if frame.segmentation.exists() and frame.labels.exists():
                frames.append(frame)
    return tuple(sorted(frames, key=lambda frame: frame.number))
