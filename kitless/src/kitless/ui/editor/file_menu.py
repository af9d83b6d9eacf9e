"""The menu File: New, Open, Save and Save As.

```
New, Open ─ nothing unsaved ──────────────────────────────────────────────> done
          └ unsaved ─ ask ─ Save ──> saved, or asked where to ─────────────> done
                          ├ Don't Save ─────────────────────────────────────> done
                          └ Cancel
```
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kitless.stage.layers import is_usd_readable_filetype, is_usd_writable_filetype
from kitless.ui.dialogs.file_picker import FilePickerDialog
from kitless.ui.editor.file_dialogs import ask_whether_to_replace, ask_whether_to_save, say_what_failed
from kitless.ui.menus import MenuItemDescription, add_menu_items, remove_menu_items

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from kitless.app.app import App

_MENU = "File"
_KINDS = [("*.usd, *.usda, *.usdc, *.usdz", "USD"), ("*", "All files")]
_WRITTEN_KINDS = [("*.usd, *.usda, *.usdc", "USD")]
_DEFAULT_NAME = "stage.usd"


class FileMenu:
    """See the module.

    Args:
        app: The App.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._context = app.usd_context
        self._dialogs: list[Any] = []
        self._items = [
            MenuItemDescription("New", onclick_fn=self.new, enable_fn=self._context.can_open_stage),
            MenuItemDescription("Open…", onclick_fn=self.open, enable_fn=self._context.can_open_stage),
            MenuItemDescription("", header=None),
            MenuItemDescription("Save", onclick_fn=self.save, enable_fn=self._context.can_save_stage),
            MenuItemDescription("Save As…", onclick_fn=self.save_as, enable_fn=self._context.can_save_stage),
        ]
        add_menu_items(self._items, _MENU)

    def destroy(self) -> None:
        """Take the menu and its dialogs away; may be called again."""
        remove_menu_items(self._items, _MENU)
        self._close_dialogs()

    def new(self) -> None:
        """Open a new stage, once it is known what becomes of this one."""
        self._leave_stage(lambda: self._start("New", self._context.new_stage_async))

    def open(self) -> None:
        """Ask for a file and open it, once it is known what becomes of this stage."""
        self._leave_stage(self._ask_what_to_open)

    def save(self) -> None:
        """Save the stage; one that is in no file yet is asked for one."""
        self._save_then(lambda: None)

    def save_as(self) -> None:
        """Ask for a file and save the stage in it."""
        self._ask_where_to_save(lambda: None)

    # -- steps -------------------------------------------------------------------------------------

    def _leave_stage(self, go_on: Callable[[], object]) -> None:
        if not self._has_something_to_lose():
            go_on()
            return
        self._show(
            ask_whether_to_save(
                self._context.get_stage_url(), save=lambda: self._save_then(go_on), discard=go_on
            )
        )

    def _has_something_to_lose(self) -> bool:
        stage = self._context.get_stage()
        is_empty = stage is None or (self._context.is_new_stage() and not stage.GetRootLayer().rootPrims)
        return self._context.has_pending_edit() and not is_empty

    def _save_then(self, go_on: Callable[[], object]) -> None:
        stage = self._context.get_stage()
        if stage is None:
            return
        if stage.GetRootLayer().anonymous:
            self._ask_where_to_save(go_on)
        else:
            self._start("Save", self._context.save_stage_async, go_on)

    def _ask_what_to_open(self) -> None:
        self._show(
            FilePickerDialog(
                "Open Stage",
                apply_button_label="Open",
                current_directory=self._folder(),
                file_extension_options=_KINDS,
                click_apply_handler=self._open_file,
            )
        )

    def _open_file(self, name: str, folder: str) -> None:
        path = Path(folder) / name
        if not name or path.is_dir() or not is_usd_readable_filetype(str(path)):
            return  # The dialog stays until a file is chosen.
        self._close_dialogs()
        self._start("Open", partial(self._context.open_stage_async, str(path)))

    def _ask_where_to_save(self, go_on: Callable[[], object]) -> None:
        url = self._context.get_stage_url()
        is_file = bool(url) and not url.startswith("anon:")
        self._show(
            FilePickerDialog(
                "Save Stage As",
                apply_button_label="Save",
                current_directory=self._folder(),
                current_filename=Path(url).name if is_file else _DEFAULT_NAME,
                file_extension_options=_WRITTEN_KINDS,
                click_apply_handler=lambda name, folder: self._save_file(name, folder, go_on),
            )
        )

    def _save_file(self, name: str, folder: str, go_on: Callable[[], object]) -> None:
        if not name:
            return
        path = Path(folder) / name
        if not is_usd_writable_filetype(str(path)):
            path = path.with_name(f"{path.name}.usd")
        self._close_dialogs()

        def save() -> None:
            self._start("Save As", partial(self._context.save_as_stage_async, str(path)), go_on)

        if path.exists() and str(path) != self._context.get_stage_url():
            self._show(ask_whether_to_replace(path, save))
        else:
            save()

    def _start(
        self,
        what: str,
        work: Callable[[], Coroutine[Any, Any, Any]],
        go_on: Callable[[], object] = lambda: None,
    ) -> None:
        async def do() -> None:
            succeeded, problem, *_ = await work()
            if succeeded:
                go_on()
            else:
                self._show(say_what_failed(what, problem))

        self._app.create_task(do())

    # -- dialogs -----------------------------------------------------------------------------------

    def _folder(self) -> str | None:
        url = self._context.get_stage_url()
        folder = Path(url).parent
        return str(folder) if url and not url.startswith("anon:") and folder.is_dir() else None

    def _show(self, dialog: Any) -> None:
        self._close_dialogs()
        self._dialogs.append(dialog)

    def _close_dialogs(self) -> None:
        dialogs, self._dialogs = self._dialogs, []
        for dialog in dialogs:
            dialog.destroy()
