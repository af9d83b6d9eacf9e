"""The list of files in a file picker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni import ui

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kitless.ui.dialogs.file_items import FileItem

_ROW_HEIGHT = 22


class FileListItem(ui.AbstractItem):
    """One row."""

    def __init__(self, item: FileItem) -> None:
        super().__init__()
        self.item = item
        self.name_model = ui.SimpleStringModel(f"{item.name}/" if item.is_folder else item.name)


class FileListModel(ui.AbstractItemModel):
    """The rows of the list."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[FileListItem] = []

    def set_items(self, items: Sequence[FileItem]) -> None:
        """Show other items."""
        self._rows = [FileListItem(item) for item in items]
        self._item_changed(None)

    def get_item_children(self, item: FileListItem | None) -> list[FileListItem]:
        """The rows; none below a row."""
        return self._rows if item is None else []

    def get_item_value_model_count(self, item: FileListItem | None) -> int:
        """One column."""
        del item
        return 1

    def get_item_value_model(self, item: FileListItem | None, column_id: int) -> Any:
        """The name of a row."""
        del column_id
        return item.name_model if item is not None else None


class FileListDelegate(ui.AbstractItemDelegate):
    """Draws the rows; a double click on one calls `on_double_click(item)`."""

    def __init__(self, on_double_click: Callable[[FileItem], object]) -> None:
        super().__init__()
        self._on_double_click = on_double_click

    def build_branch(self, model: Any, item: Any, column_id: int, level: int, expanded: bool) -> None:
        """Nothing: rows have no rows below them."""

    def build_widget(
        self, model: Any, item: FileListItem, column_id: int, level: int, expanded: bool
    ) -> None:
        """Make the row's label."""
        del level, expanded
        label = ui.Label(
            model.get_item_value_model(item, column_id).as_string,
            height=_ROW_HEIGHT,
            identifier=item.item.name,
        )
        label.set_mouse_double_clicked_fn(lambda *_: self._on_double_click(item.item))
