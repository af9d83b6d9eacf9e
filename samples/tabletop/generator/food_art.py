"""What the packaging promises: a cracker and a tomato, as supersampled RGBA pictures."""

import math

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .noise import smoothstep
from .paint import SUPERSAMPLING, Colour

LEAF: Colour = (38, 96, 54)
LEAF_DARK: Colour = (22, 64, 38)
LEAF_LIGHT: Colour = (92, 150, 70)
SEPALS = (
    (-168, 0.36),
    (-128, 0.16),
    (150, 0.33),
    (112, 0.25),
    (70, 0.27),
    (32, 0.33),
    (-10, 0.37),
    (-50, 0.15),
)
"""Direction in degrees, clockwise from the right, and length of each leaf on the tomato."""


def cracker(size: float, seed: int, turn: float) -> Image.Image:
    """Draw one square cracker as a supersampled RGBA picture.

    Args:
        size: Edge of the cracker in texture pixels.
        seed: Seed of salt and toasting.
        turn: Rotation in degrees, counter-clockwise.
    """
    edge = round(size * SUPERSAMPLING)
    random = np.random.default_rng(seed)
    mask = _scalloped_square(edge)
    toasted = ImageChops.invert(mask.filter(ImageFilter.GaussianBlur(edge * 0.055)))
    coarse = Image.fromarray((random.random((7, 7)) * 90).astype(np.uint8))
    blotches = coarse.resize(mask.size, Image.Resampling.BICUBIC)
    dough = Image.composite(
        Image.new("RGB", mask.size, (176, 98, 36)),
        Image.new("RGB", mask.size, (240, 188, 104)),
        ImageChops.add(toasted.point(lambda value: min(255, value * 1.5)), blotches),
    )
    draw = ImageDraw.Draw(dough)
    for row in range(4):
        for column in range(4):
            hole = (edge * (0.2 + 0.2 * column), edge * (0.2 + 0.2 * row))
            draw.circle((hole[0], hole[1] + edge * 0.005), edge * 0.025, fill=(252, 214, 146))
            draw.circle(hole, edge * 0.021, fill=(112, 60, 24))
    for x, y, grain in random.random((46, 3)):
        left, top, salt = edge * (0.1 + 0.8 * x), edge * (0.1 + 0.8 * y), edge * (0.008 + 0.008 * grain)
        draw.rectangle((left, top, left + salt, top + salt), fill=(255, 248, 232))
    picture = dough.convert("RGBA")
    picture.putalpha(mask)
    return picture.rotate(turn, Image.Resampling.BICUBIC, expand=True)


def _scalloped_square(edge: int) -> Image.Image:
    mask = Image.new("L", (edge, edge), 0)
    draw = ImageDraw.Draw(mask)
    bite = edge / 18.0
    draw.rounded_rectangle((bite, bite, edge - bite, edge - bite), bite, fill=255)
    for index in range(9):
        along = edge * (index + 0.5) / 9.0
        for x, y in ((along, bite), (along, edge - bite), (bite, along), (edge - bite, along)):
            draw.ellipse((x - bite, y - bite, x + bite, y + bite), fill=255)
    return mask


def tomato(size: float) -> Image.Image:
    """Draw a tomato as a supersampled RGBA picture ``size`` texture pixels wide."""
    edge = round(size * SUPERSAMPLING)
    y, x = (np.mgrid[0:edge, 0:edge] + 0.5) / edge * 2.0 - 1.0
    swell = 1.0 - 0.06 * np.square(np.abs(x) - 0.5)
    radius = np.sqrt(np.square(x / 0.96) + np.square((y - 0.06) / (0.84 * swell)))
    light = 1.0 - np.sqrt(np.square(x + 0.32) + np.square(y + 0.28)) / 1.55
    meridian = x / np.sqrt(np.maximum(1.1 - y * y, 0.05)) * 2.2
    ribs = 0.14 * (np.abs(meridian - np.floor(meridian) - 0.5) - 0.25)
    tone = np.clip(light + ribs, 0.0, 1.0)[..., None]
    body = np.array([132.0, 16.0, 16.0]) * (1.0 - tone) + np.array([246.0, 78.0, 46.0]) * tone
    shine = smoothstep(0.22, 0.05, np.sqrt(np.square((x + 0.42) / 1.4) + np.square(y + 0.3)))[..., None]
    body = body * (1.0 - 0.65 * shine) + np.array([255.0, 226.0, 206.0]) * 0.65 * shine
    alpha = smoothstep(1.0, 0.985, radius)
    pixels = np.concatenate([body, alpha[..., None] * 255.0], axis=-1)
    picture = Image.fromarray(np.floor(pixels + 0.5).astype(np.uint8))
    _calyx(ImageDraw.Draw(picture), edge)
    return picture


def _calyx(draw: ImageDraw.ImageDraw, edge: int) -> None:
    x, y = edge * 0.5, edge * 0.16
    for shade, shift in ((LEAF_DARK, 0.012), (LEAF, 0.0)):
        for degrees, reach in SEPALS:
            angle = math.radians(degrees)
            tip = (x + math.cos(angle) * reach * edge, y + (math.sin(angle) * reach * 0.62 + shift) * edge)
            side = (math.sin(angle) * 0.055 * edge, math.cos(angle) * 0.055 * edge)
            middle = (x + (tip[0] - x) * 0.4, y + (tip[1] - y) * 0.35)
            left, right = (
                (middle[0] + side[0], middle[1] - side[1]),
                (middle[0] - side[0], middle[1] + side[1]),
            )
            draw.polygon([(x, y), left, tip, right], fill=shade)
    stem = ((-0.02, 0.01), (-0.005, -0.13), (0.045, -0.14), (0.03, 0.01))
    draw.polygon([(x + right * edge, y + down * edge) for right, down in stem], fill=LEAF_LIGHT)
