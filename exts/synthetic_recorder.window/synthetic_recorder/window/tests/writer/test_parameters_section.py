"""The Parameters frame with real widgets, in a window of its own."""

from __future__ import annotations

import gc
import importlib
import json
import weakref

import pytest

TITLE = "Parameters Alone"


class Panel:
    """The section in a window: clicked and typed in by identifiers."""

    def __init__(self, app, ui_test, section):
        self._app = app
        self._ui_test = ui_test
        self._section = section

    def look(self):
        for _ in range(3):
            self._section.sync()
            self._app.update()

    def find(self, identifier):
        return self._ui_test.find(f"{TITLE}//Frame/**/{identifier}")

    def click(self, identifier):
        self._app.run(self.find(identifier).click())
        self.look()

    def type(self, identifier, text):
        self._app.run(self.find(identifier).input(text))
        self.look()

    def choose(self, identifier, label):
        model = self.find(identifier).widget.model
        labels = [
            model.get_item_value_model(item, 0).get_value_as_string()
            for item in model.get_item_children(None)
        ]
        model.get_item_value_model(None, 0).set_value(labels.index(label))
        self.look()

    def says(self, identifier):
        """The text of a label; None where nothing is said."""
        return self.find(identifier).widget.text or None


@pytest.fixture
def show(app, document, writer, models, recorder, ui_test):
    ui = importlib.import_module("omni.ui")
    sections = importlib.import_module("synthetic_recorder.window.sections")
    findings = models.FindingsModel(document, recorder)
    made = []

    def show():
        section = sections.ParametersSection(writer, findings)
        window = ui.Window(TITLE, width=420, height=600)
        window.position_x, window.position_y = 0, 24

        def build():
            with ui.ScrollingFrame(), ui.VStack(height=0):
                section.build()

        window.frame.set_build_fn(build)
        app.update()
        made.append((section, window))
        panel = Panel(app, ui_test, section)
        panel.look()
        return panel

    yield show
    for section, window in made:
        section.destroy()
        window.destroy()
    findings.destroy()


def test_switch_when_clicked_then_the_config_has_it_and_its_option_can_be_used(show, parameters):
    panel = show()

    panel.click("writer_parameters_semantic_segmentation")
    panel.click("writer_parameters_colorize_semantic_segmentation")

    assert parameters() == {"semantic_segmentation": True, "colorize_semantic_segmentation": False}


def test_option_when_its_annotator_is_off_then_a_click_does_nothing(show, parameters):
    panel = show()

    panel.click("writer_parameters_pointcloud_include_unlabelled")

    assert parameters() == {}


def test_select_all_and_none_when_clicked_then_switch_the_annotators_and_nothing_else(show, parameters):
    panel = show()

    panel.click("parameters_select_all")
    assert len(parameters()) == 15
    assert set(parameters().values()) == {True}

    panel.click("parameters_select_none")
    assert parameters() == {}


def test_nothing_when_no_annotator_is_on_then_is_said_above_them(show):
    panel = show()
    assert "No annotator is switched on" in panel.says("writer_parameters_finding")

    panel.click("writer_parameters_rgb")

    assert panel.says("writer_parameters_finding") is None


def test_number_when_it_is_none_then_its_field_says_so_until_it_is_one(show, parameters):
    panel = show()

    panel.type("writer_parameters_frame_padding", "2x")
    assert panel.says("writer_parameters_frame_padding_finding") == "'2x' is not a whole number."
    assert panel.find("writer_parameters_frame_padding").widget.name == "error"

    panel.type("writer_parameters_frame_padding", "6")
    assert panel.says("writer_parameters_frame_padding_finding") is None
    assert parameters() == {"frame_padding": 6}


def test_reset_when_clicked_then_the_parameter_is_no_longer_given(show, parameters):
    panel = show()
    panel.type("writer_parameters_semantic_types", "class, color")
    assert parameters() == {"semantic_types": ["class", "color"]}

    panel.click("writer_parameters_semantic_types_reset")

    assert parameters() == {}
    assert panel.find("writer_parameters_semantic_types").widget.model.as_string == ""


def test_writer_when_another_one_is_chosen_then_has_its_own_form_and_both_keep_what_was_set(
    kinds_writer, show, parameters, recorder
):
    panel = show()
    panel.click("writer_parameters_rgb")

    panel.choose("writer_name", "KindsWriter")
    panel.type("writer_parameters_limit", "7")
    assert recorder.config.writer.to_dict() == {"name": "KindsWriter", "parameters": {"limit": 7}}
    assert panel.find("writer_parameters_rgb") is None
    assert panel.says("writer_summary") == "Takes a bit of everything."
    assert "needs this parameter" in panel.says("writer_parameters_classes_finding")

    panel.choose("writer_name", "Default (BasicWriter)")
    assert recorder.config.writer.to_dict() == {"name": "BasicWriter", "parameters": {"rgb": True}}
    assert panel.find("writer_parameters_limit") is None


def test_writer_when_it_cannot_be_recorded_with_then_its_problem_stands_below(broken_writer, show):
    panel = show()

    panel.choose("writer_name", "BrokenWriter (cannot be recorded with)")

    assert "RuntimeError: not today" in panel.says("writer_name_finding")


def test_refresh_when_a_writer_was_registered_since_then_can_be_chosen(show, request, recorder):
    panel = show()
    request.getfixturevalue("open_writer")

    panel.click("writer_refresh")
    panel.choose("writer_name", "OpenWriter")

    assert recorder.config.writer.name == "OpenWriter"


def test_file_when_loaded_then_the_form_shows_it_and_says_how_much_it_was(show, parameters, tmp_path):
    panel = show()
    path = tmp_path / "parameters.json"
    path.write_text(json.dumps({"rgb": True, "frame_padding": 6}), encoding="utf-8")

    panel.type("parameters_file", str(path))
    panel.click("parameters_file_load")

    assert parameters() == {"rgb": True, "frame_padding": 6}
    assert panel.says("parameters_file_loaded") == "Loaded 2 parameters: rgb, frame_padding."
    assert panel.find("writer_parameters_frame_padding").widget.model.as_string == "6"


def test_another_parameter_when_added_then_has_a_row_and_can_be_removed(
    open_writer, show, choose, parameters
):
    choose("OpenWriter")
    panel = show()

    panel.type("new_parameter_name", "speed")
    panel.type("new_parameter_value", "[1, 2]")
    panel.click("new_parameter_add")
    assert parameters() == {"speed": [1, 2]}
    assert panel.find("writer_parameters_speed").widget.model.as_string == "[1, 2]"
    assert panel.find("new_parameter_name").widget.model.as_string == ""

    panel.click("writer_parameters_speed_reset")
    assert parameters() == {}
    assert panel.find("writer_parameters_speed") is None


def test_section_when_destroyed_then_claims_nothing_and_is_gone(app, writer, models, document, recorder):
    sections = importlib.import_module("synthetic_recorder.window.sections")
    findings = models.FindingsModel(document, recorder)
    section = sections.ParametersSection(writer, findings)
    found = [finding.where for finding in findings.unclaimed]
    gone = weakref.ref(section)

    section.destroy()
    section.destroy()
    del section
    gc.collect()

    assert gone() is None
    assert "writer.parameters" not in found
    assert "writer.parameters" in [finding.where for finding in findings.unclaimed]
    findings.destroy()
