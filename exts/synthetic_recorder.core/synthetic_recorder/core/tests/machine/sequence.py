"""One sequence: two recorders in one world, and what must be true after every update."""

from __future__ import annotations

from .interference import Interference
from .player import Player
from .remains import committed_frames, look_at_files, look_at_world
from .take_model import DisagreementError, require
from .world import CAPTURE_ON_PLAY, World

# Updates after which a sequence that is asked to end has ended.
PATIENCE = 200
# Moments of an update: before a step is captured, after that, after time has gone on, after the step has ended.
MOMENTS = (50, 150, 250, 350)


class Sequence(Interference):
    """Two recorders in one world.

    Args:
        core: The package under test.
        world: The world.
        folder: Where recordings go; empty.
    """

    def __init__(self, core, world: World, folder):
        super().__init__(world)
        self._capture_on_play = world.app.settings.get(CAPTURE_ON_PLAY)
        self._disagreement: BaseException | None = None
        self._armed: dict[object, list] = {}
        self._last_frame_update = -1
        self._has_played = False
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
        getattr(self, action)(*arguments)

    def arm(self, moment, action, *arguments):
        """Let somebody do something once, at a moment of an update, a state or ``progress``."""
        self._armed.setdefault(moment, []).append((action, arguments))

    # -- what must be true --------------------------------------------------------------------------------

    def update(self, count=1):
        """Update the app, and see whether all is as the models say."""
        for _ in range(count):
            before, self.spoilt_before, self.was_moved_now = self._uncontrolled(), self._spoilt(), False
            self.is_timeline_known = before is not None
            # Played by whoever, and stopped by nobody since.
            self._has_played |= self.world.app.timeline.is_playing()
            self.world.update()
            if self.was_moved_now:
                self._has_played = self.world.app.timeline.is_playing()
            if self.is_timeline_known and self._uncontrolled() is not None:
                self._require_timeline(before, self._uncontrolled())
            slow = self.world.is_disk_slow
            held = {
                "STARTING": self.world.is_bucket_silent,
                "RUNNING": slow,
                "PAUSED": slow,
                "STOPPING": slow,
            }
            for player in self.players:
                is_held = held.get(player.model.state, False)
                player.model.updated(player.problems, is_held=is_held)
            self.check()

    def check(self):
        """Compare the recorders with their models."""
        if self._disagreement is not None:
            raise self._disagreement
        for player in self.players:
            state = player.recorder.state.name
            require(state == player.model.state, f"it is {state} and must be {player.model.state}")
        recording = [player for player in self.players if player.model.records]
        require(len(recording) <= 1, "two recorders record at once")
        require(self.world.steps <= 1, "two loops take steps")
        value = self.world.app.settings.get(CAPTURE_ON_PLAY)
        if recording:
            require(value is False, "a playing timeline captures while a recording runs")
        else:
            unset = (None, True)
            require(
                value == self._capture_on_play or (self._capture_on_play is None and value in unset),
                f"captureOnPlay was {self._capture_on_play} and is {value}",
            )
        for player in recording:
            stands = player.model.state == "PAUSED" and player.settled_at is not None
            if stands and player.timeline_is_ours and player.model.take.control:
                require(
                    self.world.time == player.settled_at and not self.world.app.timeline.is_playing(),
                    "time goes on in a pause",
                )

    def finish(self):
        """End everything, look at what is left and at the files, and record once more with each recorder."""
        self._armed.clear()
        # A stop needs neither a bucket nor a camera; but what is captured has to be written.
        self.break_or_mend("disk_slow", False)
        self._run_until_idle(stopping=True)
        self.mend()
        self.world.app.run(self.world.drain())
        look_at_world(self.world)
        for player in self.players:
            if player.takes:
                self.record_once_more(player)
        look_at_files(self.players)
        for player in self.players:
            self.go_on(player)
        look_at_files(self.players)

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
        require(take.is_done and take.error is None, f"it cannot record any more: {take.error}")
        self.update()
        timeline = self.world.app.timeline
        require(timeline.is_stopped() and self.world.time == 0, "a controlled timeline was not put back")
        look_at_world(self.world)

    def go_on(self, player):
        """Resume the last recording that was interrupted and can be resumed, and let it come to its end."""
        self.world.open_stage()
        takes = [take for take in player.takes if self._can_go_on(take)]
        if not takes:
            return
        before = takes[-1]
        count = committed_frames(before.path)
        player.configure(
            before.asked, before.interval, before.control, append_free=True, previous=(before, count)
        )
        player.call("start")
        self.update()
        player.call("wait")
        self._run_until_idle()
        take = player.takes[-1]
        require(take.is_done and take.error is None, f"it cannot go on after {count} frames: {take.error}")
        look_at_world(self.world)

    def _can_go_on(self, take):
        return (
            take.has_run
            and take.path is not None
            and take.append_free
            and take.control
            and not take.is_done
            and take.asked > 0
            and take.stage_text == self.world.stage_text
        )

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

    # -- internals ----------------------------------------------------------------------------------------

    def _uncontrolled(self):
        """Where the timeline is, and whether it plays; None when a recorder may move it."""
        if any(player.model.state != "STOPPED" and player.model.take.control for player in self.players):
            return None
        timeline = self.world.app.timeline
        return timeline.is_playing(), timeline.time_code

    def _require_timeline(self, before, after):
        """Whoever lets a timeline play, it goes on by a frame with each update; around a commit it may stand."""
        is_playing, time_code = before
        allowed = {(is_playing, time_code + 1 if is_playing else time_code)}
        if self._has_played and any(player.model.records for player in self.players):
            allowed = {(playing, time_code + frames) for playing in (True, False) for frames in (0, 1)}
        require(after in allowed, f"the timeline was moved from {before} to {after}")

    def _spoilt(self):
        """What a recording that runs has lost."""
        if any(player.model.records for player in self.players):
            return self.world.problems or (set() if self.world.render_products else {"product"})
        return set()

    def _others(self, player):
        return [other.model for other in self.players if other is not player]

    def _on_state(self, model, state):
        if model.take.control:
            self.is_timeline_known = False
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
            require(update != self._last_frame_update, "two frames were written in one update")
            self._last_frame_update = update
            require(not self.spoilt_before, f"a frame was begun without {self.spoilt_before}")
            model = self.players[recorder].model
            model.wrote(writer, number, time)
            if self.was_moved_now:
                model.take.moved.add(number)
            require(self.was_moved_now or model.take.is_due(number, time), "a frame is at a wrong time")
        except DisagreementError as disagreement:
            self._object_to(disagreement)

    def _on_failure(self, recorder, cause):
        model = self.players[recorder].model
        model.disturb(cause)
        if model.records:
            model.take.must_fail = True

    def _object_to(self, error):
        self._disagreement = self._disagreement or error


def _unhandled(context):
    return DisagreementError(f"asyncio was left with {context['message']}: {context.get('exception')!r}")
