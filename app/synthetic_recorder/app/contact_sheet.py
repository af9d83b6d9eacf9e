"""A contact sheet: one picture that shows what a data set holds.

::

    title                                     name of the data set
    ┌ render product ─────────────────────────────────────────────┐
    │ rgb           frame 0      frame 2      frame 5      frame 9 │
    │ segmentation  frame 0      frame 2      frame 5      frame 9 │
    └──────────────────────────────────────────────────────────────┘
    … one block for each …
    legend                                    ■ box  ■ can  …

It is made from the recorded files and from nothing else, so that it shows what a reader of the data set gets.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw, ImageFont

from synthetic_recorder.core import open_recording

from .legend import read_legend
from .wording import counted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from synthetic_recorder.core import RecordedDataSet, RecordedView

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

_RGB, _SEGMENTATION = "rgb", "semantic_segmentation"


@dataclass(frozen=True)
class _RenderProduct:
    """What is shown of one render product: some of its frames, in order."""

    name: str
    numbers: tuple[int, ...]
    views: tuple[RecordedView, ...]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of its pictures."""
        height, width = self.views[0][_RGB].shape[:2]
        return width, height


def make_contact_sheet(data_set: Path, file: Path) -> None:
    """Draw the contact sheet of a recording with colour and colorized semantic segmentation.

    Args:
        data_set: Folder of the data set.
        file: PNG to write.

    Raises:
        DataSetError: It is no data set, or a file of it is not the one that was recorded.
        FileNotFoundError: The data set has no frame with both images.
    """
    recording = open_recording(data_set)
    products = sorted(_render_products(recording, data_set.name), key=lambda product: -product.size[0])
    if not products:
        raise FileNotFoundError(f"{data_set} holds no frame with {_RGB} and {_SEGMENTATION} to show.")
    legend = read_legend(view.labels(_SEGMENTATION) for product in products for view in product.views)
    blocks = [_draw_block(product) for product in products]
    width = max(block.width for block in blocks)
    legend_image = _draw_legend(legend, width)
    title = _draw_title(data_set.name, len(recording), len(products), width)
    _stack([title, *blocks, legend_image], width).save(file)


def _render_products(recording: RecordedDataSet, name: str) -> list[_RenderProduct]:
    """Return what is shown; the only render product is called as the data set is."""
    chosen = [recording[number] for number in _evenly_chosen(len(recording), COLUMNS)]
    numbers = tuple(frame.number for frame in chosen)
    of_frames = [frame.views for frame in chosen]
    return [
        _RenderProduct(view.name or name, numbers, tuple(views[view.name] for views in of_frames))
        for view in (of_frames[0].values() if of_frames else ())
        if _RGB in view and _SEGMENTATION in view
    ]


def _evenly_chosen(frames: int, count: int) -> list[int]:
    if frames <= count:
        return list(range(frames))
    return [round(index * (frames - 1) / (count - 1)) for index in range(count)]


def _draw_title(name: str, frames: int, products: int, width: int) -> Image.Image:
    image = Image.new("RGB", (width, _TITLE_SIZE + _LINE + _GAP), _BACKGROUND)
    draw = ImageDraw.Draw(image)
    counts = f"{counted(frames, 'frame')}, {counted(products, 'render product')}"
    draw.text((0, 0), name, fill=_TEXT, font=_font(_TITLE_SIZE))
    draw.text(
        (0, _TITLE_SIZE + _GAP),
        f"Synthetic Data Recorder: {counts}",
        fill=_QUIET_TEXT,
        font=_font(_TEXT_SIZE),
    )
    return image


def _draw_block(product: _RenderProduct) -> Image.Image:
    image_width, image_height = product.size
    tile = (_TILE_WIDTH, max(1, round(_TILE_WIDTH * image_height / image_width)))
    row_height = _LINE + tile[1]
    size = (
        2 * _PADDING + len(product.views) * tile[0] + (len(product.views) - 1) * _GAP,
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
    for row, annotator in enumerate((_RGB, _SEGMENTATION)):
        top = _PADDING + _LINE + row * (row_height + _GAP)
        for column, (number, view) in enumerate(zip(product.numbers, product.views, strict=True)):
            left = _PADDING + column * (tile[0] + _GAP)
            caption = f"frame {number}" if column else f"{annotator.replace('_', ' ')}, frame {number}"
            draw.text((left, top + 4), caption, fill=_QUIET_TEXT, font=_font(_TEXT_SIZE))
            block.paste(_tile(view[annotator], tile, is_mask=row == 1), (left, top + _LINE))
    return block


def _tile(pixels: NDArray[Any], size: tuple[int, int], *, is_mask: bool) -> Image.Image:
    """Return an image at the size of a tile, over a grey that stands for "nothing there"."""
    image = Image.fromarray(pixels).convert("RGBA")
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
