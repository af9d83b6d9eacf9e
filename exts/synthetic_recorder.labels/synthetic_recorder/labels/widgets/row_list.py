"""A list of thousands of things, of which a part is shown: a row costs time in every frame."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Sequence
from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.labels.style import LIST_ROW_HEIGHT

from .row_list_model import RowListModel
from .row_list_rows import RowDelegate

if TYPE_CHECKING:
    from .row_list_model import Row, RowItem

_RIM = 4


class RowList[Entry]:
    """A list of rows to select from; more of them are shown by a click on the last row.

    Args:
        identifier: By which the list is found; its rows by ``at(row_identifier, index)``.
        row_identifier: See there.
        row_of: Says what is in the row of an entry; asked for those that are shown only.
        select: Called with the keys of the rows that somebody has selected.
        ask: Called when ``sync`` should be, because more rows are wanted.
        column_widths: Of the columns after the first one, in pixels.
        most_rows: So many fit into the list, which is lower where there are fewer.
    """

    def __init__(
        self,
        identifier: str,
        row_identifier: str,
        row_of: Callable[[Entry], Row],
        select: Callable[[list[Hashable]], None],
        ask: Callable[[], None],
        column_widths: Sequence[int],
        most_rows: int,
    ) -> None:
        self._identifier = identifier
        self._row_identifier = row_identifier
        self._select = select
        self._ask = ask
        self._column_widths = tuple(column_widths)
        self._most_rows = most_rows
        self._model = RowListModel(row_of, 1 + len(self._column_widths))
        self._delegate: RowDelegate | None = None
        self._tree: ui.TreeView | None = None
        self._is_syncing = False
        self._is_more_wanted = False
        self._shown_selected: set[Hashable] = set()

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        # A tree does not keep its delegate alive.
        self._delegate = RowDelegate(self._row_identifier, self._want_more)
        self._frame = ui.ScrollingFrame(
            height=LIST_ROW_HEIGHT,
            name="rows",
            horizontal_scrollbar_policy=ui.ScrollBarPolicy.SCROLLBAR_ALWAYS_OFF,
        )
        with self._frame:
            self._tree = ui.TreeView(
                self._model,
                delegate=self._delegate,
                root_visible=False,
                header_visible=False,
                columns_resizable=False,
                column_widths=[ui.Fraction(1), *map(ui.Pixel, self._column_widths)],
                identifier=self._identifier,
                name="rows",
            )
            self._tree.set_selection_changed_fn(self._selection_changed)

    def sync(self, entries: Sequence[Entry], selected: Container[Hashable]) -> None:
        """Show entries, those with some keys selected.

        Args:
            entries: All of them; the same object as before where they are the same.
            selected: Keys.
        """
        if self._tree is None:
            return
        self._is_syncing = True
        try:
            self._model.show(entries)
            if self._is_more_wanted:
                self._is_more_wanted = False
                self._model.show_more()
            rows = min(max(len(self._model.items), 1), self._most_rows)
            self._frame.height = ui.Pixel(rows * LIST_ROW_HEIGHT + _RIM)
            wanted = [item for item in self._model.items if not item.is_more and item.row.key in selected]
            self._shown_selected = {item.row.key for item in wanted}
            if list(map(id, self._tree.selection)) != list(map(id, wanted)):
                self._tree.selection = wanted
        finally:
            self._is_syncing = False

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._tree = self._delegate = None

    def _selection_changed(self, items: list[RowItem]) -> None:
        keys = [item.row.key for item in items if not item.is_more]
        # What is shown as selected is a part only of what is, where other rows are not shown: it is not selected back.
        if not self._is_syncing and set(keys) != self._shown_selected:
            self._select(keys)

    def _want_more(self) -> None:
        # Not at once: a tree that is being drawn keeps its rows.
        self._is_more_wanted = True
        self._ask()
