from __future__ import annotations

import json

import pytest


@pytest.fixture
def file(writer):
    return writer.file


def test_load_when_the_file_has_an_object_then_it_is_all_that_the_writer_is_given(
    file, choose, parameters, tmp_path
):
    choose("BasicWriter", normals=True)
    path = tmp_path / "parameters.json"
    path.write_text(json.dumps({"rgb": True, "semantic_types": ["class"]}), encoding="utf-8")
    file.path.type(str(path))

    file.load()

    assert parameters() == {"rgb": True, "semantic_types": ["class"]}
    assert (file.loaded.text, file.loaded.is_error) == ("Loaded 2 parameters: rgb, semantic_types.", False)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "the file cannot be read"),
        ("{rgb: true}", "the file is not JSON"),
        ("[1]", "expected an object, parameters by name"),
        ('{"version": 1, "writer": {}}', "this is the config of a whole recording"),
        ('{"rp_data": [], "writer_name": "BasicWriter"}', "this is the config of a whole recording"),
        ('{"aws_secret_access_key": "x"}', "credentials are no part of a config"),
    ],
)
def test_load_when_the_file_cannot_be_used_then_says_why_and_changes_nothing(
    file, choose, parameters, tmp_path, content, problem
):
    choose("BasicWriter", normals=True)
    path = tmp_path / "parameters.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    file.path.type(str(path))

    file.load()

    assert file.loaded.is_error
    assert problem in file.loaded.text
    assert parameters() == {"normals": True}


def test_load_when_no_path_is_given_then_asks_for_one(file):
    file.load()

    assert file.loaded.text == "Parameters file: no path is given; type or choose that of a JSON file."


def test_loaded_when_a_parameter_was_changed_since_then_says_nothing_any_more(file, choose, tmp_path):
    path = tmp_path / "parameters.json"
    path.write_text('{"rgb": true}', encoding="utf-8")
    file.path.type(str(path))
    file.load()

    choose("BasicWriter", normals=True)

    assert file.loaded is None


def test_path_when_the_window_is_opened_again_then_it_is_still_there(file, models, document):
    file.path.type("/data/parameters.json")

    assert models.WriterModel(document).file.path.text == "/data/parameters.json"


def test_load_when_a_text_was_no_value_then_the_parameter_of_the_file_is_shown(
    file, writer, choose, document, tmp_path
):
    choose("BasicWriter", frame_padding=4)
    padding = next(row.control for row in writer.form.rows if row.slot.name == "frame_padding")
    padding.type("4x")
    path = tmp_path / "parameters.json"
    path.write_text('{"frame_padding": 4, "rgb": true}', encoding="utf-8")
    file.path.type(str(path))

    file.load()

    assert padding.text == "4"
    assert document.unreadable == {}
