"""``rep.utils``: what remains of OmniGraph in graph-style code."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NoReturn

from kitless.errors import NotImplementedByKitlessError
from kitless.replicator.errors import GraphError
from kitless.replicator.graph.items import ReplicatorItem, as_item

if TYPE_CHECKING:
    from collections.abc import Callable


def replicator_wrapper(function: Callable[..., Any]) -> Callable[..., ReplicatorItem]:
    """``rep.utils.ReplicatorWrapper``: make a function that returns a node one that returns an item.

    Raises:
        GraphError: When it is called and returns neither a node nor an item.
    """

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> ReplicatorItem:
        item = as_item(function(*args, **kwargs), function.__qualname__)
        if item is None:
            raise GraphError(
                f"{function.__qualname__} is a ReplicatorWrapper and returned None; return a node"
            )
        return item

    return call


def create_node(node_type_id: str, *args: Any, **kwargs: Any) -> NoReturn:
    """Refuse to make a node of OmniGraph, by its name.

    Raises:
        NotImplementedByKitlessError: Always.

    Differs:
        There is no OmniGraph: custom nodes are refused.
    """
    del args, kwargs
    raise NotImplementedByKitlessError(f"the OmniGraph node {node_type_id}")
