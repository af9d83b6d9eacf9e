"""One recorder with its model: each call of it is judged, and all that it tells."""

from __future__ import annotations

import asyncio

from .calls import Call, CallJudge
from .first_step import first_step_seen
from .model import RecorderModel
from .take_model import DisagreementError


class Player:
    """One recorder with its model.

    Args:
        core: The package under test.
        world: What it records.
        index: Its number in the sequence.
        folder: Where its recordings go.
        object_to: Called with a disagreement: what a callback raises would not get through the recorder.
        others: Return the other players' models.
    """

    def __init__(self, core, world, index, folder, object_to, others):
        self._core, self._world, self._index, self.folder = core, world, index, folder
        self._object_to, self._others = object_to, others
        self.model = RecorderModel()
        self.takes = []
        self.tasks: list[asyncio.Task] = []
        self.settled_at: float | None = None
        self.timeline_is_ours = True
        self._is_telling = False
        self.on_state = lambda state: None
        self.on_progress = lambda progress: None
        self._config_problems: set[str] = set()
        self._judge = CallJudge(core, world, self)
        self.recorder = core.Recorder()
        self.configure()
        self.recorder.subscribe_state(self._told_state)
        self.recorder.subscribe_progress(self._told_progress)

    @property
    def problems(self) -> set[str]:
        """Why a start must be refused now."""
        others = {"other"} if any(model.records for model in self._others(self)) else set()
        return self._config_problems | self._world.problems | others

    @property
    def is_idle(self) -> bool:
        """Whether it is stopped and nobody waits for it."""
        return self.model.state == "STOPPED" and not self.tasks

    def configure(
        self, frames=2, interval=1, control=False, refuse=False, s3=False, append_free=True, previous=None
    ):
        """Set its config; with a previous take and the number of its committed frames, go on with that."""
        core = self._core
        writer = "MachineWriter" if append_free else "GrowingMachineWriter"
        s3 = core.S3Config(s3, "bucket", endpoint="http://127.0.0.1:1")
        output = core.OutputConfig(str(self.folder), "set", s3=s3)
        if previous is not None:
            path = previous[0].path
            output = core.OutputConfig(str(path.parent), path.name, core.OnConflict.RESUME)
        config = core.RecorderConfig(
            render_products=(core.RenderProductConfig("/World/Camera", 2, 2),),
            writer=core.WriterConfig(writer, {"recorder": self._index, "refuse": refuse}),
            output=output,
            control=core.ControlConfig(frames=frames, interval=interval, control_timeline=control),
        )
        try:
            self.recorder.config = config
        except core.RecorderStateError as refusal:
            self._judge.refusal("config", self.model.state, refusal)
            return
        if self.model.state != "STOPPED":
            raise DisagreementError(f"a config was set in {self.model.state}")
        self.model.wanted, self.model.previous = (frames, interval, control, append_free), previous
        self._config_problems = {"writer"} if refuse else set()

    # -- calls --------------------------------------------------------------------------------------------

    def call(self, name, delay=0):
        """Call start, stop, pause, resume or wait as a task of its own, some turns of the loop later."""
        task = self._world.app.create_task(self._called(name, delay))
        self.tasks.append(task)
        task.add_done_callback(self._ended)

    def cancel(self, place):
        """Cancel one of the calls that have not ended."""
        if self.tasks:
            task = self.tasks[place % len(self.tasks)]
            if self.model.state == "STARTING":
                # If it is the start, and if that still awaits something.
                self.model.take.refusals.add("cancelled")
            task.cancel()

    def close(self):
        """Close the recorder."""
        self.model.is_asked_to_close()
        self.recorder.close()
        state = self.recorder.state.name
        # A subscriber of its own may have called this in the middle of another close.
        if state != "STOPPED" and not self._is_telling:
            raise DisagreementError(f"close() left it {state}")

    def abandon(self):
        """Let go of everything, and judge nothing any more."""
        for task in list(self.tasks):
            task.cancel()
        self.recorder.close()

    async def _called(self, name, delay):
        for _ in range(delay):
            await asyncio.sleep(0)
        call = Call(self.model.state, self.model.take)
        self.model.stepping, self.model.told = name, []
        if name == "stop":
            self.model.is_asked_to_stop()
        if name == "resume":
            self._judge.before_resume(call)

        def seen():
            self.model.stepping = None
            call.told = list(self.model.told)
            if name == "start" and "STARTING" in call.told:
                call.take = self.model.take

        try:
            call.result = await first_step_seen(getattr(self.recorder, name)(), seen)
        except self._core.RecorderError as error:
            call.error = error
        getattr(self._judge, name)(call)

    def _ended(self, task):
        self.tasks.remove(task)
        if not task.cancelled() and task.exception() is not None:
            self._object_to(task.exception())

    # -- what it tells ------------------------------------------------------------------------------------

    def _told_state(self, state):
        try:
            self.model.told_state(state.name, self.problems)
            take = self.model.take
            if any(model.state == "STARTING" for model in self._others(self)):
                # It may have its take open already, and wait for its bucket.
                take.refusals.add("another one starts")
            if state.name == "STARTING":
                self.takes.append(take)
                take.stage_text = self._world.stage_text
                self.timeline_is_ours = True
            if state.name in ("STARTING", "RUNNING"):
                self.settled_at = None
            if state.name == "STOPPED":
                take.judge_end(self.recorder.last_error)
        except DisagreementError as disagreement:
            self._object_to(disagreement)
        self._tell(self.on_state, state.name)

    def _told_progress(self, progress):
        try:
            self.model.told_progress(progress.frame, progress.frames, progress.path, self._world.problems)
        except DisagreementError as disagreement:
            self._object_to(disagreement)
        self._tell(self.on_progress, progress)

    def _tell(self, callback, value):
        before, self._is_telling = self._is_telling, True
        try:
            callback(value)
        finally:
            self._is_telling = before
