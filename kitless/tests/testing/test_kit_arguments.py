from __future__ import annotations

import pytest

from kitless.command_line.kit_arguments import (
    KitArgumentError,
    KitArguments,
    parse_arguments,
    setting_value,
    split_settings,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("-3.5", -3.5),
        ("true", True),
        ("False", False),
        ('"Z"', "Z"),
        ("'0'", "0"),
        ("Z", "Z"),
        ("", ""),
        ("a/path with blanks", "a/path with blanks"),
        ("[1, 2]", [1, 2]),
        ("2026-01-31", "2026-01-31"),
    ],
)
def test_a_setting_on_the_command_line_when_read_then_it_has_the_type_that_it_is_written_in(text, value):
    assert setting_value(text) == value
    assert type(setting_value(text)) is type(value)


def test_settings_when_split_from_a_command_line_then_everything_else_keeps_its_order():
    settings, rest = split_settings(["test", "--/a/b=1", "my.ext", "--/c=x=y", "-v"])

    assert settings == {"/a/b": 1, "/c": "x=y"}
    assert rest == ["test", "my.ext", "-v"]


def test_a_setting_when_it_has_no_value_then_the_error_shows_the_form():
    with pytest.raises(KitArgumentError, match="--/a/b: a setting is given as --/path/of/setting=value"):
        split_settings(["--/a/b"])


def test_arguments_of_a_manifest_when_parsed_then_each_is_where_it_belongs():
    arguments = [
        "--enable",
        "omni.kit.loop-isaac",
        "--vulkan",
        "--ext-folder=more",
        "--/rtx/on=1",
        "--enable",
        "b",
    ]

    assert parse_arguments(arguments) == KitArguments(
        ext_folders=("more",),
        enable=("omni.kit.loop-isaac", "b"),
        settings={"/rtx/on": 1},
        others=("--vulkan",),
    )


def test_arguments_of_a_manifest_when_the_last_one_lacks_its_value_then_the_error_names_it():
    with pytest.raises(KitArgumentError, match="--enable needs a value"):
        parse_arguments(["--vulkan", "--enable"])
