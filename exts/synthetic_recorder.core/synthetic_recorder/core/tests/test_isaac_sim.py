"""Configs that Isaac Sim's recorder has saved, in every form that is out there."""

from __future__ import annotations

import json
import os
import re

import pytest

from synthetic_recorder.core.config import (
    ControlConfig,
    OnConflict,
    OutputConfig,
    RecorderConfig,
    RenderProductConfig,
    S3Config,
)
from synthetic_recorder.core.errors import ConfigError

SWITCHES_OF_2_4 = {
    "rgb": True,
    "bounding_box_2d_tight": False,
    "semantic_segmentation": True,
    "colorize_semantic_segmentation": False,
}


@pytest.fixture
def load(tmp_path):
    def load(saved, **other_files):
        for name, content in other_files.items():
            (tmp_path / f"{name}.json").write_text(json.dumps(content))
        file = tmp_path / "saved.json"
        file.write_text(json.dumps(saved))
        return RecorderConfig.load(file)

    return load


def test_a_config_of_2_4_when_loaded_then_everything_in_it_is_taken_over(load):
    config = load(
        {
            "num_frames": 25,
            "rt_subframes": 4,
            "control_timeline": True,
            "rp_data": [["/World/turtle_Camera", 640, 480, ""], ["/World/turtle_Camera", 320, 240, "small"]],
            "writer_name": "BasicWriter",
            "out_working_dir": "/data",
            "out_dir": "_out_sdrec",
            "s3_params": {"s3_bucket": "", "s3_region": "", "s3_endpoint": ""},
            "basic_writer_params": SWITCHES_OF_2_4,
            "backend_type": "DiskBackend",
            "backend_params": {"output_dir": "/data/_out_sdrec"},
            "custom_writer_name": "MyCustomWriter",
            "config_file": "custom_config.json",
        }
    )

    assert config.render_products == (
        RenderProductConfig("/World/turtle_Camera", 640, 480, ""),
        RenderProductConfig("/World/turtle_Camera", 320, 240, "small"),
    )
    assert config.writer.name == "BasicWriter"
    assert config.writer.parameters == SWITCHES_OF_2_4
    assert config.output == OutputConfig("/data", "_out_sdrec")
    assert config.control == ControlConfig(frames=25, rt_subframes=4, control_timeline=True)
    assert config.notes == ()


CONFIG_OF_1_0 = {
    "writer_name": "BasicWriter",
    "num_frames": 5,
    "rt_subframes": 2,
    "reset_timeline": True,
    "config_dir": "/isaac/exts/data/",
    "config_file": "custom_config.json",
    "out_working_dir": "/data/",
    "out_dir": "_out_sdrec",
    "out_write_type": "TIMESTAMP",
    "s3_params": {"s3_bucket": "", "s3_region": "", "s3_endpoint": ""},
    "annot_params": {"rgb": False, "normals": True, "skeleton_data": False},
    "rp_data": [["/World/Camera", 512, 512]],
}


def test_a_config_of_1_0_when_loaded_then_its_annotators_are_taken_over(load):
    config = load(CONFIG_OF_1_0)

    assert config.writer.parameters == {"rgb": False, "normals": True, "skeleton_data": False}
    assert config.output == OutputConfig("/data", "_out_sdrec")
    assert config.control == ControlConfig(frames=5, rt_subframes=2)
    assert config.notes == (
        "reset_timeline is not used: set control.control_timeline, and the timeline starts at its beginning.",
        "out_write_type TIMESTAMP is not used: if the folder exists, the name is incremented. What else can be done "
        "then is said with output.on_conflict.",
    )


def test_a_config_of_1_0_that_names_a_bucket_when_loaded_then_it_is_s3_as_it_was_there(load):
    config = load(CONFIG_OF_1_0 | {"reset_timeline": False, "s3_params": {"s3_bucket": "frames"}})

    assert config.output.s3 == S3Config(enabled=True, bucket="frames")
    assert config.notes[0] == (
        "s3_params.s3_bucket is given, and neither use_s3 nor backend_type: Isaac Sim 1.0 saved that, and recorded to "
        "S3. This is taken for S3; to record to disk, set output.s3.enabled to false."
    )


