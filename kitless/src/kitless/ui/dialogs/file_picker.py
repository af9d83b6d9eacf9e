"""A dialog that lets a file or a folder be chosen.

```
 [up] [path                    ]        HStack[0]
 bookmarks | files and folders          HStack[1]
 File name [          ] [filter v]      HStack[2]
            [apply] [cancel]            HStack[3]
```
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from omni import ui

from kitless.app.per_app import PerApp
from kitless.ui.dialogs.bookmarks import Bookmarks
from kitless.ui.dialogs.file_filter import FileFilter
from kitless.ui.dialogs.file_items import FileItem, items_in
from kitless.ui.dialogs.file_list import FileListDelegate, FileListModel
from kitless.ui.session import user_interface
from kitless.ui.toolkit import toolkit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ROW_HEIGHT = 26
_SPACING = 6
_RESIZE_GRIP = 16
_MARGIN = 10

_open_dialogs: PerApp[set[FilePickerDialog]] = PerApp(set)
"""Dialogs that are shown: callers often keep none of them."""


class FilePickerDialog:
    """`omni.kit.window.filepicker.FilePickerDialog`: choose a file or a folder of this machine. It is shown at once.

    Args:
        title: The title of the window.
        width: Its width in pixels, as far as the main window has room.
        height: Its height, likewise.
        click_apply_handler: Called with the file's name ("" for none) and its folder by a click on the left button.
        click_cancel_handler: The same for the right button; None hides the dialog.
        item_filter_fn: Called with every item (`name`, `path`, `is_folder`); returns whether it is shown.
        item_filter_options: Descriptions for `item_filter_fn`; the chosen one is `current_filter_option`.
        file_extension_options: (extensions, description) pairs such as ("*.json, *.toml", "Configs"); only files
            of the chosen one are shown.
        apply_button_label: The text of the left button.
        cancel_button_label: The text of the right button.
        current_directory: The folder that is shown first; None: the current one.
        current_filename: The file's name in the beginning.
        selection_changed_fn: Called with the selected items.
        allow_multi_selection: Whether several items can be selected.
        keywords: Not used; Kit has many more.

    Differs:
        Only files of this machine are shown, with no thumbnails, versions or details.
    """

    def __init__(
        self,
        title: str,
        width: int = 800,
        height: int = 500,
        click_apply_handler: Callable[[str, str], object] | None = None,
        click_cancel_handler: Callable[[str, str], object] | None = None,
        item_filter_fn: Callable[[FileItem], bool] | None = None,
        item_filter_options: Sequence[str] | None = None,
        file_extension_options: Sequence[tuple[str, str]] | None = None,
        apply_button_label: str = "Okay",
        cancel_button_label: str = "Cancel",
        current_directory: str | None = None,
        current_filename: str | None = None,
        selection_changed_fn: Callable[[list[FileItem]], object] | None = None,
        allow_multi_selection: bool = False,
        **keywords: Any,
    ) -> None:
        del keywords
        self._apply_handler = click_apply_handler
        self._cancel_handler = click_cancel_handler
        self._filter = FileFilter(item_filter_fn, item_filter_options or (), file_extension_options or ())
        self._selection_changed = selection_changed_fn
        self._allow_several = allow_multi_selection
        self._selected: list[FileItem] = []
        self._folder = Path(current_directory or Path.cwd())
        self._files = FileListModel()
        # Not inside of the frame that draws the row: the list is built anew.
        self._delegate = FileListDelegate(
            lambda item: user_interface().call_before_next_frame(lambda: self._double_clicked(item))
        )
        self._name = ui.SimpleStringModel(current_filename or "")
        self._path = ui.SimpleStringModel(str(self._folder))
        # A subscription, to end with the dialog: a model that keeps a callback keeps what the callback belongs to.
        self._path_subscription = self._path.subscribe_end_edit_fn(
            lambda model: self.set_current_directory(model.as_string)
        )
        self._name_label: Any = None
        self._tree: Any = None
        self._bookmarks: Any = None
        self._window: Any = _centred_window(title, width, height)
        self._window.set_visibility_changed_fn(self._visibility_changed)
        with self._window.frame:
            self._build(apply_button_label, cancel_button_label)
        self.show()

    # -- the window --------------------------------------------------------------------------------

    @property
    def window(self) -> Any:
        """The `ui.Window`."""
        return self._window

    @property
    def visible(self) -> bool:
        """Whether it is shown."""
        return bool(self._window is not None and self._window.visible)

    def show(self, path: str | None = None) -> None:
        """Show the dialog.

        Args:
            path: A folder to show, or a file whose name to fill in.
        """
        if path:
            self.navigate_to(path)
        self._window.visible = True
        self._window.focus()
        _open_dialogs().add(self)
        self.refresh_current_directory()

    def hide(self) -> None:
        """Hide the dialog. It can be shown again."""
        if self._window is not None:
            self._window.visible = False
        _open_dialogs().discard(self)

    def destroy(self) -> None:
        """Take the dialog away."""
        window, self._window = self._window, None
        self._tree = None  # which keeps its callback, and that this dialog
        self._apply_handler = self._cancel_handler = self._selection_changed = self._path_subscription = None
        _open_dialogs().discard(self)
        if window is not None:
            window.destroy()

    # -- what is chosen ----------------------------------------------------------------------------

    def get_filename(self) -> str:
        """The file's name, "" when there is none."""
        return str(self._name.as_string)

    def set_filename(self, filename: str) -> None:
        """Fill in the file's name."""
        self._name.set_value(filename)

    def set_filebar_label_name(self, name: str) -> None:
        """Change the text before the file's name."""
        self._name_label.text = name

    def get_current_directory(self) -> str:
        """The folder that is shown."""
        return str(self._folder)

    def set_current_directory(self, path: str) -> None:
        """Show another folder. One that is not there leaves the dialog as it is."""
        folder = Path(path).expanduser()
        if folder.is_dir():
            self._folder = folder
        self._path.set_value(str(self._folder))
        self.refresh_current_directory()

    def navigate_to(self, path: str) -> None:
        """Show a folder, or the folder of a file with its name filled in."""
        place = Path(path).expanduser()
        if place.is_dir():
            self.set_current_directory(str(place))
        else:
            self.set_current_directory(str(place.parent))
            self.set_filename(place.name)

    def get_current_selections(self, pane: int = 0) -> list[str]:
        """The paths of the selected items."""
        del pane
        return [item.path for item in self._selected]

    def refresh_current_directory(self) -> None:
        """Read the folder again."""
        self._selected = []
        self._files.set_items(items_in(self._folder, self._filter.lets_through))

    @property
    def current_filter_option(self) -> int:
        """Which of `item_filter_options` or `file_extension_options` is chosen, counted from 0."""
        return self._filter.option

    def toggle_bookmark_from_path(
        self, name: str, path: str, is_bookmark: bool, is_folder: bool = True
    ) -> None:
        """Add a bookmark, or take it away.

        Args:
            name: Its name.
            path: What it leads to.
            is_bookmark: Whether it is to be there.
            is_folder: Not used: the path says it.
        """
        del is_folder
        self._bookmarks.set(name, path if is_bookmark else None)

    # -- widgets -----------------------------------------------------------------------------------

    def _build(self, apply_label: str, cancel_label: str) -> None:
        with ui.VStack(spacing=_SPACING):
            with ui.HStack(height=_ROW_HEIGHT, spacing=_SPACING):
                ui.Button("Up", width=40, clicked_fn=self._up, identifier="up_button")
                ui.StringField(self._path, identifier="path_field")
            with ui.HStack(spacing=_SPACING):
                self._bookmarks = Bookmarks(self._go_later)
                with ui.ScrollingFrame(horizontal_scrollbar_policy=ui.ScrollBarPolicy.SCROLLBAR_ALWAYS_OFF):
                    self._tree = ui.TreeView(
                        self._files, delegate=self._delegate, root_visible=False, header_visible=False
                    )
                    self._tree.set_selection_changed_fn(self._select)
            with ui.HStack(height=_ROW_HEIGHT, spacing=_SPACING):
                self._name_label = ui.Label("File name", width=70)
                ui.StringField(self._name, identifier="name_field")
                self._build_options()
            with ui.HStack(height=_ROW_HEIGHT, spacing=_SPACING):
                ui.Spacer()
                ui.Button(apply_label, width=120, clicked_fn=self._apply, identifier="apply_button")
                ui.Button(cancel_label, width=120, clicked_fn=self._cancel, identifier="cancel_button")
                ui.Spacer(width=_RESIZE_GRIP)

    def _build_options(self) -> None:
        texts = self._filter.texts
        if texts:
            box = ui.ComboBox(0, *texts, width=220, identifier="filter_box")
            box.model.add_item_changed_fn(lambda model, _item: self._choose_option(model))

    def _choose_option(self, model: Any) -> None:
        self._filter.option = model.get_item_value_model().as_int
        self.refresh_current_directory()

    # -- what happens ------------------------------------------------------------------------------

    def _select(self, rows: list[Any]) -> None:
        if len(rows) > 1 and not self._allow_several:
            self._tree.selection = rows[-1:]  # which calls this again
            return
        self._selected = [row.item for row in rows]
        if len(self._selected) == 1 and not self._selected[0].is_folder:
            self.set_filename(self._selected[0].name)
        if self._selection_changed is not None:
            self._selection_changed(self._selected)

    def _double_clicked(self, item: FileItem) -> None:
        if item.is_folder:
            self.set_current_directory(item.path)
        else:
            self.set_filename(item.name)
            self._apply()

    def _go_later(self, path: str) -> None:
        user_interface().call_before_next_frame(lambda: self.navigate_to(path))

    def _up(self) -> None:
        self._go_later(str(self._folder.parent))

    def _apply(self) -> None:
        self._call(self._apply_handler)

    def _cancel(self) -> None:
        self._call(self._cancel_handler)

    def _call(self, handler: Callable[[str, str], object] | None) -> None:
        # Handlers destroy dialogs; not inside of the frame that draws the button.
        if handler is None:
            user_interface().call_before_next_frame(self.hide)
        else:
            user_interface().call_before_next_frame(
                lambda: handler(self.get_filename(), self.get_current_directory())
            )

    def _visibility_changed(self, visible: bool) -> None:
        if not visible:
            _open_dialogs().discard(self)


def _centred_window(title: str, width: int, height: int) -> Any:
    """A window in the middle of the main window, and no larger than that: its buttons must be in sight."""
    main_width, main_height = toolkit.size()
    width, height = min(width, main_width - 2 * _MARGIN), min(height, main_height - 2 * _MARGIN)
    return ui.Window(
        title,
        width=width,
        height=height,
        position_x=(main_width - width) // 2,
        position_y=(main_height - height) // 2,
        flags=ui.WINDOW_FLAGS_NO_DOCKING,
    )
