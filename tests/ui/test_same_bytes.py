"""A recording is the same whatever one looks at meanwhile."""

from __future__ import annotations

import importlib

import pytest

from tests.independent_data_set import look_at

from .desk import HEIGHT, SCREEN, WIDTH
from .four_objects import FAR_CAMERA, NEAR_CAMERA
from .person import Person
from .sessions import LABELS, PREVIEW, RECORDER

ALL_OF_BASIC_WRITER = (
    "rgb",
    "bounding_box_2d_tight",
    "bounding_box_3d",
    "semantic_segmentation",
    "instance_segmentation",
    "instance_id_segmentation",
    "distance_to_camera",
    "normals",
    "motion_vectors",
    "camera_params",
)


@pytest.fixture(scope="module")
def extensions():
    return (RECORDER, LABELS, PREVIEW)


@pytest.fixture(scope="module")
def screen():
    return SCREEN


def test_a_recording_when_labels_and_preview_are_open_then_every_byte_is_as_when_they_are_closed(
    app, recorder, workplace, stage_file
):
    recorder.config = type(recorder.config).from_dict(
        {
            "version": 1,
            "render_products": [
                {"camera": NEAR_CAMERA, "width": 64, "height": 48},
                {"camera": FAR_CAMERA, "width": 32, "height": 24},
            ],
            "writer": {"name": "BasicWriter", "parameters": dict.fromkeys(ALL_OF_BASIC_WRITER, True)},
            "control": {"frames": 6, "rt_subframes": 2, "control_timeline": True},
        }
    )

    async def record() -> None:
        await recorder.start()
        await recorder.wait()

    app.run(record())
    windows = Person(app, LABELS), Person(app, PREVIEW)
    for left, person in zip((0, WIDTH), windows, strict=True):
        person.open()
        person.place(WIDTH, HEIGHT, left)
    preview = windows[1]
    preview.choose(preview.identifiers.CAMERA, NEAR_CAMERA)
    preview.look(20)
    app.run(record())

    closed, opened = look_at(workplace / "_out_sdrec"), look_at(workplace / "_out_sdrec_01")
    assert (closed.problems, opened.problems) == ([], [])
    assert closed.files == opened.files
    assert len(closed.files) > 6 * 2 * len(ALL_OF_BASIC_WRITER)
    assert [facts(frame) for frame in closed.frames] == [facts(frame) for frame in opened.frames]
    # And it was watched: the preview has a render product of its own.
    stage = importlib.import_module("omni.usd").get_context().get_stage()
    products = [prim.GetName() for prim in stage.TraverseAll() if prim.GetTypeName() == "RenderProduct"]
    assert len(products) == 1


def facts(frame: dict) -> dict:
    """What does not depend on when it was recorded."""
    return {name: value for name, value in frame.items() if "wall" not in name and "written" not in name}
