"""The writer and its parameters."""

from __future__ import annotations

import pytest

from synthetic_recorder.core.config import WriterConfig

from .codes import codes
from .fake_writers import WRITERS


def test_an_unknown_writer_when_checked_then_the_known_ones_are_named(findings):
    (found,) = findings(writer=WriterConfig("BasicWrite"))

    assert found.code == "writer-unknown"
    assert found.what == "There is no writer called 'BasicWrite'. Did you mean 'BasicWriter'?"
    assert found.todo == f"Registered are {', '.join(WRITERS)}."


@pytest.mark.parametrize(
    ("writer", "where"),
    [
        (WriterConfig("BasicWriter", {"rgb": 1}), "rgb"),
        (WriterConfig("BasicWriter", {"rgb": True, "frame_padding": True}), "frame_padding"),
        (WriterConfig("BasicWriter", {"rgb": True, "output_dir": "/data"}), "output_dir"),
        (WriterConfig("BasicWriter", {"rgb": True, "backend": None}), "backend"),
        (WriterConfig("FolderWriter"), "num_frames"),
        (WriterConfig("OwnInitializeWriter", {"quality": True}), "quality"),
        (WriterConfig("OwnInitializeWriter", {"quality": "90"}), "quality"),
        (WriterConfig("OwnInitializeWriter", {"rgb": True}), "rgb"),
        (WriterConfig("TypedWriter", {"image_format": "gif"}), "image_format"),
        (WriterConfig("TypedWriter", {"names": "class"}), "names"),
        (WriterConfig("TypedWriter", {"names": ["class", 1]}), "names"),
        (WriterConfig("TypedWriter", {"size": [640]}), "size"),
        (WriterConfig("TypedWriter", {"size": None}), "size"),
    ],
)
def test_a_writers_parameter_when_it_does_not_fit_the_signature_then_is_found(findings, writer, where):
    assert ("writer-parameter", f"writer.parameters.{where}") in codes(findings(writer=writer))


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("pointclout", " Did you mean 'pointcloud'?"),
        ("Rgb", " Did you mean 'rgb'?"),
        ("RGB", " Did you mean 'rgb'?"),
        ("backends", "no such parameter. It has "),
        ("tasty", "no such parameter. It has "),
    ],
)
def test_an_unknown_parameter_when_found_then_a_close_one_is_proposed(findings, name, advice):
    (found,) = findings(writer=WriterConfig("BasicWriter", {"rgb": True, name: True}))

    assert found.what.startswith("BasicWriter has no such parameter.")
    assert advice in found.what


def test_an_unknown_parameter_of_a_writer_without_any_when_found_then_says_so(findings):
    found = findings(writer=WriterConfig("BareWriter", {"rgb": True}))

    assert found[-1].what == "BareWriter has no such parameter. It has none."


@pytest.mark.parametrize(
    "writer", [WriterConfig("FolderWriter", {"num_frames": 3}), WriterConfig("OwnInitializeWriter")]
)
def test_a_writer_with_a_folder_or_a_backend_when_checked_then_fits(findings, writer):
    assert findings(writer=writer) == ()


@pytest.mark.parametrize("parameters", [{"quality": 90.5}, {"quality": None}, {"quality": 90}])
def test_a_writers_parameter_when_it_is_another_number_or_none_then_fits(findings, parameters):
    assert findings(writer=WriterConfig("OwnInitializeWriter", parameters)) == ()


@pytest.mark.parametrize(
    "parameters", [{"image_format": "jpg"}, {"names": None}, {"names": ["class"]}, {"size": [640, 480]}]
)
def test_a_writers_parameter_when_it_is_as_annotated_then_fits(findings, parameters):
    assert findings(writer=WriterConfig("TypedWriter", parameters)) == ()


@pytest.mark.parametrize("name", ["s3_bucket", "s3_endpoint", "s3_region"])
def test_a_bucket_of_the_basic_writer_when_checked_then_the_output_is_pointed_at(findings, name):
    (found,) = findings(writer=WriterConfig("BasicWriter", {"rgb": True, name: "mine"}))

    assert (found.code, found.where) == ("writer-parameter", f"writer.parameters.{name}")
    assert "the output of the config" in found.what


def test_a_writer_that_takes_no_names_when_checked_then_is_found(findings):
    (found,) = findings(writer=WriterConfig("ByPositionWriter"))

    assert (found.code, found.where) == ("writer-refused", "writer.name")
    assert found.what == "ByPositionWriter cannot be set up. Its parameter 'folder' cannot be given by name."


@pytest.mark.parametrize("name", ["HomelessWriter", "BareWriter"])
def test_a_writer_that_cannot_be_told_where_to_write_when_checked_then_is_found(findings, name):
    assert codes(findings(writer=WriterConfig(name))) == [("writer-without-output", "writer.name")]


def test_a_writer_that_cannot_even_be_made_when_checked_then_is_found(findings):
    (found,) = findings(writer=WriterConfig("BrokenWriter"))

    assert (found.code, found.where) == ("writer-refused", "writer.name")
    assert found.what == "BrokenWriter cannot be made: RuntimeError: cannot be made."


def test_a_basic_writer_without_an_annotator_when_checked_then_is_found(findings):
    writer = WriterConfig("BasicWriter", {"rgb": False, "colorize_semantic_segmentation": True})

    assert codes(findings(writer=writer)) == [("writer-nothing-to-write", "writer.parameters")]


@pytest.mark.parametrize(
    "image_format", ["/../../../elsewhere.png", "..", "a/b", "a\\b", "png\0", "p\u00f1g", ""]
)
def test_an_image_format_that_would_lead_elsewhere_when_checked_then_is_found(findings, image_format):
    writer = WriterConfig("BasicWriter", {"rgb": True, "image_output_format": image_format})

    assert codes(findings(writer=writer)) == [("writer-parameter", "writer.parameters.image_output_format")]
