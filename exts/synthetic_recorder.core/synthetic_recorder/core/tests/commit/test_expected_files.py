"""BasicWriter's files: what is expected, held against what a real one writes."""

from __future__ import annotations

import importlib
import itertools
import random

import pytest

from synthetic_recorder.core import basic_writer
from synthetic_recorder.core.commit import expected_files
from synthetic_recorder.core.config import RecorderConfig, RenderProductConfig, WriterConfig

SWITCHES = sorted(basic_writer.ANNOTATORS)
MODIFIERS = sorted(basic_writer.MODIFIERS - {"use_common_output_dir"})
LAYOUTS = [
    (["Replicator"], False),
    (["Replicator"], True),
    (["Front", "Rear"], False),
    (["Front", "Rear"], True),
    (["Front", "Rear", "rgb_0000"], False),
    (["Front", "Rear", "rgb_0000"], True),
]


@pytest.fixture
def written(app, stage, tmp_path, files_in):
    """Let Replicator's BasicWriter write some frames, and name its files."""
    rep = importlib.import_module("omni.replicator.core")

    async def write(parameters, products, first, frames):
        writer = rep.WriterRegistry.get("BasicWriter")
        writer.initialize(output_dir=str(tmp_path / "out"), **parameters)
        made = [
            rep.create.render_product("/World/Camera", (8, 6), name=name, force_new=True) for name in products
        ]
        writer.attach(made)
        writer._frame_id = first
        for _ in range(frames):
            await rep.orchestrator.step_async()
        await rep.orchestrator.wait_until_complete_async()
        writer.detach()
        for product in made:
            product.destroy()

    def written(parameters, products, first=0, frames=2):
        app.run(write(parameters, products, first, frames))
        return set(files_in(tmp_path / "out"))

    return written


def expected(parameters, products, numbers=range(2)):
    files = expected_files(_config(parameters), products)
    return files.of_recording.union(*(files.of_frame(number) for number in numbers))


def _config(parameters, writer="BasicWriter"):
    return RecorderConfig((RenderProductConfig("/World/Camera"),), WriterConfig(writer, parameters))


@pytest.mark.parametrize("switch", SWITCHES)
def test_a_switch_when_it_is_on_alone_then_its_files_are_those_that_are_expected(written, switch):
    assert written({switch: True}, ["Replicator"]) == expected({switch: True}, ["Replicator"])


@pytest.mark.parametrize(("products", "common"), LAYOUTS)
def test_all_switches_when_they_are_on_then_their_files_are_those_that_are_expected(
    written, products, common
):
    parameters = {**dict.fromkeys((*SWITCHES, *MODIFIERS), True), "use_common_output_dir": common}

    assert written(parameters, products) == expected(parameters, products)


@pytest.mark.parametrize("seed", range(8))
def test_switches_when_they_are_combined_at_random_then_their_files_are_those_that_are_expected(
    written, seed
):
    choose = random.Random(seed)
    products, common = choose.choice(LAYOUTS)
    parameters = {
        **{name: choose.random() < 0.5 for name in (*SWITCHES, *MODIFIERS)},
        "rgb": True,
        "image_output_format": choose.choice(["png", "jpg", "jpeg", "PNG"]),
        "frame_padding": choose.randint(1, 9),
        "use_common_output_dir": common,
    }

    assert written(parameters, products) == expected(parameters, products)


@pytest.mark.parametrize("padding", [1, 4, 6])
def test_a_number_when_it_has_more_digits_than_the_padding_then_its_files_are_those_that_are_expected(
    written, padding
):
    parameters = {"rgb": True, "frame_padding": padding}

    names = written(parameters, ["Replicator"], first=9999)

    assert names == expected(parameters, ["Replicator"], range(9999, 10001))
    assert names == {"metadata.txt", f"rgb_{'00' if padding == 6 else ''}9999.png"} | {
        f"rgb_{'0' if padding == 6 else ''}10000.png"
    }


def test_the_files_of_a_frame_when_everything_is_on_then_are_the_31_that_isaac_sims_own_test_counts():
    files = expected_files(_config(dict.fromkeys((*SWITCHES, *MODIFIERS), True)), ["Replicator"]).of_frame(0)

    # 7 png, 12 npy and 12 json, as the table of its recorder's test has them.
    extensions = sorted(path.rpartition(".")[2] for path in files)
    assert {kind: len(list(group)) for kind, group in itertools.groupby(extensions)} == {
        "json": 12,
        "npy": 12,
        "png": 7,
    }


def test_the_files_of_a_frame_when_they_are_asked_for_then_each_has_its_annotator():
    files = expected_files(_config({"distance_to_camera": True, "colorize_depth": True}), ["A", "B"])

    assert files.of_frame(3) == {
        "A/distance_to_camera/distance_to_camera_0003.npy": "distance_to_camera",
        "A/distance_to_camera/distance_to_camera_0003.png": "distance_to_camera",
        "B/distance_to_camera/distance_to_camera_0003.npy": "distance_to_camera",
        "B/distance_to_camera/distance_to_camera_0003.png": "distance_to_camera",
    }


def test_the_files_of_a_frame_when_the_writer_is_not_basic_writer_then_nobody_says_them():
    assert expected_files(_config({"rgb": True}, "MyWriter"), ["A"]) is None
