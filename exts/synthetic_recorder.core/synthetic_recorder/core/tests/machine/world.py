"""All that is not the recorder: an app, a stage, a timeline, a writer, and whoever interferes with them.

This module is the only one here that knows which app that is.
"""

from __future__ import annotations

import contextlib
import threading
import time

import omni.replicator.core as rep
from pxr import Usd, UsdGeom

from kitless.replicator.session import get_session
from kitless.replicator.write_threads import shared_write_queue

from .take_model import RATE

CAMERA = "/World/Camera"
CAPTURE_ON_PLAY = "/omni/replicator/captureOnPlay"
FAR_AWAY = 1000.0  # Seconds; no recording comes here.


class World:
    """The world of one sequence.

    Args:
        app: The app, which all sequences share.
        capture_on_play: What the setting is before anybody records.

    Attributes:
        on_frame: Called with recorder, writer, number and time of each frame that is written.
        on_failure: Called with recorder and cause when a writer is about to fail.
        is_writer_broken: Whether writers raise.
        is_disk_broken: Whether what writers schedule raises.
        is_disk_slow: Whether nothing is written.
        is_bucket_silent: Whether a bucket takes its time to answer.
        last_writer: Number of the writer that was made last.
    """

    def __init__(self, app, capture_on_play):
        self.app = app
        self.on_frame = self.on_failure = lambda *_: None
        self.is_writer_broken = self.is_disk_broken = self.is_bucket_silent = False
        self.last_writer = 0
        self._disk_is_ready = threading.Event()
        self.is_disk_slow = False
        app.timeline.stop()
        app.settings.set(CAPTURE_ON_PLAY, capture_on_play)
        self.open_stage()

    @property
    def is_disk_slow(self) -> bool:
        """Whether nothing is written."""
        return not self._disk_is_ready.is_set()

    @is_disk_slow.setter
    def is_disk_slow(self, is_slow):
        (self._disk_is_ready.clear if is_slow else self._disk_is_ready.set)()

    def wait_for_disk(self, **_):
        """Return when the disk is not slow."""
        self._disk_is_ready.wait()

    def update(self):
        """Update the app. What can be written and committed is before that: a sequence is the same each time."""
        while (shared_write_queue().pending and not self.is_disk_slow) or _is_committing():
            time.sleep(0)
        self.app.update()

    async def check_s3(self, output):
        """Answer in place of the network, sooner or later: there is a bucket."""
        await self.app.next_update()
        while self.is_bucket_silent:
            await self.app.next_update()
        return ()

    # -- the stage ----------------------------------------------------------------------------------------

    @property
    def stage(self):
        """The open stage, or None."""
        return self.app.usd_context.get_stage()

    @property
    def stage_text(self) -> str:
        """What is on the stage, without what recorders put on it."""
        return self.stage.GetRootLayer().ExportToString() if self.stage else ""

    @property
    def problems(self) -> set[str]:
        """Why nothing can be recorded now."""
        if self.stage is None:
            return {"stage"}
        prim = self.stage.GetPrimAtPath(CAMERA)
        return set() if prim and prim.IsActive() and prim.IsA(UsdGeom.Camera) else {"camera"}

    @property
    def render_products(self):
        """Prims of render products on the stage."""
        prims = self.stage.Traverse() if self.stage else ()
        return [prim for prim in prims if prim.GetTypeName() == "RenderProduct"]

    def open_stage(self):
        """Open a new stage with a camera."""
        stage = Usd.Stage.CreateInMemory()
        stage.SetTimeCodesPerSecond(RATE)
        UsdGeom.Camera.Define(stage, CAMERA)
        self.app.usd_context.attach_stage(stage)

    def close_stage(self):
        """Close the stage, if one is open."""
        self.app.usd_context.close_stage()

    def delete_camera(self):
        """Delete the camera."""
        if self.stage:
            self.stage.RemovePrim(CAMERA)

    def deactivate_camera(self):
        """Deactivate the camera."""
        if self.stage and self.stage.GetPrimAtPath(CAMERA):
            self.stage.GetPrimAtPath(CAMERA).SetActive(False)

    def retype_camera(self):
        """Make something else of the camera."""
        if self.stage:
            UsdGeom.Cube.Define(self.stage, CAMERA)

    def restore_camera(self):
        """Put the camera back, whatever was done to it."""
        if self.stage:
            if prim := self.stage.GetPrimAtPath(CAMERA):
                prim.SetActive(True)
            UsdGeom.Camera.Define(self.stage, CAMERA)

    def delete_render_products(self):
        """Delete the prims of render products behind their owner's back."""
        for prim in self.render_products:
            with Usd.EditContext(self.stage, self.stage.GetSessionLayer()):
                self.stage.RemovePrim(prim.GetPath())

    # -- the timeline -------------------------------------------------------------------------------------

    @property
    def time(self) -> float:
        """The current time, in seconds."""
        return self.app.timeline.get_current_time()

    def move_time(self):
        """Go far away."""
        self.app.timeline.set_current_time(FAR_AWAY)

    def put_time(self, time: float):
        """Let the timeline stand at a time."""
        self.app.timeline.pause()
        self.app.timeline.set_current_time(time)

    # -- what is left -------------------------------------------------------------------------------------

    @property
    def steps(self) -> int:
        """Steps that somebody waits for now."""
        return len(get_session().steps.pending)

    @property
    def attached_writers(self) -> int:
        """Writers that are attached."""
        return len(get_session().captures.writers)

    async def drain(self):
        """Wait for what closed recorders have left to be written; what of it failed is not told again."""
        with contextlib.suppress(Exception):
            await rep.orchestrator.wait_until_complete_async()


def machine_writers(get_world):
    """Return writer classes without annotators, which tell the world of each frame.

    One is committed in batches, the other at the end.
    """

    class MachineWriter(rep.Writer):
        append_free = True

        def __init__(self, recorder: int, refuse: bool = False, backend=None):
            if refuse:
                raise ValueError("this writer is never content")
            world = get_world()
            world.last_writer += 1
            self.annotators = []
            self.backend = backend
            self.number, self.recorder, self._frame_id = world.last_writer, recorder, 0

        def write(self, data):
            world = get_world()
            if world.is_writer_broken:
                world.on_failure(self.recorder, "writer")
                raise RuntimeError("the writer is broken")
            if world.is_disk_broken:
                world.on_failure(self.recorder, "file")
                self.backend.schedule(_fail)
            if world.is_disk_slow:
                self.backend.schedule(world.wait_for_disk)
            text = f"{self.number} {self._frame_id} {world.time!r}"
            self.backend.write_blob(f"{self._frame_id}.bin", text.encode())
            world.on_frame(self.recorder, self.number, self._frame_id, world.time)
            self._frame_id += 1

    class GrowingMachineWriter(MachineWriter):
        append_free = False

    return MachineWriter, GrowingMachineWriter


def _is_committing():
    """Whether a recorder checks and commits what is written."""
    return any(thread.name == "synthetic_recorder: commit" for thread in threading.enumerate())


def _fail(**_):
    raise OSError("the disk is broken")
