from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def kinds(kinds_writer, choose):
    choose("KindsWriter")


def test_number_when_typed_then_the_config_has_it_at_once(row_of, parameters):
    row_of("limit").control.type("12")

    assert parameters() == {"limit": 12}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2x", "'2x' is not a whole number."),
        ("2.0", "It must be a whole number, and is 2.0."),
        ("true", "It must be a whole number, and is true."),
        ("null", "It must be a whole number, and is null."),
    ],
)
def test_number_when_it_is_none_of_the_kind_then_says_so_and_the_config_keeps_its_own(
    row_of, parameters, text, problem
):
    row_of("limit").control.type("12")

    row_of("limit").control.type(text)

    assert row_of("limit").control.text == text
    assert row_of("limit").control.problem == problem
    assert parameters() == {"limit": 12}


def test_number_when_its_text_is_deleted_then_it_is_not_given(row_of, parameters):
    row_of("limit").control.type("12")

    row_of("limit").control.type("")

    assert parameters() == {}
    assert row_of("limit").control.problem is None


def test_number_when_it_may_have_a_fraction_then_takes_both(row_of, parameters):
    row_of("scale").control.type("2")
    assert parameters() == {"scale": 2}

    row_of("scale").control.type("0.25")
    assert parameters() == {"scale": 0.25}


def test_text_when_typed_then_needs_no_quotes(row_of, parameters):
    row_of("title").control.type('the "best"')

    assert parameters() == {"title": 'the "best"'}


def test_text_when_its_last_letter_is_deleted_then_an_empty_text_is_given(row_of, parameters):
    row_of("title").control.type("a")

    row_of("title").control.type("")

    assert parameters() == {"title": ""}


def test_text_when_the_config_gives_null_then_shows_what_json_says(row_of, choose):
    choose("KindsWriter", title=None)

    assert row_of("title").control.text == "null"


def test_list_of_texts_when_typed_with_commas_then_is_a_list(row_of, parameters):
    row_of("classes").control.type("soup can, box")

    assert parameters() == {"classes": ["soup can", "box"]}
    assert row_of("classes").control.text == "soup can, box"


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["a", "b"], "a, b"),
        (["a,b"], '["a,b"]'),
        ([" a"], '[" a"]'),
        (["[a"], '["[a"]'),
        ([""], '[""]'),
        ([], "[]"),
    ],
)
def test_list_of_texts_when_shown_then_can_be_read_back(row_of, choose, parameters, names, text):
    choose("KindsWriter", classes=names)
    field = row_of("classes").control

    assert field.text == text
    field.type(f"{text} ")
    assert parameters() == {"classes": names}


def test_list_of_texts_when_a_comma_is_left_over_then_says_so(row_of, parameters):
    row_of("classes").control.type("can, ")

    assert row_of("classes").control.problem == "There is nothing between two commas."
    assert parameters() == {}


def test_object_when_typed_as_json_then_the_config_has_it(row_of, parameters):
    row_of("colors").control.type('{"can": [255, 0, 0]}')

    assert parameters() == {"colors": {"can": [255, 0, 0]}}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{can: 1}", "Not JSON"),
        ('{"can": 1, "can": 2}', "the same key twice"),
        ('{"can": "red"}', "It must be an object, each a list of whole numbers or null"),
        ('{"can": NaN}', "NaN is no number"),
        ('{"aws_secret_access_key": []}', "credentials are no part of a config"),
    ],
)
def test_object_when_it_cannot_be_used_then_says_why(row_of, parameters, text, problem):
    row_of("colors").control.type(text)

    assert problem in row_of("colors").control.problem
    assert parameters() == {}


def test_reset_when_a_value_was_given_then_it_is_not_any_more(writer, row_of, parameters):
    row_of("limit").control.type("12")
    assert writer.form.is_given(row_of("limit"))

    writer.form.reset(row_of("limit"))

    assert parameters() == {}
    assert row_of("limit").control.text == ""
    assert not writer.form.is_given(row_of("limit"))


def test_reset_when_the_text_is_no_value_then_it_goes_too(writer, row_of, document):
    row_of("limit").control.type("2x")

    writer.form.reset(row_of("limit"))

    assert document.unreadable == {}
    assert row_of("limit").control.text == ""


def test_type_when_the_config_is_changed_elsewhere_then_shows_that(row_of, choose):
    row_of("limit").control.type("2x")

    choose("KindsWriter", limit=9)

    assert (row_of("limit").control.text, row_of("limit").control.problem) == ("9", None)


def test_type_when_1_is_true_elsewhere_then_they_are_not_taken_for_the_same(row_of, choose):
    row_of("scale").control.type("1")

    choose("KindsWriter", scale=True)

    assert row_of("scale").control.text == "true"


def test_parameters_when_one_is_changed_then_keep_their_order(row_of, choose, parameters):
    choose("KindsWriter", scale=2.0, limit=3)

    row_of("scale").control.type("4.5")

    assert list(parameters().items()) == [("scale", 4.5), ("limit", 3)]


def test_a_field_when_another_writer_is_chosen_meanwhile_then_takes_nothing(
    row_of, choose, document, recorder
):
    limit, title = row_of("limit").control, row_of("title").control
    choose("BasicWriter", rgb=True)

    limit.type("2x")
    title.type("left over")

    assert document.unreadable == {}
    assert (limit.text, title.text) == ("", "")
    assert recorder.config.writer.to_dict() == {"name": "BasicWriter", "parameters": {"rgb": True}}


def test_a_parameter_that_the_writer_has_not_when_its_text_is_deleted_then_its_row_waits_for_another(
    row_of, choose, parameters, open_writer, writer
):
    writer.refresh()
    choose("OpenWriter", extra=4)

    row_of("extra").control.type("")
    emptied = row_of("extra").control.problem, parameters()
    row_of("extra").control.type("5")

    assert emptied == ("Its value is missing.", {"extra": 4})
    assert parameters() == {"extra": 5}
