"""From annotators' arrays to something a reader of the docs can look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING = (46, 50, 60)
TEXT, SHADE = (236, 239, 244), (30, 33, 40)
COLORS = ((255, 209, 102), (6, 214, 160), (239, 71, 111), (17, 138, 178), (180, 130, 255), (255, 140, 66))
CAPTION = 26
GAP = 8

# Corners of a box by the bits of their number, x first, and the twelve pairs that differ in one bit.
EDGES = [(low, low | bit) for bit in (1, 2, 4) for low in range(8) if not low & bit]


def strip(tiles: Sequence[tuple[str, Image.Image]]) -> Image.Image:
    """Pictures side by side with a caption over each."""
    width = sum(tile.width for _, tile in tiles) + GAP * (len(tiles) - 1)
    sheet = Image.new("RGB", (width, max(tile.height for _, tile in tiles) + CAPTION), SHADE)
    draw = ImageDraw.Draw(sheet)
    left = 0
    for caption, tile in tiles:
        draw.text((left + 6, 5), caption, fill=TEXT, font=ImageFont.load_default(14))
        sheet.paste(over_nothing(tile), (left, CAPTION))
        left += tile.width + GAP
    return sheet


def over_nothing(image: Image.Image) -> Image.Image:
    """RGB, with a grey where the image is transparent."""
    ground = Image.new("RGBA", image.size, (*NOTHING, 255))
    ground.alpha_composite(image.convert("RGBA"))
    return ground.convert("RGB")


def picture(array: np.ndarray) -> Image.Image:
    """An image of uint8 (H, W), (H, W, 3) or (H, W, 4)."""
    return Image.fromarray(np.ascontiguousarray(array))


def encoded(linear: np.ndarray) -> Image.Image:
    """A picture of linear RGB (H, W, 3), as sRGB has it."""
    value = np.clip(linear, 0, 1)
    srgb = np.where(value > 0.0031308, 1.055 * value ** (1 / 2.4) - 0.055, 12.92 * value)
    return picture((srgb * 255 + 0.5).astype(np.uint8))


def dimmed(rgb: np.ndarray) -> Image.Image:
    """A picture in the background, for something to be drawn on."""
    return picture((rgb[..., :3] * 0.55).astype(np.uint8))


def rectangles(rgb: np.ndarray, boxes: Any) -> Image.Image:
    """Boxes with inclusive corners, each with its class and the hidden share."""
    image = dimmed(rgb)
    draw = ImageDraw.Draw(image)
    for number, box in enumerate(boxes["data"]):
        color = COLORS[number % len(COLORS)]
        corners = [int(box[name]) for name in ("x_min", "y_min", "x_max", "y_max")]
        draw.rectangle(corners, outline=color, width=2)
        label = boxes["info"]["idToLabels"][str(box["semanticId"])]["class"]
        text = f"{label}, {100 * box['occlusionRatio']:.0f} % hidden"
        font, place = ImageFont.load_default(12), (corners[0] + 4, corners[3] - 17)
        draw.rectangle(draw.textbbox(place, text, font=font), fill=SHADE)
        draw.text(place, text, fill=color, font=font)
    return image


def wireframes(rgb: np.ndarray, boxes: Any, camera: dict[str, Any]) -> Image.Image:
    """Boxes in space, projected as camera_params says."""
    image = dimmed(rgb)
    draw = ImageDraw.Draw(image)
    for number, box in enumerate(boxes["data"]):
        lowest = np.array([box["x_min"], box["y_min"], box["z_min"]])
        highest = np.array([box["x_max"], box["y_max"], box["z_max"]])
        bits = np.array([[corner >> axis & 1 for axis in range(3)] for corner in range(8)])
        local = np.where(bits, highest, lowest)
        world = local @ box["transform"][:3, :3] + box["transform"][3, :3]
        pixels = project(world, camera)
        for first, second in EDGES:
            ends = [tuple(pixels[first]), tuple(pixels[second])]
            draw.line(ends, fill=COLORS[number % len(COLORS)], width=2)
    return image


def project(points: np.ndarray, camera: dict[str, Any]) -> np.ndarray:
    """Pixels (N, 2) of world points (N, 3), by the matrices of camera_params."""
    view = np.reshape(camera["cameraViewTransform"], (4, 4))
    projection = np.reshape(camera["cameraProjection"], (4, 4))
    clip = np.column_stack([points, np.ones(len(points))]) @ view @ projection
    ndc = clip[:, :2] / clip[:, 3:]
    return (ndc * [1, -1] + 1) / 2 * camera["renderProductResolution"]


def flow(motion: np.ndarray) -> Image.Image:
    """Direction as hue and length as brightness, the longest vector being the brightest."""
    # The annotator says where a point came from, the picture where it goes to.
    x, y = -motion[..., 0], -motion[..., 1]
    length = np.hypot(x, y)
    hue = (np.arctan2(y, x) + np.pi) / (2 * np.pi) * 255
    value = length / max(length.max(), 1e-9) * 255
    return Image.fromarray(
        np.stack([hue, np.full_like(hue, 200), value], axis=-1).astype(np.uint8), "HSV"
    ).convert("RGB")