def test_a_config_of_1_4_when_loaded_then_its_rows_of_three_are_read_and_its_overwriting_is_noted(load):
    config = load(
        {
            "writer_name": "BasicWriter",
            "num_frames": 0,
            "rp_data": [["/World/Camera", 512, 512]],
            "out_working_dir": "/data",
            "out_dir": "_out_sdrec",
            "out_write_type": "OVERWRITE",
            "use_s3": False,
            "s3_params": None,
        }
    )

    assert config.render_products == (RenderProductConfig("/World/Camera", 512, 512, ""),)
    assert config.control.frames == 0
    assert config.writer.parameters == {"rgb": True}
    assert config.notes == (
        "out_write_type OVERWRITE is not used: if the folder exists, the name is incremented. What else can be done "
        "then is said with output.on_conflict.",
    )
    assert config.output.on_conflict is OnConflict.INCREMENT


def test_a_config_that_increments_when_loaded_then_does_so_here_without_a_word(load):
    config = load(CONFIG_OF_1_0 | {"reset_timeline": False, "out_write_type": "INCREMENT"})

    assert (config.output.on_conflict, config.notes) == (OnConflict.INCREMENT, ())


def test_a_config_without_rows_when_loaded_then_it_has_the_row_that_isaac_sim_shows_for_it(load):
    config = load({"writer_name": "BasicWriter"})

    assert config.render_products == (RenderProductConfig("/OmniverseKit_Persp", 1280, 720, ""),)


def test_a_custom_writer_when_loaded_then_its_parameters_come_from_the_file_beside_the_config(load):
    config = load(
        {
            "writer_name": "PoseWriter",
            "custom_params_path": "pose.json",
            "basic_writer_params": SWITCHES_OF_2_4,
        },
        pose={"use_subfolders": True},
    )

    assert config.writer.name == "PoseWriter"
    assert config.writer.parameters == {"use_subfolders": True}


def test_a_custom_writer_without_a_file_when_loaded_then_it_has_no_parameters(load):
    assert load({"writer_name": "PoseWriter", "custom_params_path": ""}).writer.parameters == {}


def test_a_custom_writer_when_its_file_is_missing_then_loading_fails_and_names_the_file(load, tmp_path):
    with pytest.raises(ConfigError, match=r"pose\.json: the file cannot be read"):
        load({"writer_name": "PoseWriter", "custom_params_path": "pose.json"})


@pytest.mark.parametrize(
    ("saved", "directory", "folder"),
    [
        ({"out_working_dir": "", "out_dir": "set"}, "", "set"),
        ({"out_working_dir": "/data", "out_dir": "day/set"}, "/data/day", "set"),
        ({"out_working_dir": "/data", "out_dir": "/other/set"}, "/other", "set"),
        ({"out_working_dir": "/data/", "out_dir": ""}, "/", "data"),
        ({"num_frames": 1}, "", "_out_sdrec"),
        ({"backend_type": "DiskBackend", "backend_params": {"output_dir": "/data/set"}}, "/data", "set"),
    ],
)
def test_the_folder_when_loaded_then_is_where_isaac_sim_would_have_written(load, saved, directory, folder):
    assert load(saved).output == OutputConfig(directory, folder)


def test_an_empty_out_dir_when_loaded_then_a_note_says_that_the_set_may_go_beside_the_working_directory(load):
    (note,) = load({"out_working_dir": "/data/", "out_dir": ""}).notes

    assert note == (
        "out_dir is empty, so that the data set is out_working_dir itself, '/data'; if that exists, it is not "
        "written to, and the data set goes beside it, to data_01 or the next free number."
    )


def test_what_cannot_be_taken_over_when_loaded_then_is_noted(load):
    config = load(
        {
            "out_working_dir": "/data",
            "out_dir": "set",
            "backend_params": {"output_dir": "/elsewhere", "overwrite": True},
            "basic_writer_params": {"rgb": True, "background_rand": True},
            "telemetry": 1,
        }
    )

    assert config.writer.parameters == {"rgb": True}
    assert config.notes == (
        "basic_writer_params.background_rand is not a parameter of BasicWriter and was left out.",
        "backend_params.output_dir '/elsewhere' is not used: out_working_dir and out_dir say '/data/set', and "
        "Isaac Sim goes by those.",
        "backend_params.overwrite is not used: output.on_conflict says what is done if the folder exists.",
        "telemetry is not known to this recorder and was left out.",
    )


