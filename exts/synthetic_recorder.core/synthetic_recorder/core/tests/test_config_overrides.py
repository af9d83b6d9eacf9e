"""Single values of a config, set from outside."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthetic_recorder.core.config import RecorderConfig, RenderProductConfig, WriterConfig, apply_overrides
from synthetic_recorder.core.config.json_place import read_place, write_place
from synthetic_recorder.core.errors import ConfigError

CONFIG = RecorderConfig(
    render_products=(RenderProductConfig("/World/Camera", 640, 480),),
    writer=WriterConfig("BasicWriter", {"rgb": True}),
    notes=("Something was not taken over.",),
)


@pytest.mark.parametrize(
    ("assignment", "section", "value"),
    [
        ("control.frames=5", "control", {"frames": 5}),
        ("output.folder=run_7", "output", {"folder": "run_7"}),
        ('output.folder="7"', "output", {"folder": "7"}),
        ("output.folder=", "output", {"folder": ""}),
        ("output.folder=a=b", "output", {"folder": "a=b"}),
        ("output.s3.bucket=frames", "output", {"s3": {"bucket": "frames"}}),
        (
            'writer.parameters.semantic_types=["class", "shape"]',
            "writer",
            {"parameters": {"semantic_types": ["class", "shape"]}},
        ),
        ('writer.parameters["a.b"]["c="]=null', "writer", {"parameters": {"a.b": {"c=": None}}}),
        ('render_products=[{"camera": "/C"}]', "render_products", [{"camera": "/C"}]),
    ],
)
def test_an_assignment_when_applied_to_nothing_then_makes_the_objects_on_its_way(assignment, section, value):
    assert apply_overrides({"version": 1}, [assignment]) == {"version": 1, section: value}


def test_assignments_when_applied_then_the_last_of_the_same_value_wins_and_the_document_stays():
    document = {"version": 1, "render_products": [{"camera": "/C", "width": 1}]}

    result = apply_overrides(document, ["render_products[0].width=2", "render_products[0].width=3"])

    assert result["render_products"] == [{"camera": "/C", "width": 3}]
    assert document["render_products"] == [{"camera": "/C", "width": 1}]


def test_a_config_when_values_are_set_then_has_them_and_all_else_as_before():
    config = CONFIG.with_overrides(["render_products[0].width=320", "writer.parameters.normals=true"])

    assert config.render_products == (RenderProductConfig("/World/Camera", 320, 480),)
    assert config.writer.parameters == {"rgb": True, "normals": True}
    assert (config.output, config.control, config.notes) == (CONFIG.output, CONFIG.control, CONFIG.notes)


@pytest.mark.parametrize(
    ("assignment", "where", "problem"),
    [
        ("control.frames", "control.frames", "expected PATH=VALUE, such as control.frames=5, got no '='"),
        ("", "assignment", "expected PATH=VALUE"),
        ("control.frames:5", "control.frames", "expected PATH=VALUE"),
        ("=5", "assignment", "it is no path"),
        ("control..frames=5", "control..frames", "it is no path"),
        (".control=5", ".control", "it is no path"),
        ("[0]x=5", "[0]x", "it is no path"),
        ("control frames=5", "control frames", "it is no path"),
        ("control.frames=many", "control.frames", 'expected a whole number, got "many" (a string)'),
        (
            "control.frames=1e999",
            "control.frames",
            "the value cannot be used (the number 1e999 is too large)",
        ),
        ("control.frames=NaN", "control.frames", "NaN is no number in JSON"),
        ("writer.parameters.x=[-Infinity]", "writer.parameters.x", "-Infinity is no number in JSON"),
        ("control.frames=" + "9" * 5000, "control.frames", "the value cannot be used (Exceeds the limit"),
        ('writer.parameters={"a": 1, "a": 2}', "writer.parameters", "the same key twice in an object: a"),
        ("writer.parameters.x=" + "[" * 5000, "writer.parameters.x", "nested more than 100 deep"),
        ("control.fps=5", "control.fps", "unknown key"),
        ("render_products[1].width=5", "render_products[1]", "there is none: the list has 1 item"),
        ("render_products[0][1]=5", "render_products[0]", "expected a list, got"),
        ("render_products.width=5", "render_products", "expected an object, got"),
        ("control.frames.x=5", "control.frames", "expected an object, got 10 (a whole number)"),
        ("version=2", "version", "expected 1, got 2"),
        ("[0]=2", "config", "expected a list"),
    ],
)
def test_an_assignment_that_does_not_fit_when_applied_then_the_error_names_it(assignment, where, problem):
    with pytest.raises(ConfigError) as caught:
        CONFIG.with_overrides([assignment])

    assert caught.value.where == where
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    "assignment",
    [
        "output.s3.aws_secret_access_key=hush",
        'output={"s3": {"secret_key": "hush"}}',
        "output.s3.endpoint=https://me:hush@s3.example",
        'output.s3="https://me:hush@s3.example"',
        'output.s3.region=["https://me:hush@s3.example"]',
        "writer.parameters.store.AWSAccessKeyId=hush",
        "output.s3.aws_secret_access_key:hush",
    ],
)
def test_a_credential_when_set_then_is_refused_and_not_shown(assignment):
    with pytest.raises(ConfigError) as caught:
        CONFIG.with_overrides([assignment])

    assert "hush" not in str(caught.value)


@given(steps=st.lists(st.one_of(st.text(), st.integers(0, 999_999_999)), min_size=1))
def test_any_place_when_written_and_read_then_is_the_same(steps):
    assert read_place(write_place(steps) + "=5") == (tuple(steps), "=5")


@given(assignment=st.one_of(st.text(), st.from_regex(r"[\w.\[\]\"0-9]{0,12}=.{0,12}", fullmatch=True)))
def test_any_text_when_applied_then_gives_a_config_or_a_config_error(assignment):
    try:
        config = CONFIG.with_overrides([assignment])
    except ConfigError:
        return
    assert RecorderConfig.from_dict(json.loads(json.dumps(config.to_dict()))) == config
