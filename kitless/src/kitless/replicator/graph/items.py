"""What graph-style calls give: `rep.utils.ReplicatorItem` and its kinds."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, NoReturn, Self

from kitless.replicator.errors import GraphError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pxr import Usd

_contexts: ContextVar[tuple[ReplicatorItem, ...]] = ContextVar("contexts", default=())


class GraphNode:
    """What a function that is registered as randomizer returns: the item behind `ReplicatorItem.node`.

    Args:
        item: The item.
    """

    def __init__(self, item: ReplicatorItem) -> None:
        self.item = item

    def __getattr__(self, name: str) -> NoReturn:
        """Refuse what a node of OmniGraph would have."""
        raise AttributeError(f"kitless does not implement {name} of a graph node: it has no OmniGraph")


class ReplicatorItem:
    """Something that a graph-style call gives. Written into a `with`, it is what the calls inside apply to.

    Args:
        node_function: Makes a node.
        *args: Its arguments.
        **kwargs: Its keyword arguments.

    Differs:
        There is no OmniGraph: `node` stands for the item alone and has nothing of an OmniGraph node.
    """

    def __init__(self, node_function: Callable[..., GraphNode], *args: Any, **kwargs: Any) -> None:
        self._node = node_function(*args, **kwargs)

    @property
    def node(self) -> GraphNode:
        """What stands for the item in the result of a registered function."""
        return self._node

    def get_output_prims(self) -> dict[str, list[Usd.Prim]]:
        """The prims, in their order, under the key "prims"."""
        return {"prims": self.prims()}

    def prims(self) -> list[Usd.Prim]:
        """The prims as they are now.

        Raises:
            GraphError: It has none: it is a value or a trigger.
        """
        raise GraphError(f"{self!r} has no prims; give what rep.create or rep.get return")

    @staticmethod
    def _get_context() -> ReplicatorItem | None:
        """The innermost item in whose `with` the call stands."""
        return contexts()[-1] if contexts() else None

    def __enter__(self) -> Self:
        _contexts.set((*contexts(), self))
        return self

    def __exit__(self, *_error: object) -> None:
        _contexts.set(contexts()[:-1])


class Item(ReplicatorItem):
    """An item of kitless' own, which is its own node."""

    def __init__(self) -> None:
        super().__init__(GraphNode, self)


def contexts() -> tuple[ReplicatorItem, ...]:
    """The items in whose `with` the call stands, the outermost first."""
    return _contexts.get()


def as_item(result: object, who: str) -> ReplicatorItem | None:
    """The item that a user's function returned: itself, its node, or nothing.

    Raises:
        GraphError: It is something else.
    """
    if result is None or isinstance(result, ReplicatorItem):
        return result
    if isinstance(result, GraphNode):
        return result.item
    raise GraphError(
        f"{who} returned {result!r}; a randomizer returns an item of rep.create or rep.get, its .node, or None"
    )
