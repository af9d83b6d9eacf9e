"""OpenEXR files, read back with the reference library from a file."""

import numpy as np
import OpenEXR
import pytest

from kitless.io import encode_exr


@pytest.fixture
def read(tmp_path):
    def read_back(data):
        file = tmp_path / "a.exr"
        file.write_bytes(data)
        with OpenEXR.File(str(file)) as opened:
            return {name: channel.pixels for name, channel in opened.channels().items()}

    return read_back


@pytest.mark.parametrize(("channels", "name"), [(3, "RGB"), (4, "RGBA")])
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.uint32])
def test_a_picture_when_encoded_then_its_values_and_type_are_kept(read, channels, name, dtype):
    image = np.arange(2 * 3 * channels).reshape(2, 3, channels).astype(dtype)

    decoded = read(encode_exr("a.exr", image))

    assert decoded[name].dtype == dtype
    assert np.array_equal(decoded[name], image)


@pytest.mark.parametrize("shape", [(2, 2), (2, 2, 1)])
def test_distances_when_encoded_then_infinity_is_kept(read, shape):
    distances = np.array([1.25, np.inf, 0.1, 7], np.float32).reshape(shape)

    assert np.array_equal(read(encode_exr("a.exr", distances))["Y"], distances.reshape(2, 2))


def test_bytes_when_encoded_then_go_from_0_to_1(read):
    image = np.array([[[0, 51, 255]]], np.uint8)

    assert read(encode_exr("a.exr", image))["RGB"].tolist() == [[[0.0, pytest.approx(0.2, abs=1e-7), 1.0]]]


def test_a_picture_when_encoded_twice_then_gives_the_same_bytes():
    image = np.random.default_rng(1).random((16, 16, 3)).astype(np.float32)

    assert encode_exr("a.exr", image) == encode_exr("a.exr", image)
