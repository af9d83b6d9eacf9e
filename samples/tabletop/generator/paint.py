"""A supersampled canvas with lettering, for the printed packaging.

Coordinates are texture pixels, x to the right, y down, as floats; the canvas draws ``SUPERSAMPLING`` times as large
and averages at the end. Colours are sRGB triples.
"""

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

Colour = tuple[int, int, int]
Point = tuple[float, float]
SUPERSAMPLING = 3


def save_png(image: Image.Image, path: Path) -> None:
    """Write ``image`` as 8-bit RGB without any metadata, so that equal pixels are equal files."""
    bare = Image.frombytes("RGB", image.size, image.convert("RGB").tobytes())
    bare.save(path, format="PNG", compress_level=9)


def lettering(text: str, size: float, weight: float = 0.0, tracking: float = 0.0) -> Image.Image:
    """Set one line of text.

    Args:
        text: The line.
        size: Size of the type in texture pixels.
        weight: How much every stroke is thickened on each side, as a fraction of ``size``.
        tracking: Extra space between letters, as a fraction of ``size``.

    Returns:
        The coverage of the ink ("L"), supersampled, cropped to the ink.
    """
    font = ImageFont.load_default(size * SUPERSAMPLING)
    stroke = round(weight * size * SUPERSAMPLING)
    gap = tracking * size * SUPERSAMPLING + 1.6 * stroke
    margin = 2 * stroke + 4
    width = math.ceil(font.getlength(text) + gap * len(text)) + 2 * margin
    ink = Image.new("L", (width, math.ceil(size * SUPERSAMPLING * 1.6) + 2 * margin), 0)
    draw = ImageDraw.Draw(ink)
    pen = float(margin)
    for before, letter in zip(" " + text, text, strict=False):
        pen += font.getlength(before + letter) - font.getlength(before) - font.getlength(letter)
        draw.text((round(pen), margin), letter, fill=255, font=font, stroke_width=stroke)
        pen += font.getlength(letter) + gap
    return ink.crop(ink.getbbox())


def bend(ink: Image.Image, rise: float, stretch: float = 0.0) -> Image.Image:
    """Set a line of type on an arch.

    Args:
        ink: Coverage from `lettering`.
        rise: How far the middle stands above the ends, in texture pixels; negative sags.
        stretch: How much taller the letters in the middle are than those at the ends, as a fraction.
    """
    source = np.asarray(ink)
    height, width = source.shape
    lift = abs(rise) * SUPERSAMPLING
    result = np.zeros((math.ceil(height * (1.0 + stretch) + lift), width), np.uint8)
    rows = np.arange(result.shape[0])
    for column in range(width):
        offset = 2.0 * column / max(width - 1, 1) - 1.0
        crown = 1.0 - offset * offset
        scale = 1.0 + stretch * crown
        top = (height * (1.0 + stretch) - height * scale) + lift * ((1.0 - crown) if rise >= 0.0 else crown)
        row = np.floor((rows - top) / scale).astype(np.int64)
        inside = (row >= 0) & (row < height)
        result[inside, column] = source[row[inside], column]
    return Image.fromarray(result)


