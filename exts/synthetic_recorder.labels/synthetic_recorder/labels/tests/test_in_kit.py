"""The window as Kit's own test runner sees it: opened, clicked and typed into."""

from __future__ import annotations

import omni.kit.test
import omni.kit.undo
import omni.usd
from omni import ui
from omni.kit import ui_test
from pxr import UsdGeom, UsdSemantics

from synthetic_recorder.labels import identifiers

_PATHS = ["/World/Box_1", "/World/Box_2"]


class TestLabelsInKit(omni.kit.test.AsyncTestCase):
    """A stage with two selected cubes, and the window open."""

    async def setUp(self):
        context = omni.usd.get_context()
        await context.new_stage_async()
        self.stage = context.get_stage()
        for path in _PATHS:
            UsdGeom.Cube.Define(self.stage, path)
        context.get_selection().set_selected_prim_paths(_PATHS, True)
        ui.Workspace.show_window(identifiers.WINDOW_TITLE, True)
        await ui_test.human_delay(20)

    async def tearDown(self):
        ui.Workspace.show_window(identifiers.WINDOW_TITLE, False)
        await ui_test.human_delay(4)

    def find(self, identifier):
        return ui_test.find(f"{identifiers.WINDOW_TITLE}//Frame/**/{identifier}")

    def labels(self):
        prims = map(self.stage.GetPrimAtPath, _PATHS)
        attributes = [UsdSemantics.LabelsAPI(prim, "class").GetLabelsAttr() for prim in prims]
        return [list(attribute.Get() or ()) if attribute else [] for attribute in attributes]

    async def test_add_entry_when_clicked_then_labels_all_selected_prims_and_undo_takes_it_back(self):
        await self.find(identifiers.NEW_DATA).input("box")
        await self.find(identifiers.ADD).click()
        await ui_test.human_delay(4)
        added = self.labels()

        await self.find(identifiers.UNDO).click()
        await ui_test.human_delay(4)

        assert added == [["box"], ["box"]]
        assert self.labels() == [[], []]

    async def test_a_prim_that_has_no_label_when_its_row_is_clicked_then_is_selected(self):
        row = self.find(identifiers.at(identifiers.UNLABELLED_ROW, 1))
        await row.click()
        await ui_test.human_delay(4)

        selected = omni.usd.get_context().get_selection().get_selected_prim_paths()
        assert list(selected) == ["/World/Box_2"]
