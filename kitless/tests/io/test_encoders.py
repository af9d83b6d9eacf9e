"""What the bytes hold, read back by another library than the one that wrote them."""

import io
import json

import numpy as np
import pytest
from PIL import Image

from kitless.io import EncodeError, encode_image, encode_json, encode_npy


def read(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)))


@pytest.mark.parametrize("shape", [(3, 5), (3, 5, 3), (3, 5, 4)])
def test_a_png_of_bytes_when_read_back_then_is_the_same(shape):
    image = np.arange(np.prod(shape), dtype=np.uint8).reshape(shape)

    assert np.array_equal(read(encode_image("a.png", image)), image)


@pytest.mark.parametrize("dtype", [np.uint16, np.uint32])
def test_a_png_of_ids_when_read_back_then_is_16_bit_grey_with_the_same_ids(dtype):
    ids = np.array([[0, 1, 255], [256, 40_000, 65_535]], dtype=dtype)

    data = encode_image("ids.png", ids)

    assert Image.open(io.BytesIO(data)).mode == "I;16"
    assert np.array_equal(read(data), ids)


def test_a_png_of_ids_when_one_is_above_65535_then_the_error_names_the_file_and_the_id():
    ids = np.array([[0, 65_536]], dtype=np.uint32)

    with pytest.raises(EncodeError, match=r"rp/ids_0007\.png: the id 65536 does not fit in a 16-bit PNG"):
        encode_image("rp/ids_0007.png", ids)


def test_a_picture_with_rows_that_are_not_contiguous_when_encoded_then_is_the_same():
    image = np.arange(4 * 6 * 3, dtype=np.uint8).reshape(4, 6, 3)[::-1, ::2]

    assert np.array_equal(read(encode_image("a.png", image)), image)


@pytest.mark.parametrize("extension", ["jpg", "jpeg", "JPG"])
def test_a_jpeg_of_rgba_when_read_back_then_has_three_channels_close_to_the_original(extension):
    image = np.full((16, 16, 4), (200, 100, 50, 255), dtype=np.uint8)

    decoded = read(encode_image(f"a.{extension}", image))

    assert decoded.shape == (16, 16, 3)
    assert np.abs(decoded.astype(int) - image[:, :, :3]).max() <= 2


@pytest.mark.parametrize(
    ("path", "image"),
    [
        ("a.tga", np.zeros((2, 2), np.uint8)),
        ("a.exr", np.zeros((2, 2), np.float64)),
        ("a.exr", np.zeros((2, 2, 2), np.float32)),
        ("a", np.zeros((2, 2), np.uint8)),
        ("a.png", np.zeros((2, 2), np.float32)),
        ("a.png", np.zeros((2, 2, 3), np.uint16)),
        ("a.png", np.zeros((2, 2, 2), np.uint8)),
        ("a.png", np.zeros((0, 2), np.uint8)),
        ("a.png", np.zeros(4, np.uint8)),
        ("a.jpg", np.zeros((2, 2), np.uint16)),
    ],
)
def test_an_image_that_the_format_cannot_hold_when_encoded_then_is_an_error_with_the_path(path, image):
    with pytest.raises(EncodeError, match=f"^{path}: "):
        encode_image(path, image)


def test_an_image_when_encoded_twice_then_gives_the_same_bytes():
    image = np.random.default_rng(1).integers(0, 255, (32, 32, 4), dtype=np.uint8)

    assert encode_image("a.png", image) == encode_image("a.png", image)


def test_json_when_encoded_then_is_one_line_with_the_default_separators():
    value = {"(0, 0, 0, 0)": {"class": "BACKGROUND"}, "list": [1, 2]}

    assert encode_json(value) == b'{"(0, 0, 0, 0)": {"class": "BACKGROUND"}, "list": [1, 2]}'


def test_json_with_numpy_values_when_encoded_then_they_are_numbers_and_lists():
    value = {"count": np.int64(3), "matrix": np.eye(2, dtype=np.float32)}

    assert json.loads(encode_json(value)) == {"count": 3, "matrix": [[1.0, 0.0], [0.0, 1.0]]}


def test_json_with_numbers_that_json_lacks_when_encoded_then_they_are_null_and_texts_stay():
    value = {"far": float("inf"), "NaN": [np.float32("nan"), -np.inf, 0.1], "label": "Infinity"}

    assert encode_json(value) == b'{"far": null, "NaN": [null, null, 0.1], "label": "Infinity"}'


def test_json_when_indented_then_has_a_line_for_each_member():
    assert encode_json({"a": [1], "b": np.nan}, indent=1) == b'{\n "a": [\n  1\n ],\n "b": null\n}'


def test_json_when_a_value_is_no_json_type_then_is_an_error_that_names_the_type():
    with pytest.raises(EncodeError, match="set is not a JSON type"):
        encode_json({"labels": {"a"}})


def test_npy_of_a_structured_array_when_read_back_then_is_the_same():
    rows = np.array([(2, 0.5)], dtype=[("semanticId", "<u4"), ("occlusionRatio", "<f4")])

    read_back = np.load(io.BytesIO(encode_npy(rows)))

    assert read_back.dtype == rows.dtype
    assert np.array_equal(read_back, rows)
