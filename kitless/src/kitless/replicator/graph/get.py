"""``rep.get``: prims that are on the stage."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pxr import Sdf, Usd

from kitless.replicator.errors import GraphError
from kitless.replicator.graph.prims import PrimsItem, find_prims
from kitless.replicator.graph.scenario import GRAPH_PATH
from kitless.replicator.render_products import VIEWPORT_CAMERA
from kitless.replicator.session import get_session
from kitless.semantics import own_labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# None of these is part of a scene.
_NOT_OF_THE_SCENE = (GRAPH_PATH, "/Render", VIEWPORT_CAMERA)


def prim_at_path(path: Any) -> PrimsItem:
    """A prim by its path, or several by theirs.

    Args:
        path: A path, a prim, or a list of these.

    Returns:
        The item. Where a path is not there when it is needed, `GraphError` is raised.
    """
    paths = [str(each.GetPath()) if isinstance(each, Usd.Prim) else str(each) for each in _listed(path)]
    about = f"rep.get.prim_at_path({paths[0] if len(paths) == 1 else paths!r})"
    return PrimsItem(about, lambda: find_prims("get.prim_at_path", paths))


def prims(
    path_pattern: str | None = None,
    path_match: str | None = None,
    path_pattern_exclusion: str | None = None,
    prim_types: str | list[str] | None = None,
    prim_types_exclusion: str | list[str] | None = None,
    semantics: Any = None,
    semantics_exclusion: Any = None,
    cache_result: bool = True,
    ignore_case: bool = True,
) -> PrimsItem:
    """The prims that fit all that is given, in the order of the stage.

    Args:
        path_pattern: A regular expression that is found in the path.
        path_match: A text that is found in the path.
        path_pattern_exclusion: A regular expression that is not found in the path.
        prim_types: USD types, one of which the prim has: "Mesh", "Xform" …
        prim_types_exclusion: USD types none of which it has.
        semantics: ``("class", "car")`` or a list of such, one of which the prim itself has as label.
        semantics_exclusion: Labels none of which it has.
        cache_result: Look once, when they are needed first; what is deleted later is left out. False: look each time.
        ignore_case: Whether capital letters are told from small ones in none of these.

    Returns:
        The item.

    Raises:
        GraphError: A pattern is not a regular expression, or labels are no pairs of type and label.

    Differs:
        The viewport's camera, prims below /Render and those of the graph itself are never found.
    """
    search = _Search(
        _pattern(path_pattern, ignore_case),
        None if path_match is None else _folded(path_match, ignore_case),
        _pattern(path_pattern_exclusion, ignore_case),
        None if prim_types is None else {_folded(each, ignore_case) for each in _listed(prim_types)},
        {_folded(each, ignore_case) for each in _listed(prim_types_exclusion)},
        None if semantics is None else set(_pairs(semantics, ignore_case)),
        set(_pairs(semantics_exclusion, ignore_case)),
        ignore_case,
    )
    found: list[Sdf.Path] | None = None

    def find() -> list[Usd.Prim]:
        nonlocal found
        stage = get_session().scenario.require_stage("get.prims")
        if found is None or not cache_result:
            found = [prim.GetPath() for prim in search.on(stage)]
        return [prim for path in found if (prim := stage.GetPrimAtPath(path))]

    given = {
        "path_pattern": path_pattern,
        "path_match": path_match,
        "prim_types": prim_types,
        "semantics": semantics,
    }
    about = ", ".join(f"{name}={value!r}" for name, value in given.items() if value is not None)
    return PrimsItem(f"rep.get.prims({about})", find)


@dataclass(frozen=True)
class _Search:
    pattern: re.Pattern[str] | None
    match: str | None
    pattern_exclusion: re.Pattern[str] | None
    types: set[str] | None
    types_exclusion: set[str]
    labels: set[tuple[str, str]] | None
    labels_exclusion: set[tuple[str, str]]
    ignore_case: bool

    def on(self, stage: Usd.Stage) -> Iterator[Usd.Prim]:
        prims = iter(stage.Traverse())
        for prim in prims:
            if str(prim.GetPath()) in _NOT_OF_THE_SCENE:
                prims.PruneChildren()
            elif (
                self._has_the_path(str(prim.GetPath()))
                and self._has_the_type(prim)
                and self._has_the_labels(prim)
            ):
                yield prim

    def _has_the_path(self, path: str) -> bool:
        return (
            (self.pattern is None or self.pattern.search(path) is not None)
            and (self.match is None or self.match in _folded(path, self.ignore_case))
            and (self.pattern_exclusion is None or self.pattern_exclusion.search(path) is None)
        )

    def _has_the_type(self, prim: Usd.Prim) -> bool:
        own = _folded(str(prim.GetTypeName()), self.ignore_case)
        return (self.types is None or own in self.types) and own not in self.types_exclusion

    def _has_the_labels(self, prim: Usd.Prim) -> bool:
        if self.labels is None and not self.labels_exclusion:
            return True
        own = {
            (_folded(semantic_type, self.ignore_case), _folded(label, self.ignore_case))
            for semantic_type, labels in own_labels(prim).items()
            for label in labels
        }
        return (self.labels is None or bool(own & self.labels)) and not own & self.labels_exclusion


def _pattern(pattern: str | None, ignore_case: bool) -> re.Pattern[str] | None:
    if pattern is None:
        return None
    try:
        return re.compile(pattern, re.IGNORECASE if ignore_case else 0)
    except re.error as error:
        raise GraphError(f"get.prims: {pattern!r} is not a regular expression: {error}") from error


def _pairs(semantics: Any, ignore_case: bool) -> Iterable[tuple[str, str]]:
    pairs = [semantics] if isinstance(semantics, tuple) and isinstance(semantics[0], str) else semantics or []
    for pair in pairs:
        if not (isinstance(pair, tuple | list) and len(pair) == 2):
            raise GraphError(
                f'get.prims: labels are pairs of type and label such as ("class", "car"), not {pair!r}'
            )
        yield _folded(str(pair[0]), ignore_case), _folded(str(pair[1]), ignore_case)


def _folded(text: str, ignore_case: bool) -> str:
    return text.casefold() if ignore_case else text


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return [value] if isinstance(value, str | Sdf.Path | Usd.Prim) else list(value)
