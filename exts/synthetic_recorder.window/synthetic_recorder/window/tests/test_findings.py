from __future__ import annotations

import dataclasses
import importlib

import pytest


@pytest.fixture
def set_config(recorder):
    """Set parts of the recorder's config, and values in parts that are given as a dict."""

    def set_config(**parts):
        config = recorder.config
        for name, part in parts.items():
            new = dataclasses.replace(getattr(config, name), **part) if isinstance(part, dict) else part
            config = dataclasses.replace(config, **{name: new})
        recorder.config = config

    return set_config


def codes(findings):
    return [finding.code for finding in findings]


def update(app, count):
    for _ in range(count):
        app.update()


def test_at_when_a_number_is_wrong_then_it_is_found_at_once(findings, set_config):
    set_config(control={"frames": -1})

    assert codes(findings.at("control.frames")) == ["frames-negative"]
    assert not findings.is_current


def test_at_when_the_place_is_another_one_then_finds_nothing(findings, set_config):
    set_config(control={"frames": -1})

    assert findings.at("control") == ()
    assert findings.at("control.frame") == ()


def test_below_when_it_is_in_the_place_then_finds_it(findings, set_config, core):
    set_config(render_products=(core.RenderProductConfig("/World/Camera", width=0),))

    for place in ("render_products", "render_products[0]", "render_products[0].width"):
        assert codes(findings.below(place)) == ["resolution-not-positive"]
    assert findings.below("render_products[0].height") == ()


def test_note_when_there_are_several_then_says_the_error_and_has_all_of_them_in_its_details(
    findings, set_config, core
):
    finding = core.Finding("b", core.Severity.WARNING, "Two.", "control.frames", "Do two.")
    set_config(control={"frames": -1})
    findings.keep("another check", [finding], lambda config: config.control)

    note = findings.note("control.frames")

    assert note.text == "It is -1. Use 0 (until stopped) or more."
    assert note.severity is core.Severity.ERROR
    assert note.details == "It is -1. Use 0 (until stopped) or more.\n\nTwo. Do two."


def test_note_when_a_text_is_no_value_then_says_why(findings, document, models, core):
    models.IntegerField(document, "control.frames").type("2x")

    assert findings.note("control.frames") == models.Note(
        "'2x' is not a whole number.", core.Severity.ERROR, "'2x' is not a whole number."
    )
    assert findings.counts("control") == models.Counts(errors=1, warnings=0)


def test_note_when_all_is_well_then_there_is_none(findings):
    assert findings.note("control.frames") is None


def test_counts_when_places_overlap_then_each_problem_counts_once(findings, set_config, models, core):
    set_config(render_products=(core.RenderProductConfig("/World/Nobody", width=0),))

    counts = findings.counts("render_products", "render_products[0]")

    assert counts == models.Counts(errors=2, warnings=0)


def test_unclaimed_when_a_widget_shows_a_place_then_only_the_others(findings, set_config):
    set_config(control={"frames": -1, "interval": 0})
    claim = findings.claim("control.frames")

    assert "frames-negative" not in codes(findings.unclaimed)
    assert "interval-not-positive" in codes(findings.unclaimed)
    claim.unsubscribe()
    assert "frames-negative" in codes(findings.unclaimed)


def test_unclaimed_when_two_widgets_have_shown_a_place_and_one_has_gone_then_it_is_still_shown(
    findings, set_config
):
    set_config(control={"frames": -1})
    findings.claim("control.frames")

    findings.claim("control.frames").unsubscribe()

    assert "frames-negative" not in codes(findings.unclaimed)


def test_all_when_nothing_has_changed_for_a_while_then_the_stage_was_looked_through(
    findings, set_config, app, core
):
    set_config(
        writer={"parameters": {"skeleton_data": True}},
        render_products=(core.RenderProductConfig("/World/Camera"),),
    )
    assert "skeletons-none" not in codes(findings.all)

    update(app, 20)

    assert "skeletons-none" in codes(findings.all)
    assert findings.is_current


