"""The contact sheet, made from data sets that were painted by hand."""

from __future__ import annotations

import io
import json

import numpy as np
import pytest
from PIL import Image

from synthetic_recorder.app.contact_sheet import make_contact_sheet
from synthetic_recorder.core import DataSetError
from synthetic_recorder.core.tests.data_set.verify.handmade import make_finished

RED, BLUE = (200, 10, 20, 255), (10, 20, 200, 255)


def png(image):
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def paint(frame, size=(40, 30), labels=None, view=None):
    """Return the files of one frame: a grey image, and a mask that is red on the left and blue on the right."""
    rgb, segmentation = ("", "") if view is None else (f"{view}/rgb/", f"{view}/semantic_segmentation/")
    mask = np.empty((size[1], size[0], 4), np.uint8)
    mask[:, : size[0] // 2], mask[:, size[0] // 2 :] = RED, BLUE
    legend = {str(RED): {"class": "box"}, str(BLUE): {"class": "can", "shape": "round"}} | (labels or {})
    return {
        f"{rgb}rgb_{frame:04d}.png": png(Image.new("RGBA", size, (90, 90, 90, 255))),
        f"{segmentation}semantic_segmentation_{frame:04d}.png": png(Image.fromarray(mask)),
        f"{segmentation}semantic_segmentation_labels_{frame:04d}.json": json.dumps(legend).encode(),
    }


def paint_flat(data_set, frames, **options):
    make_finished(data_set, [paint(frame, **options) for frame in range(frames)])


def test_a_sheet_of_two_render_products_when_made_then_it_has_a_block_for_each(tmp_path):
    left, right = paint(0, view="left"), paint(0, size=(20, 30), view="right")
    make_finished(tmp_path / "set", [left | right])
    make_contact_sheet(tmp_path / "set", tmp_path / "sheet.png")

    sheet = np.asarray(Image.open(tmp_path / "sheet.png"))

    # 300 pixels wide each, and as high as their shape says: half of 225 rows and half of 450 are red.
    red = (sheet == RED[:3]).all(axis=-1).sum()
    assert 150 * (225 + 450) < red < 150 * (225 + 450) + 21 * 21


def test_a_sheet_when_made_then_the_masks_keep_their_colours_exactly(tmp_path):
    paint_flat(tmp_path / "set", 10, size=(40, 30))
    make_contact_sheet(tmp_path / "set", tmp_path / "sheet.png")

    sheet = np.asarray(Image.open(tmp_path / "sheet.png"))
    red, blue = ((sheet == color[:3]).all(axis=-1) for color in (RED, BLUE))

    # Five frames of ten are shown, 300 x 225 pixels each, half of it red; the legend adds a swatch of 21 x 21 with
    # an outline and round corners.
    half_masks = 5 * 150 * 225
    assert half_masks + 15 * 15 < red.sum() < half_masks + 21 * 21
    assert half_masks + 15 * 15 < blue.sum() < half_masks + 21 * 21


def test_a_sheet_of_fewer_frames_than_columns_when_made_then_shows_each_once(tmp_path):
    paint_flat(tmp_path / "set", 2)
    make_contact_sheet(tmp_path / "set", tmp_path / "sheet.png")

    sheet = np.asarray(Image.open(tmp_path / "sheet.png"))

    assert 2 * 150 * 225 < (sheet == RED[:3]).all(axis=-1).sum() < 2 * 150 * 225 + 21 * 21


def test_a_sheet_with_many_labels_when_made_then_the_legend_takes_more_lines_and_shows_all(tmp_path):
    labels = {str((index, 255, index, 255)): {"class": f"object_number_{index}"} for index in range(40)}
    paint_flat(tmp_path / "few", 1)
    paint_flat(tmp_path / "many", 1, labels=labels)
    make_contact_sheet(tmp_path / "few", tmp_path / "few.png")
    make_contact_sheet(tmp_path / "many", tmp_path / "many.png")

    few, many = (np.asarray(Image.open(tmp_path / f"{name}.png")) for name in ("few", "many"))

    assert many.shape[0] > few.shape[0]
    assert all((many == (index, 255, index)).all(axis=-1).any() for index in range(40))


def test_a_data_set_without_masks_when_shown_then_the_error_names_it(tmp_path):
    make_finished(tmp_path / "set", [{"rgb_0000.png": png(Image.new("RGB", (4, 3)))}])

    with pytest.raises(FileNotFoundError, match="set holds no frame"):
        make_contact_sheet(tmp_path / "set", tmp_path / "sheet.png")


def test_a_picture_that_is_not_the_one_that_was_recorded_when_shown_then_the_error_names_it(tmp_path):
    paint_flat(tmp_path / "set", 1)
    (tmp_path / "set" / "rgb_0000.png").write_bytes(b"other")

    with pytest.raises(DataSetError, match=r"rgb_0000\.png"):
        make_contact_sheet(tmp_path / "set", tmp_path / "sheet.png")
