"""The window as Kit's own test runner sees it: opened by its menu entry, found, clicked and typed into."""

from __future__ import annotations

import tempfile
from pathlib import Path

import omni.kit.app
import omni.kit.test
import omni.usd
from omni import ui
from omni.kit import ui_test
from pxr import UsdGeom

from synthetic_recorder.window import identifiers


class TestWindowInKit(omni.kit.test.AsyncTestCase):
    """A stage with one camera, and the window open."""

    async def setUp(self):
        from synthetic_recorder.core import RecorderConfig, get_recorder  # noqa: PLC0415

        await omni.usd.get_context().new_stage_async()
        UsdGeom.Camera.Define(omni.usd.get_context().get_stage(), "/World/Camera")
        self.recorder = get_recorder()
        self.recorder.config = RecorderConfig()
        ui.Workspace.show_window(identifiers.WINDOW_TITLE, True)
        await ui_test.human_delay(20)

    async def tearDown(self):
        await self.recorder.stop()
        ui.Workspace.show_window(identifiers.WINDOW_TITLE, False)
        await ui_test.human_delay(4)

    def find(self, identifier):
        return ui_test.find(f"{identifiers.WINDOW_TITLE}//Frame/**/{identifier}")

    async def test_the_number_of_frames_when_typed_then_is_in_the_config(self):
        await self.find(identifiers.of_place("control.frames")).input("3")

        assert self.recorder.config.control.frames == 3

    async def test_start_when_clicked_then_the_frames_are_recorded_and_status_says_so(self):
        from synthetic_recorder.core import (  # noqa: PLC0415
            ControlConfig,
            OutputConfig,
            RecorderConfig,
            RenderProductConfig,
            WriterConfig,
        )

        with tempfile.TemporaryDirectory() as folder:
            self.recorder.config = RecorderConfig(
                render_products=(RenderProductConfig("/World/Camera", 64, 48),),
                writer=WriterConfig("BasicWriter", {"rgb": True}),
                output=OutputConfig(folder, "set"),
                control=ControlConfig(frames=2),
            )
            # What is found makes room for itself: the button is clicked when it has come to rest.
            await ui_test.human_delay(30)
            await self.find(identifiers.START_STOP).click()
            for _ in range(2000):
                if self.recorder.recording is not None:
                    break
                await omni.kit.app.get_app().next_update_async()
            await ui_test.human_delay(4)

            assert len(list(Path(folder, "set").glob("rgb_*.png"))) == 2
            assert self.find(identifiers.STATUS_ACTIVITY).widget.text == "Complete"
