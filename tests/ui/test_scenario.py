"""The scenario of the window: render products, annotators, output and control by clicks and typing; then the files."""

from __future__ import annotations

import importlib
import json

import numpy as np

from tests.independent_data_set import look_at

from .four_objects import FAR_CAMERA, NEAR_CAMERA, SIZE, labels_seen
from .person import Person
from .written import labels_written

WIDTH, HEIGHT = SIZE


def set_resolution(person: Person, index: int, width: int, height: int) -> None:
    person.type(f"render_products_{index}_width", str(width))
    person.type(f"render_products_{index}_height", str(height))


def test_the_scenario_when_clicked_and_typed_then_every_pixel_has_its_label_and_the_set_is_whole(
    person, app, workplace, keep_picture
):
    app.usd_context.get_selection().set_selected_prim_paths([NEAR_CAMERA, FAR_CAMERA], True)
    person.click("render_products_add")
    set_resolution(person, 0, WIDTH, HEIGHT)
    # The same camera once more, with another resolution.
    app.usd_context.get_selection().set_selected_prim_paths([NEAR_CAMERA], True)
    person.click("render_products_add")
    set_resolution(person, 1, WIDTH, HEIGHT)
    set_resolution(person, 2, WIDTH * 2, HEIGHT * 2)
    for index, name in enumerate(("near", "far", "large")):
        person.type(f"render_products_{index}_name", name)
    person.type("output_directory", str(workplace / "recorded"))
    person.type("output_folder", "still_life")
    person.tick("writer_parameters_rgb", on=False)
    person.tick("writer_parameters_semantic_segmentation")
    person.type("control_frames", "3")
    person.type("control_rt_subframes", "1")
    person.tick("control_control_timeline")

    person.press_start_and_wait()

    folder = workplace / "recorded" / "still_life"
    seen = look_at(folder)
    assert seen.problems == []
    assert (seen.manifest["status"], len(seen.frames)) == ("complete", 3)
    # An image and its labels for each frame of each render product, and the writer's metadata.txt.
    assert len(seen.files) == 3 * 3 * 2 + 1
    for frame in range(3):
        assert (labels_written(folder, frame, "near") == labels_seen(frame)).all()
        assert (labels_written(folder, frame, "far") == labels_seen(frame, pixels_a_unit=4)).all()
        large = labels_written(folder, frame, "large")
        assert (large == labels_seen(frame, (WIDTH * 2, HEIGHT * 2), pixels_a_unit=16)).mean() > 0.999
        assert np.count_nonzero(large == "box") == 2 * 32 * 16
    # The timeline has been stopped, and ends at its beginning.
    assert (app.timeline.is_playing(), app.timeline.get_current_time()) == (False, 0.0)
    keep_picture(person, "recorded", "status_progress")


def test_a_second_start_when_the_folder_exists_then_goes_to_the_next_name_and_leaves_the_first_as_it_was(
    ready, workplace
):
    ready.type("output_folder", "set")
    ready.press_start_and_wait()
    before = {path.name: path.read_bytes() for path in (workplace / "set").iterdir()}
    outlook = ready.identifiers.OUTPUT_OUTLOOK
    # Said before the click.
    ready.wait_until(lambda: "set_01" in ready.text(outlook), "the window says where the next one goes")

    ready.press_start_and_wait()

    assert {path.name: path.read_bytes() for path in (workplace / "set").iterdir()} == before
    assert look_at(workplace / "set_01").problems == []
    assert ready.text(ready.identifiers.STATUS_PLACE) == str(workplace / "set_01")


def test_add_new_render_product_when_no_camera_is_selected_then_takes_that_of_the_active_viewport(
    person, app
):
    app.usd_context.get_selection().set_selected_prim_paths(["/World/_03_cracker_box"], True)
    viewport = importlib.import_module("omni.kit.viewport.utility").get_active_viewport()
    viewport.camera_path = FAR_CAMERA

    person.click("render_products_add")

    assert person.text("render_products_0_camera") == FAR_CAMERA


def test_pause_resume_and_stop_when_clicked_then_no_frame_is_lost_or_doubled(
    ready, recorder, workplace, keep_picture
):
    def frames_done() -> int:
        progress = recorder.progress
        return 0 if progress is None else progress.frame

    start, pause = ready.identifiers.START_STOP, ready.identifiers.PAUSE_RESUME
    ready.type("control_frames", "0")
    assert not ready.is_enabled(pause)

    ready.press_start()
    ready.wait_until(lambda: frames_done() >= 2, "two frames")
    assert (ready.text(start), ready.text(pause)) == ("Stop", "Pause")
    ready.click(pause)
    ready.wait_until(lambda: ready.text(pause) == "Resume", "the recording pauses")
    ready.look(5)
    stood_at = frames_done()
    ready.look(30)
    assert frames_done() == stood_at
    keep_picture(ready, "paused", ready.identifiers.PAUSE_RESUME)
    ready.click(pause)
    ready.wait_until(lambda: frames_done() >= stood_at + 2, "two more frames")
    ready.click(start)
    ready.wait_until(lambda: ready.text(start) == "Start", "the recording ends")

    folder = workplace / "_out_sdrec"
    seen = look_at(folder)
    assert seen.problems == []
    assert (seen.manifest["status"], seen.manifest["frames"]) == ("stopped", len(seen.frames))
    assert len(seen.frames) >= stood_at + 2
    assert [frame["time_code"] for frame in seen.frames] == list(range(len(seen.frames)))
    # The can moves by a pixel a frame for eight frames, then stands.
    for frame in range(min(len(seen.frames), 12)):
        assert (labels_written(folder, frame) == labels_seen(min(frame, 8))).all()


def test_a_config_when_saved_changed_and_loaded_then_the_window_shows_what_was_saved(ready, workplace):
    names = ready.identifiers
    ready.type("control_frames", "7")
    ready.type("output_folder", "saved_folder")
    ready.type("config_file", str(workplace / "tabletop.json"))
    ready.click(names.CONFIG_SAVE)
    ready.wait_until((workplace / "tabletop.json").exists, "the config is saved")
    saved = json.loads((workplace / "tabletop.json").read_text())
    assert saved["control"]["frames"] == 7
    assert saved["render_products"] == [{"camera": NEAR_CAMERA, "width": 64, "height": 48, "name": ""}]
    assert saved["writer"]["parameters"] == {"semantic_segmentation": True}
    ready.type("control_frames", "9")
    ready.type("output_folder", "other_folder")
    ready.type("render_products_0_width", "128")

    ready.click(names.CONFIG_LOAD)
    ready.wait_until(lambda: ready.text("control_frames") == "7", "the config is loaded")

    assert ready.text("output_folder") == "saved_folder"
    assert ready.text("render_products_0_width") == "64"
    assert ready.is_ticked("writer_parameters_semantic_segmentation")


def test_a_config_file_that_is_none_when_loaded_then_it_is_said_in_place_and_nothing_changes(
    ready, recorder, workplace, keep_picture
):
    (workplace / "broken.json").write_text('{"version": 1, "control": {"frames": "many"}}')
    before = recorder.config

    ready.type("config_file", str(workplace / "broken.json"))
    ready.click(ready.identifiers.CONFIG_LOAD)
    ready.wait_until(lambda: ready.is_shown(ready.identifiers.CONFIG_ANSWER), "the window answers")

    assert recorder.config == before
    said = ready.text(ready.identifiers.CONFIG_ANSWER)
    assert "broken.json" in said
    assert "control.frames" in said
    assert '"many"' in said
    keep_picture(ready, "broken_config", ready.identifiers.CONFIG_ANSWER)
