"""The bounds of a frame's size, held against what is really written."""

from __future__ import annotations

import pytest

from synthetic_recorder.core import basic_writer
from synthetic_recorder.core.preflight.frame_size import frame_size

EVERYTHING = dict.fromkeys(basic_writer.ANNOTATORS, True) | {
    "colorize_depth": True,
    "pointcloud_include_unlabelled": True,
}


@pytest.mark.parametrize(
    "parameters",
    [{name: True, "colorize_depth": True} for name in sorted(basic_writer.ANNOTATORS)]
    + [EVERYTHING, {"rgb": True, "image_output_format": "jpg"}]
    + [
        {name: True, f"colorize_{name}": False} for name in ("semantic_segmentation", "instance_segmentation")
    ],
    ids=lambda parameters: next(iter(parameters)) if len(parameters) < 5 else "everything",
)
def test_a_frame_when_it_is_recorded_then_its_size_is_within_the_bounds(core, tmp_path, record, parameters):
    writer = core.WriterConfig("BasicWriter", parameters)
    products = (
        core.RenderProductConfig("/World/Camera", 64, 48),
        core.RenderProductConfig("/World/Camera", 33, 17),
    )
    recorder = core.Recorder(
        core.RecorderConfig(products, writer, core.OutputConfig(str(tmp_path), "set"), core.ControlConfig(1))
    )

    recording = record(recorder)

    found = (file for file in recording.path.rglob("*") if file.is_file() and file.name != "metadata.txt")
    files = [file.stat().st_size for file in found]
    size = frame_size(writer, products)
    assert files
    assert size.low <= sum(files) <= size.high
