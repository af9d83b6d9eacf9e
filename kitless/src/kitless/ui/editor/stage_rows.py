"""How the rows of the stage tree are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni import ui
from pxr import Usd

from kitless.ui.editor.theme import ICON, ROW_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitless.ui.editor.stage_model import PrimItem

_INDENT = 14
_ICON_GAP = 4
_RIGHT_BUTTON = 1

_ICONS_OF_TYPES = {
    "BasisCurves": "shape",
    "Camera": "camera",
    "Capsule": "shape",
    "Cone": "shape",
    "Cube": "shape",
    "Cylinder": "shape",
    "GeomSubset": "mesh",
    "Material": "material",
    "Mesh": "mesh",
    "Plane": "shape",
    "PointInstancer": "mesh",
    "Points": "shape",
    "Scope": "scope",
    "Shader": "material",
    "SkelRoot": "skeleton",
    "Skeleton": "skeleton",
    "Sphere": "shape",
    "Xform": "xform",
}


def icon_of(type_name: str) -> str:
    """The icon of a prim's type."""
    if type_name.endswith("Light"):
        return "light"
    return _ICONS_OF_TYPES.get(type_name, "prim")


def row_identifier(item: PrimItem) -> str:
    """The identifier of a row's label: "stage_row-World-Camera" for /World/Camera; of the row for more "more-World"."""
    return ("more" if item.more else "stage_row") + str(item.path).replace("/", "-")


class StageRows(ui.AbstractItemDelegate):
    """Draws one row: how deep it is, an arrow, the icon and the name; in the second column the type.

    Args:
        get_stage: Gives the open stage, or None.
        show_more: Called with a row that stands for more, when it is clicked.
        open_menu: Called with a row that is clicked with the right button.
        show_path: Whether rows say the whole path: those of a search.
    """

    def __init__(
        self,
        get_stage: Callable[[], Usd.Stage | None],
        show_more: Callable[[PrimItem], object],
        open_menu: Callable[[PrimItem], object],
        *,
        show_path: bool = False,
    ) -> None:
        super().__init__()
        self._get_stage = get_stage
        self._show_more = show_more
        self._open_menu = open_menu
        self._show_path = show_path

    def build_branch(self, model: Any, item: PrimItem, column_id: int, level: int, expanded: bool) -> None:
        """Make what stands before a row."""
        if column_id:
            return
        with ui.HStack(width=_INDENT * (level + 1), height=ROW_HEIGHT):
            ui.Spacer()
            if model.can_item_have_children(item):
                with ui.VStack(width=_INDENT):
                    ui.Spacer()
                    ui.Image(name="opened" if expanded else "closed", width=10, height=10)
                    ui.Spacer()

    def build_widget(self, model: Any, item: PrimItem, column_id: int, level: int, expanded: bool) -> None:
        """Make a row's widgets."""
        del model, level, expanded
        if column_id:
            ui.Label(item.type_name, name="weak", height=ROW_HEIGHT, elided_text=True)
            return
        with ui.HStack(height=ROW_HEIGHT, spacing=_ICON_GAP) as row:
            if not item.more:
                with ui.VStack(width=ICON):
                    ui.Spacer()
                    ui.Image(name=icon_of(item.type_name), width=ICON - 2, height=ICON - 2)
                    ui.Spacer()
            ui.Label(
                str(item.path) if self._show_path and not item.more else item.text,
                name=self._name_of_text(item),
                tooltip="" if item.more else f"{item.path}\n{item.type_name or 'no type'}",
                identifier=row_identifier(item),
                elided_text=True,
            )
        row.set_mouse_pressed_fn(lambda _x, _y, button, _modifier: self._pressed(item, button))

    def _name_of_text(self, item: PrimItem) -> str:
        stage = self._get_stage()
        prim = stage.GetPrimAtPath(item.path) if stage is not None else None
        if item.more:
            return "weak"
        return "name" if prim and prim.IsActive() else "inactive"

    def _pressed(self, item: PrimItem, button: int) -> None:
        if item.more:
            self._show_more(item)
        elif button == _RIGHT_BUTTON:
            self._open_menu(item)
