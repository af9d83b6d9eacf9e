"""The window "Stage": the tree of prims, a search, and the selection, which is the stage's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni import ui
from pxr import Sdf, Tf, Usd

from kitless.stage.event_types import StageEventType
from kitless.ui.editor.stage_menu import StageMenu
from kitless.ui.editor.stage_model import ROWS_AT_ONCE, PrimItem, StageModel
from kitless.ui.editor.stage_rows import StageRows
from kitless.ui.editor.stage_search import StageSearch
from kitless.ui.editor.theme import EDITOR_STYLE, ROW_HEIGHT
from kitless.ui.session import user_interface
from kitless.ui.widgets.search_widget import SearchWidget

if TYPE_CHECKING:
    from kitless.app.app import App
    from kitless.app.events import Event

STAGE_WINDOW_TITLE = "Stage"

_TYPE_COLUMN = 84
_LONGEST_WAIT = 30  # updates
_MOST_OPENED = 50  # rows, to show what is selected below them: each of them may have a thousand below it
_TIMES = 2  # in the update in which rows have changed, a tree does not know them yet, and opens none of them
_ORDER = 440  # of the App's update: what it has brought about is shown in its own frame


class StageWindow:
    """See the module. What happens to the stage is noted as it happens and shown once per update.

    Args:
        app: The App.
    """

    def __init__(self, app: App) -> None:
        self._context = app.usd_context
        self._model = StageModel(self._context.get_stage)
        self._search = StageSearch()
        self._menu = StageMenu(self._context)
        self._changed: set[Sdf.Path] = set()
        self._changes_again = False
        self._updates_changing = 0
        self._selection_due = 0
        self._selecting = False
        self._opening = False
        self._first_rows_due = 0
        self._wanted_search: str | None = None
        self._notices: Tf.Notice.Listener | None = None
        self._tree: Any = None
        self._result_list: Any = None
        self._rows: StageRows | None = None
        self._result_rows: StageRows | None = None
        self.window = ui.Window(STAGE_WINDOW_TITLE, width=440, height=400)
        self.window.frame.style = EDITOR_STYLE
        with self.window.frame:
            self._build()
        self._subscriptions = [
            self._context.get_stage_event_stream().create_subscription_to_pop(
                self._on_stage_event, name="stage window"
            ),
            app.update_stream.create_subscription_to_pop(
                lambda _event: self._update(), order=_ORDER, name="stage window"
            ),
        ]
        self._follow()

    def destroy(self) -> None:
        """Close the window and follow the stage no more; may be called again."""
        for subscription in self._subscriptions:
            subscription.unsubscribe()
        self._subscriptions = []
        self._unfollow()
        self._menu.destroy()
        self._search_field.destroy()
        # Widgets keep their callbacks, and those this window.
        self._tree = self._result_list = self._rows = self._result_rows = None
        self.window.destroy()

    # -- widgets -----------------------------------------------------------------------------------

    def _build(self) -> None:
        # A tree does not keep its delegate alive.
        self._rows = StageRows(self._context.get_stage, self._show_more, self._menu.show)
        self._result_rows = StageRows(
            self._context.get_stage, self._show_more, self._menu.show, show_path=True
        )
        with ui.VStack(spacing=3):
            self._search_field = SearchWidget(self._search_for)
            with ui.ZStack():
                self._whole = ui.ScrollingFrame(
                    horizontal_scrollbar_policy=ui.ScrollBarPolicy.SCROLLBAR_ALWAYS_OFF
                )
                with self._whole:
                    self._tree = _tree(self._model, self._rows, "stage_tree")
                    self._tree.set_selection_changed_fn(self._select)
                self._results = ui.VStack(visible=False)
                with self._results:
                    self._summary = ui.Label("", name="weak", height=ROW_HEIGHT, identifier="stage_found")
                    with ui.ScrollingFrame(
                        horizontal_scrollbar_policy=ui.ScrollBarPolicy.SCROLLBAR_ALWAYS_OFF
                    ):
                        self._result_list = _tree(self._search, self._result_rows, "stage_results")
                        self._result_list.set_selection_changed_fn(self._select)
                self._empty = ui.Label(
                    "", name="weak", alignment=ui.Alignment.CENTER, identifier="stage_empty"
                )
                self._busy = ui.ZStack(visible=False)
                with self._busy:
                    ui.Rectangle(name="busy")
                    ui.Label(
                        "Opening the stage…",
                        name="busy",
                        alignment=ui.Alignment.CENTER,
                        identifier="stage_busy",
                    )

    # -- what happens ------------------------------------------------------------------------------

    def _on_stage_event(self, event: Event) -> None:
        if event.type == StageEventType.SELECTION_CHANGED:
            self._selection_due = _TIMES
        elif event.type == StageEventType.OPENING:
            self._opening = True
        elif event.type in (StageEventType.OPENED, StageEventType.OPEN_FAILED):
            self._opening = False
        if event.type in (StageEventType.OPENED, StageEventType.CLOSED):
            self._follow()

    def _follow(self) -> None:
        """Show the stage that is open now."""
        self._unfollow()
        stage = self._context.get_stage()
        if stage is not None:
            self._notices = Tf.Notice.Register(Usd.Notice.ObjectsChanged, self._on_objects_changed, stage)
        self._changed.clear()
        self._changes_again = False
        self._selection_due = _TIMES
        self._search.stop()
        self._model.stage_changed()
        self._first_rows_due = _TIMES
        self._wanted_search = self._search_field.search_text

    def _unfollow(self) -> None:
        if self._notices is not None:
            self._notices.Revoke()
            self._notices = None

    def _open_first_rows(self) -> None:
        self._first_rows_due -= 1
        stage = self._context.get_stage()
        default = stage.GetDefaultPrim() if stage is not None else None
        if default:
            self._model.show([default.GetPath()])
            for row in self._model.rows_to(default.GetPath()):
                self._tree.set_expanded(row, True, False)

    def _on_objects_changed(self, notice: Any, stage: Usd.Stage) -> None:
        del stage
        paths = [path for path in notice.GetResyncedPaths() if not path.IsPropertyPath()]
        self._changes_again = self._changes_again or bool(paths)
        self._changed.update(paths)

    def _update(self) -> None:
        """Show what has happened since the update before."""
        # While prims come and go with every update, the tree, which may be long, is not read again with each of them.
        waits = self._changes_again and self._updates_changing < _LONGEST_WAIT
        self._changes_again = False
        self._updates_changing = self._updates_changing + 1 if waits else 0
        if self._changed and not waits:
            changed, self._changed = self._changed, set()
            if self._results.visible:
                # What was found may be gone, and more may be there.
                self._wanted_search = self._search_field.search_text
            self._model.prims_changed(changed)
        # A tree that was not drawn yet has no rows to open.
        if self._first_rows_due and self._tree.computed_width:
            self._open_first_rows()
        if self._wanted_search is not None:
            self._start_search(self._wanted_search)
        if not self._changed:  # else it would go on over prims that are gone
            self._search.advance()
        if self._results.visible:
            self._summary.text = self._search.summary
        if self._selection_due:
            self._selection_due -= 1
            self._show_selection()
        self._busy.visible = self._opening
        self._empty.text = "" if self._context.get_stage() is not None else "No stage is open."

    # -- selection ---------------------------------------------------------------------------------

    def _select(self, rows: list[PrimItem]) -> None:
        """Rows were selected in the tree."""
        if not self._selecting:
            paths = [str(row.path) for row in rows if not row.more]
            self._context.get_selection().set_selected_prim_paths(paths, False)

    def _show_selection(self) -> None:
        """Prims were selected here or elsewhere."""
        selected = self._context.get_selection().get_selected_prim_paths()
        shown = _within_few_parents([Sdf.Path(path) for path in selected[:ROWS_AT_ONCE]])
        rows = []
        self._selecting = True
        try:
            self._model.show(shown)
            for *above, row in filter(None, map(self._model.rows_to, shown)):
                rows.append(row)
                for each in above:
                    self._tree.set_expanded(each, True, False)
            _select_rows(self._tree, rows)
            wanted = set(selected)
            _select_rows(
                self._result_list,
                [row for row in self._search.get_item_children(None) if str(row.path) in wanted],
            )
        finally:
            self._selecting = False

    # -- search ------------------------------------------------------------------------------------

    def _search_for(self, text: str) -> None:
        self._wanted_search = text

    def _start_search(self, text: str) -> None:
        self._wanted_search = None
        wanted = text.strip()
        self._results.visible, self._whole.visible = bool(wanted), not wanted
        if wanted:
            self._search.start(self._context.get_stage(), wanted)
        else:
            self._search.stop()
        self._selection_due = _TIMES

    def _show_more(self, item: PrimItem) -> None:
        # Not inside of the frame that draws the row.
        user_interface().call_before_next_frame(lambda: self._model.show_more(item))


def _within_few_parents(paths: list[Sdf.Path]) -> list[Sdf.Path]:
    """Those of some paths for which few rows have to be opened."""
    parents = set(list(dict.fromkeys(path.GetParentPath() for path in paths))[:_MOST_OPENED])
    return [path for path in paths if path.GetParentPath() in parents]


def _select_rows(tree: Any, rows: list[PrimItem]) -> None:
    if [row.path for row in tree.selection] != [row.path for row in rows]:
        tree.selection = rows


def _tree(model: Any, rows: StageRows | None, identifier: str) -> Any:
    return ui.TreeView(
        model,
        delegate=rows,
        root_visible=False,
        header_visible=False,
        columns_resizable=False,
        column_widths=[ui.Fraction(1), ui.Pixel(_TYPE_COLUMN)],
        identifier=identifier,
        name="stage",
    )