def test_all_when_everything_was_checked_then_it_is_what_the_recorder_finds(
    findings, set_config, app, recorder
):
    set_config(control={"frames": -1})

    update(app, 20)

    assert sorted(map(str, findings.all)) == sorted(map(str, recorder.check()))


def test_all_when_a_change_follows_then_what_only_the_long_look_has_found_stays_meanwhile(
    findings, set_config, app
):
    set_config(writer={"parameters": {"skeleton_data": True}})
    update(app, 20)

    set_config(control={"frames": -1})

    assert {"skeletons-none", "frames-negative"} <= {*codes(findings.all)}


def test_all_when_the_camera_is_deleted_then_it_is_missing_with_the_next_updates(
    findings, set_config, app, stage, core
):
    set_config(render_products=(core.RenderProductConfig("/World/Camera"),))
    update(app, 20)
    assert findings.below("render_products") == ()

    stage.RemovePrim("/World/Camera")
    update(app, 2)

    assert codes(findings.at("render_products[0].camera")) == ["camera-missing"]


def test_all_when_the_stage_is_closed_then_says_that_there_is_none(findings, app):
    app.run(app.usd_context.close_stage_async())
    update(app, 3)

    assert "stage-missing" in codes(findings.all)


def test_all_when_a_camera_of_the_next_stage_is_deleted_then_it_is_missing(findings, set_config, app, core):
    from pxr import Usd, UsdGeom  # noqa: PLC0415

    other = Usd.Stage.CreateInMemory()
    UsdGeom.Camera.Define(other, "/Other")
    app.run(app.usd_context.attach_stage_async(other))
    set_config(render_products=(core.RenderProductConfig("/Other"),))
    update(app, 20)
    assert findings.at("render_products[0].camera") == ()

    other.RemovePrim("/Other")
    update(app, 2)

    assert codes(findings.at("render_products[0].camera")) == ["camera-missing"]


def test_all_when_a_start_was_refused_then_shows_what_it_has_found_until_the_config_changes(
    findings, set_config, app, recorder, core
):
    with pytest.raises(core.PreflightError):
        app.run(recorder.start())

    update(app, 20)
    assert findings.all == recorder.findings

    set_config(render_products=(core.RenderProductConfig("/World/Camera"),))
    assert "render-products-none" not in codes(findings.all)


def test_all_when_a_start_was_refused_and_the_stage_has_what_was_missing_then_is_refused_no_more(
    findings, set_config, app, recorder, core, stage
):
    set_config(render_products=(core.RenderProductConfig("/World/Late"),))
    with pytest.raises(core.PreflightError):
        app.run(recorder.start())
    was_refused = findings.is_refused

    stage.DefinePrim("/World/Late", "Camera")
    update(app, 3)

    assert was_refused
    assert not findings.is_refused
    assert "camera-missing" not in codes(findings.all)


def test_all_when_the_window_is_opened_in_mid_recording_then_is_what_its_start_has_found(
    set_config, app, recorder, core, models, stage, tmp_path
):
    set_config(
        render_products=(core.RenderProductConfig("/World/Camera", 16, 12),),
        writer={"parameters": {"rgb": True, "skeleton_data": True}},
        output={"directory": str(tmp_path)},
        control={"frames": 0},
    )
    app.run(recorder.start())
    document = models.ConfigDocument(recorder)

    findings = models.FindingsModel(document, recorder)

    assert "skeletons-none" in codes(findings.all)
    assert findings.all == recorder.findings
    findings.destroy()
    document.destroy()
    app.run(recorder.stop())


def test_keep_when_a_start_has_been_good_since_then_it_is_forgotten(
    findings, set_config, app, recorder, core, tmp_path
):
    set_config(
        render_products=(core.RenderProductConfig("/World/Camera", 16, 12),),
        writer={"parameters": {"rgb": True}},
        output={"directory": str(tmp_path)},
        control={"frames": 1},
    )
    finding = core.Finding("s3", core.Severity.ERROR, "Nobody listens.", "output.s3.endpoint", "Wait.")
    findings.keep("bucket", [finding], lambda config: config.output)

    app.run(recorder.start())
    app.run(recorder.wait())

    assert finding not in findings.all


