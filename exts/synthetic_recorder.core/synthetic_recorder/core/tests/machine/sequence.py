"""One sequence: two recorders in one world, and what must be true after every update."""

from __future__ import annotations

import asyncio

from .player import Player
from .take_model import DisagreementError
from .world import CAPTURE_ON_PLAY, World

# Updates after which a sequence that is asked to end has ended.
PATIENCE = 200
# Moments of an update: before a step is captured, after that, after time has gone on, after the step has ended.
MOMENTS = (50, 150, 250, 350)


class Sequence:
    """Two recorders in one world.

    Args:
        core: The package under test.
        world: The world.
        folder: Where recordings go; empty.
    """

    def __init__(self, core, world: World, folder):
        self.world = world
        self._capture_on_play = world.app.settings.get(CAPTURE_ON_PLAY)
        self._disagreement: BaseException | None = None
        self._armed: dict[object, list] = {}
        self._last_frame_update = -1
        self._is_timeline_known = False
        self.players = [
            Player(core, world, index, folder / str(index), self._object_to, self._others) for index in (0, 1)
        ]
        for player in self.players:
            player.on_state = lambda state, model=player.model: self._on_state(model, state)
            player.on_progress = lambda progress: self._fire("progress")
        world.on_frame, world.on_failure = self._on_frame, self._on_failure
        world.app.loop.set_exception_handler(lambda loop, context: self._object_to(_unhandled(context)))
        self._subscriptions = [
            world.app.update_stream.create_subscription_to_pop(
                lambda event, moment=moment: self._fire(moment), order=moment
            )
            for moment in MOMENTS
        ]

    def do(self, action, *arguments):
        """Let somebody do something, now."""
        getattr(self, action.replace("break", "break_"))(*arguments)

    def arm(self, moment, action, *arguments):
        """Let somebody do something once, at a moment of an update, a state or ``progress``."""
        self._armed.setdefault(moment, []).append((action, arguments))

    # -- what somebody may do -----------------------------------------------------------------------------

    def call(self, index, name, delay=0):
        """Call start, stop, pause, resume or wait."""
        self.players[index].call(name, delay)

    def close(self, index):
        """Close a recorder."""
        self.players[index].close()

    def cancel(self, index, place):
        """Cancel a call."""
        self.players[index].cancel(place)

    def open_stage(self):
        """Open another stage."""
        self._disturb("stage", is_fatal=self.world.stage is not None)
        self._is_timeline_known = False
        self.world.open_stage()

    def close_stage(self):
        """Close the stage."""
        self._disturb("stage", is_fatal=self.world.stage is not None)
        self._is_timeline_known = False
        self.world.close_stage()

    def spoil_camera(self, how):
        """Delete, deactivate, retype or restore the camera."""
        self._disturb("camera that came back" if how == "restore" else "camera")
        getattr(self.world, f"{how}_camera")()

    def delete_render_products(self):
        """Delete the prims of render products."""
        if self.world.render_products:
            self._disturb("product")
            self.world.delete_render_products()

    def move_timeline(self, how):
        """Play, pause, stop or move the timeline."""
        self._is_timeline_known = False
        for player in self.players:
            if player.model.records and player.model.take.control:
                player.model.disturb("time")
                player.timeline_is_ours = False
        (self.world.move_time if how == "move" else getattr(self.world.app.timeline, how))()

    def put_timeline_back(self):
        """Put the timeline back to where a recorder has paused it."""
        for player in self.players:
            if player.model.state == "PAUSED" and player.model.take.control and player.settled_at is not None:
                self.move_timeline("pause")
                self.world.put_time(player.settled_at)

    def break_(self, how, is_broken):
        """Make the writer or the disk break, the disk slow or the bucket silent, or mend it."""
        setattr(self.world, f"is_{how}", is_broken)

    # -- what must be true --------------------------------------------------------------------------------

    def update(self, count=1):
        """Update the app, and see whether all is as the models say."""
        for _ in range(count):
            before = self._uncontrolled()
            self._is_timeline_known = before is not None
            self.world.update()
            if self._is_timeline_known and self._uncontrolled() is not None:
                self._require(self._uncontrolled() == _one_update_later(before), "the timeline was moved")
            is_held = self.world.is_disk_slow or self.world.is_bucket_silent
            for player in self.players:
                player.model.updated(player.problems, is_held=is_held)
            self.check()

    def check(self):
        """Compare the recorders with their models."""
        if self._disagreement is not None:
            raise self._disagreement
        for player in self.players:
            state = player.recorder.state.name
            self._require(state == player.model.state, f"it is {state} and must be {player.model.state}")
        recording = [player for player in self.players if player.model.records]
        self._require(len(recording) <= 1, "two recorders record at once")
        self._require(self.world.steps <= 1, "two loops take steps")
        value = self.world.app.settings.get(CAPTURE_ON_PLAY)
        if recording:
            self._require(value is False, "a playing timeline captures while a recording runs")
        else:
            unset = (None, True)
            self._require(
                value == self._capture_on_play or (self._capture_on_play is None and value in unset),
                f"captureOnPlay was {self._capture_on_play} and is {value}",
            )
        for player in recording:
            stands = player.model.state == "PAUSED" and player.settled_at is not None
            if stands and player.timeline_is_ours and player.model.take.control:
                self._require(
                    self.world.time == player.settled_at and not self.world.app.timeline.is_playing(),
                    "time goes on in a pause",
                )

    def finish(self):
        """End everything, look at what is left and at the files, and record once more with each recorder."""
        self._armed.clear()
        self.mend()
        self._run_until_idle(stopping=True)
        self.world.app.run(self.world.drain())
        self._look_at_what_is_left()
        for player in self.players:
            if player.takes:
                self.record_once_more(player)
        self._look_at_files()

    def abandon(self):
        """Let go of everything, whatever state it is in: the next sequence has the same app."""
        self._armed.clear()
        self._subscriptions.clear()
        self.mend()
        for player in self.players:
            player.abandon()
        self.world.app.run(self.world.drain())
        self.world.app.loop.set_exception_handler(None)

    def record_once_more(self, player):
        """Record one frame, which must work."""
        player.configure(frames=1, control=True)
        player.call("start")
        self.update()
        player.call("wait")
        self._run_until_idle()
        take = player.takes[-1]
        self._require(take.is_done and take.error is None, f"it cannot record any more: {take.error}")
        self.update()
        timeline = self.world.app.timeline
        self._require(
            timeline.is_stopped() and self.world.time == 0, "a controlled timeline was not put back"
        )
        self._look_at_what_is_left()

    def _run_until_idle(self, *, stopping=False):
        for _ in range(PATIENCE):
            for player in self.players:
                # Again and again: a start that was asked for before may have its turn only now.
                if stopping and player.model.state in ("STARTING", "RUNNING", "PAUSED"):
                    player.call("stop")
            self.update()
            if all(player.is_idle for player in self.players):
                return
        waiting = [task for player in self.players for task in player.tasks]
        raise DisagreementError(f"it does not come to its end; these still wait: {waiting}")

    def mend(self):
        """Mend whatever stands in the way of a recording."""
        for how in ("writer_broken", "disk_broken", "disk_slow", "bucket_silent"):
            self.break_(how, False)
        if self.world.stage is None:
            self.open_stage()
        if self.world.problems:
            self.spoil_camera("restore")

    def _look_at_what_is_left(self):
        self._require(not self.world.render_products, "render products are left on the stage")
        self._require(not self.world.attached_writers, "a writer is left attached")
        self._require(not self.world.steps, "a step is left")
        left = asyncio.all_tasks(self.world.app.loop)
        self._require(not left, f"tasks are left: {left}")

    def _look_at_files(self):
        for player in self.players:
            folders = sorted(player.folder.iterdir()) if player.folder.exists() else []
            ran = [take for take in player.takes if take.has_run]
            self._require(len(folders) == len(ran), f"{len(ran)} recordings left {len(folders)} folders")
            for take in ran:
                if take.path is not None:
                    _compare_files(take)

    # -- internals ----------------------------------------------------------------------------------------

    def _uncontrolled(self):
        """Where the timeline is, and whether it plays; None when a recorder may move it."""
        if any(player.model.state != "STOPPED" and player.model.take.control for player in self.players):
            return None
        timeline = self.world.app.timeline
        return timeline.is_playing(), timeline.time_code

    def _others(self, player):
        return [other.model for other in self.players if other is not player]

    def _disturb(self, cause, *, is_fatal=False):
        for player in self.players:
            player.model.disturb(cause, is_fatal=is_fatal)

    def _on_state(self, model, state):
        if model.take.control:
            self._is_timeline_known = False
        self._fire(state)

    def _fire(self, moment):
        for action, arguments in self._armed.pop(moment, ()):
            try:
                self.do(action, *arguments)
            except Exception as error:
                self._object_to(error)

    def _on_frame(self, recorder, writer, number, time):
        update = self.world.app.update_count
        try:
            self._require(update != self._last_frame_update, "two frames were written in one update")
            self._last_frame_update = update
            self.players[recorder].model.wrote(writer, number, time)
        except DisagreementError as disagreement:
            self._object_to(disagreement)

    def _on_failure(self, recorder, cause):
        model = self.players[recorder].model
        model.disturb(cause)
        if model.records:
            model.take.must_fail = True

    def _object_to(self, error):
        self._disagreement = self._disagreement or error

    @staticmethod
    def _require(truth, problem):
        if not truth:
            raise DisagreementError(problem)


def _one_update_later(state):
    is_playing, time_code = state
    return is_playing, time_code + 1 if is_playing else time_code


def _unhandled(context):
    return DisagreementError(f"asyncio was left with {context['message']}: {context.get('exception')!r}")


def _compare_files(take):
    """Compare the files of a recording with what its writer was given."""
    there = {file.name: file.read_text() for file in take.path.glob("*.bin")}
    wanted = {f"{number}.bin": f"{take.writer} {number} {time!r}" for number, time in enumerate(take.written)}
    if "file" in take.causes:
        # After a write that failed the backend takes nothing more, and says so.
        wanted = {name: text for name, text in wanted.items() if name in there}
    if there != wanted:
        raise DisagreementError(f"files are {there}, and must be {wanted}")
