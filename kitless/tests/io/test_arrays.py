"""What scripts hand over as pictures: read back, it is what they meant."""

import io

import numpy as np
import pytest
import warp as wp
from PIL import Image

from kitless.io import EncodeError, as_numpy, encode_image, encode_json, encode_npy, encode_npz

PIXELS = np.array([[[255, 0, 0, 255], [0, 255, 0, 128]], [[0, 0, 255, 0], [9, 8, 7, 6]]], np.uint8)


def read(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)))


def test_a_warp_array_when_encoded_then_is_the_picture_that_its_values_are():
    assert np.array_equal(read(encode_image("a.png", wp.array(PIXELS, device="cpu"))), PIXELS)


@pytest.mark.parametrize(("mode", "channels"), [("RGBA", 4), ("RGB", 3), ("L", None)])
def test_a_pillow_image_when_encoded_then_keeps_its_channels(mode, channels):
    image = Image.fromarray(PIXELS).convert(mode)

    decoded = read(encode_image("a.png", image))

    assert decoded.shape == ((2, 2) if channels is None else (2, 2, channels))
    assert np.array_equal(decoded, np.asarray(image))


def test_a_pillow_image_with_a_palette_when_encoded_then_has_the_colours_and_not_their_numbers():
    image = Image.new("P", (2, 1))
    image.putpalette([10, 20, 30, 40, 50, 60])
    image.putdata([1, 0])

    assert read(encode_image("a.png", image)).tolist() == [[[40, 50, 60, 255], [10, 20, 30, 255]]]


def test_a_pillow_image_of_bits_when_encoded_then_is_black_and_white():
    image = Image.new("1", (2, 1))
    image.putpixel((1, 0), 1)

    assert read(encode_image("a.png", image)).tolist() == [[0, 255]]


def test_a_pillow_image_of_another_kind_when_encoded_then_the_error_says_how_to_convert_it():
    with pytest.raises(EncodeError, match=r'not CMYK; convert it with image\.convert\("RGB"\)'):
        encode_image("a.png", Image.new("CMYK", (1, 1)))


def test_an_array_when_asked_for_as_numpy_then_is_itself():
    assert as_numpy(PIXELS) is PIXELS


def test_a_warp_array_when_written_as_npy_or_json_then_has_its_values():
    distances = wp.array(np.array([1.5, 2.5], np.float32), device="cpu")

    assert np.load(io.BytesIO(encode_npy(distances))).tolist() == [1.5, 2.5]
    assert encode_json({"d": distances}) == b'{"d": [1.5, 2.5]}'


def test_arrays_when_written_as_npz_then_are_read_back_by_name():
    data = encode_npz({"ids": np.arange(3), "depth": np.array([np.inf], np.float32)})

    with np.load(io.BytesIO(data)) as archive:
        assert {name: archive[name].tolist() for name in archive} == {"ids": [0, 1, 2], "depth": [np.inf]}
    assert encode_npz({"ids": np.arange(3), "depth": np.array([np.inf], np.float32)}) == data


def test_one_array_when_written_as_npz_then_has_numpys_own_name():
    with np.load(io.BytesIO(encode_npz([1, 2]))) as archive:
        assert archive["arr_0"].tolist() == [1, 2]
