"""Draws `config/config.schema.json`, by which editors complete and check configs, from the dataclasses.

    uv run python tools/config_schema/config_schema.py

Names, types and defaults are those of the fields; what a value means is taken from the section `Attributes:` of the
docstring. A schema cannot say all that the recorder refuses: credentials wherever they stand, halves of characters,
numbers of more than 100 digits, and values nested more than 100 deep. To a schema, 1.0 is a whole number; to the
recorder it is none.
"""

from __future__ import annotations

import dataclasses
import enum
import inspect
import json
import re
import sys
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "exts" / "synthetic_recorder.core"
SCHEMA = ROOT / "config" / "config.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

# What has a default for those who make a config in Python, but must be in a file.
REQUIRED = {"RenderProductConfig": ["camera"]}
PATTERNS = {("S3Config", "endpoint"): "^[^@]*$"}
SIMPLE = {str: "string", int: "integer", bool: "boolean"}


def text(config: type, version: int) -> str:
    """The file.

    Args:
        config: `RecorderConfig`.
        version: Version of its JSON.
    """
    document = {
        "$schema": DIALECT,
        "title": "Synthetic Data Recorder: config",
        **described_object(config),
    }
    document["required"] = ["version"]
    document["properties"] = {
        "$schema": {"description": "This schema, for editors.", "type": "string"},
        "version": {"description": "Version of the config's form.", "type": "integer", "const": version},
        **document["properties"],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def described_object(part: type) -> dict[str, Any]:
    """The schema of one dataclass: nothing but its fields."""
    types = typing.get_type_hints(part)
    meanings = attributes(part)
    # What is not compared is not part of what is saved.
    members = [field for field in dataclasses.fields(part) if field.compare]
    schema: dict[str, Any] = {
        "description": sentence((inspect.getdoc(part) or "").partition("\n")[0]),
        "type": "object",
        "additionalProperties": False,
        "properties": {
            field.name: {"description": meanings[field.name], **described(part, field, types[field.name])}
            for field in members
        },
    }
    if required := REQUIRED.get(part.__name__):
        schema["required"] = required
    return schema


def described(part: type, field: dataclasses.Field[Any], wanted: Any) -> dict[str, Any]:
    """The schema of one field, without what it means."""
    schema: dict[str, Any]
    if dataclasses.is_dataclass(wanted) and isinstance(wanted, type):
        return {key: value for key, value in described_object(wanted).items() if key != "description"}
    if typing.get_origin(wanted) is tuple:
        schema = {"type": "array", "items": described_object(typing.get_args(wanted)[0])}
    elif typing.get_origin(wanted) is Mapping:
        schema = {"type": "object"}
    elif issubclass(wanted, enum.Enum):
        schema = {"enum": [member.value for member in wanted]}
    else:
        schema = {"type": SIMPLE[wanted]}
    if pattern := PATTERNS.get((part.__name__, field.name)):
        schema["pattern"] = pattern
    if field.name not in REQUIRED.get(part.__name__, []):
        schema["default"] = default(field)
    return schema


def default(field: dataclasses.Field[Any]) -> Any:
    """The value of a field that a file leaves out, as JSON has it."""
    value = field.default if field.default_factory is dataclasses.MISSING else field.default_factory()
    if isinstance(value, enum.Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def attributes(part: type) -> dict[str, str]:
    """What the section `Attributes:` of a docstring says, by name, each as one line."""
    _, _, section = (inspect.getdoc(part) or "").partition("\nAttributes:\n")
    entries = re.findall(r"^    (\w+): (.+(?:\n {8}.+)*)", section, re.MULTILINE)
    return {name: sentence(" ".join(meaning.split())) for name, meaning in entries}


def sentence(docstring: str) -> str:
    """A docstring's words without its marks for code."""
    return docstring.replace("``", "")


if __name__ == "__main__":
    sys.path.append(str(EXTENSION))
    from synthetic_recorder.core.config import CONFIG_VERSION, RecorderConfig

    SCHEMA.write_text(text(RecorderConfig, CONFIG_VERSION), encoding="utf-8")
