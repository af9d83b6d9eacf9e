"""Numbers of a camera prim at a time, checked."""

from __future__ import annotations

import math
from numbers import Real
from typing import Any

from pxr import Usd

from .errors import CameraError

WIDEST, NARROWEST = 1e5, 1e-7
"""Width of a picture at distance 1 along the axis that single precision can still draw."""


class CameraAttributes:
    """Reads one prim; every error names it.

    Args:
        prim: The camera prim.
        time: Time code of the stage.

    Attributes:
        path: Path of the prim.
        applied_schemas: Names of the API schemas that are applied to it, those that USD does not know included.
    """

    def __init__(self, prim: Usd.Prim, time: Usd.TimeCode) -> None:
        self.path = str(prim.GetPath())
        self.applied_schemas: list[str] = list(prim.GetPrimTypeInfo().GetAppliedAPISchemas())
        self._prim = prim
        self._time = time

    def value(self, name: str) -> Any:
        """Value of an attribute; None where there is none."""
        attribute = self._prim.GetAttribute(name)
        return attribute.Get(self._time) if attribute else None

    def number(self, name: str, default: float | None = None) -> float:
        """A finite number.

        Raises:
            CameraError: The attribute has another value, or none and there is no default.
        """
        return self.numbers(name, 1, None if default is None else (default,))[0]

    def numbers(self, name: str, count: int, default: tuple[float, ...] | None = None) -> tuple[float, ...]:
        """`count` finite numbers; see `number`."""
        value = self.value(name)
        if value is None:
            if default is None:
                raise self.error(f"expected a value of {name}, got none. Author it.")
            return default
        try:
            numbers = (float(value),) if isinstance(value, Real) else tuple(float(item) for item in value)
        except (TypeError, ValueError):
            numbers = ()
        if len(numbers) != count or not all(math.isfinite(number) for number in numbers):
            wanted = "a finite number" if count == 1 else f"{count} finite numbers"
            raise self.error(f"expected {wanted} as {name}, got {value!r}.")
        return numbers

    def positive(self, name: str, default: float | None = None) -> float:
        """A finite number above 0; see `number`."""
        number = self.number(name, default)
        if not number > 0.0:
            raise self.error(f"expected {name} above 0, got {number}.")
        return number

    def both_positive(self, first: str, second: str) -> tuple[float, float]:
        """Two finite numbers above 0; see `number`."""
        values = self.number(first), self.number(second)
        if not min(values) > 0.0:
            raise self.error(f"expected {first} and {second} above 0, got {values[0]} and {values[1]}.")
        return values

    def error(self, message: str) -> CameraError:
        """An error that names the camera."""
        return CameraError(f"camera {self.path}: {message}")


def require_field_of_view(camera: CameraAttributes, width: float) -> None:
    """Refuse a picture that is so wide at distance 1 along the axis that nothing can be drawn in it, or so narrow."""
    if not NARROWEST < width < WIDEST:
        raise camera.error(
            f"expected a picture between {NARROWEST} and {WIDEST} wide at distance 1, got {width}: check the focal "
            "length and what it is measured in."
        )
