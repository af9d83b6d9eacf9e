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

# Names are compared by their letters and digits only.
_ENDPOINT = re.compile(r"(aws|s3|minio)?endpoint(url)?")
# The names under which AWS, boto3 and MinIO take credentials.
_CREDENTIAL = re.compile(
    r"(aws|s3|minio)?(accesskey(id)?|secretkey|secretaccesskey|sessiontoken|securitytoken)"
    r"|(aws|s3|minio)(secret|token|credentials|password)"
)


def frozen(value: Any, where: str, depth: int = 0) -> Any:
    """Return a copy of a JSON value that cannot be changed, to its depth: objects are read only, lists tuples.

    Args:
        value: What ``json.loads`` may give; tuples and other mappings than ``dict`` are taken, too.
        where: Its place, for errors.
        depth: How deep in a config it lies.

    Raises:
        ConfigError: There is something in it that JSON cannot hold (NaN and Infinity among them), or a
            credential, or it is nested too deep for a file.
    """
    return _frozen(JsonNode(value, where), depth)


def thawed(value: Any) -> Any:
    """Return a frozen JSON value as new ``dict`` and ``list``."""
    if isinstance(value, Mapping):
        return {name: thawed(item) for name, item in value.items()}
    if isinstance(value, tuple):
        return [thawed(item) for item in value]
    return value


def is_credential(name: str) -> bool:
    """Return whether a member of this name would be a credential for S3."""
    return _CREDENTIAL.fullmatch(_plain(name)) is not None


def is_endpoint(name: str) -> bool:
    """Return whether a member of this name would be the URL of a server for S3."""
    return _ENDPOINT.fullmatch(_plain(name)) is not None


def refuse_user_info(endpoint: JsonNode) -> None:
    """Refuse ``https://user:password@host``, without showing it.

    Raises:
        ConfigError: There is a user in it.
    """
    if isinstance(endpoint.value, str) and "@" in endpoint.value:
        raise endpoint.error(
            "expected a URL without user and password, such as https://minio.example:9000; credentials come from "
            "the usual AWS chain and are no part of a config"
        )


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _frozen(node: JsonNode, depth: int) -> Any:
    value = node.value
    if depth >= DEEPEST:
        raise node.error(f"its values are nested more than {DEEPEST} deep")
    if isinstance(value, Mapping):
        return MappingProxyType({name: _frozen(_member(node, name), depth + 1) for name in value})
    if isinstance(value, list | tuple):
        items = (JsonNode(item, place_of_item(node.where, index)) for index, item in enumerate(value))
        return tuple(_frozen(item, depth + 1) for item in items)
    if type(value) is float and not math.isfinite(value):
        raise node.error(f"expected a number that JSON has, got {value}")
    if type(value) not in (str, bool, int, float, type(None)):
        raise node.unexpected("a JSON value")
    return node.of_type(type(value))


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
    if is_endpoint(name):
        refuse_user_info(member)
    return member
