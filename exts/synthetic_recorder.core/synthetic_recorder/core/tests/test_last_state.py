"""The config of the last session: kept in the person's settings, set aside when it is damaged."""

from __future__ import annotations

import importlib
import json
import logging

import pytest

EXTENSION_ID = "synthetic_recorder.core"
LAST = "/persistent/exts/synthetic_recorder.core/last_config"
DAMAGED = "/persistent/exts/synthetic_recorder.core/damaged_config"


@pytest.fixture
def settings(app):
    return importlib.import_module("carb.settings").get_settings()


@pytest.fixture
def restart(app, settings):
    """Switch the extension off and on again, with another last config if one is given; returns its recorder."""

    def restart(kept=None):
        app.extensions.disable(EXTENSION_ID)
        if kept is not None:
            settings.set(LAST, kept)
        app.extensions.enable(EXTENSION_ID)
        return importlib.import_module("synthetic_recorder.core").get_recorder()

    return restart


@pytest.fixture
def config(core, tmp_path):
    return core.RecorderConfig(
        render_products=(core.RenderProductConfig("/World/Camera", 16, 12, "left"),),
        writer=core.WriterConfig(
            "BasicWriter", {"rgb": True, "semantic_types": ["class"], "semantic_filter_predicate": None}
        ),
        output=core.OutputConfig(str(tmp_path), "set"),
        control=core.ControlConfig(frames=1, interval=3),
    )


def test_the_recorder_when_there_was_no_session_then_has_rgb_on_and_else_the_defaults(core, settings):
    assert core.get_recorder().config == core.RecorderConfig(
        writer=core.WriterConfig("BasicWriter", {"rgb": True})
    )
    assert settings.get(LAST) is None


def test_the_config_when_the_extension_is_switched_off_then_is_that_of_the_next_session(
    core, config, restart
):
    core.get_recorder().config = config

    recorder = restart()

    assert recorder.config.to_dict() == config.to_dict()


def test_the_config_when_a_recording_starts_then_is_kept_at_once(app, core, config, settings, record):
    recorder = core.get_recorder()
    recorder.config = config
    assert settings.get(LAST) is None

    record(recorder)

    assert json.loads(settings.get(LAST)) == config.to_dict()


def test_the_config_when_its_recording_is_refused_then_is_kept_all_the_same(core, settings, record):
    recorder = core.get_recorder()
    recorder.config = core.RecorderConfig(control=core.ControlConfig(frames=77))

    with pytest.raises(core.PreflightError):
        record(recorder)

    assert json.loads(settings.get(LAST))["control"]["frames"] == 77


def test_a_recorder_made_by_hand_when_it_records_then_leaves_the_last_config_alone(
    core, config, settings, record
):
    record(core.Recorder(config))

    assert settings.get(LAST) is None
    assert core.Recorder().config == core.RecorderConfig()


@pytest.mark.parametrize(
    ("kept", "reason"),
    [
        ("{", "line 1"),
        ("", "line 1"),
        ("[]", "object"),
        ("null", "object"),
        ('{"version": 99}', "99"),
        ('{"version": 1, "controls": {}}', "controls"),
        ('{"version": 1, "control": {"frames": "many"}}', "many"),
        ("[" * 100_000, "nested more than 100 deep"),
        ('{"version": 1, "control": {"frames": 1, "frames": 2}}', "the same key twice in an object: frames"),
        (5, "int"),
    ],
    ids=[
        "cut off",
        "empty",
        "list",
        "null",
        "of a newer version",
        "unknown key",
        "wrong type",
        "deep",
        "same key twice",
        "number",
    ],
)
def test_a_last_config_when_it_is_damaged_then_is_set_aside_with_a_message_and_the_first_is_used(
    settings, restart, caplog, kept, reason
):
    with caplog.at_level(logging.WARNING):
        recorder = restart(kept)

    core = importlib.import_module("synthetic_recorder.core")
    assert recorder.config == core.first_config()
    assert settings.get(DAMAGED) == str(kept)
    messages = [record.getMessage() for record in caplog.records if "last config" in record.getMessage()]
    assert len(messages) == 1
    assert reason in messages[0]
    assert DAMAGED in messages[0]


def test_a_config_that_json_cannot_hold_when_kept_then_a_message_says_so_and_the_one_before_it_stays(
    core, config, settings, caplog
):
    last_state = importlib.import_module("synthetic_recorder.core.last_state")
    last_state.save_last_config(settings, config)

    class NotForJson:
        def to_dict(self):
            return {"writer": {"parameters": {"device": object()}}}

    with caplog.at_level(logging.WARNING):
        last_state.save_last_config(settings, NotForJson())

    assert json.loads(settings.get(LAST)) == config.to_dict()
    assert "not kept for the next session" in caplog.text


def test_the_config_when_the_app_ends_then_the_next_app_of_the_same_person_begins_with_it(
    start_app, tmp_path
):
    settings_file = tmp_path / "user.config.json"
    app = start_app(settings_file)
    core = importlib.import_module("synthetic_recorder.core")
    core.get_recorder().config = core.RecorderConfig(control=core.ControlConfig(frames=123))
    app.shutdown()

    app = start_app(settings_file)
    frames = importlib.import_module("synthetic_recorder.core").get_recorder().config.control.frames
    app.shutdown()

    assert frames == 123
