"""``synthetic-recorder record`` with configs that Isaac Sim's recorder has saved."""

from __future__ import annotations

import json
import socket

import pytest

from .data_set import RecordedFrame, all_files, written_in

SWITCHES = {
    "rgb": True,
    "semantic_segmentation": True,
    "colorize_semantic_segmentation": True,
    "normals": False,
}
SAVED = {
    "1.4": {
        "writer_name": "BasicWriter",
        "num_frames": 2,
        "rt_subframes": 0,
        "control_timeline": True,
        "rp_data": [["/World/Camera", 32, 24]],
        "out_working_dir": "",
        "out_dir": "_out_sdrec",
        "out_write_type": "OVERWRITE",
        "use_s3": False,
        "s3_params": {"s3_bucket": "", "s3_region": "", "s3_endpoint": ""},
        "basic_writer_params": SWITCHES,
    },
    "2.2": {
        "writer_name": "BasicWriter",
        "custom_writer_name": "MyCustomWriter",
        "num_frames": 2,
        "rt_subframes": 1,
        "control_timeline": False,
        "rp_data": [["/World/Camera", 32, 24, "named"]],
        "out_working_dir": "",
        "out_dir": "_out_sdrec",
        "use_s3": False,
        "s3_params": None,
        "basic_writer_params": SWITCHES,
        "custom_params_path": "",
        "config_file": "custom_config.json",
    },
    "2.4": {
        "num_frames": 2,
        "rt_subframes": 0,
        "control_timeline": True,
        "rp_data": [["/World/Camera", 32, 24, ""]],
        "writer_name": "BasicWriter",
        "out_working_dir": "",
        "out_dir": "_out_sdrec",
        "s3_params": {"s3_bucket": "", "s3_region": "", "s3_endpoint": ""},
        "basic_writer_params": SWITCHES,
        "backend_type": "DiskBackend",
        "backend_params": {"output_dir": "_out_sdrec"},
        "custom_writer_name": "MyCustomWriter",
        "config_file": "custom_config.json",
    },
}


EVERY_SWITCH = [
    "rgb",
    "bounding_box_2d_tight",
    "bounding_box_2d_loose",
    "semantic_segmentation",
    "colorize_semantic_segmentation",
    "instance_id_segmentation",
    "colorize_instance_id_segmentation",
    "instance_segmentation",
    "colorize_instance_segmentation",
    "distance_to_camera",
    "distance_to_image_plane",
    "colorize_depth",
    "bounding_box_3d",
    "occlusion",
    "normals",
    "motion_vectors",
    "camera_params",
    "pointcloud",
    "pointcloud_include_unlabelled",
    "skeleton_data",
]
"""The boxes of Isaac Sim's window."""


@pytest.fixture
def save(tmp_path):
    def save(config):
        file = tmp_path / "custom_config.json"
        file.write_text(json.dumps(config, indent=4))
        return file

    return save


@pytest.mark.parametrize("version", SAVED)
def test_a_saved_config_when_recorded_then_the_data_set_is_where_and_what_it_says(
    command, workplace, stage_file, save, version
):
    ended = command("record", save(SAVED[version]), "--stage", stage_file, "--json")

    assert ended.code == 0
    assert ended.report["path"] == str(workplace / "_out_sdrec")
    assert (ended.report["frames"], ended.report["files"]) == (2, 7)
    assert (workplace / "_out_sdrec" / "rgb_0001.png").exists()


def test_a_saved_config_when_it_said_overwrite_then_the_old_set_stays_and_a_warning_says_so(
    command, workplace, stage_file, save
):
    (workplace / "_out_sdrec").mkdir()

    ended = command("record", save(SAVED["1.4"]), "--stage", stage_file, "--json")

    assert ended.report["path"] == str(workplace / "_out_sdrec_01")
    assert list((workplace / "_out_sdrec").iterdir()) == []
    assert "Warning: config: out_write_type OVERWRITE is not used" in ended.err
    assert ended.report["findings"][0]["code"] == "config-note"


def test_a_saved_config_of_the_viewports_camera_when_recorded_then_that_camera_is_there(
    command, workplace, stage_file, save
):
    config = SAVED["2.4"] | {"rp_data": [["/OmniverseKit_Persp", 32, 24, ""]], "num_frames": 1}

    assert command("record", save(config), "--stage", stage_file).code == 0


def test_a_saved_config_with_a_writer_of_its_own_when_its_parameters_are_in_a_file_then_they_are_used(
    command, workplace, stage_file, save, tmp_path
):
    (tmp_path / "params.json").write_text(json.dumps({"rbg": True}))
    config = SAVED["2.4"] | {"writer_name": "BasicWriter2", "custom_params_path": "params.json"}

    ended = command("record", save(config), "--stage", stage_file)

    assert ended.code == 2
    assert "There is no writer called 'BasicWriter2'" in ended.err


def test_a_saved_config_when_every_box_is_ticked_then_all_files_are_recorded(
    command, workplace, stage_file, save
):
    config = SAVED["2.4"] | {"basic_writer_params": dict.fromkeys(EVERY_SWITCH, True)}

    ended = command("record", save(config), "--stage", stage_file, "--json")

    assert len(EVERY_SWITCH) == 20
    assert (ended.code, [finding["code"] for finding in ended.report["findings"]]) == (
        0,
        ["skeletons-none"],
    )
    assert written_in(workplace / "_out_sdrec") == all_files(2)
    # One render product: the files lie flat.
    assert RecordedFrame(workplace / "_out_sdrec", 1).json("bounding_box_3d_prim_paths") == ["/World/Box"]


@pytest.fixture
def dead_endpoint(monkeypatch):
    """A server that refuses every connection, and credentials that do not make boto3 look for some elsewhere."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    with socket.socket() as taken:
        # Bound and not listening: nobody else gets the port while the test runs.
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


@pytest.mark.parametrize(
    ("s3", "code"),
    [
        (
            {
                "use_s3": True,
                "s3_params": {"s3_bucket": "bucket", "s3_region": "", "s3_endpoint": "ENDPOINT"},
            },
            "s3-unreachable",
        ),
        (
            {"backend_type": "S3Backend", "backend_params": {"bucket": "bucket", "endpoint_url": "ENDPOINT"}},
            "s3-unreachable",
        ),
        # Isaac Sim 2.3 to 2.4.2 saved this when S3 was ticked.
        (
            {"use_s3": True, "backend_type": "DiskBackend", "s3_params": {"s3_bucket": ""}},
            "s3-bucket-invalid",
        ),
    ],
)
def test_a_saved_config_that_records_to_s3_when_the_bucket_is_out_of_reach_then_nothing_goes_to_disk_instead(
    command, workplace, stage_file, save, dead_endpoint, s3, code
):
    s3 = json.loads(json.dumps(s3).replace("ENDPOINT", dead_endpoint))

    ended = command("record", save(SAVED["2.2"] | s3), "--stage", stage_file, "--json")

    assert ended.code == 2
    assert code in [finding["code"] for finding in ended.report["findings"]]
    assert list(workplace.iterdir()) == []


def test_a_saved_config_that_records_to_s3_when_it_is_switched_off_then_records_to_disk(
    command, workplace, stage_file, save
):
    config = SAVED["2.2"] | {"use_s3": True, "s3_params": {"s3_bucket": "b"}}

    ended = command(
        "record", save(config), "--stage", stage_file, "--set", "output.s3.enabled=false", "--json"
    )

    assert (ended.code, ended.report["path"]) == (0, str(workplace / "_out_sdrec"))
