"""Small vectors of numbers, with the names of `carb`: `Float3(1, 2, 3).x`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterator

_AXES = "xyzw"


class _Vector[T: (int, float)]:
    """A fixed number of numbers; `x`, `y`, `z`, `w` as far as there are so many."""

    size: ClassVar[int]
    number: ClassVar[type]

    def __init__(self, *numbers: T) -> None:
        if len(numbers) not in (0, self.size):
            raise TypeError(f"{type(self).__name__} expects {self.size} numbers or none, got {len(numbers)}")
        self._numbers = [self.number(value) for value in numbers or [0] * self.size]

    def __getattr__(self, name: str) -> T:
        index = _AXES.find(name) if len(name) == 1 else -1
        if not 0 <= index < self.size:
            raise AttributeError(f"{type(self).__name__} has no attribute '{name}'")
        return self[index]

    def __setattr__(self, name: str, value: T) -> None:
        if len(name) == 1 and name in _AXES[: self.size]:
            self[_AXES.index(name)] = value
        else:
            super().__setattr__(name, value)

    def __getitem__(self, index: int) -> T:
        number: T = self._numbers[index]
        return number

    def __setitem__(self, index: int, value: T) -> None:
        self._numbers[index] = self.number(value)

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[T]:
        return iter(self._numbers)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and list(self) == list(other)

    # It can be changed, so it has no hash.
    __hash__: ClassVar[None]  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"carb.{type(self).__name__}({', '.join(map(repr, self))})"


class Float2(_Vector[float]):
    """Two floats."""

    size, number = 2, float


class Float3(_Vector[float]):
    """Three floats."""

    size, number = 3, float


class Float4(_Vector[float]):
    """Four floats."""

    size, number = 4, float


class Int2(_Vector[int]):
    """Two ints."""

    size, number = 2, int


class Int3(_Vector[int]):
    """Three ints."""

    size, number = 3, int


class Int4(_Vector[int]):
    """Four ints."""

    size, number = 4, int
