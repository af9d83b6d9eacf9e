"""Semantic labels of prims, written as ``UsdSemantics.LabelsAPI``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pxr import Sdf, Usd, UsdSemantics

from kitless.replicator.authoring.errors import AuthoringError
from kitless.semantics.schemas import NEW_SCHEMA, OLD_SCHEMA, own_labels

Semantics = Mapping[str, str | Iterable[str]] | Iterable[tuple[str, str]]
"""``{"class": "car"}``, ``{"class": ["car", "vehicle"]}`` or ``[("class", "car"), …]``."""

MODES = ("add", "replace", "clear")


def set_labels(wanted_by: str, prim: Usd.Prim, semantics: Semantics, mode: str) -> None:
    """Label one prim.

    Args:
        wanted_by: Name of the function, for messages.
        prim: The prim.
        semantics: Labels by type.
        mode: "add" keeps the labels that are there, "replace" those of other types, "clear" none.

    Raises:
        AuthoringError: There is no such mode, or the labels are none.
    """
    if mode not in MODES:
        raise AuthoringError(f"{wanted_by}: expected mode to be one of {', '.join(MODES)}, got {mode!r}")
    given = _by_type(wanted_by, semantics)
    there = own_labels(prim)
    if mode == "clear":
        _remove(prim, lambda _semantic_type: True)
    else:
        for semantic_type, labels in given.items():
            if mode == "add":
                given[semantic_type] = list(dict.fromkeys([*there.get(semantic_type, ()), *labels]))
        # Those of the old schema, too: what is written now holds all that stays.
        _remove(prim, lambda semantic_type: semantic_type in given)
    for semantic_type, labels in given.items():
        UsdSemantics.LabelsAPI.Apply(prim, semantic_type).CreateLabelsAttr(labels)


def _by_type(wanted_by: str, semantics: Any) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for semantic_type, labels in _pairs(semantics):
        texts = [labels] if isinstance(labels, str) else labels
        if not (_is_type(semantic_type) and isinstance(texts, Iterable)):
            raise _no_labels(wanted_by, semantics)
        texts = list(texts)
        if not all(isinstance(text, str) for text in texts):
            raise _no_labels(wanted_by, semantics)
        given.setdefault(semantic_type, []).extend(texts)
    return {semantic_type: list(dict.fromkeys(texts)) for semantic_type, texts in given.items()}


def _pairs(semantics: Any) -> list[tuple[Any, Any]]:
    """Types with labels; (None, None), which is no such pair, for anything else."""
    if isinstance(semantics, Mapping):
        return list(semantics.items())
    if isinstance(semantics, str) or not isinstance(semantics, Iterable):
        return [(None, None)]
    pairs = [
        pair if isinstance(pair, tuple | list) and len(pair) == 2 else (None, None) for pair in semantics
    ]
    return [(pair[0], pair[1]) for pair in pairs]


def _is_type(semantic_type: Any) -> bool:
    return isinstance(semantic_type, str) and Sdf.Path.IsValidNamespacedIdentifier(semantic_type)


def _no_labels(wanted_by: str, semantics: Any) -> AuthoringError:
    return AuthoringError(
        f'{wanted_by}: expected semantics such as {{"class": "car"}}, {{"class": ["car", "vehicle"]}} or '
        f'[("class", "car")], with identifiers as types, got {semantics!r}'
    )


def _remove(prim: Usd.Prim, is_meant: Any) -> None:
    """Take labels away, of either schema, by their type."""
    for schema in [str(name) for name in prim.GetPrimTypeInfo().GetAppliedAPISchemas()]:
        if schema.startswith(NEW_SCHEMA):
            instance = semantic_type = schema.removeprefix(NEW_SCHEMA)
            names = [f"semantics:labels:{instance}"]
        elif schema.startswith(OLD_SCHEMA):
            instance = schema.removeprefix(OLD_SCHEMA)
            names = [f"semantic:{instance}:params:semanticType", f"semantic:{instance}:params:semanticData"]
            attribute = prim.GetAttribute(names[0])
            semantic_type = str(attribute.Get(Usd.TimeCode.EarliestTime())) if attribute else ""
        else:
            continue
        if is_meant(semantic_type):
            prim.RemoveAppliedSchema(schema)
            for name in names:
                _remove_attribute(prim, name)


def _remove_attribute(prim: Usd.Prim, name: str) -> None:
    prim.RemoveProperty(name)
    attribute = prim.GetAttribute(name)
    if attribute and attribute.HasAuthoredValue():
        # It comes from a layer that is not written to.
        attribute.Block()
