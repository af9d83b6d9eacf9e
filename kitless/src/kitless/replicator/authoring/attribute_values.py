"""Values of attributes: checked for all of them before one is set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from pxr import Gf, Sdf, Usd

from kitless.replicator.authoring.errors import AuthoringError
from kitless.replicator.authoring.values import one_for_each


@dataclass(frozen=True)
class Slot:
    """Where a value goes: an attribute that is there, or that is made with its first value.

    Attributes:
        stage: Where it is.
        path: The attribute's path. Its prim has to be there when a value is set.
        type_name: Its type.
    """

    stage: Usd.Stage
    path: Sdf.Path
    type_name: Sdf.ValueTypeName

    @classmethod
    def of(cls, attribute: Usd.Attribute) -> Self:
        """The slot of an attribute that is there."""
        return cls(attribute.GetStage(), attribute.GetPath(), attribute.GetTypeName())

    @classmethod
    def named(cls, stage: Usd.Stage, prim: Sdf.Path, name: str, type_name: Sdf.ValueTypeName) -> Self:
        """The slot of an attribute that need not be there yet; one that is there keeps its type."""
        path = prim.AppendProperty(name)
        attribute = stage.GetAttributeAtPath(path)
        return cls.of(attribute) if attribute else cls(stage, path, type_name)

    @property
    def prim(self) -> Usd.Prim:
        """Whose attribute it is."""
        return self.stage.GetPrimAtPath(self.path.GetPrimPath())

    def set(self, value: Any) -> None:
        """Set a value of its type at all times."""
        attribute = self.prim.GetAttribute(self.path.name)
        set_value(attribute or self.prim.CreateAttribute(self.path.name, self.type_name, custom=False), value)


def set_values(name: str, slots: Sequence[Slot], value: Any) -> None:
    """Set the value of each slot, or none if one does not fit. See `values_for`."""
    for slot, each in zip(slots, values_for(name, slots, value), strict=True):
        slot.set(each)


def values_for(name: str, slots: Sequence[Slot], value: Any) -> list[Any]:
    """The value of each slot, in its type.

    Args:
        name: What the value is, for messages.
        slots: Where the values go.
        value: One for all, or a list or array with one for each.

    Raises:
        AuthoringError: They do not fit.
    """
    if not slots:
        return []
    value = value.numpy() if hasattr(value, "numpy") else value
    try:
        return [to_type(value, slot.type_name) for slot in slots]
    except _MisfitError:
        if isinstance(value, str | bytes) or not isinstance(value, Sequence | np.ndarray):
            raise _misfit(name, slots[0], value) from None
    each = one_for_each(name, list(value), len(slots))
    try:
        return [to_type(one, slot.type_name) for one, slot in zip(each, slots, strict=True)]
    except _MisfitError:
        raise _misfit(name, slots[0], value) from None


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


def _misfit(name: str, slot: Slot, value: Any) -> AuthoringError:
    return AuthoringError(
        f"{name}: expected a value of type {slot.type_name} for {slot.path}, or a list with one for each prim, got "
        f"{value!r}"
    )
