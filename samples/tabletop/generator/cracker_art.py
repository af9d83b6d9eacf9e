"""The packaging of "Fennimoor Golden Crackers", a brand that does not exist.

The atlas, in units of one millimetre of cardboard (``ATLAS`` gives the rectangles)::

    +-----------------+-------+-------+
    |                 |       |       |
    |      front      | left  | right |   210
    |   (and back)    |       |       |
    |                 |       |       |
    +-----------------+-------+-------+
    |       top       |    bottom     |    70
    +-----------------+---------------+
           160               140
"""

import math

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from .food_art import cracker
from .paint import SUPERSAMPLING, Canvas, Colour, bend, drop_shadow, grow, lettering

SIZE = 1024
PIXELS_PER_MILLIMETRE = SIZE / 300.0
ATLAS = {
    "front": (0, 0, 160, 210),
    "left": (160, 0, 230, 210),
    "right": (230, 0, 300, 210),
    "top": (0, 210, 160, 280),
    "bottom": (160, 210, 300, 280),
}
ATLAS_HEIGHT = 280

TEAL: Colour = (16, 92, 101)
TEAL_LIGHT: Colour = (24, 112, 120)
TEAL_DARK: Colour = (9, 58, 66)
CREAM: Colour = (252, 240, 214)
SUN: Colour = (246, 184, 62)
SUN_LIGHT: Colour = (251, 210, 112)
EMBER: Colour = (214, 84, 38)
EMBER_DARK: Colour = (150, 50, 24)
INK: Colour = (58, 38, 28)
CARDBOARD: Colour = (196, 164, 122)

NUTRITION = {
    "Energy": "1 860 kJ",
    "Fat": "12 g",
    "Carbohydrate": "71 g",
    "of which sugars": "5 g",
    "Fibre": "4 g",
    "Protein": "9 g",
    "Salt": "1.4 g",
}
INGREDIENTS = (
    "Wheat flour, rapeseed oil,",
    "malted barley, oat flakes,",
    "honey, sea salt, yeast.",
    "May contain sesame.",
)


def cracker_box_texture() -> Image.Image:
    """Draw the atlas, ``SIZE`` pixels wide."""
    atlas = Image.new("RGB", (SIZE, round(ATLAS_HEIGHT * PIXELS_PER_MILLIMETRE)), TEAL_DARK)
    panels = {"front": _front, "left": _nutrition, "right": _serving, "top": _top, "bottom": _bottom}
    for name, draw in panels.items():
        left, top, right, bottom = (round(edge * PIXELS_PER_MILLIMETRE) for edge in ATLAS[name])
        canvas = Canvas(right - left, bottom - top, TEAL)
        draw(canvas)
        atlas.paste(canvas.finish(), (left, top))
    return atlas


def _front(canvas: Canvas) -> None:
    width, height = canvas.width, canvas.height
    middle = width / 2
    sun = (middle, height * 0.548)
    canvas.rays(sun, 20, height, TEAL_LIGHT, turn=math.pi / 40)
    glow = Image.new("L", (64, 84), 0)
    ImageDraw.Draw(glow).ellipse((14, 27, 50, 63), fill=255)
    canvas.shade(glow.filter(ImageFilter.GaussianBlur(9)), SUN, 0.35)
    canvas.disc(sun, width * 0.352, EMBER)
    canvas.disc(sun, width * 0.337, SUN)
    canvas.rays(sun, 20, width * 0.337, SUN_LIGHT)
    canvas.ring(sun, width * 0.337, 3, CREAM)
    for offset, lift, turn, seed in ((-0.16, 0.02, 24, 5), (0.17, -0.01, -19, 6), (0.005, 0.06, 4, 7)):
        picture = cracker(width * 0.335, seed, turn)
        spot = (middle + offset * width, sun[1] + lift * width)
        canvas.paste(drop_shadow(picture, 5, 0.55), (spot[0] + 3, spot[1] + 9))
        canvas.paste(picture, spot)
    _wordmark(canvas, (middle, height * 0.158), width * 0.162, rise=width * 0.07)
    canvas.text("THE OVEN IS STILL WARM", (middle, height * 0.268), width * 0.036, SUN_LIGHT, 0.02, 0.16)
    _ribbon(canvas, (middle, height * 0.825), width * 0.80, height * 0.098)
    canvas.text(
        "crisp, toasted & lightly salted", (middle, height * 0.912), width * 0.043, CREAM, 0.012, 0.02
    )
    canvas.text("NET WT 340 g", (middle, height * 0.949), width * 0.029, SUN_LIGHT, 0.015, 0.08)
    _badge(canvas, (width * 0.845, height * 0.362), width * 0.104)
    canvas.frame(width * 0.022, 5, CREAM, 16)
    canvas.frame(width * 0.042, 1.6, SUN, 11)


