"""Walking the tree of widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni import ui

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kitless.ui.testing.query import Query, Segment

_NATIVE_MODULE = "omni.ui._ui"


def children(widget: Any) -> list[Any]:
    """The widgets directly inside of one, in their order."""
    # A tree view has places for rows that are not built: None.
    return [child for child in ui.Inspector.get_children(widget) if child is not None]


def descendants(widget: Any) -> Iterator[Any]:
    """Every widget inside of one, depth first."""
    for child in children(widget):
        yield child
        yield from descendants(child)


def type_name(widget: Any) -> str:
    """What a widget is called in paths: its class, for a class of an extension's the one of `omni.ui` below it."""
    for base in type(widget).__mro__:
        if base.__module__ == _NATIVE_MODULE:
            return str(base.__name__)
    return type(widget).__name__


def select(root: Any, query: Query) -> list[Any]:
    """The widgets below `root` that a query matches, in the order of the tree, each once."""
    found = [root]
    for position, segment in enumerate(query.segments):
        is_last = position == len(query.segments) - 1
        found = _unique(match for widget in found for match in _step(widget, segment, is_last))
    return [widget for widget in found if query.accepts(widget)]


def path_of(root: Any, widget: Any) -> str | None:
    """The path from `root` to a widget below it, such as "VStack[0]/Button[1]"; None when it is not there."""
    counts: dict[str, int] = {}
    for child in children(root):
        name = type_name(child)
        own = f"{name}[{counts.get(name, 0)}]"
        counts[name] = counts.get(name, 0) + 1
        if child is widget:
            return own
        below = path_of(child, widget)
        if below is not None:
            return f"{own}/{below}"
    return None


def _step(widget: Any, segment: Segment, is_last: bool) -> Iterator[Any]:
    if segment.name == "**":
        if not is_last:
            yield widget
        yield from descendants(widget)
        return
    inside = children(widget)
    if segment.name == "*":
        yield from inside
        return
    of_type = [child for child in inside if segment.name in {type_name(child), type(child).__name__}]
    if segment.index is None:
        yield from (child for child in inside if child.identifier == segment.name or child in of_type)
    elif segment.index < 0:
        yield from of_type
    else:
        yield from of_type[segment.index : segment.index + 1]


def _unique(widgets: Iterator[Any]) -> list[Any]:
    result: dict[int, Any] = {}
    for widget in widgets:
        result.setdefault(id(widget), widget)
    return list(result.values())
