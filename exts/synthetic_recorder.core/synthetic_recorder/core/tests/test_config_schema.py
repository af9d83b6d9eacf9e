"""The schema that editors check configs by: drawn from the code, and of one mind with it."""

from __future__ import annotations

import contextlib
import copy
import importlib
import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from synthetic_recorder.core.config import RecorderConfig
from synthetic_recorder.core.errors import ConfigError

ROOT = Path(__file__).resolve().parents[5]
CONFIGS = sorted(set((ROOT / "config").glob("*.json")) - {ROOT / "config/config.schema.json"})

WHOLE = {
    "$schema": "config.schema.json",
    "version": 1,
    "render_products": [{"camera": "/World/Camera", "width": 640, "height": 480, "name": ""}],
    "writer": {"name": "BasicWriter", "parameters": {"rgb": True, "semantic_types": ["class"]}},
    "output": {
        "directory": "/data",
        "folder": "set",
        "on_conflict": "fail",
        "s3": {
            "enabled": False,
            "bucket": "b",
            "prefix": "",
            "region": "",
            "endpoint": "https://s3.example:9000",
        },
    },
    "control": {"frames": 3, "interval": 2, "rt_subframes": 0, "control_timeline": True},
}


@pytest.fixture(scope="module")
def validator():
    schema = json.loads((ROOT / "config/config.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    # To JSON Schema 1.0 is a whole number; in a config it is most likely a mistake, and refused.
    types = jsonschema.Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _, value: type(value) is int
    )
    return jsonschema.validators.extend(jsonschema.Draft202012Validator, type_checker=types)(schema)


@pytest.fixture
def config_schema(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools" / "config_schema"))
    return importlib.import_module("config_schema")


def is_config(document) -> bool:
    try:
        RecorderConfig.from_dict(document)
    except ConfigError:
        return False
    return True


def test_schema_then_it_is_the_one_that_the_code_says(config_schema):
    # As it is imported now: each app of the tests before has loaded the package anew.
    now = importlib.import_module("synthetic_recorder.core.config")
    drawn = config_schema.text(now.RecorderConfig, now.CONFIG_VERSION)

    assert drawn == config_schema.SCHEMA.read_text("utf-8"), (
        "draw it anew: uv run python tools/config_schema/config_schema.py"
    )


def places(document, path=()):
    yield path
    if isinstance(document, dict | list):
        for step in document if isinstance(document, dict) else range(len(document)):
            yield from places(document[step], (*path, step))


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.sampled_from([0.5, 1.0, 1e300]),
    st.sampled_from(["", "text", "increment", "FAIL", "https://me@s3.example"]),
    st.lists(st.sampled_from([{"camera": "/C"}, {"width": 1}, 5]), max_size=2),
    st.dictionaries(st.sampled_from(["frames", "camera", "enabled", "name"]), st.integers(0, 1), max_size=2),
    # A copy each: what is drawn is damaged in its turn.
).map(copy.deepcopy)


@st.composite
def damaged(draw):
    """A whole config with up to two values replaced, removed or added, each anywhere."""
    document = copy.deepcopy(WHOLE)
    for _ in range(draw(st.integers(0, 2))):
        path = draw(st.sampled_from(list(places(document))))
        if not path:
            continue
        holder = document
        for step in path[:-1]:
            holder = holder[step]
        kind = draw(st.sampled_from(["replace", "remove", "add"]))
        if kind == "replace":
            holder[path[-1]] = draw(VALUES)
        elif kind == "remove":
            del holder[path[-1]]
        elif isinstance(holder, dict):
            holder[draw(st.sampled_from(["frames", "interval", "Frames", "bucket", "x"]))] = draw(VALUES)
        else:
            holder.append(draw(VALUES))
    return document


JSON = st.recursive(
    VALUES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from([*WHOLE, *WHOLE["output"], *WHOLE["control"], "camera"]), inner, max_size=4
        ),
    ),
)


@settings(max_examples=500)
@given(document=st.one_of(damaged(), JSON, JSON.map(lambda value: {"version": 1, "control": value})))
def test_any_json_when_the_schema_takes_it_then_the_recorder_does_and_only_then(validator, document):
    event(f"is a config: {is_config(document)}")

    assert validator.is_valid(document) is is_config(document)


@given(document=damaged())
def test_a_config_when_read_and_written_then_is_one_for_the_schema(validator, document):
    with contextlib.suppress(ConfigError):
        validator.validate(RecorderConfig.from_dict(document).to_dict())


def test_an_empty_config_when_read_then_has_the_defaults_that_the_schema_says(validator):
    def defaults(schema):
        if "default" in schema:
            return schema["default"]
        return {name: defaults(member) for name, member in schema["properties"].items()}

    document = {
        name: defaults(validator.schema["properties"][name]) for name in ("output", "control", "writer")
    }

    assert RecorderConfig.from_dict({"version": 1, **document}) == RecorderConfig()
    assert document == {name: RecorderConfig().to_dict()[name] for name in document}


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: path.stem)
def test_a_config_that_comes_with_the_recorder_then_names_the_schema_and_keeps_to_it(validator, path):
    document = json.loads(path.read_text())

    assert document["$schema"] == "config.schema.json"
    validator.validate(document)
