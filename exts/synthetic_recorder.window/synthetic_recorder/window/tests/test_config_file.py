"""The model of the Config frame: loading, saving, defaults."""

from __future__ import annotations

import concurrent.futures
import dataclasses
import importlib
import json
from pathlib import Path

import pytest


@pytest.fixture
def config_file(document, models, tmp_path):
    config_file = models.ConfigFileModel(document)
    config_file.path.type(str(tmp_path / "config.json"))
    config_file.path.end()
    yield config_file
    config_file.destroy()


@pytest.fixture
def done(app, config_file):
    """Let the app go on until the file was read or written; return what is said of it."""

    def done():
        async def wait():
            while not config_file.can_save:
                await app.next_update()

        app.run(wait())
        return config_file.answer

    return done


def set_frames(recorder, frames):
    control = dataclasses.replace(recorder.config.control, frames=frames)
    recorder.config = dataclasses.replace(recorder.config, control=control)


def test_save_and_load_when_the_config_has_changed_meanwhile_then_it_is_as_it_was(
    config_file, done, recorder, tmp_path
):
    set_frames(recorder, 25)
    config_file.save()
    assert done().text == "Saved config.json."
    assert json.loads((tmp_path / "config.json").read_text())["control"]["frames"] == 25
    set_frames(recorder, 7)

    config_file.load()

    assert done().text == "Loaded config.json."
    assert recorder.config.control.frames == 25


def test_save_when_the_window_is_closed_at_once_then_the_file_is_written(app, config_file, tmp_path):
    config_file.save()
    config_file.destroy()

    async def wait():
        while not (tmp_path / "config.json").exists():
            await app.next_update()

    app.run(wait())
    assert json.loads((tmp_path / "config.json").read_text())["version"] == 1


@pytest.mark.parametrize(
    ("path", "why"),
    [("there.json", "it is there already"), ("nowhere/config.json", "the file cannot be written")],
)
def test_save_when_it_fails_after_the_window_was_closed_then_is_logged(
    app, config_file, tmp_path, caplog, path, why
):
    (tmp_path / "there.json").write_text("years of work")
    config_file.path.type(str(tmp_path / path))

    config_file.save()
    config_file.destroy()

    async def wait():
        while not caplog.records:
            await app.next_update()

    app.run(wait())
    assert "The Synthetic Data Recorder was closed, and has not saved " in caplog.text
    assert why in caplog.text
    assert (tmp_path / "there.json").read_text() == "years of work"


def test_save_when_it_has_failed_before_the_window_is_closed_but_was_not_told_yet_then_is_logged(
    config_file, tmp_path, caplog, monkeypatch
):
    def run_at_once(work, _name):
        done = concurrent.futures.Future()
        done.set_result(work())
        return done

    module = importlib.import_module("synthetic_recorder.window.models.config_file")
    monkeypatch.setattr(module, "run_on_thread", run_at_once)
    (tmp_path / "config.json").write_text("years of work")

    config_file.save()
    config_file.destroy()

    assert "config.json: it is there already" in caplog.text


def test_save_when_another_file_is_there_then_asks_first(config_file, done, tmp_path):
    file = tmp_path / "config.json"
    file.write_text("years of work")

    config_file.save()
    done()

    assert config_file.question == "config.json exists. Replace it?"
    assert file.read_text() == "years of work"
    config_file.confirm()
    assert done().text == "Saved config.json."
    assert json.loads(file.read_text())["version"] == 1


def test_save_when_the_question_is_declined_then_the_file_stays(config_file, done, tmp_path):
    (tmp_path / "config.json").write_text("years of work")
    config_file.save()
    done()

    config_file.decline()

    assert config_file.question == ""
    assert (tmp_path / "config.json").read_text() == "years of work"


def test_save_when_the_path_has_changed_since_the_question_then_a_yes_replaces_nothing(
    config_file, done, tmp_path
):
    for name in ("config.json", "other.json"):
        (tmp_path / name).write_text("years of work")
    config_file.save()
    done()

    config_file.path.type(str(tmp_path / "other.json"))
    config_file.confirm()
    done()

    assert (tmp_path / "other.json").read_text() == "years of work"


def test_save_when_it_was_saved_there_before_then_asks_no_more(config_file, done, recorder, tmp_path):
    config_file.save()
    done()
    set_frames(recorder, 3)

    config_file.save()

    assert done().text == "Saved config.json."
    assert json.loads((tmp_path / "config.json").read_text())["control"]["frames"] == 3


