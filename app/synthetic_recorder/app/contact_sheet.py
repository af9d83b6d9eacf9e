"""A contact sheet: one picture that shows what a data set holds.

::

    title                                     name of the data set
    ┌ render product ─────────────────────────────────────────────┐
    │ rgb           frame 0      frame 2      frame 5      frame 9 │
    │ segmentation  frame 0      frame 2      frame 5      frame 9 │
    └──────────────────────────────────────────────────────────────┘
    … one block for each …
    legend                                    ■ box  ■ can  …

It is made from the files on disk and from nothing else, so that it shows what a reader of the data set gets.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from .data_set_images import find_images
from .legend import read_legend
from .wording import counted

if TYPE_CHECKING:
    from .data_set_images import FrameImages, RenderProductImages
    from .legend import Color

COLUMNS = 5
"""Most frames that are shown of a render product; they are chosen at even distances, first and last among them."""

_BACKGROUND = (20, 22, 27)
_PANEL = (30, 33, 40)
_NOTHING = (46, 50, 60)
_TEXT = (236, 239, 244)
_QUIET_TEXT = (150, 157, 170)
_OUTLINE = (70, 76, 90)

_MARGIN = 40
_PADDING = 24
_GAP = 12
_TILE_WIDTH = 300
_TITLE_SIZE, _HEADING_SIZE, _TEXT_SIZE = 34, 20, 16
_LINE = 30
_SWATCH = 20


def make_contact_sheet(data_set: Path, file: Path) -> None:
    """Draw the contact sheet of a BasicWriter data set with colour and colorized semantic segmentation.

    Args:
        data_set: Folder of the data set.
        file: PNG to write.

    Raises:
        FileNotFoundError: The data set has no frame with both images.
    """
    products = sorted(find_images(data_set), key=lambda product: -_size(product)[0])
    if not products:
        raise FileNotFoundError(f"{data_set} holds no frame with rgb and semantic_segmentation to show.")
    shown = [_evenly_chosen(product.frames, COLUMNS) for product in products]
    legend = read_legend(frame.labels for frames in shown for frame in frames)
    blocks = [_draw_block(product, frames) for product, frames in zip(products, shown, strict=True)]
    width = max(block.width for block in blocks)
    legend_image = _draw_legend(legend, width)
    title = _draw_title(data_set.name, products, width)
    _stack([title, *blocks, legend_image], width).save(file)


def _evenly_chosen(frames: tuple[FrameImages, ...], count: int) -> list[FrameImages]:
    if len(frames) <= count:
        return list(frames)
    return [frames[round(index * (len(frames) - 1) / (count - 1))] for index in range(count)]


def _size(product: RenderProductImages) -> tuple[int, int]:
    with Image.open(product.frames[0].rgb) as image:
        return image.size


def _draw_title(name: str, products: list[RenderProductImages], width: int) -> Image.Image:
    image = Image.new("RGB", (width, _TITLE_SIZE + _LINE + _GAP), _BACKGROUND)
    draw = ImageDraw.Draw(image)
    frames = max(len(product.frames) for product in products)
    counts = f"{counted(frames, 'frame')}, {counted(len(products), 'render product')}"
    draw.text((0, 0), name, fill=_TEXT, font=_font(_TITLE_SIZE))
    draw.text(
        (0, _TITLE_SIZE + _GAP),
        f"Synthetic Data Recorder: {counts}",
        fill=_QUIET_TEXT,
        font=_font(_TEXT_SIZE),
    )
    return image


def _draw_block(product: RenderProductImages, frames: list[FrameImages]) -> Image.Image:
    image_width, image_height = _size(product)
    tile = (_TILE_WIDTH, max(1, round(_TILE_WIDTH * image_height / image_width)))
    rows = (
        ("rgb", [frame.rgb for frame in frames]),
        ("semantic segmentation", [frame.segmentation for frame in frames]),
    )
    row_height = _LINE + tile[1]
    size = (
        2 * _PADDING + len(frames) * tile[0] + (len(frames) - 1) * _GAP,
        2 * _PADDING + _LINE + 2 * row_height + _GAP,
    )
    block = Image.new("RGB", size, _BACKGROUND)
    draw = ImageDraw.Draw(block)
    draw.rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), radius=10, fill=_PANEL)
    draw.text((_PADDING, _PADDING - 4), product.name, fill=_TEXT, font=_font(_HEADING_SIZE))
    resolution = f"{image_width} x {image_height}"
    draw.text(
        (size[0] - _PADDING, _PADDING), resolution, fill=_QUIET_TEXT, font=_font(_TEXT_SIZE), anchor="ra"
    )
    for row, (annotator, files) in enumerate(rows):
        top = _PADDING + _LINE + row * (row_height + _GAP)
        for column, (frame, image_file) in enumerate(zip(frames, files, strict=True)):
            left = _PADDING + column * (tile[0] + _GAP)
            caption = f"{annotator}, frame {frame.number}" if column == 0 else f"frame {frame.number}"
            draw.text((left, top + 4), caption, fill=_QUIET_TEXT, font=_font(_TEXT_SIZE))
            block.paste(_tile(image_file, tile, is_mask=row == 1), (left, top + _LINE))
    return block


def _tile(file: Path, size: tuple[int, int], *, is_mask: bool) -> Image.Image:
    """Return an image at the size of a tile, over a grey that stands for "nothing there"."""
    with Image.open(file) as opened:
        image = opened.convert("RGBA")
    # A mask between two colours of the legend would be a label that does not exist.
    filtered = image.resize(size, Image.Resampling.NEAREST if is_mask else Image.Resampling.LANCZOS)
    tile = Image.new("RGBA", size, (*_NOTHING, 255))
    tile.alpha_composite(filtered)
    return tile.convert("RGB")


def _draw_legend(legend: dict[Color, str], width: int) -> Image.Image:
    font = _font(_TEXT_SIZE)
    places: list[tuple[int, int]] = []
    left, top = 0, _LINE
    for label in legend.values():
        entry = _SWATCH + _GAP + round(font.getlength(label)) + 2 * _GAP
        if left and left + entry > width:
            left, top = 0, top + _LINE
        places.append((left, top))
        left += entry
    image = Image.new("RGB", (width, top + _LINE), _BACKGROUND)
    draw = ImageDraw.Draw(image)
    draw.text((0, 0), "Labels", fill=_QUIET_TEXT, font=font)
    for (x, y), (color, label) in zip(places, legend.items(), strict=True):
        visible = color[:3] if color[3] else _NOTHING
        draw.rounded_rectangle((x, y, x + _SWATCH, y + _SWATCH), radius=4, fill=visible, outline=_OUTLINE)
        draw.text((x + _SWATCH + _GAP, y + 1), label, fill=_TEXT, font=font)
    return image


def _stack(images: list[Image.Image], width: int) -> Image.Image:
    height = sum(image.height for image in images) + (len(images) - 1) * _PADDING
    sheet = Image.new("RGB", (width + 2 * _MARGIN, height + 2 * _MARGIN), _BACKGROUND)
    top = _MARGIN
    for image in images:
        sheet.paste(image, (_MARGIN, top))
        top += image.height + _PADDING
    return sheet


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
