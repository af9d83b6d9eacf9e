"""From an annotation to what a parameter takes, and to the words by which people know it.

Annotations are objects (``list[str]``), or strings, where their module postpones them. A string is taken apart and
not evaluated: of the names in it, those count that the module really has, and without it those that everybody
imports for type checkers only. What is not understood takes anything.
"""

from __future__ import annotations

import ast
import collections.abc
import inspect
import os
import pathlib
import types
import typing
from typing import Annotated, Any, Literal, Union

from .value_types import (
    ANYTHING,
    BOOLEAN,
    INTEGER,
    NULL,
    NUMBER,
    PATH,
    TEXT,
    Choice,
    ListOf,
    ObjectOf,
    RowOf,
    any_of,
)

if typing.TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .value_types import ValueType

_SCALARS: dict[Any, ValueType] = {
    None: NULL,
    bool: BOOLEAN,
    float: NUMBER,
    int: INTEGER,
    os.PathLike: PATH,
    pathlib.Path: PATH,
    pathlib.PurePath: PATH,
    str: TEXT,
    types.NoneType: NULL,
}
_LISTS = (
    list,
    collections.abc.Collection,
    collections.abc.Iterable,
    collections.abc.MutableSequence,
    collections.abc.Sequence,
)
_OBJECTS = (dict, collections.abc.Mapping, collections.abc.MutableMapping)
# What stands behind "if TYPE_CHECKING" is not in the module when it runs.
_WELL_KNOWN: dict[str, Any] = {
    **{each.__name__: each for each in (bool, dict, float, int, list, str, tuple, *_LISTS, *_OBJECTS)},
    **{name: getattr(typing, name) for name in ("Annotated", "Any", "Literal", "Optional", "Union")},
    **{name: getattr(typing, name) for name in ("Dict", "List", "Tuple")},
    "Path": pathlib.Path,
    "PathLike": os.PathLike,
    "PurePath": pathlib.PurePath,
    "collections": collections,
    "os": os,
    "pathlib": pathlib,
    "typing": typing,
}


class _Unknown:
    """Stands for a part of an annotation that cannot be resolved."""


def value_type_of(annotation: Any, names: Mapping[str, Any]) -> ValueType:
    """Return what a parameter with this annotation takes.

    Args:
        annotation: As ``inspect.signature`` gives it, but not empty.
        names: Globals of the module that the annotation stands in.
    """
    try:
        return _of(annotation, names)
    # Other people's code: whatever it does when it is looked at, at worst it says nothing.
    except Exception:
        return ANYTHING


def annotation_text(annotation: Any) -> str:
    """Return an annotation as people write it: ``Sequence[str] | None``, without the modules of the names."""
    text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    try:
        expression = ast.parse(text, mode="eval")
        # In quotes, in a module that postpones its annotations anyway.
        if isinstance(expression.body, ast.Constant) and isinstance(expression.body.value, str):
            return annotation_text(expression.body.value)
        return ast.unparse(_WithoutModules().visit(expression))
    # What is no expression, or too deep a one, is shown as it is.
    except (MemoryError, RecursionError, SyntaxError, ValueError):
        return text


def _of(annotation: Any, names: Mapping[str, Any]) -> ValueType:
    if isinstance(annotation, typing.ForwardRef):
        annotation = annotation.__forward_arg__
    if isinstance(annotation, str):
        return _of(_resolved(ast.parse(annotation, mode="eval").body, names), names)
    if isinstance(annotation, typing.TypeAliasType):
        return _of(annotation.__value__, names)
    origin, arguments = typing.get_origin(annotation) or annotation, typing.get_args(annotation)
    if origin is Literal:
        are_json = all(type(value) in _SCALARS for value in arguments)
        return Choice(arguments) if arguments and are_json else ANYTHING
    parts = [ANYTHING if argument is Ellipsis else _of(argument, names) for argument in arguments]
    if origin in (Union, types.UnionType):
        return any_of(*parts)
    return parts[0] if origin is Annotated else _of_class(origin, parts, is_open=Ellipsis in arguments)


def _of_class(origin: Any, parts: Sequence[ValueType], *, is_open: bool) -> ValueType:
    if origin is tuple and parts and not is_open:
        return RowOf(tuple(parts))
    if origin is tuple or origin in _LISTS:
        return ListOf(parts[0] if parts else ANYTHING)
    if origin in _OBJECTS:
        return ObjectOf(parts[1] if parts else ANYTHING)
    return _SCALARS.get(origin, ANYTHING)


def _resolved(node: ast.expr, names: Mapping[str, Any]) -> Any:
    """Return what a part of an annotation stands for."""
    found: Any = _Unknown
    match node:
        case ast.Constant(value):
            found = value
        case ast.Name(name):
            found = names.get(name, _WELL_KNOWN.get(name, _Unknown))
        case ast.Attribute(of, name):
            found = getattr(_resolved(of, names), name, _Unknown)
        case ast.Subscript(of, part):
            whole = _resolved(of, names)
            found = _Unknown if whole is _Unknown else whole[_resolved(part, names)]
        case ast.Tuple(parts):
            found = tuple(_resolved(part, names) for part in parts)
        case ast.BinOp(left, ast.BitOr(), right):
            found = Union[_resolved(left, names), _resolved(right, names)]  # noqa: UP007 - of what is not known here
        case ast.UnaryOp(ast.USub(), ast.Constant(int(value))):
            found = -value
    return found


class _WithoutModules(ast.NodeTransformer):
    """Turns ``typing.Any`` into ``Any``."""

    def visit_Attribute(self, node: ast.Attribute) -> ast.Name:
        return ast.Name(node.attr, ast.Load())