BUCKET = {"s3_bucket": "frames", "s3_region": "eu-central-1", "s3_endpoint": "https://s3.example:9000"}
BUCKET_OF_BACKEND = {
    "key_prefix": "_out_sdrec",
    "bucket": "frames",
    "region": "eu-central-1",
    "endpoint_url": "https://s3.example:9000",
}


@pytest.mark.parametrize(
    "saved",
    [
        {"use_s3": True, "s3_params": BUCKET},
        {"backend_type": "S3Backend", "backend_params": BUCKET_OF_BACKEND},
        {"backend_type": "S3Backend", "backend_params": BUCKET_OF_BACKEND, "s3_params": BUCKET},
        {"backend_type": "S3Backend", "s3_params": BUCKET},
    ],
)
def test_a_config_that_records_to_s3_when_loaded_then_its_bucket_is_taken_over(load, saved):
    config = load(saved | {"out_working_dir": "/data", "out_dir": "_out_sdrec"})

    assert config.output == OutputConfig(
        "/data",
        "_out_sdrec",
        s3=S3Config(True, "frames", "", "eu-central-1", "https://s3.example:9000"),
    )
    assert config.notes == ()


def test_a_config_of_1_4_that_records_to_s3_when_its_cleared_fields_are_null_then_they_are_empty(load):
    config = load(
        {"use_s3": True, "s3_params": {"s3_bucket": "frames", "s3_region": None, "s3_endpoint": None}}
    )

    assert config.output.s3 == S3Config(enabled=True, bucket="frames")


def test_a_config_that_records_to_disk_when_it_knows_a_bucket_then_that_is_kept_and_not_used(load):
    config = load({"backend_type": "DiskBackend", "s3_params": BUCKET})

    assert config.output.s3 == S3Config(
        False, "frames", region="eu-central-1", endpoint="https://s3.example:9000"
    )
    assert config.notes == ()


def test_a_config_of_2_3_when_s3_was_ticked_and_it_went_to_disk_then_it_is_s3_and_a_note_says_so(load):
    config = load(
        {
            "use_s3": True,
            "s3_params": BUCKET,
            "backend_type": "DiskBackend",
            "backend_params": {"output_dir": "set"},
            "out_dir": "set",
        }
    )

    assert (config.output.s3.enabled, config.output.s3.bucket) == (True, "frames")
    assert config.notes == (
        "use_s3 is true and backend_type is DiskBackend: Isaac Sim 2.3 to 2.4.2 saved that when S3 was ticked, and "
        "recorded to disk. This is taken for S3; to record to disk, set output.s3.enabled to false.",
    )


def test_a_config_when_its_two_buckets_differ_then_the_one_that_isaac_sim_uses_wins_and_a_note_says_so(load):
    config = load(
        {
            "use_s3": False,
            "s3_params": {"s3_bucket": "old", "s3_acl": "private"},
            "backend_type": "S3Backend",
            "backend_params": {"bucket": "new", "key_prefix": "elsewhere"},
            "out_dir": "day/set",
        }
    )

    assert config.output == OutputConfig("day", "set", s3=S3Config(True, "new", prefix="day"))
    assert config.notes == (
        "use_s3 false is not used: backend_type is S3Backend, and Isaac Sim goes by that.",
        "s3_params.s3_bucket 'old' is not used: backend_params.bucket says 'new', and Isaac Sim goes by that.",
        "s3_params.s3_acl is not known to this recorder and was left out.",
        "backend_params.key_prefix 'elsewhere' is not used: out_dir says 'day/set', and Isaac Sim goes by that.",
    )


@pytest.mark.parametrize(
    ("saved", "prefix", "folder"),
    [
        ({}, "", "_out_sdrec"),
        ({"backend_params": {"key_prefix": "runs/7"}}, "runs", "7"),
        ({"out_dir": "/runs/day/7/"}, "runs/day", "7"),
        ({"out_dir": "", "out_working_dir": "/data"}, "", "data"),
    ],
)
def test_the_keys_when_loaded_then_begin_as_isaac_sims_do(load, saved, prefix, folder):
    output = load(saved | {"backend_type": "S3Backend"}).output

    assert (output.s3.prefix, output.folder) == (prefix, folder)


