"""The label of "Pomadell Tomato Soup", a brand that does not exist, and the tin around it.

The atlas, heights as fractions of its own (``ATLAS`` gives the rectangles in pixels)::

    +-----------------------------------------------+ 0
    |            label, once around the can         |
    +-----------------+-----------------+-----------+ 0.57
    |       lid       |      base       |    rim    |
    +-----------------+-----------------+-----------+ 1

The label shows its front twice, so that a turning can always offers one.
"""

import math

import numpy as np
from PIL import Image, ImageFilter

from .food_art import LEAF, LEAF_DARK, LEAF_LIGHT, tomato
from .noise import smoothstep
from .paint import SUPERSAMPLING, Canvas, Colour, Point, bend, drop_shadow, grow, lettering

WIDTH, HEIGHT = 1024, 744
LABEL_HEIGHT = 424
DISC = 320
ATLAS = {
    "label": (0, 0, WIDTH, LABEL_HEIGHT),
    "lid": (0, LABEL_HEIGHT, DISC, HEIGHT),
    "base": (DISC, LABEL_HEIGHT, 2 * DISC, HEIGHT),
    "rim": (2 * DISC, LABEL_HEIGHT, WIDTH, HEIGHT),
}

METAL: Colour = (198, 199, 203)
TOMATO: Colour = (200, 44, 30)
TOMATO_DARK: Colour = (150, 26, 20)
TOMATO_LIGHT: Colour = (226, 74, 48)
CREAM: Colour = (253, 243, 220)
GOLD: Colour = (236, 180, 70)

RECIPE = ("Open the can.", "Warm it gently,", "stir now and then,", "do not let it boil.")
CONTENTS = ("Tomatoes 84 %,", "water, onion, basil,", "olive oil, sea salt,", "black pepper.", "NET WT 305 g")


def soup_can_texture() -> Image.Image:
    """Draw the atlas, ``WIDTH`` x ``HEIGHT`` pixels."""
    atlas = Image.new("RGB", (WIDTH, HEIGHT), METAL)
    label = Canvas(WIDTH, LABEL_HEIGHT, TOMATO)
    _label(label)
    atlas.paste(label.finish(), ATLAS["label"][:2])
    atlas.paste(_disc(rings=(0.97, 0.9, 0.84, 0.62), embossed=True), ATLAS["lid"][:2])
    atlas.paste(_disc(rings=(0.97, 0.9, 0.8, 0.5), embossed=False), ATLAS["base"][:2])
    return atlas


def _label(canvas: Canvas) -> None:
    half = canvas.width / 2
    for centre in (half / 2, half * 1.5):
        _front(canvas, centre)
    for centre, draw in ((half, _recipe), (0.0, _contents), (canvas.width, _contents)):
        draw(canvas, centre)
    _bands(canvas)


def _bands(canvas: Canvas) -> None:
    height, width = canvas.height, canvas.width
    for edge, inward in ((0.0, 1.0), (height, -1.0)):
        for start, stop, colour in ((0, 26, LEAF), (26, 31, GOLD), (31, 42, CREAM), (42, 45, GOLD)):
            low, high = sorted((edge + inward * start, edge + inward * stop))
            canvas.rectangle((0, low, width, high), colour)
        for index in range(64):
            canvas.disc(((index + 0.5) * width / 64, edge + inward * 13), 3.6, GOLD)


def _front(canvas: Canvas, centre: float) -> None:
    height = canvas.height
    middle = (centre, height * 0.47)
    canvas.rays(middle, 22, canvas.width / 4, TOMATO_LIGHT, turn=math.pi / 44)
    canvas.disc(middle, 148, TOMATO_DARK)
    canvas.disc(middle, 142, GOLD)
    canvas.disc(middle, 136, CREAM)
    canvas.ring(middle, 129, 1.6, GOLD)
    picture = tomato(150)
    spot = (centre, middle[1] + 56)
    canvas.paste(drop_shadow(picture, 4, 0.4), (spot[0] + 2, spot[1] + 7))
    canvas.paste(picture, spot)
    canvas.text("ripened on the vine", (centre, middle[1] - 98), 15, LEAF, 0.02, 0.03)
    ink = bend(lettering("Pomadell", 74, 0.03), 14, 0.12)
    place = (centre, middle[1] - 45)
    canvas.stamp(grow(ink, 6), (place[0] + 2, place[1] + 4), LEAF_DARK)
    canvas.stamp(grow(ink, 4), place, LEAF)
    canvas.stamp(ink, place, CREAM)
    level = height * 0.79
    canvas.rectangle((centre - 134, level - 24, centre + 134, level + 24), LEAF_DARK, 7)
    canvas.rectangle((centre - 134, level - 26, centre + 134, level + 21), LEAF, 7)
    canvas.rectangle((centre - 128, level - 21, centre + 128, level - 19.5), GOLD)
    canvas.rectangle((centre - 128, level + 14.5, centre + 128, level + 16), GOLD)
    canvas.text("TOMATO SOUP", (centre, level - 2.5), 29, CREAM, 0.035, 0.05)


