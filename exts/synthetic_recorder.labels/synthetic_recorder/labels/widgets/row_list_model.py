"""The rows of a list, as many as are shown at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from omni import ui

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

ROWS_AT_ONCE = 500
"""So many rows are there, and then as many more with each click."""


@dataclass(frozen=True)
class Row:
    """What is in a row.

    Attributes:
        key: By which it is selected.
        texts: What its columns say.
        aside: What the first column says besides, in grey.
        tooltip: What is said when it is pointed at.
    """

    key: Hashable
    texts: tuple[str, ...]
    aside: str = ""
    tooltip: str = ""


class RowItem(ui.AbstractItem):
    """A row of a list.

    Args:
        row: What is in it.
        index: Which one it is, from 0.
        is_more: Whether it stands for those that are not shown.
    """

    def __init__(self, row: Row, index: int, *, is_more: bool = False) -> None:
        super().__init__()
        self.row = row
        self.index = index
        self.is_more = is_more


class RowListModel[Entry](ui.AbstractItemModel):
    """Makes the rows of as many entries as are shown.

    Args:
        row_of: Says what is in the row of an entry.
        columns: How many columns there are.

    Attributes:
        items: The rows.
    """

    def __init__(self, row_of: Callable[[Entry], Row], columns: int) -> None:
        super().__init__()
        self._row_of = row_of
        self._columns = columns
        self._entries: Sequence[Entry] = ()
        self._limit = ROWS_AT_ONCE
        self.items: list[RowItem] = []

    def show(self, entries: Sequence[Entry]) -> None:
        """Have rows for entries; without effect where they are the same object as before."""
        if entries is not self._entries:
            self._entries = entries
            self._limit = ROWS_AT_ONCE
            self._refresh()

    def show_more(self) -> None:
        """Have more rows."""
        self._limit += ROWS_AT_ONCE
        self._refresh()

    def get_item_children(self, item: RowItem | None) -> list[RowItem]:
        """Return the rows; none below one."""
        return self.items if item is None else []

    def can_item_have_children(self, item: RowItem | None) -> bool:
        """Return whether it is the list itself."""
        return item is None

    def get_item_value_model_count(self, item: RowItem | None) -> int:
        """Return the number of columns."""
        del item
        return self._columns

    def get_item_value_model(self, item: RowItem | None, column_id: int) -> Any:
        """Return None: the delegate draws the rows."""
        del item, column_id

    def _refresh(self) -> None:
        # A row that says the same keeps its item, by which the tree knows what is selected.
        before = {item.row: item for item in self.items}
        rows = [self._row_of(entry) for entry in self._entries[: self._limit]]
        items = [_item_of(row, index, before.get(row)) for index, row in enumerate(rows)]
        hidden = len(self._entries) - len(rows)
        if hidden:
            more = Row(None, (f"{hidden:,} more: click to show the next", *[""] * (self._columns - 1)))
            items.append(RowItem(more, len(rows), is_more=True))
        if items != self.items:
            self.items = items
            self._item_changed(None)


def _item_of(row: Row, index: int, before: RowItem | None) -> RowItem:
    return before if before is not None and before.index == index else RowItem(row, index)
