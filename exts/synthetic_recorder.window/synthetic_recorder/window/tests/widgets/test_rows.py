"""Labels, inputs and messages: what all sections are made of."""

from __future__ import annotations

import dataclasses
import importlib

import pytest


@pytest.fixture
def widgets(app, core):
    return importlib.import_module("synthetic_recorder.window.widgets")


@pytest.fixture
def value(document):
    """Make a value or a field of the config: ``value(kind, "control", "frames")``."""

    def value(kind, part, name):
        return kind(
            document,
            f"{part}.{name}",
            lambda config: getattr(getattr(config, part), name),
            lambda config, new: dataclasses.replace(
                config, **{part: dataclasses.replace(getattr(config, part), **{name: new})}
            ),
        )

    return value


def test_a_text_row_when_the_config_is_changed_elsewhere_then_shows_that_value(
    show, widgets, models, value, findings, recorder, core
):
    panel = show(widgets.TextRow(value(models.IntegerField, "control", "frames"), "Frames", "Tip", findings))

    recorder.config = dataclasses.replace(recorder.config, control=core.ControlConfig(frames=77))
    panel.look()

    assert panel.find("control_frames").model.as_string == "77"


def test_a_text_row_when_a_number_is_typed_with_zeros_then_shows_it_as_it_is_written_once_left(
    show, widgets, models, value, findings, recorder
):
    panel = show(widgets.TextRow(value(models.IntegerField, "control", "frames"), "Frames", "Tip", findings))

    panel.type("control_frames", "0025")

    assert recorder.config.control.frames == 25
    assert panel.find("control_frames").model.as_string == "25"


def test_a_text_row_when_its_value_is_wrong_then_says_so_below_and_has_all_in_the_tooltip(
    show, widgets, models, value, findings, core
):
    row = widgets.TextRow(value(models.IntegerField, "control", "frames"), "Frames", "Tip", findings)
    panel = show(row)
    findings.keep(
        "more",
        [core.Finding("more", core.Severity.WARNING, "And this.", "control.frames", "Mind it.")],
        lambda config: None,
    )

    panel.type("control_frames", "-1")

    message = panel.find("control_frames_finding")
    assert message.widget.text == "It is -1. Use 0 (until stopped) or more."
    assert message.widget.name == "error"
    in_lines = message.widget.tooltip.split()
    assert " ".join(in_lines) == "It is -1. Use 0 (until stopped) or more. And this. Mind it."
    assert message.position.y >= panel.find("control_frames").position.y + 20


def test_a_check_row_when_clicked_twice_then_it_is_on_and_off_again(
    show, widgets, models, value, findings, recorder
):
    panel = show(
        widgets.CheckRow(value(models.ConfigValue, "control", "control_timeline"), "Time", "Tip", findings)
    )

    panel.click("control_control_timeline")
    assert recorder.config.control.control_timeline is True

    panel.click("control_control_timeline")
    assert recorder.config.control.control_timeline is False


def test_a_choice_row_when_another_is_chosen_then_the_config_has_it(
    show, widgets, models, value, findings, recorder, core
):
    panel = show(
        widgets.ChoiceRow(
            value(models.ConfigValue, "output", "on_conflict"),
            "On conflict",
            "Tip",
            findings,
            lambda: [(policy, policy.value) for policy in core.OnConflict],
        )
    )
    model = panel.find("output_on_conflict").model

    model.get_item_value_model(None, 0).set_value(2)
    panel.look()

    assert recorder.config.output.on_conflict is list(core.OnConflict)[2]


def test_a_choice_row_when_the_value_is_none_of_the_choices_then_shows_it_all_the_same(
    show, widgets, models, value, findings, recorder
):
    panel = show(
        widgets.ChoiceRow(
            value(models.ConfigValue, "writer", "name"), "Writer", "Tip", findings, lambda: [("A", "A!")]
        )
    )
    model = panel.find("writer_name").model

    shown = [model.get_item_value_model(item, 0).as_string for item in model.get_item_children(None)]

    assert shown == ["A!", "BasicWriter"]
    assert model.get_item_value_model(None, 0).as_int == 1
    assert recorder.config.writer.name == "BasicWriter"


def test_a_path_row_when_a_folder_is_chosen_in_the_dialog_then_the_config_has_it(
    show, widgets, models, value, findings, recorder, app, ui_test, tmp_path
):
    (tmp_path / "data").mkdir()
    recorder.config = dataclasses.replace(
        recorder.config, output=dataclasses.replace(recorder.config.output, directory=str(tmp_path / "data"))
    )
    panel = show(
        widgets.PathRow(value(models.TextField, "output", "directory"), "Working folder", "Tip", findings)
    )
    panel.type("output_directory", str(tmp_path))

    panel.click("output_directory_browse")
    assert app.run(_click(ui_test, "Working folder", "Select Folder"))
    panel.look()

    assert recorder.config.output.directory == str(tmp_path)
    # Tooltips are broken into lines.
    assert str(tmp_path) in panel.find("output_directory").widget.tooltip.replace("\n", "")


async def _click(ui_test, title, text):
    await ui_test.wait_n_updates(3)
    button = ui_test.find(f"{title}//Frame/**/Button[*].text=='{text}'")
    await button.click()
    await ui_test.wait_n_updates(3)
    return button is not None


def test_a_frame_when_collapsed_then_it_is_the_next_time_and_no_other_frame_is(
    show, widgets, findings, app, ui_test
):
    class Frames:
        def __init__(self):
            self.frames = [widgets.SectionFrame(key.title(), key, findings) for key in ("one", "two")]

        def build(self):
            for frame in self.frames:
                frame.build(lambda: None)

        def sync(self):
            for frame in self.frames:
                frame.sync()

        def destroy(self):
            for frame in self.frames:
                frame.destroy()

    panel = show(Frames())

    header = panel.find("frame_two")
    app.run(header.click(header.position + ui_test.Vec2(30, 12)))
    panel.look()

    settings = "/persistent/exts/synthetic_recorder.window/collapsed"
    assert app.settings.get(f"{settings}/two") is True
    assert not app.settings.get(f"{settings}/one")
    again = show(Frames())
    assert [panel.widget.collapsed for panel in again.find_all("**/frame_two")][-1] is True


def test_a_frame_when_something_inside_is_wrong_then_its_header_counts_it(
    show, widgets, findings, recorder, core
):
    class Frame(widgets.SectionFrame):
        def build(self):
            super().build(lambda: None)

    panel = show(Frame("Control", "control", findings, ("control",)))
    header = panel.find("frame_control").widget
    assert header.title == "Control"

    recorder.config = dataclasses.replace(
        recorder.config, control=core.ControlConfig(frames=-1, interval=0, rt_subframes=1000)
    )
    panel.look()

    assert header.title == "Control: 2 errors, 1 warning"
    assert header.name == "error"