def _wordmark(canvas: Canvas, centre: tuple[float, float], size: float, rise: float) -> None:
    ink = bend(lettering("Fennimoor", size, 0.03, 0.0), rise, 0.34)
    outline = grow(ink, size * 0.055)
    canvas.stamp(grow(ink, size * 0.07), (centre[0] + size * 0.045, centre[1] + size * 0.075), TEAL_DARK)
    canvas.stamp(outline, centre, EMBER)
    canvas.stamp(ink, centre, CREAM)


def _ribbon(canvas: Canvas, centre: tuple[float, float], width: float, height: float) -> None:
    x, y = centre
    half, tail = width / 2, height * 0.85
    for side in (-1, 1):
        inner, outer = x + side * (half - tail * 0.45), x + side * (half + tail * 0.42)
        low, high = y - height * 0.26, y + height * 0.74
        notch = (outer - side * tail * 0.36, (low + high) / 2)
        canvas.polygon([(inner, low), (outer, low), notch, (outer, high), (inner, high)], EMBER_DARK)
        edge = x + side * half
        canvas.polygon([(inner, y + height / 2), (edge, y + height / 2), (inner, high)], (92, 30, 16))
    canvas.rectangle((x - half, y - height / 2, x + half, y + height / 2), EMBER)
    for line in (-0.4, 0.4):
        level = y + line * height
        canvas.line([(x - half, level), (x + half, level)], SUN, 1.8)
    canvas.text("GOLDEN CRACKERS", (x, y), height * 0.5, CREAM, 0.035, 0.02)


def _badge(canvas: Canvas, centre: tuple[float, float], radius: float) -> None:
    x, y = centre
    canvas.star((x + 2, y + 4), radius, radius * 0.84, 20, TEAL_DARK)
    canvas.star(centre, radius, radius * 0.84, 20, CREAM)
    canvas.ring(centre, radius * 0.76, 1.6, EMBER)
    canvas.text("4", (x, y - radius * 0.2), radius * 0.74, EMBER, 0.05)
    canvas.text("PACKS", (x, y + radius * 0.31), radius * 0.27, INK, 0.03, 0.04)
    canvas.text("inside", (x, y + radius * 0.54), radius * 0.2, INK, 0.02)


def _side_head(canvas: Canvas, title: str) -> float:
    """Draw what both narrow sides share; return where the panel below the title begins."""
    middle, height = canvas.width / 2, canvas.height
    canvas.rays((middle, 0), 14, height, TEAL_LIGHT)
    _wordmark(canvas, (middle, height * 0.062), canvas.width * 0.165, rise=canvas.width * 0.03)
    top = height * 0.125
    canvas.rectangle((canvas.width * 0.07, top, canvas.width * 0.93, height * 0.965), CREAM, 9)
    canvas.text(title, (middle, top + height * 0.034), canvas.width * 0.088, EMBER, 0.03, 0.02)
    return top + height * 0.065


