"""Values that fit the types of attributes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from pxr import Gf, Sdf, Usd

from kitless.replicator.authoring.errors import AuthoringError
from kitless.replicator.authoring.values import one_for_each


def values_for(wanted_by: str, attributes: Sequence[Usd.Attribute], value: Any) -> list[Any]:
    """The value of each attribute, in its type: one for all, or a list or array with one for each.

    Raises:
        AuthoringError: They do not fit.
    """
    if not attributes:
        return []
    value = value.numpy() if hasattr(value, "numpy") else value
    try:
        return [to_type(value, attribute.GetTypeName()) for attribute in attributes]
    except _MisfitError:
        if isinstance(value, str | bytes) or not isinstance(value, Sequence | np.ndarray):
            raise AuthoringError(_misfit(wanted_by, attributes[0], value)) from None
    each = one_for_each(f"{wanted_by}: value", list(value), len(attributes))
    try:
        return [
            to_type(one, attribute.GetTypeName()) for one, attribute in zip(each, attributes, strict=True)
        ]
    except _MisfitError:
        raise AuthoringError(_misfit(wanted_by, attributes[0], value)) from None


def set_value(attribute: Usd.Attribute, value: Any) -> None:
    """Set an attribute's value at all times."""
    if attribute.GetNumTimeSamples():
        # A default value beside time samples of the same layer is never seen.
        attribute.Clear()
    attribute.Set(value)


def to_type(value: Any, type_name: Sdf.ValueTypeName) -> Any:
    """A value as USD takes it for a type, from numbers, texts, tuples, lists, arrays and `Gf` values.

    Raises:
        _MisfitError: It is no value of that type.
    """
    if type_name.isArray:
        return _array(value, type_name)
    default = type_name.defaultValue
    if isinstance(value, type(default)) and not isinstance(default, bool | int | float):
        return value
    if isinstance(default, Sdf.AssetPath | str):
        return type(default)(_text(value))
    if isinstance(default, bool):
        return _flag(value)
    if isinstance(default, int | float):
        return _number(value, type(default))
    return _tuple(value, default)


class _MisfitError(Exception):
    """A value that an attribute's type cannot hold."""


def _array(value: Any, type_name: Sdf.ValueTypeName) -> Any:
    # Arrays of USD are no sequences, but they are iterable.
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        raise _MisfitError
    return [to_type(each, type_name.scalarType) for each in value]


def _flag(value: Any) -> bool:
    if not isinstance(value, bool | np.bool_):
        raise _MisfitError
    return bool(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _MisfitError
    return str(value)


def _number(value: Any, kind: type[int] | type[float]) -> int | float:
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.item()
    if isinstance(value, str | bool | np.bool_):
        raise _MisfitError
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise _MisfitError from None
    if not np.isfinite(number) or (kind is int and not number.is_integer()):
        raise _MisfitError
    return kind(number)


def _tuple(value: Any, default: Any) -> Any:
    """A vector, quaternion or matrix."""
    kind = type(default)
    if isinstance(default, Gf.Quatd | Gf.Quatf | Gf.Quath):
        if isinstance(value, Gf.Quatd | Gf.Quatf | Gf.Quath):
            return kind(float(value.GetReal()), *(float(part) for part in value.GetImaginary()))
        numbers = _numbers(value, (4,))
        return kind(*numbers.tolist())
    numbers = _numbers(value, np.asarray(default).shape)
    if not np.issubdtype(np.asarray(default).dtype, np.floating):
        return kind(*(_number(number, int) for number in numbers.tolist()))
    return kind(numbers.tolist()) if numbers.ndim == 2 else kind(*numbers.tolist())


def _numbers(value: Any, shape: tuple[int, ...]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    try:
        numbers = np.asarray(value, np.float64)
    except (TypeError, ValueError):
        raise _MisfitError from None
    if numbers.shape != shape or not np.isfinite(numbers).all():
        raise _MisfitError
    return numbers


def _misfit(wanted_by: str, attribute: Usd.Attribute, value: Any) -> str:
    return (
        f"{wanted_by}: expected a value of type {attribute.GetTypeName()} for {attribute.GetPath()}, or a list with "
        f"one for each prim, got {value!r}"
    )
