from __future__ import annotations

import pytest


def words(row):
    return [label for _setting, label in row.control.options]


def test_form_when_a_writer_has_parameters_then_each_has_a_row_in_its_order(kinds_writer, choose, writer):
    choose("KindsWriter")

    assert [row.label for row in writer.form.rows] == [
        "classes *",
        "limit",
        "scale",
        "title",
        "mode",
        "shadows",
        "colors",
        "size",
    ]


def test_form_when_a_parameter_is_not_given_then_says_its_default_or_that_it_must_be(
    kinds_writer, choose, row_of
):
    choose("KindsWriter")

    assert row_of("classes").unset == "required"
    assert row_of("limit").unset == "4 (default)"
    assert row_of("title").unset == "none"
    assert row_of("size").unset == "[64, 48] (default)"


def test_form_when_a_default_is_nothing_that_json_has_then_is_called_by_its_type(
    rep, register, choose, row_of
):
    class OddWriter(rep.Writer):
        def __init__(self, backend, names={("a", 1): 2}):  # noqa: B006
            pass

        def write(self, data):
            pass

    register(OddWriter)
    choose("OddWriter")

    assert row_of("names").unset == "dict (default)"


def test_tooltip_when_a_parameter_is_documented_then_has_all_that_is_known(kinds_writer, choose, row_of):
    choose("KindsWriter")

    assert row_of("scale").tooltip.splitlines() == [
        "scale: float",
        "By what it is multiplied, in metres.",
        "Takes a number.",
        "Not given: 1.5 (default).",
    ]


def test_choice_when_its_values_are_known_then_the_first_is_to_give_none(
    kinds_writer, choose, row_of, parameters
):
    choose("KindsWriter")
    mode = row_of("mode")
    assert words(mode) == ["fast (default)", "fast", "best"]

    mode.control.set(mode.control.options[2][0])
    assert parameters() == {"mode": "best"}

    mode.control.set(mode.control.options[0][0])
    assert parameters() == {}


def test_choice_when_the_config_has_another_value_then_it_is_shown_last(kinds_writer, choose, row_of):
    choose("KindsWriter", mode="slow")

    assert words(row_of("mode"))[-1] == "slow (not one of them)"


def test_switch_when_it_is_not_given_then_shows_its_default(kinds_writer, choose, row_of, parameters):
    choose("KindsWriter")
    assert row_of("shadows").control.value is True

    row_of("shadows").control.set(False)

    assert parameters() == {"shadows": False}


def test_switch_when_the_config_has_no_truth_value_there_then_it_is_off(kinds_writer, choose, row_of):
    choose("KindsWriter", shadows=1)

    assert row_of("shadows").control.value is False


def test_boolean_when_it_has_no_default_then_is_chosen_and_never_off_by_itself(rep, register, choose, row_of):
    class AskingWriter(rep.Writer):
        def __init__(self, backend, really: bool):
            pass

        def write(self, data):
            pass

    register(AskingWriter)
    choose("AskingWriter")

    assert words(row_of("really")) == ["required", "true", "false"]


def test_form_when_the_config_has_an_unknown_parameter_then_it_can_be_seen_and_removed(
    kinds_writer, choose, writer, row_of, parameters
):
    choose("KindsWriter", limits=4)
    row = row_of("limits")

    assert (row.is_known, row.control.text, writer.form.groups[0].title) == (False, "4", "Unknown Parameters")
    writer.form.reset(row)

    assert parameters() == {}
    assert "limits" not in [row.slot.name for row in writer.form.rows]


def test_form_when_only_values_change_then_it_is_the_same_one(kinds_writer, choose, writer, row_of):
    choose("KindsWriter")
    form = writer.form

    row_of("limit").control.type("12")

    assert writer.form is form


def test_form_when_something_is_recorded_then_nothing_in_it_can_be_changed(
    app, recorder, stage, tmp_path, core, choose, writer
):
    choose("BasicWriter", rgb=True)
    rows = writer.form.rows
    assert any(row.control.is_enabled for row in rows)

    recorder.config = recorder.config.with_overrides([f"output.directory={tmp_path}", "control.frames=1"])
    recorder.config = type(recorder.config).from_dict(
        {
            **recorder.config.to_dict(),
            "render_products": [{"camera": "/World/Camera", "width": 8, "height": 8}],
        }
    )
    app.run(recorder.start())
    try:
        assert not any(row.control.is_enabled for row in rows)
    finally:
        app.run(recorder.stop())
    assert any(row.control.is_enabled for row in rows)


@pytest.mark.parametrize("is_open", [True, False])
def test_new_parameter_when_a_writer_takes_any_then_it_is_offered(
    open_writer, kinds_writer, choose, writer, is_open
):
    choose("OpenWriter" if is_open else "KindsWriter")

    assert writer.new_parameter.is_offered is is_open


def test_new_parameter_when_added_then_the_config_has_it_and_there_is_a_row(
    open_writer, choose, writer, row_of, parameters
):
    choose("OpenWriter")
    new = writer.new_parameter
    new.name, new.text = " speed ", "2.5"

    new.add()

    assert parameters() == {"speed": 2.5}
    assert row_of("speed").control.text == "2.5"
    assert (new.name, new.text) == ("", "")


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("", "1", "The name of the parameter is missing."),
        ("two words", "1", "'two words' is no name that Python has for a parameter."),
        ("there", "1", "there is there already."),
        ("speed", "", 'Its value is missing: JSON, such as 4, true or "text".'),
        ("output_dir", '"here"', "It is set by the recorder, from the output of the config."),
    ],
)
def test_new_parameter_when_it_cannot_be_added_then_says_why_and_adds_nothing(
    open_writer, choose, writer, parameters, name, text, problem
):
    choose("OpenWriter", there=1)
    new = writer.new_parameter
    new.name, new.text = name, text

    new.add()

    assert new.problem == problem
    assert parameters() == {"there": 1}