def test_save_when_a_field_has_no_value_then_is_refused_and_says_which(
    config_file, done, document, models, tmp_path
):
    frames = models.IntegerField(
        document, "control.frames", lambda config: config.control.frames, lambda config, _value: config
    )
    frames.type("2x")

    config_file.save()

    assert done() == models.Answer(
        "Nothing was saved: correct control.frames first. '2x' is not a whole number.", is_error=True
    )
    assert not (tmp_path / "config.json").exists()


def test_save_when_the_folder_is_not_there_then_says_why(config_file, done, tmp_path):
    config_file.path.type(str(tmp_path / "nowhere" / "config.json"))

    config_file.save()

    answer = done()
    assert answer.is_error
    assert str(tmp_path / "nowhere" / "config.json") in answer.text
    assert "cannot be written" in answer.text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "cannot be read"),
        ("{", "not JSON"),
        ('{"version": 1, "control": {"frames": "ten"}}', "control.frames"),
        ('{"version": 1, "cameras": []}', "cameras"),
    ],
)
def test_load_when_the_file_is_no_config_then_says_where_and_nothing_changes(
    config_file, done, recorder, tmp_path, text, problem
):
    set_frames(recorder, 25)
    before = recorder.config
    if text is not None:
        (tmp_path / "config.json").write_text(text)

    config_file.load()

    answer = done()
    assert answer.is_error
    assert str(tmp_path / "config.json") in answer.text
    assert problem in answer.text
    assert answer.text.endswith("Nothing was changed.")
    assert recorder.config is before


def test_load_when_a_text_was_no_value_then_the_config_of_the_file_is_shown(
    config_file, done, document, models, tmp_path
):
    (tmp_path / "config.json").write_text('{"version": 1}')
    frames = models.IntegerField(
        document, "control.frames", lambda config: config.control.frames, lambda config, _value: config
    )
    frames.type("2x")

    config_file.load()
    done()

    assert frames.text == "10"
    assert document.unreadable == {}


def test_load_when_it_is_isaac_sims_then_its_notes_are_shown_until_it_is_saved(
    config_file, done, recorder, tmp_path
):
    (tmp_path / "config.json").write_text(
        '{"num_frames": 4, "rp_data": [["/World/Camera", 64, 48]], "out_write_type": "OVERWRITE"}'
    )
    config_file.load()
    done()
    (note,) = config_file.notes
    assert note.startswith("out_write_type OVERWRITE is not used")
    assert recorder.config.control.frames == 4

    config_file.save()
    done()
    config_file.confirm()
    done()

    assert config_file.notes == ()


def test_load_when_a_recording_has_begun_meanwhile_then_nothing_changes(
    app, config_file, done, recorder, core, tmp_path
):
    output = core.OutputConfig(str(tmp_path), "run")
    recorder.config = dataclasses.replace(
        recorder.config,
        render_products=(core.RenderProductConfig("/World/Camera", 8, 8),),
        writer=core.WriterConfig(parameters={"rgb": True}),
        output=output,
    )
    (tmp_path / "config.json").write_text('{"version": 1}')
    recorded = recorder.config

    async def start_while_loading():
        config_file.load()
        await recorder.start()

    app.run(start_while_loading())
    answer = done()
    app.run(recorder.stop())

    assert answer.is_error
    assert recorder.config is recorded


def test_reset_when_confirmed_then_everything_is_as_in_the_beginning(config_file, recorder, core):
    set_frames(recorder, 25)

    config_file.reset()
    assert recorder.config.control.frames == 25
    config_file.confirm()

    assert recorder.config == core.RecorderConfig(writer=core.WriterConfig("BasicWriter", {"rgb": True}))
    assert config_file.answer.text == "These are the defaults."


def test_answer_when_the_config_changes_then_is_said_no_more(config_file, done, recorder):
    config_file.save()
    done()

    set_frames(recorder, 3)

    assert config_file.answer is None


def test_path_when_the_window_is_made_anew_then_is_remembered(config_file, document, models, tmp_path):
    again = models.ConfigFileModel(document)

    assert again.path.text == str(tmp_path / "config.json")
    again.destroy()


def test_path_when_it_begins_with_the_home_then_the_file_is_there(config_file, done, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    config_file.path.type(str(Path("~", "mine.json")))

    config_file.save()

    assert done().text == "Saved mine.json."
    assert (tmp_path / "mine.json").exists()


def test_buttons_when_there_is_no_path_then_do_nothing(config_file):
    config_file.path.type("  ")

    assert not config_file.can_load
    assert not config_file.can_save
    assert config_file.can_reset