def test_keep_when_the_part_that_was_checked_changes_then_it_is_forgotten(findings, set_config, core):
    finding = core.Finding("s3-denied", core.Severity.ERROR, "No.", "output.s3.bucket", "Ask.")
    findings.keep("bucket", [finding], lambda config: config.output)

    set_config(control={"frames": 3})
    assert findings.at("output.s3.bucket") == (finding,)

    set_config(output={"folder": "other"})
    assert findings.at("output.s3.bucket") == ()


def test_keep_when_the_same_check_has_run_again_then_only_its_last_word_counts(findings, core):
    finding = core.Finding("s3-denied", core.Severity.ERROR, "No.", "output.s3.bucket", "Ask.")
    findings.keep("bucket", [finding], lambda config: config.output)

    findings.keep("bucket", [], lambda config: config.output)

    assert findings.at("output.s3.bucket") == ()


def test_subscribe_when_something_is_found_then_calls_until_it_is_taken_back(findings, set_config):
    calls = []
    subscription = findings.subscribe(lambda: calls.append(findings.counts("control").errors))

    set_config(control={"frames": -1})
    assert calls[-1] == 1

    subscription.unsubscribe()
    heard = len(calls)
    set_config(control={"frames": 1})
    assert len(calls) == heard


def test_destroy_when_the_config_changes_afterwards_then_nothing_is_checked(findings, set_config, app):
    findings.destroy()
    findings.destroy()

    set_config(control={"frames": -1})
    update(app, 20)

    assert findings.at("control.frames") == ()


class FakeRecorder:
    """A recorder that counts its checks, and whose clock goes on by what each of them takes."""

    def __init__(self, core, seconds):
        self.state = core.RecorderState.STOPPED
        self.findings = ()
        self.progress = self.last_error = None
        self.now = 0.0
        self.checks = 0
        self._seconds = seconds
        self._token = core.Subscription(lambda: None)

    def subscribe_config(self, callback):
        self.change_config = lambda: callback(None)
        return self._token

    def subscribe_state(self, callback):
        def change_state(state):
            self.state = state
            callback(state)

        self.change_state = change_state
        return self._token

    def check(self):
        self.checks += 1
        self.now += self._seconds
        return ()

    def check_quickly(self):
        return ()


@pytest.fixture
def checks_of(models):
    checks_module = importlib.import_module(f"{models.__name__}.checks")
    made = []

    def checks_of(recorder):
        made.append(checks_module.Checks(recorder, lambda: None, lambda: recorder.now))
        return made[-1]

    yield checks_of
    for checks in made:
        checks.destroy()


def test_checks_when_something_is_recorded_then_waits_for_its_end(checks_of, core, app):
    recorder = FakeRecorder(core, 0.1)
    checks_of(recorder)

    recorder.change_state(core.RecorderState.RUNNING)
    recorder.change_config()
    update(app, 20)
    assert recorder.checks == 0

    recorder.change_state(core.RecorderState.STOPPED)
    update(app, 20)
    assert recorder.checks == 1


def test_checks_when_looking_at_everything_takes_half_a_second_then_rests_for_ten_without_a_change(
    checks_of, core, app
):
    recorder = FakeRecorder(core, 0.5)
    checks_of(recorder)
    update(app, 20)
    assert recorder.checks == 1

    recorder.change_config()
    recorder.now += 9.9
    update(app, 20)
    assert recorder.checks == 1

    recorder.now += 0.1
    update(app, 1)
    assert recorder.checks == 2


def test_checks_when_changes_go_on_then_looks_at_everything_only_after_the_last_one(checks_of, core, app):
    recorder = FakeRecorder(core, 0.1)
    checks_of(recorder)

    for _ in range(5):
        recorder.change_config()
        update(app, 5)
    assert recorder.checks == 0

    update(app, 20)
    assert recorder.checks == 1


def test_check_when_asked_for_then_does_not_wait(checks_of, core, app):
    recorder = FakeRecorder(core, 0.5)
    checks = checks_of(recorder)

    checks.check()

    assert recorder.checks == 1
    assert checks.is_current
