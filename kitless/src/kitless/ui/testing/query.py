"""The language of widget queries.

```
Window//Frame/VStack[0]/**/Button[*].text=='OK'
^title  ^path: types with an index, identifiers, "*" (any child), "**" (any depth)
                                    ^predicate: Python, about the widget
```
"""

from __future__ import annotations

import ast
import operator
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kitless.ui.errors import WidgetQueryError

if TYPE_CHECKING:
    from collections.abc import Callable

_SEGMENT = re.compile(r"(?P<name>[^\[\]]+)(\[(?P<index>\d+|\*)\])?")
_PREDICATE = re.compile(r"\.[A-Za-z_][\w.]*(\([^)]*\))?\s*(==|!=|<=|>=|<|>|\s(?:not\s+)?in\s|\sis\s)")

_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
    ast.In: lambda left, right: left in right,
    ast.NotIn: lambda left, right: left not in right,
}


@dataclass(frozen=True, slots=True)
class Segment:
    """One step of a path.

    `index` is None for a bare name, which is an identifier or a type; -1 for "[*]".
    """

    name: str
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A path through a tree of widgets, and what must be true of its end."""

    segments: tuple[Segment, ...]
    predicate: ast.expr | None

    def accepts(self, widget: Any) -> bool:
        """Whether the predicate is true of a widget. One that lacks what the predicate names is no match."""
        if self.predicate is None:
            return True
        try:
            return bool(_evaluate(self.predicate, widget))
        except (AttributeError, TypeError):
            return False


def split_window(query: str) -> tuple[str, str]:
    """The window's title and the rest, which is "" for the window itself."""
    title, _, path = query.partition("//")
    return title, path


def parse(path: str) -> Query:
    """Read the part of a query behind the window's title.

    Raises:
        WidgetQueryError: It is none.
    """
    found = _PREDICATE.search(path)
    predicate = None
    if found is not None:
        path, condition = path[: found.start()], path[found.start() :]
        predicate = _parse_predicate(condition)
    return Query(tuple(_segment(path, part) for part in path.split("/")), predicate)


def _segment(path: str, text: str) -> Segment:
    if text in {"*", "**"}:
        return Segment(text)
    matched = _SEGMENT.fullmatch(text)
    if matched is None:
        raise WidgetQueryError(path, f"'{text}' is none of a type with an index, an identifier, '*' and '**'")
    index = matched["index"]
    return Segment(matched["name"], None if index is None else -1 if index == "*" else int(index))


def _parse_predicate(condition: str) -> ast.expr:
    try:
        return ast.parse(f"widget{condition}", mode="eval").body
    except SyntaxError as error:
        raise WidgetQueryError(condition, f"the predicate is no Python expression ({error.msg})") from error


def _evaluate(node: ast.expr, widget: Any) -> Any:  # noqa: PLR0911 - one for each kind of expression
    match node:
        case ast.Name(id="widget"):
            return widget
        case ast.Constant(value=value):
            return value
        case ast.Attribute(value=owner, attr=name):
            return getattr(_evaluate(owner, widget), name)
        case ast.Call(func=function, args=arguments, keywords=[]):
            return _evaluate(function, widget)(*(_evaluate(each, widget) for each in arguments))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _evaluate(operand, widget)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_evaluate(operand, widget)
        case ast.BoolOp(op=ast.And(), values=values):
            return all(_evaluate(each, widget) for each in values)
        case ast.BoolOp(op=ast.Or(), values=values):
            return any(_evaluate(each, widget) for each in values)
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            return [_evaluate(each, widget) for each in elements]
        case ast.Compare(left=left, ops=[comparison], comparators=[right]):
            return _COMPARISONS[type(comparison)](_evaluate(left, widget), _evaluate(right, widget))
    raise WidgetQueryError(ast.unparse(node), "a predicate compares properties of the widget with constants")
