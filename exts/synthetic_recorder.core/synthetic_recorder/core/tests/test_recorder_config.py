"""Who hears of another config, and what is found in it without a start."""

from __future__ import annotations

import dataclasses

import pytest


@pytest.fixture
def edit():
    """Set values in parts of a recorder's config, each part given as a dict."""

    def edit(recorder, **parts):
        new = {
            name: dataclasses.replace(getattr(recorder.config, name), **values)
            for name, values in parts.items()
        }
        recorder.config = dataclasses.replace(recorder.config, **new)

    return edit


def keys(findings):
    return [(finding.code, finding.where) for finding in findings]


def test_subscribers_of_the_config_when_it_is_set_then_are_told_it_after_it_is_set(make_recorder, edit):
    recorder = make_recorder(frames=1)
    told = []
    recorder.subscribe_config(lambda config: told.append((config, recorder.config)))

    edit(recorder, control={"frames": 2})

    (config, of_recorder), *others = told
    assert config.control.frames == 2
    assert config is of_recorder
    assert others == []


def test_a_subscriber_of_the_config_when_it_has_unsubscribed_then_is_told_nothing(make_recorder, edit):
    recorder = make_recorder()
    told = []
    subscription = recorder.subscribe_config(told.append)

    subscription.unsubscribe()
    subscription.unsubscribe()
    edit(recorder, control={"frames": 2})

    assert told == []


def test_subscribers_of_the_config_when_it_is_refused_then_are_told_nothing(app, core, make_recorder, edit):
    recorder = make_recorder(frames=0)
    told = []
    recorder.subscribe_config(told.append)
    app.run(recorder.start())

    with pytest.raises(core.RecorderStateError):
        edit(recorder, control={"frames": 2})

    assert told == []
    app.run(recorder.stop())


def test_a_subscriber_of_the_config_when_it_sets_another_then_all_end_with_that_one(make_recorder, edit):
    recorder = make_recorder(frames=1)
    told = []

    def never_three(config):
        if config.control.frames == 3:
            edit(recorder, control={"frames": 4})

    recorder.subscribe_config(never_three)
    recorder.subscribe_config(lambda config: told.append(config.control.frames))

    edit(recorder, control={"frames": 3})

    assert told == [3, 4]
    assert recorder.config.control.frames == 4


def test_a_quick_check_when_values_are_wrong_then_finds_them_as_the_whole_one_does(make_recorder, edit, core):
    recorder = make_recorder("BasicWriter", {}, frames=-1, interval=0, rt_subframes=-1)
    recorder.config = dataclasses.replace(
        recorder.config, render_products=(core.RenderProductConfig("/World/Nobody", 0, 12, "1st"),)
    )
    edit(recorder, output={"folder": "a/b"})

    quick = keys(recorder.check_quickly())

    assert quick == [
        ("camera-missing", "render_products[0].camera"),
        ("resolution-not-positive", "render_products[0].width"),
        ("render-product-name-invalid", "render_products[0].name"),
        ("writer-nothing-to-write", "writer.parameters"),
        ("output-folder-invalid", "output.folder"),
        ("frames-negative", "control.frames"),
        ("interval-not-positive", "control.interval"),
        ("rt-subframes-negative", "control.rt_subframes"),
    ]
    assert [key for key in keys(recorder.check()) if key in quick] == quick


def test_a_quick_check_when_the_stage_and_the_disk_would_have_to_be_looked_at_then_leaves_that_to_the_whole_one(
    make_recorder, edit, tmp_path
):
    (tmp_path / "set").mkdir()
    recorder = make_recorder("BasicWriter", {"skeleton_data": True}, frames=2)
    edit(recorder, output={"on_conflict": type(recorder.config.output.on_conflict).FAIL})

    assert keys(recorder.check_quickly()) == []
    assert {"skeletons-none", "output-folder-exists"} <= {code for code, _where in keys(recorder.check())}


def test_a_quick_check_when_a_camera_is_missing_then_does_not_look_for_others(make_recorder, edit, core):
    recorder = make_recorder()
    recorder.config = dataclasses.replace(
        recorder.config, render_products=(core.RenderProductConfig("/World/Nobody"),)
    )

    (quick,) = recorder.check_quickly()

    assert quick.todo == "Choose a camera of the stage."
    assert next(found for found in recorder.check() if found.code == quick.code).todo == (
        "Cameras on the stage: /World/Camera, /OmniverseKit_Persp."
    )
