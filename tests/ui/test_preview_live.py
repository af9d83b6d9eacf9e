"""What the preview shows is what there is now: after edits, in time, beside a recording, and when things go away."""

from __future__ import annotations

import importlib
import math
import re

import numpy as np
import pytest
from pxr import Gf, UsdGeom

from tests.independent_data_set import look_at

from .desk import HEIGHT, SCREEN, WIDTH, Desk
from .four_objects import BOXES, CANS, FAR_CAMERA, NEAR_CAMERA, SIZE, labels_seen, make_stage
from .person import Person
from .seen import BLACK, screen_place
from .sessions import LABELS, PREVIEW, RECORDER, open_stage
from .written import labels_written


@pytest.fixture(scope="module")
def extensions():
    return (RECORDER, LABELS, PREVIEW)


@pytest.fixture(scope="module")
def screen():
    return SCREEN


@pytest.fixture
def desk(app, recorder, tmp_path):
    """The preview of the recorder's render product, the near camera at 64 x 48; Start would record two frames of it."""
    recorder.config = type(recorder.config).from_dict(
        {
            "version": 1,
            "render_products": [{"camera": NEAR_CAMERA, "width": SIZE[0], "height": SIZE[1]}],
            "writer": {"name": "BasicWriter", "parameters": {"semantic_segmentation": True}},
            "control": {"frames": 3, "rt_subframes": 1, "control_timeline": True},
        }
    )
    preview = Person(app, PREVIEW)
    preview.open()
    preview.place(WIDTH, HEIGHT, WIDTH)
    preview.choose(preview.identifiers.CAMERA, f"Recorder 1: {NEAR_CAMERA} (64 x 48)")
    return Desk(app, preview.at(LABELS), preview, SIZE, tmp_path)


def is_labelled_as(wanted: np.ndarray):
    """Return what says whether a picture has one colour for boxes, another for cans, and black for the rest."""

    def is_so(picture: np.ndarray) -> bool:
        colours = {
            label: {tuple(colour) for colour in np.unique(picture[wanted == label], axis=0).tolist()}
            for label in ("", "box", "can")
        }
        return (
            colours[""] == {BLACK}
            and len(colours["box"]) == len(colours["can"]) == 1
            and len(colours["box"] | colours["can"] | {BLACK}) == 3
        )

    return is_so


def test_the_preview_when_a_prim_is_moved_and_the_timeline_goes_on_then_shows_them_where_they_are(desk):
    desk.wait_until_seen(is_labelled_as(labels_seen(0)), "the objects at time code 0")

    desk.go_to(5)
    desk.wait_until_seen(is_labelled_as(labels_seen(5)), "the can five pixels further right")
    desk.go_to(0)
    stage = desk.app.usd_context.get_stage()
    # By half a unit of the stage, which are four pixels, to the right.
    UsdGeom.XformCommonAPI(stage.GetPrimAtPath(BOXES[1])).SetTranslate(Gf.Vec3d(-1.5, -1.0, 0))

    moved = labels_seen(0)
    moved[28:36, 8:24] = ""
    moved[28:36, 12:28] = "box"
    desk.wait_until_seen(is_labelled_as(moved), "the lower box four pixels further right")


def test_the_preview_when_something_is_recorded_then_shows_instants_that_were_there_and_names_them(
    desk, recorder, workplace
):
    desk.wait_until_seen(is_labelled_as(labels_seen(0)), "the objects at time code 0")
    recorder.config = type(recorder.config).from_dict(
        recorder.config.to_dict() | {"control": {"frames": 0, "control_timeline": True, "rt_subframes": 1}}
    )
    shown = set()

    desk.app.run(recorder.start())
    for _ in range(300):
        picture, said = desk.picture(), desk.preview.text(desk.preview.identifiers.CAPTION)
        (instant,) = re.findall(r"at ([\d.]+) s", said)
        time_code = round(float(instant) * 24)
        assert is_labelled_as(labels_seen(min(time_code, 8)))(picture), said
        shown.add(time_code)
        if len(shown) >= 3 and recorder.progress.frame >= 10:
            break
    desk.app.run(recorder.stop())

    assert len(shown) >= 3
    seen = look_at(workplace / "_out_sdrec")
    assert (seen.problems, seen.manifest["status"]) == ([], "stopped")
    for frame in range(8):
        assert (labels_written(workplace / "_out_sdrec", frame) == labels_seen(frame)).all()


def test_a_camera_when_deleted_then_there_is_no_picture_but_a_sentence_and_with_undo_the_picture_is_back(
    desk,
):
    desk.wait_until_seen(is_labelled_as(labels_seen(0)), "the objects")
    commands = importlib.import_module("omni.kit.commands")

    commands.execute("DeletePrims", paths=[NEAR_CAMERA])
    desk.preview.wait_until(
        lambda: NEAR_CAMERA in desk.preview.text(desk.preview.identifiers.MESSAGE), "the camera is missed"
    )
    assert not is_labelled_as(labels_seen(0))(desk.picture())
    importlib.import_module("omni.kit.undo").undo()

    desk.wait_until_seen(is_labelled_as(labels_seen(0)), "the objects again")


