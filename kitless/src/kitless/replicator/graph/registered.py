"""Functions that users register as randomizers: ``rep.randomizer.register(fn)``, then ``rep.randomizer.fn()``."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from kitless.replicator.errors import GraphError
from kitless.replicator.graph.items import as_item

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitless.replicator.graph.items import ReplicatorItem

_OWN_NAMES = frozenset(
    {"color", "instantiate", "materials", "register", "rotation", "scatter_2d", "scatter_3d", "texture"}
)

_registered: dict[str, Callable[..., ReplicatorItem | None]] = {}


def register(fn: Callable[..., Any], override: bool = True, fn_name: str | None = None) -> None:
    """Make a function an attribute of ``rep.randomizer``.

    What the function writes down is written into the context in which the attribute is called.

    Args:
        fn: Returns an item of rep.create or rep.get, its ``.node``, or None.
        override: Replace one of the same name.
        fn_name: The name; the function's own if it is not given.

    Raises:
        GraphError: It is not a function with a name, or the name is taken.
    """
    name = fn_name or str(getattr(fn, "__name__", ""))
    if not callable(fn) or not name.isidentifier():
        raise GraphError(f"randomizer.register expects a function with a name, or fn_name, got {fn!r}")
    if name in _OWN_NAMES or (name in _registered and not override):
        raise GraphError(f"randomizer.register: the name {name!r} is taken; give another one as fn_name")

    @functools.wraps(fn)
    def call(*args: Any, **kwargs: Any) -> ReplicatorItem | None:
        return as_item(fn(*args, **kwargs), f"rep.randomizer.{name}")

    _registered[name] = call


def registered_randomizer(name: str) -> Callable[..., ReplicatorItem | None]:
    """A function that was registered.

    Raises:
        AttributeError: There is none of that name.
    """
    if name not in _registered:
        known = ", ".join(sorted(_registered)) or "none"
        raise AttributeError(
            f"kitless does not implement omni.replicator.core.randomizer.{name}, and no function of that name was "
            f"given to rep.randomizer.register; registered are {known}",
            name=name,
        )
    return _registered[name]
