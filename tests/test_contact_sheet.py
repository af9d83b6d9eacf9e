"""The contact sheet, made from data sets that were painted by hand."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image

from synthetic_recorder.app.contact_sheet import make_contact_sheet
from synthetic_recorder.app.data_set_images import find_images

RED, BLUE = (200, 10, 20, 255), (10, 20, 200, 255)


def paint(rgb_folder, segmentation_folder, frame, size=(40, 30), labels=None):
    """Write one frame: a grey image, and a mask that is red on the left and blue on the right."""
    for folder in (rgb_folder, segmentation_folder):
        folder.mkdir(parents=True, exist_ok=True)
    mask = np.empty((size[1], size[0], 4), np.uint8)
    mask[:, : size[0] // 2], mask[:, size[0] // 2 :] = RED, BLUE
    Image.new("RGBA", size, (90, 90, 90, 255)).save(rgb_folder / f"rgb_{frame:04d}.png")
    Image.fromarray(mask).save(segmentation_folder / f"semantic_segmentation_{frame:04d}.png")
    (segmentation_folder / f"semantic_segmentation_labels_{frame:04d}.json").write_text(
        json.dumps(
            {str(RED): {"class": "box"}, str(BLUE): {"class": "can", "shape": "round"}} | (labels or {})
        )
    )


def paint_flat(data_set, frames, **options):
    for frame in range(frames):
        paint(data_set, data_set, frame, **options)


def paint_nested(data_set, name, frames, **options):
    for frame in range(frames):
        paint(data_set / name / "rgb", data_set / name / "semantic_segmentation", frame, **options)


def test_images_of_one_render_product_when_looked_for_then_are_found_flat_and_in_order(tmp_path):
    paint_flat(tmp_path / "set", 11)

    (product,) = find_images(tmp_path / "set")

    assert product.name == "set"
    assert [frame.number for frame in product.frames] == list(range(11))


def test_images_of_several_render_products_when_looked_for_then_are_found_in_their_folders(tmp_path):
    paint_nested(tmp_path / "set", "right", 2)
    paint_nested(tmp_path / "set", "left", 1)

    assert [(product.name, len(product.frames)) for product in find_images(tmp_path / "set")] == [
        ("left", 1),
        ("right", 2),
    ]


def test_a_frame_without_its_mask_when_looked_for_then_is_left_out(tmp_path):
    paint_flat(tmp_path / "set", 3)
    (tmp_path / "set" / "semantic_segmentation_0001.png").unlink()

    (product,) = find_images(tmp_path / "set")

    assert [frame.number for frame in product.frames] == [0, 2]


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
    (tmp_path / "set").mkdir()

    with pytest.raises(FileNotFoundError, match="set holds no frame"):
        make_contact_sheet(tmp_path / "set", tmp_path / "sheet.png")