def _nutrition(canvas: Canvas) -> None:
    width, height = canvas.width, canvas.height
    top = _side_head(canvas, "WHAT IS IN IT")
    canvas.rectangle((width * 0.13, top, width * 0.87, top + 3), INK)
    for index, (name, amount) in enumerate(NUTRITION.items()):
        level = top + height * (0.028 + 0.034 * index)
        label, figure = lettering(name, width * 0.062, 0.012), lettering(amount, width * 0.062, 0.03)
        indent = width * (0.17 if name.startswith("of") else 0.13)
        canvas.stamp(label, (indent + label.width / SUPERSAMPLING / 2, level), INK)
        canvas.stamp(figure, (width * 0.87 - figure.width / SUPERSAMPLING / 2, level), INK)
        rule = level + height * 0.017
        canvas.line([(width * 0.13, rule), (width * 0.87, rule)], (190, 170, 140), 1)
    for index, line in enumerate(INGREDIENTS):
        canvas.text(line, (width / 2, height * (0.49 + 0.028 * index)), width * 0.06, INK, 0.01)
    canvas.text("Best with friends.", (width / 2, height * 0.655), width * 0.075, EMBER, 0.02)
    _barcode(canvas, (width * 0.16, height * 0.745, width * 0.84, height * 0.91), seed=11)
    canvas.text("0 00000 00000 0", (width / 2, height * 0.93), width * 0.055, INK, 0.01, 0.06)


def _serving(canvas: Canvas) -> None:
    width, height = canvas.width, canvas.height
    top = _side_head(canvas, "TRY IT LIKE THIS")
    for index, (seed, turn) in enumerate(((21, 12), (22, -9), (23, 6))):
        spot = (width / 2, top + height * (0.09 + 0.255 * index))
        picture = cracker(width * 0.43, seed, turn)
        canvas.paste(drop_shadow(picture, 3, 0.4), (spot[0] + 2, spot[1] + 5))
        canvas.paste(picture, spot)
    captions = (
        ("with soup", "dip, count to two, eat"),
        ("with cheese", "any will do"),
        ("with nothing", "they are that good"),
    )
    for index, (head, body) in enumerate(captions):
        level = top + height * (0.203 + 0.255 * index)
        canvas.text(head, (width / 2, level), width * 0.085, EMBER, 0.025)
        canvas.text(body, (width / 2, level + height * 0.028), width * 0.056, INK, 0.01)


def _top(canvas: Canvas) -> None:
    width, height = canvas.width, canvas.height
    canvas.rays((width / 2, height * 1.4), 26, width, TEAL_LIGHT)
    _wordmark(canvas, (width / 2, height * 0.47), width * 0.14, rise=width * 0.03)
    canvas.text(
        "open here, close here, open again", (width / 2, height * 0.82), width * 0.036, SUN_LIGHT, 0.012, 0.03
    )
    canvas.frame(width * 0.022, 4, CREAM, 12)


def _bottom(canvas: Canvas) -> None:
    width, height = canvas.width, canvas.height
    canvas.rectangle((0, 0, width, height), CARDBOARD)
    canvas.line([(0, height / 2), (width, height / 2)], (150, 120, 84), 3)
    canvas.text("best before: see top", (width / 2, height * 0.25), width * 0.05, INK, 0.01)
    canvas.text("please fold and recycle", (width / 2, height * 0.75), width * 0.05, INK, 0.01)


def _barcode(canvas: Canvas, box: tuple[float, float, float, float], seed: int) -> None:
    left, top, right, bottom = box
    canvas.rectangle((left - 4, top - 4, right + 4, bottom + 4), (255, 255, 255))
    bars = np.random.default_rng(seed).integers(0, 2, 84)
    step = (right - left) / len(bars)
    for index in np.flatnonzero(bars):
        canvas.rectangle((left + index * step, top, left + (index + 1) * step, bottom), (20, 20, 20))