def test_credentials_when_loaded_then_are_left_out_and_no_note_shows_them(load):
    config = load(
        {
            "use_s3": True,
            "s3_params": BUCKET
            | {"aws_secret_access_key": "hush", "s3_endpoint": "https://me:hush@s3.example:9000/x"},
            "backend_params": {"aws_access_key_id": "hush", "session-token": "hush"},
            "writer_name": "PoseWriter",
            "custom_params_path": "pose.json",
        },
        pose={
            "stores": [
                {
                    "secretAccessKey": "hush",
                    "kept": 1,
                    "endpoint_url": "me:hu/sh@s3.example",
                    "S3-Endpoint": "me:hush@h",
                }
            ]
        },
    )

    assert config.output.s3.endpoint == "https://s3.example:9000/x"
    assert config.to_dict()["writer"]["parameters"] == {
        "stores": [{"kept": 1, "endpoint_url": "", "S3-Endpoint": "h"}]
    }
    assert "hush" not in json.dumps(config.to_dict()) + "".join(config.notes)
    assert [re.split(" w(as|ere) left out", note)[0].rpartition("/")[2] for note in config.notes] == [
        "The user and password in s3_params.s3_endpoint",
        "s3_params.aws_secret_access_key",
        "backend_params.aws_access_key_id",
        "backend_params.session-token",
        "pose.json).stores[0].secretAccessKey",
        "pose.json).stores[0].endpoint_url",
        "pose.json).stores[0].S3-Endpoint",
    ]


@pytest.mark.parametrize(
    "saved",
    [
        {"num_frames": 1, "KEY": 1},
        {"basic_writer_params": {"KEY": True}},
        {"annot_params": {"KEY": True}},
        {"s3_params": {"KEY": ""}},
        {"backend_params": {"KEY": ""}},
        {"backend_params": {"KEY": {"secret_key": ""}}},
    ],
)
@pytest.mark.parametrize("odd", ["\ud800", "\x1b[31m", "two\nlines"])
def test_an_odd_name_when_it_is_noted_then_any_terminal_and_file_can_hold_the_note(load, saved, odd):
    note = load(json.loads(json.dumps(saved).replace("KEY", json.dumps(odd)[1:-1]))).notes[0]

    assert note.isascii()
    assert note.isprintable()
    assert json.dumps(odd)[1:-1] in note


@pytest.mark.skipif(os.name == "nt", reason="there it is a path of this machine")
def test_a_folder_of_windows_when_loaded_elsewhere_then_a_note_says_that_it_is_none_here(load):
    (note,) = load({"out_working_dir": "C:\\data", "out_dir": "set"}).notes

    assert note.startswith(
        "'C:\\\\data/set' is a path of Windows; on this machine it is a name like any other"
    )


@pytest.mark.parametrize(
    ("saved", "problem"),
    [
        ({"rp_data": [["/World/Camera", 512]]}, r"rp_data\[0\]: expected \[camera, width, height\]"),
        ({"rp_data": [["/World/Camera", "512", 512]]}, r"rp_data\[0\]\[1\]: expected a whole number"),
        ({"num_frames": "10"}, "num_frames: expected a whole number"),
        ({"basic_writer_params": {"rgb": 1}}, r"basic_writer_params\.rgb: expected true or false"),
        (
            {"backend_type": "Nucleus", "num_frames": 1},
            "backend_type: expected one of DiskBackend, S3Backend",
        ),
        (
            {"out_write_type": "\ud800"},
            r'out_write_type: expected text, got half of a character: "\\ud800"',
        ),
        ({"out_write_type": "APPEND"}, "out_write_type: expected one of OVERWRITE, INCREMENT, TIMESTAMP"),
        ({"annot_params": {"rgb": 1}}, r"annot_params\.rgb: expected true or false"),
        ({"reset_timeline": 1}, "reset_timeline: expected true or false"),
    ],
)
def test_a_wrong_value_when_loaded_then_the_error_names_its_place_in_the_saved_file(load, saved, problem):
    with pytest.raises(ConfigError, match=problem):
        load(saved)
