"""Names of Kit that open extensions import at their top and that kitless has only by name.

The import works, so that the rest of such an extension does; whoever uses the name is told that kitless lacks it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from kitless.errors import NotImplementedByKitlessError

if TYPE_CHECKING:
    from collections.abc import Callable


class AbsentType(type):
    """The type of classes that kitless does not have: nothing is an instance of one."""

    def __call__(cls, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse to make an instance, also of a subclass."""
        raise NotImplementedByKitlessError(f"{cls.__module__}.{cls.__qualname__}")

    def __getattr__(cls, name: str) -> NoReturn:
        """Refuse what the real class would have."""
        raise AttributeError(
            f"kitless does not implement {cls.__module__}.{cls.__qualname__}.{name}", name=name, obj=cls
        )


def absent_class(name: str) -> Any:
    """A class that cannot be instantiated. It can stand in annotations, `isinstance` and a list of base classes.

    Args:
        name: Its full name, such as "omni.kit.property.usd.relationship.RelationshipTargetPicker".
    """
    module, _, own = name.rpartition(".")
    return AbsentType(own, (), {"__module__": module})


class AbsentFunction:
    """A function that kitless does not have.

    Args:
        name: Its full name.
    """

    def __init__(self, name: str) -> None:
        self.__module__, _, self.__name__ = name.rpartition(".")
        self._name = name

    def __call__(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise NotImplementedByKitlessError(self._name)


def absent_function(name: str) -> Any:
    """A function that raises `NotImplementedByKitlessError` when it is called.

    Args:
        name: Its full name.
    """
    return AbsentFunction(name)


def is_absent(member: object) -> bool:
    """Whether a name is there by name only."""
    return isinstance(member, AbsentType | AbsentFunction)


def named_in_kit[C](name: str) -> Callable[[type[C]], type[C]]:
    """A class decorator: what the class of that name has in Kit and lacks here is explained when it is used.

    Args:
        name: Its full name in Kit, such as "omni.kit.app.IApp".
    """

    def missing(self: object, attribute: str) -> NoReturn:
        raise AttributeError(f"kitless does not implement {name}.{attribute}", name=attribute, obj=self)

    def decorate(decorated: type[C]) -> type[C]:
        # Not written in the class: type checkers would take every attribute for one that is there.
        decorated.__getattr__ = missing  # type: ignore[attr-defined]
        return decorated

    return decorate
