"""The Render Products frame: which cameras are recorded, and how large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.widgets import wrapped
from synthetic_recorder.widgets.style import BUTTON_HEIGHT, ROW_SPACING
from synthetic_recorder.window import identifiers
from synthetic_recorder.window.models.render_products import PLACE
from synthetic_recorder.window.widgets import Message

from .render_product_row import RenderProductRow

if TYPE_CHECKING:
    from synthetic_recorder.window.models import FindingsModel, RenderProductsModel

_ADD = wrapped(
    "Adds the cameras that are selected on the stage; if none is, the active viewport's camera.\n"
    "The same camera can be in the list several times, with other resolutions."
)


class RenderProductsSection:
    """The list of render products.

    Its rows go by their places in the list: they are made anew when there are more or fewer of them, and not when what
    stands in them is another one.

    Args:
        model: The list.
        findings: What is known to be wrong with it.
    """

    def __init__(self, model: RenderProductsModel, findings: FindingsModel) -> None:
        self._model = model
        self._findings = findings
        self._message = Message(PLACE, findings, 0)
        self._rows: list[RenderProductRow] = []
        self._list: ui.VStack | None = None

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.VStack(height=0, spacing=ROW_SPACING):
            self._list = ui.VStack(height=0, spacing=ROW_SPACING)
            self._build_rows()
            self._message.build()
            self._add = ui.Button(
                "Add New Render Product",
                height=BUTTON_HEIGHT,
                clicked_fn=self._model.add,
                identifier=identifiers.action_at(PLACE, "add"),
                tooltip=_ADD,
            )
        self.sync()

    def sync(self) -> None:
        """Show the list as it is now."""
        if self._list is None:
            return
        if len(self._rows) != len(self._model.products):
            self._build_rows()
        for row in self._rows:
            row.sync()
        self._message.sync()
        self._add.enabled = self._model.is_enabled

    def destroy(self) -> None:
        """Let go of the findings; may be called again."""
        for row in self._rows:
            row.destroy()
        self._rows = []
        self._message.destroy()
        self._list = None

    def _build_rows(self) -> None:
        if self._list is None:
            return
        for row in self._rows:
            row.destroy()
        self._list.clear()
        # One that was emptied keeps its height.
        self._list.visible = bool(self._model.products)
        self._rows = [
            RenderProductRow(self._model, self._findings, index) for index in range(len(self._model.products))
        ]
        with self._list:
            for row in self._rows:
                row.build()
