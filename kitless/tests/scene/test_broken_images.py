"""Image files that are damaged: what can be read of one is its picture, or there is a finding."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pxr import Sdf

from kitless.scene.findings import SceneFindings
from kitless.scene.images import read_image

FORMATS = ("PNG", "JPEG", "TGA", "BMP", "TIFF", "GIF", "WEBP", "DDS")


def encoded(form):
    pixels = np.random.default_rng(0).integers(0, 256, (12, 16, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, form)
    return file.getvalue()


def read(path, findings):
    return read_image(str(path), path.name, Sdf.Path("/Texture"), findings)


def test_an_empty_file_is_a_finding(tmp_path):
    file, findings = tmp_path / "empty.png", SceneFindings()
    file.touch()
    assert read(file, findings) is None
    assert [finding.code for finding in findings] == ["texture-unreadable"]


# What Pillow makes the best of it warns of.
@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::PIL.Image.DecompressionBombWarning")
@settings(max_examples=150)
@given(data=st.data(), form=st.sampled_from(FORMATS))
def test_a_damaged_file_is_a_picture_or_a_finding(tmp_path_factory, data, form):
    content = bytearray(encoded(form))
    places = st.integers(0, len(content) - 1)
    for place, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=6)):
        content[place] = value
    file = tmp_path_factory.getbasetemp() / f"damaged.{form.lower()}"
    file.write_bytes(content[: data.draw(st.one_of(st.just(len(content)), places))])
    findings = SceneFindings()

    image = read(file, findings)

    if image is None:
        assert [finding.code for finding in findings] == ["texture-unreadable"]
    else:
        assert image.pixels.dtype == np.uint8
        assert image.pixels.ndim == 3