def _recipe(canvas: Canvas, centre: float) -> None:
    canvas.text("HOW TO", (centre, 92), 21, GOLD, 0.035, 0.08)
    for index, line in enumerate(RECIPE):
        canvas.text(line, (centre, 126 + 25 * index), 16, CREAM, 0.012)
    canvas.text("Crackers help.", (centre, 251), 16, CREAM, 0.012)
    _sprig(canvas, (centre, 330))


def _contents(canvas: Canvas, centre: float) -> None:
    canvas.text("CONTENTS", (centre, 92), 21, GOLD, 0.035, 0.08)
    for index, line in enumerate(CONTENTS):
        canvas.text(line, (centre, 126 + 25 * index), 16, CREAM, 0.012)
    left = centre - 56
    canvas.rectangle((left - 6, 262, centre + 62, 346), (255, 255, 255))
    for bar in np.flatnonzero(np.random.default_rng(17).integers(0, 2, 56)).tolist():
        canvas.rectangle((left + 2 * bar, 268, left + 2 * bar + 2, 340), (20, 20, 20))


def _sprig(canvas: Canvas, centre: Point) -> None:
    for degrees, length in ((200.0, 40.0), (340.0, 40.0), (270.0, 54.0)):
        _leaf(canvas, centre, math.radians(degrees), length)
    canvas.line([centre, (centre[0], centre[1] + 20)], LEAF_DARK, 2.4)


def _leaf(canvas: Canvas, base: Point, angle: float, length: float) -> None:
    cosine, sine = math.cos(angle) * length, math.sin(angle) * length

    def place(along: float, across: float) -> Point:
        return (base[0] + along * cosine - across * sine, base[1] + along * sine + across * cosine)

    outline = [(step / 12.0, 0.3 * math.sin(math.pi * (step / 12.0) ** 0.8)) for step in range(13)]
    right = [place(along, bulge) for along, bulge in outline]
    left = [place(along, -bulge) for along, bulge in outline]
    canvas.polygon([*right, *reversed(left)], LEAF_LIGHT)
    canvas.line([base, place(0.85, 0.0)], LEAF_DARK, 1.6)


def _disc(rings: tuple[float, ...], *, embossed: bool) -> Image.Image:
    """Draw the end of a tin: brushed metal with pressed rings, bright towards the upper left."""
    edge = DISC * SUPERSAMPLING
    y, x = (np.mgrid[0:edge, 0:edge] + 0.5) / edge * 2.0 - 1.0
    radius = np.sqrt(np.square(x) + np.square(y))
    towards_light = (-x - y) / (math.sqrt(2.0) * np.maximum(radius, 1e-6))
    tone = np.full_like(radius, 184.0)
    for ring in rings:
        inside = smoothstep(0.024, 0.0, np.abs(radius - ring + 0.012))
        outside = smoothstep(0.024, 0.0, np.abs(radius - ring - 0.012))
        tone += 46.0 * (inside - outside) * towards_light - 14.0 * smoothstep(
            0.02, 0.0, np.abs(radius - ring)
        )
    tone += 10.0 * smoothstep(0.62, 0.0, radius)
    image = Image.fromarray(np.clip(tone, 0.0, 255.0).astype(np.uint8))
    if embossed:
        ink = lettering("POMADELL", 25, 0.025, 0.1)
        corner = ((edge - ink.width) // 2, (edge - ink.height) // 2)
        image.paste(150, (corner[0] - 2, corner[1] - 2), ink)
        image.paste(222, (corner[0] + 2, corner[1] + 2), ink)
        image.paste(190, corner, ink)
    grey = image.filter(ImageFilter.GaussianBlur(1.0)).reduce(SUPERSAMPLING)
    slightly_blue = grey.point(lambda value: min(255, value + 4))
    return Image.merge("RGB", (grey, grey, slightly_blue))
