"""The prims of the open stage as the items of a tree.

```
None ─ /World ─ /World/Camera          read when a row is opened for the first time
              ├ /World/box_0 … box_999
              └ "99,000 more"          a row that shows the next ones
```
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from omni import ui
from pxr import Sdf, Usd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROWS_AT_ONCE = 1000
"""So many prims of one parent are shown, and then as many more with each click: a row costs time in every frame."""

# As in Kit's stage window: what composes, also what is not active, and what instances share.
_SHOWN_PRIMS = Usd.TraverseInstanceProxies(Usd.PrimIsDefined & ~Usd.PrimIsAbstract)


class PrimItem(ui.AbstractItem):
    """One row: a prim, or what stands for the prims that are not shown yet.

    Args:
        path: The prim's path; of the row for more, their parent's.
        type_name: Of the prim, such as "Mesh"; "" for none.
        has_children: Whether there are prims below it.
        more: How many prims this row stands for; 0: it is a prim.
    """

    def __init__(self, path: Sdf.Path, type_name: str, *, has_children: bool, more: int = 0) -> None:
        super().__init__()
        self.path = path
        self.type_name = type_name
        self.has_children = has_children
        self.more = more

    @property
    def text(self) -> str:
        """What the row says."""
        return f"{self.more:,} more: click to show the next" if self.more else str(self.path.name)


@dataclass(slots=True)
class _Children:
    """The rows below a prim, and what decides which they are."""

    items: list[PrimItem] = field(default_factory=list)
    by_path: dict[Sdf.Path, PrimItem] = field(default_factory=dict)
    limit: int = ROWS_AT_ONCE
    pinned: set[str] = field(default_factory=set)


class StageModel(ui.AbstractItemModel):
    """The tree of a stage, read as its rows are opened.

    Args:
        get_stage: Gives the open stage, or None.
    """

    def __init__(self, get_stage: Callable[[], Usd.Stage | None]) -> None:
        super().__init__()
        self._get_stage = get_stage
        self._children: dict[Sdf.Path, _Children] = {}

    # -- of omni.ui --------------------------------------------------------------------------------

    def get_item_children(self, item: PrimItem | None) -> list[PrimItem]:
        """The rows below a row; below None those of the stage's root."""
        if item is not None and not item.has_children:
            return []
        return self._read(Sdf.Path.absoluteRootPath if item is None else item.path).items

    def can_item_have_children(self, item: PrimItem | None) -> bool:
        """Whether a row can be opened. Nothing is read for it."""
        return item is None or item.has_children

    def get_item_value_model_count(self, item: PrimItem | None) -> int:
        """Two columns: name and type."""
        del item
        return 2

    def get_item_value_model(self, item: PrimItem | None, column_id: int) -> Any:
        """None: a delegate draws the rows."""
        del item, column_id

    # -- of the stage window -----------------------------------------------------------------------

    def stage_changed(self) -> None:
        """Another stage is open, or none."""
        self._children.clear()
        self._item_changed(None)

    def prims_changed(self, paths: Iterable[Sdf.Path]) -> None:
        """Read again what is shown of prims that came, went or were changed.

        Args:
            paths: Where the stage was composed anew.
        """
        parents = {path.GetParentPath() if path.IsPrimPath() else Sdf.Path.absoluteRootPath for path in paths}
        # A prim that has got its first child, or lost its last one, has another row above.
        parents |= {path.GetParentPath() for path in parents if not path.IsAbsoluteRootPath()}
        shown = sorted(path for path in self._children if not parents.isdisjoint(_with_those_above(path)))
        for path in shown:
            self._refresh(path)
        if shown:
            self._item_changed(None)

    def show_more(self, item: PrimItem) -> None:
        """Show the next prims of those that a row stands for."""
        if item.path in self._children:
            self._children[item.path].limit += ROWS_AT_ONCE
            self._refresh(item.path)
            self._item_changed(None)

    def show(self, paths: Iterable[Sdf.Path]) -> None:
        """Have rows for prims, also for those that come after the ones that are shown at once."""
        missing: dict[Sdf.Path, set[str]] = {}
        stage = self._get_stage()
        for path in paths:
            for prefix in path.GetPrefixes() if stage is not None and stage.GetPrimAtPath(path) else ():
                parent = prefix.GetParentPath()
                if prefix not in self._read(parent).by_path:
                    missing.setdefault(parent, set()).add(prefix.name)
        for parent, names in missing.items():
            self._children[parent].pinned |= names
            self._refresh(parent)
        if missing:
            self._item_changed(None)

    def rows_to(self, path: Sdf.Path) -> list[PrimItem]:
        """The rows from the root down to a prim, read as far as necessary; nothing where it is not shown."""
        rows: list[PrimItem] = []
        for prefix in path.GetPrefixes():
            row = self._read(prefix.GetParentPath()).by_path.get(prefix)
            if row is None:
                return []
            rows.append(row)
        return rows

    def _read(self, path: Sdf.Path) -> _Children:
        if path not in self._children:
            self._children[path] = _Children()
            self._refresh(path)
        # A row may still be drawn when its prim has gone.
        return self._children.get(path) or _Children()

    def _refresh(self, path: Sdf.Path) -> None:
        """Read the rows below a prim. A prim that was there keeps its item, by which the tree knows what is open."""
        children = self._children[path]
        stage = self._get_stage()
        prim = stage.GetPrimAtPath(path) if stage is not None else None
        if not prim:
            del self._children[path]
            return
        before = children.by_path
        # By name: of a hundred thousand children only those that are shown are made objects of.
        names = [str(name) for name in prim.GetFilteredChildrenNames(_SHOWN_PRIMS)]
        if path.IsAbsoluteRootPath():
            names = [name for name in names if not _is_only_of_the_session(prim.GetChild(name))]
        shown = names[: children.limit]
        if children.pinned and len(names) > children.limit:
            shown += [name for name in names[children.limit :] if name in children.pinned]
        children.items = [_item_of(prim.GetChild(name), before.get(path.AppendChild(name))) for name in shown]
        children.by_path = {item.path: item for item in children.items}
        if len(shown) < len(names):
            children.items.append(PrimItem(path, "", has_children=False, more=len(names) - len(shown)))


def _item_of(prim: Usd.Prim, before: PrimItem | None) -> PrimItem:
    has_children = bool(prim.GetFilteredChildrenNames(_SHOWN_PRIMS))
    item = before or PrimItem(prim.GetPath(), "", has_children=has_children)
    item.type_name, item.has_children = str(prim.GetTypeName()), has_children
    return item


def _with_those_above(path: Sdf.Path) -> list[Sdf.Path]:
    return [Sdf.Path.absoluteRootPath, *path.GetPrefixes()]


def _is_only_of_the_session(prim: Usd.Prim) -> bool:
    """Whether no file has the prim: the viewport's camera and render products, which are the App's own."""
    session = prim.GetStage().GetSessionLayer()
    return session is not None and all(spec.layer == session for spec in prim.GetPrimStack())
