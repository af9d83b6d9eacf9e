"""Configs that Isaac Sim's recorder has saved, in every form that is out there."""

from __future__ import annotations

import json

import pytest

from synthetic_recorder.core.config import ControlConfig, OutputConfig, RecorderConfig, RenderProductConfig
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
        "out_write_type OVERWRITE is not used: a folder that exists is never written to, the name is incremented.",
    )


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
        "backend_params.overwrite is not used: a folder that exists is never written to.",
        "telemetry is not known to this recorder and was left out.",
    )


@pytest.mark.parametrize(
    ("saved", "where"),
    [
        ({"use_s3": True, "s3_params": {"s3_bucket": "b"}}, "use_s3"),
        ({"backend_type": "S3Backend", "backend_params": {"bucket": "b"}}, "backend_type"),
        # Saved by 2.3 to 2.4.2, which then recorded to disk; what the person had ticked is S3.
        ({"use_s3": True, "backend_type": "DiskBackend"}, "use_s3"),
    ],
)
def test_a_config_that_asks_for_s3_when_loaded_then_is_refused_and_nothing_goes_to_disk(load, saved, where):
    with pytest.raises(ConfigError, match=f"{where}: this config records to S3"):
        load(saved)


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
    ],
)
def test_a_wrong_value_when_loaded_then_the_error_names_its_place_in_the_saved_file(load, saved, problem):
    with pytest.raises(ConfigError, match=problem):
        load(saved)
