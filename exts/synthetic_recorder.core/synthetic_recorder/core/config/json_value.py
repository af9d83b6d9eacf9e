"""JSON values that can no longer change, and what no config may hold: credentials."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from .json_place import place_of_item, place_of_member
from .json_reader import JsonNode
from .json_text import DEEPEST

# The names under which AWS, boto3 and MinIO take credentials, letters only.
_CREDENTIAL = re.compile(
    r"(aws|s3|minio)?(accesskey(id)?|secretkey|secretaccesskey|sessiontoken|securitytoken)"
    r"|(aws|s3|minio)(secret|token|credentials|password)"
)


def frozen(value: Any, where: str) -> Any:
    """Return a copy of a JSON value that cannot be changed, to its depth: objects are read only, lists tuples.

    Args:
        value: What ``json.loads`` may give; tuples and other mappings than ``dict`` are taken, too.
        where: Its place, for errors.

    Raises:
        ConfigError: There is something in it that JSON cannot hold (NaN and Infinity among them), or a
            credential.
    """
    return _frozen(JsonNode(value, where), 0)


def thawed(value: Any) -> Any:
    """Return a frozen JSON value as new ``dict`` and ``list``."""
    if isinstance(value, Mapping):
        return {name: thawed(item) for name, item in value.items()}
    if isinstance(value, tuple):
        return [thawed(item) for item in value]
    return value


def is_credential(name: str) -> bool:
    """Return whether a member of this name would be a credential for S3."""
    return _CREDENTIAL.fullmatch(re.sub(r"[^a-z0-9]", "", name.lower())) is not None


def _frozen(node: JsonNode, depth: int) -> Any:
    value = node.value
    if depth > DEEPEST:
        raise node.error(f"its values are nested more than {DEEPEST} deep")
    if isinstance(value, Mapping):
        return MappingProxyType({name: _frozen(_member(node, name), depth + 1) for name in value})
    if isinstance(value, list | tuple):
        items = (JsonNode(item, place_of_item(node.where, index)) for index, item in enumerate(value))
        return tuple(_frozen(item, depth + 1) for item in items)
    if isinstance(value, str):
        return node.string()
    if type(value) is float and not math.isfinite(value):
        raise node.error(f"expected a number that JSON has, got {value}")
    if type(value) not in (bool, int, float, type(None)):
        raise node.unexpected("a JSON value")
    return value


def _member(node: JsonNode, name: object) -> JsonNode:
    if not isinstance(name, str):
        raise node.error(f"expected names of members that are strings, got {type(name).__name__}")
    member = JsonNode(node.value[name], place_of_member(node.where, name))
    JsonNode(name, member.where).string()
    if is_credential(name):
        raise member.error(
            "credentials are no part of a config; remove this key. They come from the usual AWS chain: "
            "environment variables, ~/.aws, or the machine's role"
        )
    return member
