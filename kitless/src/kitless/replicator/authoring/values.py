"""Which value each of several prims gets: numbers, tuples, Gf vectors, NumPy arrays, lists of any of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from pxr import Gf

from kitless.replicator.authoring.errors import AuthoringError

Vectors = npt.NDArray[np.float64]
"""One row of three numbers for each prim."""

_QUATERNIONS = (Gf.Quatd, Gf.Quatf, Gf.Quath, Gf.Quaternion, Gf.Rotation)


def vectors(name: str, value: Any, count: int) -> Vectors:
    """Three numbers for each of ``count`` prims.

    Args:
        name: What the value is, for messages.
        value: One number or one vector for all, or a number or a vector for each. Three numbers are one vector, also
            where there are three prims.
        count: How many prims there are.

    Returns:
        float64 (count, 3).

    Raises:
        AuthoringError: It is none of these, or a number is not finite.
    """
    numbers = _numbers(name, value, count)
    if numbers.shape in ((3,), (1, 3), (count, 3)):
        return np.array(np.broadcast_to(numbers, (count, 3)))
    if numbers.shape in ((), (1,), (count,), (count, 1)):
        return np.array(np.broadcast_to(numbers.reshape(-1, 1), (count, 3)))
    raise _unusable(name, value, count)


def vector(name: str, value: Any) -> Gf.Vec3d:
    """One vector of three finite numbers. See `vectors`."""
    numbers = _numbers(name, value, 1)
    if numbers.shape not in ((3,), (1, 3)):
        raise _unusable(name, value, 1)
    return Gf.Vec3d(*(float(number) for number in numbers.reshape(3)))


def number(name: str, value: Any) -> float:
    """One finite number. See `vectors`."""
    numbers = _numbers(name, value, 1)
    if numbers.size != 1:
        raise AuthoringError(f"{name}: expected a number, got {value!r}")
    return float(numbers.reshape(()))


def rotations(name: str, value: Any, count: int) -> list[Gf.Vec3d | Gf.Quatd]:
    """A rotation for each of ``count`` prims: three angles in degrees, or a quaternion.

    Args:
        name: What the value is, for messages.
        value: As in `vectors`; or a `Gf` quaternion or `Gf.Rotation` for all, or a list with one for each.
        count: How many prims there are.

    Raises:
        AuthoringError: It is none of these.
    """
    if isinstance(value, _QUATERNIONS):
        return [_quaternion(name, value)] * count
    if isinstance(value, Sequence) and value and all(isinstance(each, _QUATERNIONS) for each in value):
        return [_quaternion(name, each) for each in one_for_each(name, value, count)]
    return [Gf.Vec3d(*row) for row in vectors(name, value, count).tolist()]


def one_for_each(name: str, values: Sequence[Any], count: int) -> list[Any]:
    """A list with a value for each of ``count`` prims; a list of one is for all.

    Raises:
        AuthoringError: It has another length.
    """
    if len(values) not in (1, count):
        raise AuthoringError(
            f"{name}: expected one value, or one for each of {count} prims, got {len(values)}"
        )
    return list(values) * (count if len(values) == 1 else 1)


def _quaternion(name: str, value: Any) -> Gf.Quatd:
    if isinstance(value, Gf.Rotation):
        return value.GetQuat()
    quaternion = Gf.Quatd(float(value.GetReal()), Gf.Vec3d(*(float(part) for part in value.GetImaginary())))
    length = quaternion.GetLength()
    if not (np.isfinite(length) and length > 0.0):
        raise AuthoringError(f"{name}: expected a quaternion other than zero, got {value}")
    return quaternion.GetNormalized()


def _numbers(name: str, value: Any, count: int) -> npt.NDArray[np.float64]:
    # Warp arrays, and tensors of PyTorch on the CPU, give their numbers this way.
    source = value.numpy() if hasattr(value, "numpy") else value
    try:
        numbers = np.asarray(source, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise _unusable(name, value, count) from error
    if not np.isfinite(numbers).all():
        raise AuthoringError(f"{name}: expected finite numbers, got {value!r}")
    return numbers


def _unusable(name: str, value: Any, count: int) -> AuthoringError:
    each = f", or one for each of {count} prims" if count != 1 else ""
    return AuthoringError(f"{name}: expected a vector of three numbers{each}, got {value!r}")
