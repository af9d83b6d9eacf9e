"""Semantic labels of prims, written as ``UsdSemantics.LabelsAPI``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pxr import Sdf, Usd, UsdSemantics

from kitless.replicator.authoring.attribute_values import set_value
from kitless.replicator.authoring.errors import AuthoringError
from kitless.semantics.schemas import NEW_SCHEMA, OLD_SCHEMA, attribute_names, own_labels, own_samples

Semantics = Mapping[str, str | Iterable[str]] | Iterable[tuple[str, str]]
"""``{"class": "car"}``, ``{"class": ["car", "vehicle"]}`` or ``[("class", "car"), …]``."""

MODES = ("add", "replace", "clear")


def set_labels(wanted_by: str, prims: Sequence[Usd.Prim], semantics: Semantics, mode: str) -> None:
    """Label prims, all of them the same or none.

    Args:
        wanted_by: Name of the function, for messages.
        prims: The prims.
        semantics: Labels by type.
        mode: "add" keeps the labels that are there, "replace" those of other types, "clear" none.

    Raises:
        AuthoringError: There is no such mode, the labels are none, or labels would be added to ones that change over
            time.
    """
    if mode not in MODES:
        raise AuthoringError(f"{wanted_by}: expected mode to be one of {', '.join(MODES)}, got {mode!r}")
    given = _by_type(wanted_by, semantics)
    for prim in prims:
        if mode == "add" and own_samples(prim):
            raise AuthoringError(
                f"{wanted_by}: {prim.GetPath()} has labels that change over time, to which nothing can be added; use "
                'mode="replace"'
            )
    for prim in prims:
        _set_labels(prim, given, mode)


def _set_labels(prim: Usd.Prim, given: Mapping[str, Sequence[str]], mode: str) -> None:
    there = own_labels(prim) if mode == "add" else {}
    for schema, semantic_type in _applied(prim):
        is_written = schema == NEW_SCHEMA + semantic_type and semantic_type in given
        # Those of the old schema, too: what is written now holds all that stays.
        if not is_written and (mode == "clear" or semantic_type in given):
            _remove(prim, schema)
    for semantic_type, labels in given.items():
        attribute = UsdSemantics.LabelsAPI.Apply(prim, semantic_type).CreateLabelsAttr()
        set_value(attribute, list(dict.fromkeys([*there.get(semantic_type, ()), *labels])))


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


def _applied(prim: Usd.Prim) -> list[tuple[str, str]]:
    """Schemas with labels that are applied to a prim, of either kind, with the type of their labels."""
    found: list[tuple[str, str]] = []
    for schema in [str(name) for name in prim.GetPrimTypeInfo().GetAppliedAPISchemas()]:
        if schema.startswith(NEW_SCHEMA):
            found.append((schema, schema.removeprefix(NEW_SCHEMA)))
        elif schema.startswith(OLD_SCHEMA):
            attribute = prim.GetAttribute(attribute_names(schema)[0])
            found.append((schema, str(attribute.Get(Usd.TimeCode.EarliestTime())) if attribute else ""))
    return found


def _remove(prim: Usd.Prim, schema: str) -> None:
    prim.RemoveAppliedSchema(schema)
    for name in attribute_names(schema):
        prim.RemoveProperty(name)
        attribute = prim.GetAttribute(name)
        if attribute and attribute.HasAuthoredValue():
            # It comes from a layer that is not written to.
            attribute.Block()