def test_a_camera_when_deleted_while_it_is_recorded_then_what_is_recorded_is_as_without_a_preview(
    desk, recorder, workplace
):
    recorder.config = type(recorder.config).from_dict(
        recorder.config.to_dict() | {"control": {"frames": 0, "control_timeline": True, "rt_subframes": 1}}
    )
    ends = []
    for is_watched in (True, False):
        desk.preview.window.visible = is_watched
        desk.app.run(recorder.start())
        desk.preview.wait_until(lambda: recorder.progress.frame >= 3, "three frames")
        desk.app.usd_context.get_stage().RemovePrim(NEAR_CAMERA)
        for _ in range(200):
            if recorder.state.name == "STOPPED":
                break
            desk.app.update()
        else:
            desk.app.run(recorder.stop())
        ends.append((type(recorder.last_error).__name__, str(recorder.last_error).partition("_out_sdrec")[0]))
        open_stage(desk.app, desk.app.usd_context.get_stage_url())

    assert ends[0] == ends[1]


def test_the_preview_when_another_stage_is_opened_then_shows_that_one_and_when_none_is_open_says_so(
    desk, tmp_path
):
    desk.wait_until_seen(is_labelled_as(labels_seen(0)), "the objects")
    other = make_stage(tmp_path / "other.usda", is_labelled=False)

    open_stage(desk.app, other)
    desk.wait_until_seen(lambda picture: (picture == BLACK).all(), "the other stage, which has no labels")
    desk.app.run(desk.app.usd_context.close_stage_async())
    desk.preview.wait_until(
        lambda: "stage" in desk.preview.text(desk.preview.identifiers.MESSAGE), "no stage is open"
    )
    open_stage(desk.app, tmp_path / "four_objects.usda")

    desk.wait_until_seen(is_labelled_as(labels_seen(0)), "the first stage again")


def test_the_pointer_when_on_a_pixel_then_label_path_and_distance_of_what_is_there_are_told(desk):
    desk.wait_until_seen(is_labelled_as(labels_seen(0)), "the objects")
    ui_test = importlib.import_module("omni.kit.ui_test")

    def told(column: int, row: int) -> str:
        place = screen_place(desk.preview, (column, row), SIZE)
        desk.preview.do(ui_test.emulate_mouse_move(ui_test.Vec2(*place)))
        desk.preview.look()
        names = desk.preview.identifiers
        return f"{desk.preview.text(names.FACTS)} {desk.preview.text(names.FACTS_PATH)}"

    on_box, on_can, on_nothing = told(16, 16), told(48, 32), told(32, 24)

    # The middles of pixels (16, 16) and (48, 32) are 15.5 and 16.5 columns from the middle, 7.5 and 8.5 rows: at 8
    # pixels a unit. The objects' upper faces are 10 - 0.001 units from the camera, and a unit is a metre.
    assert "class: box" in on_box
    assert BOXES[0] in on_box
    assert f"{math.hypot(15.5 / 8, 7.5 / 8, 9.999):.3f} m" in on_box
    assert "class: can" in on_can
    assert CANS[1] in on_can
    assert f"{math.hypot(16.5 / 8, 8.5 / 8, 9.999):.3f} m" in on_can
    assert "box" not in on_nothing
    assert "can" not in on_nothing


def test_boxes_when_previewed_then_their_outlines_are_around_the_objects(desk):
    desk.preview.choose(desk.preview.identifiers.ANNOTATOR, "bounding_box_2d_tight")

    def is_outlined(picture: np.ndarray) -> bool:
        # The objects are grey: what has a colour is drawn over them.
        drawn = np.ptp(picture.astype(int), axis=2) > 60
        # The upper box has columns 8 to 23 and rows 12 to 19, six times as fine 48 to 143 and 72 to 119. The lines are
        # on its rim, and nothing is drawn inside of it, nor between the objects. Its name is in its upper left corner.
        left_and_right = drawn[88:120, 45:52].any(axis=1).all() and drawn[88:120, 140:147].any(axis=1).all()
        below = drawn[116:123, 48:144].any(axis=0).all()
        return left_and_right and below and not drawn[90:114, 54:138].any() and not drawn[:, 160:240].any()

    desk.wait_until_seen(is_outlined, "an outline around the box", finer=6)
    assert [text.strip() for text in desk.preview.texts()].count("class: box") == 2


def test_the_view_when_another_camera_is_chosen_then_shows_what_that_one_sees(desk, recorder):
    recorder.config = type(recorder.config).from_dict(
        recorder.config.to_dict() | {"render_products": [{"camera": FAR_CAMERA, "width": 64, "height": 48}]}
    )

    desk.wait_until_seen(is_labelled_as(labels_seen(0, pixels_a_unit=4)), "half as large")


def test_the_window_when_opened_and_closed_ten_times_then_leaves_no_render_product_behind(desk):
    def render_products() -> list[str]:
        stage = desk.app.usd_context.get_stage()
        return [prim.GetName() for prim in stage.TraverseAll() if prim.GetTypeName() == "RenderProduct"]

    for _ in range(10):
        desk.preview.close()
        assert desk.preview.window is None
        assert render_products() == []
        desk.preview.open()
    desk.preview.place(WIDTH, HEIGHT, WIDTH)

    desk.wait_until_seen(is_labelled_as(labels_seen(0)), "the objects, after ten times")
    assert len(render_products()) == 1
