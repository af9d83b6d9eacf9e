"""The window as Kit's own test runner sees it: opened, and read by its model and by its widgets."""

from __future__ import annotations

import omni.kit.app
import omni.kit.test
import omni.usd
from omni import ui
from omni.kit import ui_test
from pxr import Gf, UsdGeom, UsdSemantics

from synthetic_recorder.preview import identifiers


class TestPreviewInKit(omni.kit.test.AsyncTestCase):
    """A cube before a camera, and the window open."""

    async def setUp(self):
        from synthetic_recorder.preview.models import View  # noqa: PLC0415

        await omni.usd.get_context().new_stage_async()
        self.stage = omni.usd.get_context().get_stage()
        self.cube = UsdGeom.Cube.Define(self.stage, "/World/Cube").GetPrim()
        camera = UsdGeom.Camera.Define(self.stage, "/World/Camera")
        UsdGeom.XformCommonAPI(camera).SetTranslate(Gf.Vec3d(0, 0, 10))
        ui.Workspace.show_window(identifiers.WINDOW_TITLE, True)
        await omni.kit.app.get_app().next_update_async()
        self.model = ui.Workspace.get_window(identifiers.WINDOW_TITLE).model
        self.model.options.size.set(160)
        self.model.options.annotator.set("semantic_segmentation")
        self.model.options.view.set(View.of_camera("/World/Camera"))

    async def tearDown(self):
        ui.Workspace.show_window(identifiers.WINDOW_TITLE, False)
        await ui_test.human_delay(4)

    async def until(self, is_so):
        for _ in range(500):
            if is_so():
                return
            await omni.kit.app.get_app().next_update_async()
        self.fail(f"It has not become so in 500 updates: {self.model.message}")

    def texts(self):
        return [] if self.model.shown is None else [entry.text for entry in self.model.shown.picture.legend]

    async def test_a_prim_when_labelled_then_its_label_is_in_the_legend(self):
        await self.until(lambda: self.model.shown is not None)

        UsdSemantics.LabelsAPI.Apply(self.cube, "class").CreateLabelsAttr(["box"])

        await self.until(lambda: "class: box" in self.texts())
        await ui_test.human_delay(4)
        query = f"{identifiers.WINDOW_TITLE}//Frame/**/{identifiers.LEGEND_ENTRY}"
        entries = [entry.widget.text for entry in ui_test.find_all(query)]
        assert any(entry.startswith("class: box: ") for entry in entries), entries

    async def test_the_camera_when_deleted_then_the_message_says_so(self):
        await self.until(lambda: self.model.shown is not None)

        self.stage.RemovePrim("/World/Camera")

        await self.until(lambda: "There is no camera /World/Camera" in self.model.message)
        assert self.model.picture is None
