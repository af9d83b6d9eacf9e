from __future__ import annotations


def test_choices_when_writers_are_registered_then_the_default_one_is_first_and_the_others_are_sorted(
    open_writer, kinds_writer, writer
):
    assert writer.choices == (
        ("BasicWriter", "Default (BasicWriter)"),
        ("KindsWriter", "KindsWriter"),
        ("OpenWriter", "OpenWriter"),
    )


def test_choices_when_a_writer_cannot_be_recorded_with_then_it_is_listed_and_says_so(
    broken_writer, homeless_writer, writer
):
    assert writer.choices[1:] == (
        ("BrokenWriter", "BrokenWriter (cannot be recorded with)"),
        ("HomelessWriter", "HomelessWriter (cannot be recorded with)"),
    )


def test_choices_when_the_config_names_a_writer_that_nobody_has_registered_then_it_is_last(choose, writer):
    choose("YoloWriter")

    assert writer.choices == (
        ("BasicWriter", "Default (BasicWriter)"),
        ("YoloWriter", "YoloWriter (not registered)"),
    )
    assert not writer.is_registered


def test_refresh_when_a_writer_was_registered_since_then_it_can_be_chosen(writer, request):
    request.getfixturevalue("open_writer")

    writer.refresh()

    assert [name for name, _label in writer.choices] == ["BasicWriter", "OpenWriter"]


def test_description_when_the_config_names_a_writer_registered_since_then_it_is_found(
    writer, choose, request
):
    request.getfixturevalue("open_writer")

    choose("OpenWriter")

    assert writer.description.output_parameter == "output_dir"


def test_name_when_another_writer_is_chosen_then_the_config_has_it_without_parameters(
    kinds_writer, writer, choose, recorder
):
    choose("BasicWriter", rgb=True)

    writer.name.set("KindsWriter")

    assert recorder.config.writer.to_dict() == {"name": "KindsWriter", "parameters": {}}


def test_name_when_one_goes_to_another_writer_and_back_then_both_have_their_parameters(
    kinds_writer, writer, choose, recorder
):
    choose("BasicWriter", rgb=True, semantic_types=["class", "color"])
    writer.name.set("KindsWriter")
    choose("KindsWriter", limit=7)

    writer.name.set("BasicWriter")
    assert recorder.config.writer.to_dict()["parameters"] == {
        "rgb": True,
        "semantic_types": ["class", "color"],
    }

    writer.name.set("KindsWriter")
    assert recorder.config.writer.to_dict()["parameters"] == {"limit": 7}


def test_name_when_the_window_was_closed_in_between_then_the_other_writer_still_has_its_parameters(
    kinds_writer, writer, choose, recorder, models, document
):
    choose("BasicWriter", rgb=True)
    writer.name.set("KindsWriter")

    models.WriterModel(document).name.set("BasicWriter")

    assert recorder.config.writer.to_dict()["parameters"] == {"rgb": True}


def test_name_when_a_text_was_no_value_then_it_does_not_stand_in_the_way_of_the_other_writer(
    kinds_writer, writer, document, row_of
):
    row_of("frame_padding").control.type("four")
    assert list(document.unreadable) == ["writer.parameters.frame_padding"]

    writer.name.set("KindsWriter")

    assert document.unreadable == {}
