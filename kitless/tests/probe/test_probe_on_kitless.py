"""The probe itself, run on kitless: what it finds there, and that a doctored archive is seen through."""

import asyncio
import importlib
import json
import zipfile
from pathlib import Path

import pytest

import kitless
from kitless.probe import answers_of_kitless, compare, read_answers


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    app = kitless.start(settings={"/kitless/device": "cpu"})
    script = importlib.import_module("kitless.probe.isaacsim_probe")
    path = app.run(script.run(tmp_path_factory.mktemp("probe")))
    app.shutdown()
    return path


@pytest.fixture
def document(archive: Path) -> dict:
    with zipfile.ZipFile(archive) as zipped:
        return json.loads(zipped.read("answers.json"))


def answer(document: dict, name: str):
    experiment = document["experiments"][name]
    assert "error" not in experiment, experiment.get("traceback")
    return experiment["answer"]


def test_run_when_on_kitless_then_every_experiment_has_an_answer_and_every_question_an_experiment(document):
    assert {name: each["error"] for name, each in document["experiments"].items() if "error" in each} == {}
    settled = {number for each in document["experiments"].values() for number in each["settles"]}
    assert settled == {int(number) for number in document["questions"]}


def test_run_then_the_archive_has_the_recorded_files(archive):
    with zipfile.ZipFile(archive) as zipped:
        names = set(zipped.namelist())

    assert {
        "all_switches/rgb_0000.png",
        "all_switches_as_numbers/semantic_segmentation_0001.png",
        "empty_view/bounding_box_2d_tight_0000.npy",
        "two_render_products/Replicator_01/rgb/rgb_0000.png",
    } <= names


def test_all_switches_then_the_places_show_what_stands_there(document):
    # Each place is the middle of a face that the camera, 10 units above the origin's plane, looks at.
    depth = answer(document, "all_switches")["distance_to_image_plane_0000.npy"]["at"]

    assert depth["near_box"] == pytest.approx(9.0)
    assert depth["far_box"] == pytest.approx(11.0)
    assert depth["unlabelled"] == pytest.approx(9.5)
    assert depth["background"] == float("inf")


def test_annotators_then_labels_and_boxes_are_told_by_name(document):
    annotators = answer(document, "annotators")

    assert annotators["semantic_segmentation"]["labels"] == {
        "near_box": {"class": "box"},
        "far_box": {"class": "box", "color": "red"},
        "unlabelled": {"class": "UNLABELLED"},
        "labelled_below_a_label": {"class": "can,shelf"},
        "old_label": {"class": "old"},
        "character": {"class": "character"},
        "background": {"class": "BACKGROUND"},
    }
    # 24 / 20.955 * 64 = 73.3 pixels at distance 1; the near face spans x -2..0, y -1..1 at distance 9.
    near_box = annotators["bounding_box_2d_tight"]["boxes"]["/World/near_box"]
    assert (near_box["semanticId"], near_box["x_min"], near_box["x_max"]) == ({"class": "box"}, 16, 31)


def test_timeline_then_every_rate_state_and_argument_is_asked(document):
    steps = answer(document, "timeline")

    assert len(steps) == 3 * 3 * 7
    assert steps["stopped at 24, {}"] == {"frames after each step": [0, 0, 0], "afterwards": "stopped"}
    assert steps["playing at 60, {'pause_timeline': False}"] == {
        "frames after each step": [1, 2, 3],
        "afterwards": "playing",
    }
    assert steps["playing at 24, {'delta_time': 0.1, 'pause_timeline': False}"] == {
        "frames after each step": [2.4, 4.8, 7.2],
        "afterwards": "playing",
    }


def test_timeline_changes_then_they_show_with_the_next_update_or_a_commit(document):
    assert answer(document, "timeline_changes") == {
        "plays at once": False,
        "plays after an update": True,
        "plays after a commit of stop": False,
    }


def test_waiting_then_the_depth_is_that_of_the_moved_box(document):
    assert answer(document, "waiting")["waiting"] == [9.0, 8.5, 8.0]


def test_run_when_it_ends_then_capture_on_play_is_as_before(tmp_path):
    app = kitless.start(settings={"/kitless/device": "cpu"})
    script = importlib.import_module("kitless.probe.isaacsim_probe")

    app.run(script.run(tmp_path))

    assert app.settings.get("/omni/replicator/captureOnPlay") is True
    app.shutdown()


def test_compare_when_kitless_is_held_against_itself_then_nothing_differs(archive):
    app = kitless.start(settings={"/kitless/device": "cpu"})

    comparison = compare(read_answers(archive), answers_of_kitless(app))

    app.shutdown()
    assert [difference.path for difference in comparison.findings] == []
    assert comparison.agrees
    assert min(comparison.same.values()) > 0


def test_compare_when_the_archive_is_doctored_then_just_that_is_found(archive, document, tmp_path):
    files = answer(document, "all_switches_as_numbers")
    files["semantic_segmentation_0000.png"]["mode"] = "RGBA"
    box = answer(document, "annotators")["bounding_box_2d_tight"]["boxes"]["/World/near_box"]
    box["x_max"] += 1
    doctored = tmp_path / "doctored.zip"
    with zipfile.ZipFile(doctored, "w") as zipped:
        zipped.writestr("answers.json", json.dumps(document))

    comparison = compare(read_answers(doctored), read_answers(archive))

    assert [(each.path, each.there, each.here) for each in comparison.findings] == [
        ("all_switches_as_numbers / semantic_segmentation_0000.png / mode", "RGBA", "I;16"),
        ("annotators / bounding_box_2d_tight / boxes / /World/near_box / x_max", 32, 31),
    ]


def test_main_when_it_has_run_then_it_ends_the_application(tmp_path, monkeypatch, capsys):
    app = kitless.start(settings={"/kitless/device": "cpu"})
    script = importlib.import_module("kitless.probe.isaacsim_probe")
    monkeypatch.setenv("ISAACSIM_PROBE_OUTPUT", str(tmp_path))
    monkeypatch.setattr(script, "EXPERIMENTS", script.EXPERIMENTS[:1])

    app.run(asyncio.wait_for(script.main(), timeout=60))

    app.shutdown()
    assert f"the answers are in {tmp_path / 'isaacsim_probe.zip'}" in capsys.readouterr().out
