"""Output, S3 Bucket and Config as a person uses them: by clicks and typing."""

from __future__ import annotations

import dataclasses
import importlib
import json

import pytest


class Both:
    """Two sections, shown as one."""

    def __init__(self, *sections):
        self._sections = sections

    def build(self):
        for section in self._sections:
            section.build()

    def sync(self):
        for section in self._sections:
            section.sync()

    def destroy(self):
        for section in self._sections:
            section.destroy()


@pytest.fixture
def sections(app):
    return importlib.import_module("synthetic_recorder.window.sections")


@pytest.fixture
def output(show, sections, document, recorder, findings, models):
    output = models.OutputModel(document, recorder)
    bucket = models.BucketModel(document, findings)
    yield show(Both(sections.OutputSection(output, findings), sections.BucketSection(bucket, findings)))
    output.destroy()
    bucket.destroy()


@pytest.fixture
def config(show, sections, document, findings, models):
    config = models.ConfigFileModel(document)
    yield show(sections.ConfigFileSection(config, findings))
    config.destroy()


def wait(panel, condition):
    """Let the panel go on until something is so."""
    for _ in range(1000):
        if condition():
            return
        panel.look(1)
    raise AssertionError("in vain")


def text(panel, identifier):
    return panel.find(identifier).widget.model.as_string


def test_output_when_typed_then_the_config_has_it_and_it_is_shown_where_the_data_goes(
    output, recorder, tmp_path
):
    (tmp_path / "run").mkdir()

    output.type("output_directory", str(tmp_path))
    output.type("output_folder", "run")
    wait(output, lambda: text(output, "output_location") == str(tmp_path / "run_01"))

    assert recorder.config.output.directory == str(tmp_path)
    assert recorder.config.output.folder == "run"
    assert output.says("output_outlook") == "run exists: records to run_01."


def test_output_when_the_mouse_comes_to_where_the_data_goes_then_the_disk_is_looked_at_again(
    output, app, tmp_path
):
    output.type("output_directory", str(tmp_path))
    output.type("output_folder", "run")
    wait(output, lambda: text(output, "output_location") == str(tmp_path / "run"))
    (tmp_path / "run").mkdir()

    ui_test = importlib.import_module("omni.kit.ui_test")
    app.run(ui_test.emulate_mouse_move(output.find("output_location").center))

    wait(output, lambda: text(output, "output_location") == str(tmp_path / "run_01"))


def test_output_when_the_folder_is_no_name_then_says_so_below_the_field(output):
    output.type("output_folder", "a/b")

    assert output.says("output_folder_finding").startswith("'a/b' is not the name of one folder.")


def test_copy_when_clicked_then_the_clipboard_has_where_the_data_goes(output, tmp_path):
    output.type("output_directory", str(tmp_path))
    output.type("output_folder", "run")
    wait(output, lambda: text(output, "output_location") == str(tmp_path / "run"))

    output.click("output_copy_location")

    assert importlib.import_module("omni.kit.clipboard").paste() == str(tmp_path / "run")


def test_open_when_clicked_then_the_desktop_shows_the_folder(output, monkeypatch, tmp_path):
    opened = []
    module = importlib.import_module("synthetic_recorder.window.sections.output_location")
    monkeypatch.setattr(module, "open_file_using_os_default", opened.append)
    output.type("output_directory", str(tmp_path))
    wait(output, lambda: text(output, "output_location") == str(tmp_path / "_out_sdrec"))

    output.click("output_open_folder")

    assert opened == [str(tmp_path)]


def test_use_s3_when_ticked_then_the_working_directory_is_away_and_the_url_is_shown(output, recorder):
    output.type("output_s3_bucket", "recordings")
    output.type("output_s3_prefix", "sets")

    output.click("output_s3_enabled")
    wait(output, lambda: text(output, "output_location") == "s3://recordings/sets/_out_sdrec")

    assert recorder.config.output.s3.enabled
    assert not output.find("output_open_folder").widget.visible
    assert output.find("bucket_check").widget.enabled


def test_check_bucket_when_none_is_named_then_says_so_at_its_field(output):
    output.click("output_s3_enabled")

    output.click("bucket_check")
    wait(output, lambda: output.says("bucket_answer") == "A data set cannot go there.")

    assert output.says("output_s3_bucket_finding").startswith("No bucket is named.")


def test_endpoint_when_a_password_is_typed_then_no_widget_shows_it_once_the_field_is_left(output, recorder):
    output.type("output_s3_endpoint", "https://me:a-secret@minio:9000")

    assert text(output, "output_s3_endpoint") == ""
    assert recorder.config.output.s3.endpoint == ""
    assert "is not taken" in output.says("bucket_notice")
    shown = [reference.widget for reference in output.find_all("**/Label[*]")]
    assert not any("a-secret" in f"{label.text} {label.tooltip}" for label in shown)


def test_config_when_saved_and_loaded_by_clicks_then_is_as_it_was(config, recorder, tmp_path):
    file = tmp_path / "config.json"
    config.type("config_file", str(file))
    config.click("config_save")
    wait(config, lambda: config.says("config_answer") == "Saved config.json.")
    control = dataclasses.replace(recorder.config.control, frames=77)
    recorder.config = dataclasses.replace(recorder.config, control=control)
    config.look()
    assert not config.find("config_answer").widget.visible

    config.click("config_load")
    wait(config, lambda: config.says("config_answer") == "Loaded config.json.")

    assert recorder.config.control.frames == 10


def test_config_when_a_file_would_be_replaced_then_asks_and_cancel_leaves_it(config, tmp_path):
    file = tmp_path / "config.json"
    file.write_text("years of work")
    config.type("config_file", str(file))
    config.click("config_save")
    wait(config, lambda: config.says("config_question") == "config.json exists. Replace it?")

    config.click("config_decline")
    assert file.read_text() == "years of work"

    config.click("config_save")
    wait(config, lambda: config.says("config_question") == "config.json exists. Replace it?")
    config.click("config_confirm")
    wait(config, lambda: config.says("config_answer") == "Saved config.json.")
    assert json.loads(file.read_text())["version"] == 1


def test_config_when_the_file_is_bad_then_says_why_in_place(config, tmp_path):
    (tmp_path / "config.json").write_text("{")
    config.type("config_file", str(tmp_path / "config.json"))

    config.click("config_load")
    wait(config, lambda: config.find("config_answer").widget.visible)

    assert "the file is not JSON" in config.says("config_answer")
    assert config.find("config_answer").widget.name == "error"


def test_config_when_it_is_isaac_sims_then_each_note_is_shown(config, tmp_path):
    (tmp_path / "config.json").write_text('{"num_frames": 4, "reset_timeline": true, "strange": 1}')
    config.type("config_file", str(tmp_path / "config.json"))

    config.click("config_load")
    wait(config, lambda: config.find("config_notes").widget.visible)

    notes = config.says("config_notes").split("\n")
    assert notes[0].startswith("reset_timeline is not used")
    assert notes[1] == "strange is not known to this recorder and was left out."
    assert notes[2] == "Save the config again, and this is said no more."


def test_load_and_save_when_there_is_no_path_then_cannot_be_clicked(config):
    assert not config.find("config_load").widget.enabled
    assert not config.find("config_save").widget.enabled
