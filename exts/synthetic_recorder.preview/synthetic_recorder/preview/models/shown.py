"""A frame as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from synthetic_recorder.preview.errors import PreviewError
from synthetic_recorder.preview.pictures import (
    CAMERA_PARAMS,
    Picture,
    PictureError,
    PixelFacts,
    Pixels,
    blend,
    draw,
    draw_outlines,
    probe,
)

from .sources import COLORIZED, RGB

if TYPE_CHECKING:
    from synthetic_recorder.preview.feed import FeedFrame


@dataclass(frozen=True, eq=False)
class Shown:
    """One frame of an annotator, drawn.

    Attributes:
        frame: What the annotators say.
        annotator: Which one is drawn.
        size: Width and height, in pixels.
        picture: What is drawn, and how to read it.
        pixels: That over rgb, without its boxes: uint8 (H, W, 4), opaque.
    """

    frame: FeedFrame
    annotator: str
    size: tuple[int, int]
    picture: Picture
    pixels: Pixels

    @classmethod
    def of(cls, frame: FeedFrame, annotator: str, size: tuple[int, int], opacity: float) -> Shown:
        """Draw a frame.

        Raises:
            PreviewError: The annotator gives something else than it is known to give.
        """
        arrays = frame.arrays
        data, info = arrays[COLORIZED] if COLORIZED in arrays else arrays[annotator]
        camera_params = arrays[CAMERA_PARAMS][1] if CAMERA_PARAMS in arrays else None
        try:
            picture = draw(annotator, data, info, camera_params, size)
            # Without rgb there is nothing below it.
            under, share = (arrays[RGB][0], opacity) if RGB in arrays else (picture.pixels, 1.0)
            return cls(frame, annotator, size, picture, blend(under, picture, share))
        except PictureError as error:
            raise PreviewError(f"{annotator} cannot be drawn: {error}") from error

    @cached_property
    def with_boxes(self) -> Pixels:
        """The pixels with the boxes, in the size of the frame: uint8 (H, W, 4)."""
        return draw_outlines(self.pixels, self.picture.boxes, self.size)

    def facts(self, x: int, y: int) -> PixelFacts:
        """Return what is known of a pixel: column and row from the upper left corner.

        Raises:
            PictureError: The frame has no such pixel.
        """
        told = {name: value for name, value in self.frame.arrays.items() if name != COLORIZED}
        return probe(told, x, y)
