"""Configs of this recorder: reading, writing, and what is said about one that is wrong."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import json
import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synthetic_recorder.core.config import (
    ControlConfig,
    OnConflict,
    OutputConfig,
    RecorderConfig,
    RenderProductConfig,
    S3Config,
    WriterConfig,
)
from synthetic_recorder.core.errors import ConfigError

PARAMETERS = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()
    ),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=10,
)
CONFIGS = st.builds(
    RecorderConfig,
    render_products=st.lists(
        st.builds(RenderProductConfig, st.text(), st.integers(), st.integers(), st.text())
    ).map(tuple),
    writer=st.builds(
        WriterConfig,
        st.text(),
        st.dictionaries(st.text(), PARAMETERS),
    ),
    output=st.builds(
        OutputConfig,
        directory=st.text(),
        folder=st.text(),
        on_conflict=st.sampled_from(OnConflict),
        s3=st.builds(
            S3Config,
            enabled=st.booleans(),
            bucket=st.text(),
            prefix=st.text(),
            region=st.text(),
            endpoint=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="@")),
        ),
    ),
    control=st.builds(
        ControlConfig,
        frames=st.integers(),
        interval=st.integers(),
        rt_subframes=st.integers(),
        control_timeline=st.booleans(),
    ),
)


@given(config=CONFIGS)
def test_any_config_when_written_as_json_and_read_again_then_is_the_same(config):
    assert RecorderConfig.from_dict(json.loads(json.dumps(config.to_dict()))) == config


def test_a_saved_config_when_loaded_then_is_the_same(tmp_path):
    config = RecorderConfig(
        render_products=(RenderProductConfig("/World/Kamera_ä", 640, 480, "left"),),
        writer=WriterConfig("BasicWriter", {"rgb": True, "semantic_types": ["class"]}),
        output=OutputConfig("/data", "run", OnConflict.FAIL),
        control=ControlConfig(frames=3, rt_subframes=2, control_timeline=True),
    )
    config.save(tmp_path / "config.json")

    assert RecorderConfig.load(tmp_path / "config.json") == config


def nested(depth):
    value = 0
    for _ in range(depth):
        value = [value]
    return value


def test_parameters_as_deep_as_a_config_takes_when_saved_and_loaded_then_are_the_same(tmp_path):
    # The config, "writer", "parameters" and "a" are the first four of its 100 levels, and the 0 is the last one.
    config = RecorderConfig(writer=WriterConfig("W", {"a": nested(96)}))
    config.save(tmp_path / "config.json")

    assert RecorderConfig.load(tmp_path / "config.json") == config
    assert RecorderConfig.from_dict(config.to_dict()) == config


def test_parameters_that_are_too_deep_for_a_file_when_given_then_are_refused_at_once():
    with pytest.raises(ConfigError, match=r"WriterConfig.parameters.a\[0\].*nested more than 100 deep"):
        WriterConfig("W", {"a": nested(97)})


@pytest.mark.parametrize(
    "number", [10**100, -(10**100), 10**5000], ids=["a googol", "minus a googol", "not to be printed"]
)
def test_a_number_that_nothing_can_be_computed_with_when_read_then_is_refused(number):
    for document in (
        {"version": number},
        {"version": 1, "control": {"frames": number}},
        {"version": 1, "writer": {"parameters": {"a": [number]}}},
    ):
        with pytest.raises(ConfigError, match="expected a number of at most 100 digits, got one of more"):
            RecorderConfig.from_dict(document)
    with pytest.raises(
        ConfigError, match=r"ControlConfig\.interval: expected a number of at most 100 digits"
    ):
        ControlConfig(interval=number)


def test_a_config_with_nothing_but_its_version_when_read_then_has_the_defaults():
    assert RecorderConfig.from_dict({"version": 1}) == RecorderConfig()


def test_writer_parameters_when_the_callers_dict_changes_then_stay_as_they_were():
    parameters = {"rgb": True, "semantic_types": ["class"]}
    writer = WriterConfig("BasicWriter", parameters)

    parameters["semantic_types"].append("shape")
    parameters["normals"] = True

    assert writer.to_dict()["parameters"] == {"rgb": True, "semantic_types": ["class"]}


def test_writer_parameters_when_somebody_tries_to_change_them_then_cannot_at_any_depth():
    parameters = WriterConfig("W", {"rgb": True, "classes": [{"name": "box"}]}).parameters

    with pytest.raises(TypeError):
        parameters["normals"] = True
    with pytest.raises(TypeError):
        parameters["classes"][0]["name"] = "can"
    with pytest.raises(AttributeError):
        parameters["classes"].append({})


def test_writer_parameters_as_json_when_changed_then_the_config_stays():
    writer = WriterConfig("W", {"classes": [{"name": "box"}]})

    writer.to_dict()["parameters"]["classes"][0]["name"] = "can"

    assert writer == WriterConfig("W", {"classes": [{"name": "box"}]})


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda config: pickle.loads(pickle.dumps(config))])
def test_a_config_when_copied_or_sent_to_another_process_then_is_the_same_and_as_frozen(copied):
    # As it is imported now: each app of the tests before has loaded the package anew.
    now = importlib.import_module("synthetic_recorder.core.config")
    writer = now.WriterConfig("W", {"classes": [{"name": "box"}]})
    config = now.RecorderConfig(writer=writer, notes=("A note.",))

    again = copied(config)

    assert (again, again.notes, hash(again)) == (config, config.notes, hash(config))
    with pytest.raises(TypeError):
        again.writer.parameters["classes"][0]["name"] = "can"


@pytest.mark.parametrize(
    ("data", "where", "problem"),
    [
        ({}, "config", "'version' is missing"),
        ({"version": 2}, "version", "expected 1, got 2"),
        ({"version": 1, "frames": 10}, "frames", "unknown key"),
        ({"version": 1, "render_products": {}}, "render_products", "expected a list, got {} (an object)"),
        ({"version": 1, "render_products": [{}]}, "render_products[0]", "'camera' is missing"),
        (
            {"version": 1, "render_products": [{"camera": "/C"}, {"camera": "/C", "width": "640"}]},
            "render_products[1].width",
            'expected a whole number, got "640" (a string)',
        ),
        (
            {"version": 1, "render_products": [{"camera": "/C", "height": 1.5}]},
            "render_products[0].height",
            "expected a whole number, got 1.5 (a number)",
        ),
        (
            {"version": 1, "control": {"frames": True}},
            "control.frames",
            "expected a whole number, got true (true or false)",
        ),
        (
            {"version": 1, "control": {"control_timeline": 1}},
            "control.control_timeline",
            "expected true or false",
        ),
        ({"version": 1, "writer": {"parameters": []}}, "writer.parameters", "expected an object"),
        (
            {"version": 1, "output": {"on_conflict": "append"}},
            "output.on_conflict",
            'expected one of increment, resume, overwrite, fail, got "append"',
        ),
        ({"version": 1, "output": {"folder": {1, 2}}}, "output.folder", '{1, 2}" (set)'),
        ({"version": 1, "output": {"bucket": "b"}}, "output.bucket", "unknown key; known here are directory"),
        (
            {"version": 1, "output": {"s3": {"enabled": 1}}},
            "output.s3.enabled",
            "expected true or false, got 1",
        ),
        ({"version": 1, "$schema": 1}, "$schema", "expected a string, got 1"),
        ({"version": 1, "control": {"frames ": 1}}, 'control["frames "]', "unknown key"),
        ({"version": 1, "control": {"frames": 1.0}}, "control.frames", "expected a whole number, got 1.0"),
        (
            {"version": 1, "writer": {"parameters": {"a": [0, float("nan")]}}},
            "writer.parameters.a[1]",
            "expected a number that JSON has, got nan",
        ),
        (
            {"version": 1, "writer": {"name": "\ud800"}},
            "writer.name",
            'expected text, got half of a character: "\\ud800"',
        ),
        (
            {"version": 1, "writer": {"parameters": {1: 2}}},
            "writer.parameters",
            "names of members that are strings",
        ),
        (
            {"version": 1, "writer": {"parameters": {"a": Path("b")}}},
            "writer.parameters.a",
            "expected a JSON value, got",
        ),
    ],
)
def test_a_wrong_value_when_read_then_the_error_names_its_place_and_what_was_expected(data, where, problem):
    with pytest.raises(ConfigError) as caught:
        RecorderConfig.from_dict(data)

    assert caught.value.where == where
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "cannot be read (No such file or directory)"),
        (b'{"version": 1,}', "not JSON"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
        (b"[]", "expected an object, got [] (a list)"),
        (b"[" * 100_000, "nested more than 100 deep"),
        (
            b'{"version": 1, "writer": {"parameters": {"a": ' + b"[" * 200 + b"]" * 200 + b"}}}",
            "nested more than",
        ),
        (b'{"version": ' + b"9" * 5000 + b"}", "Exceeds the limit"),
        (b'{"version": 1, "control": {"frames": 3, "frames": 4}}', "the same key twice in an object: frames"),
        (b'{"version": 1, "writer": {"parameters": {"a": NaN}}}', "NaN is no number in JSON"),
        (b'{"version": 1, "writer": {"parameters": {"a": -Infinity}}}', "-Infinity is no number in JSON"),
        (b'{"version": 1, "writer": {"parameters": {"a": 1e400}}}', "the number 1e400 is too large"),
        (b"", "not JSON"),
    ],
)
def test_a_file_that_is_no_config_when_loaded_then_the_error_names_the_file(tmp_path, content, problem):
    file = tmp_path / "config.json"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(ConfigError) as caught:
        RecorderConfig.load(file)

    assert str(caught.value).startswith(str(file))
    assert problem in str(caught.value)


def test_a_path_with_a_nul_when_loaded_then_is_a_config_error():
    with pytest.raises(ConfigError, match="cannot be read"):
        RecorderConfig.load("a\0b.json")


def test_a_file_with_a_byte_order_mark_when_loaded_then_is_read(tmp_path):
    (tmp_path / "config.json").write_bytes(b'\xef\xbb\xbf{"version": 1}')

    assert RecorderConfig.load(tmp_path / "config.json") == RecorderConfig()


def test_a_folder_when_loaded_then_is_a_config_error(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        RecorderConfig.load(tmp_path)


@pytest.mark.parametrize(
    ("document", "where"),
    [
        ({"output": {"s3": {"aws_access_key_id": "hush"}}}, "output.s3.aws_access_key_id"),
        ({"output": {"s3": {"SecretAccessKey": ["hush"]}}}, "output.s3.SecretAccessKey"),
        (
            {"writer": {"parameters": {"stores": [{"session-token": "hush"}]}}},
            "writer.parameters.stores[0].session-token",
        ),
        ({"output": {"s3": {"endpoint": "https://me:hush@s3.example"}}}, "output.s3.endpoint"),
        ({"output": {"s3": {"region": ["https://me:hush@s3.example"]}}}, "output.s3.region"),
        ({"output": {"s3": {"region": ["me:hush@s3.example"]}}}, "output.s3.region"),
        ({"output": {"s3": {"region": {"a": 'https://me:x/ "hush@s3.example'}}}}, "output.s3.region"),
        ({"writer": {"parameters": {"s3_endpoint": "https://me:hush@h"}}}, "writer.parameters.s3_endpoint"),
        ({"writer": {"parameters": {"endpointUrl": "me:hush@h"}}}, "writer.parameters.endpointUrl"),
        ({"s3_secret_key": "hush"}, "s3_secret_key"),
    ],
)
def test_a_credential_in_a_config_when_read_then_is_refused_by_its_place_and_not_shown(
    tmp_path, document, where
):
    (tmp_path / "config.json").write_text(json.dumps({"version": 1, **document}))

    with pytest.raises(ConfigError) as caught:
        RecorderConfig.load(tmp_path / "config.json")

    assert where in str(caught.value)
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    "name", ["access", "key", "token_length", "secretary", "keyframes", "accessories", "password"]
)
def test_a_parameter_that_is_no_credential_of_s3_when_read_then_is_taken(name):
    assert WriterConfig("W", {name: 1}).parameters == {name: 1}


def test_a_credential_when_given_in_python_then_is_refused_and_not_shown():
    with pytest.raises(ConfigError, match=r"WriterConfig.parameters.aws_session_token") as of_writer:
        WriterConfig("W", {"aws_session_token": "hush"})
    with pytest.raises(ConfigError, match=r"S3Config.endpoint") as of_bucket:
        S3Config(endpoint="https://me:hush@s3.example")

    assert "hush" not in f"{of_writer.value} {of_bucket.value}"


OUR_KEYS = (
    "$schema",
    "version",
    "render_products",
    "camera",
    "width",
    "name",
    "writer",
    "parameters",
    "output",
    "directory",
    "folder",
    "on_conflict",
    "s3",
    "enabled",
    "endpoint",
    "control",
    "frames",
    "interval",
    "secret_key",
    "\ud800",
)
ISAAC_SIMS_KEYS = (
    "annot_params",
    "backend_params",
    "backend_type",
    "basic_writer_params",
    "bucket",
    "custom_params_path",
    "endpoint_url",
    "key_prefix",
    "num_frames",
    "out_dir",
    "out_working_dir",
    "out_write_type",
    "output_dir",
    "reset_timeline",
    "rgb",
    "rp_data",
    "s3_bucket",
    "s3_endpoint",
    "s3_params",
    "use_s3",
    "writer_name",
)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.sampled_from(
        ["~nobody", "S3Backend", "https://me:hush@s3.example", "C:\\data", "\ud800", "a\0b", "fail", 1]
    ),
)
DOCUMENTS = st.recursive(
    VALUES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(OUR_KEYS), inner, max_size=6),
        st.dictionaries(st.sampled_from(ISAAC_SIMS_KEYS), inner, max_size=6),
    ),
)
ONLY_ONE_VALUE_IS_ODD = st.one_of(
    st.tuples(st.sampled_from(OUR_KEYS), DOCUMENTS).map(lambda member: {"version": 1, member[0]: member[1]}),
    st.tuples(st.sampled_from(ISAAC_SIMS_KEYS), DOCUMENTS).map(
        lambda member: {"num_frames": 1, member[0]: member[1]}
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
@given(
    content=st.one_of(
        st.binary(),
        st.text().map(str.encode),
        st.one_of(DOCUMENTS, ONLY_ONE_VALUE_IS_ODD).map(lambda document: json.dumps(document).encode()),
    )
)
def test_any_bytes_when_loaded_then_are_a_config_or_a_config_error(tmp_path, content):
    (tmp_path / "config.json").write_bytes(content)

    try:
        config = RecorderConfig.load(tmp_path / "config.json")
    except ConfigError:
        return
    # What could be loaded can be saved, and is the same when it is loaded again.
    config.save(tmp_path / "again.json")
    assert RecorderConfig.load(tmp_path / "again.json") == config


@settings(max_examples=300)
@given(document=st.one_of(DOCUMENTS, ONLY_ONE_VALUE_IS_ODD))
def test_any_json_when_read_then_is_a_config_or_a_config_error(document):
    try:
        config = RecorderConfig.from_dict(document)
    except ConfigError:
        return
    assert RecorderConfig.from_dict(json.loads(json.dumps(config.to_dict(), allow_nan=False))) == config


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (
            lambda: RenderProductConfig(Path("/World/Camera")),
            "RenderProductConfig.camera: expected a string, got \"PosixPath('/World/Camera')\" (PosixPath)",
        ),
        (
            lambda: RenderProductConfig("/World/Camera", "16"),
            'RenderProductConfig.width: expected a whole number, got "16" (a string)',
        ),
        (
            lambda: RenderProductConfig("/World/Camera", 16.5),
            "RenderProductConfig.width: expected a whole number, got 16.5 (a number)",
        ),
        (lambda: WriterConfig("BasicWriter", ["rgb"]), "WriterConfig.parameters: expected an object"),
        (lambda: OutputConfig(on_conflict="fail"), 'expected OnConflict, got "fail" (a string)'),
        (lambda: OutputConfig(Path("/data")), "OutputConfig.directory: expected a string"),
        (lambda: ControlConfig(frames=True), "ControlConfig.frames: expected a whole number, got true"),
        (lambda: ControlConfig(control_timeline=1), "ControlConfig.control_timeline: expected true or false"),
        (lambda: RecorderConfig(render_products=["/World/Camera"]), "expected tuple, got"),
        (lambda: RecorderConfig(render_products=("/C",)), "render_products[0]: expected RenderProductConfig"),
        (
            lambda: dataclasses.replace(RecorderConfig(), control=3),
            "RecorderConfig.control: expected ControlConf",
        ),
    ],
)
def test_a_part_of_a_config_when_made_of_something_else_then_says_what_it_must_be_and_what_came(
    make, problem
):
    with pytest.raises(ConfigError) as caught:
        make()

    assert problem in str(caught.value)


def test_an_output_for_a_folder_when_made_then_splits_it_into_directory_and_name(tmp_path):
    output = OutputConfig.for_folder(tmp_path / "sets" / ".." / "run_7")

    assert output == OutputConfig(str(tmp_path.resolve()), "run_7", OnConflict.INCREMENT)