def grow(ink: Image.Image, radius: float) -> Image.Image:
    """Thicken coverage by ``radius`` texture pixels on every side, with room for it."""
    reach = max(1, round(radius * SUPERSAMPLING))
    room = Image.new("L", (ink.width + 2 * reach, ink.height + 2 * reach), 0)
    room.paste(ink, (reach, reach))
    for _ in range(reach // 2):  # squares and crosses in turn make an octagon, round enough for an outline
        room = room.filter(ImageFilter.MaxFilter(3))
        cross = room
        for step in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            cross = ImageChops.lighter(cross, ImageChops.offset(room, *step))
        room = cross
    return room


class Canvas:
    """One texture, or a part of one, drawn large and averaged by `finish`."""

    def __init__(self, width: float, height: float, background: Colour) -> None:
        self.width, self.height = width, height
        size = (round(width) * SUPERSAMPLING, round(height) * SUPERSAMPLING)
        self.image = Image.new("RGB", size, background)

    def finish(self) -> Image.Image:
        """Average down to the size that was asked for."""
        return self.image.reduce(SUPERSAMPLING)

    def polygon(self, points: Sequence[Point], fill: Colour) -> None:
        """Fill a polygon."""
        self._draw().polygon([self._scaled(point) for point in points], fill=fill)

    def line(self, points: Sequence[Point], fill: Colour, width: float) -> None:
        """Draw a polyline with round joints."""
        scaled = [self._scaled(point) for point in points]
        self._draw().line(scaled, fill=fill, width=round(width * SUPERSAMPLING), joint="curve")

    def disc(self, centre: Point, radius: float, fill: Colour) -> None:
        """Fill a disc."""
        x, y = centre
        corners = [(x - radius, y - radius), (x + radius, y + radius)]
        self._draw().ellipse([self._scaled(corner) for corner in corners], fill=fill)

    def ring(self, centre: Point, radius: float, width: float, fill: Colour) -> None:
        """Draw a circle whose outer edge is at ``radius``."""
        x, y = centre
        corners = [(x - radius, y - radius), (x + radius, y + radius)]
        box = [self._scaled(corner) for corner in corners]
        self._draw().ellipse(box, outline=fill, width=round(width * SUPERSAMPLING))

    def rectangle(self, box: tuple[float, float, float, float], fill: Colour, radius: float = 0.0) -> None:
        """Fill ``(left, top, right, bottom)``, with rounded corners."""
        corners = [self._scaled(box[:2]), self._scaled(box[2:])]
        self._draw().rounded_rectangle(corners, radius * SUPERSAMPLING, fill=fill)

    def frame(self, inset: float, width: float, fill: Colour, radius: float) -> None:
        """Draw a rounded frame ``inset`` from the edges."""
        corners = [self._scaled((inset, inset)), self._scaled((self.width - inset, self.height - inset))]
        line = round(width * SUPERSAMPLING)
        self._draw().rounded_rectangle(corners, radius * SUPERSAMPLING, outline=fill, width=line)

    def rays(self, centre: Point, count: int, reach: float, fill: Colour, turn: float = 0.0) -> None:
        """Fill every second of ``2 * count`` sectors around ``centre``."""
        step = math.pi / count
        for index in range(count):
            start = turn + 2 * index * step
            rim = [_polar(centre, reach, start), _polar(centre, reach, start + step)]
            self.polygon([centre, *rim], fill)

    def star(self, centre: Point, radius: float, inner: float, count: int, fill: Colour) -> None:
        """Fill a starburst of ``count`` points."""
        step = math.pi / count
        radii = (radius, inner)
        self.polygon([_polar(centre, radii[index % 2], index * step) for index in range(2 * count)], fill)

    def stamp(self, ink: Image.Image, centre: Point, fill: Colour) -> None:
        """Print coverage in one colour, centred."""
        x, y = self._scaled(centre)
        self.image.paste(fill, (round(x - ink.width / 2), round(y - ink.height / 2)), ink)

    def paste(self, picture: Image.Image, centre: Point) -> None:
        """Lay a supersampled RGBA picture on the canvas, centred."""
        x, y = self._scaled(centre)
        self.image.paste(picture, (round(x - picture.width / 2), round(y - picture.height / 2)), picture)

    def text(
        self, text: str, centre: Point, size: float, fill: Colour, weight: float = 0.0, tracking: float = 0.0
    ) -> None:
        """Set one centred line."""
        self.stamp(lettering(text, size, weight, tracking), centre, fill)

    def shade(self, mask: Image.Image, colour: Colour, strength: float) -> None:
        """Blend the whole canvas towards ``colour`` where ``mask`` (any size, "L") is bright."""
        mask = mask.resize(self.image.size, Image.Resampling.BILINEAR).point(lambda value: value * strength)
        self.image.paste(colour, (0, 0), mask)

    def _draw(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.image)

    @staticmethod
    def _scaled(point: tuple[float, ...]) -> tuple[float, float]:
        return (point[0] * SUPERSAMPLING, point[1] * SUPERSAMPLING)


def drop_shadow(picture: Image.Image, blur: float, strength: float) -> Image.Image:
    """Return a soft black shadow (RGBA) of a supersampled RGBA picture, with room for the blur."""
    reach = round(3 * blur * SUPERSAMPLING)
    mask = Image.new("L", (picture.width + 2 * reach, picture.height + 2 * reach), 0)
    mask.paste(picture.getchannel("A"), (reach, reach))
    mask = mask.filter(ImageFilter.GaussianBlur(blur * SUPERSAMPLING)).point(lambda value: value * strength)
    shadow = Image.new("RGBA", mask.size, (0, 0, 0, 0))
    shadow.putalpha(mask)
    return shadow


def _polar(centre: Point, radius: float, angle: float) -> Point:
    return (centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle))
