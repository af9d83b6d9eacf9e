"""Calls of a recorder, and what may come of each in the state that it finds."""

from __future__ import annotations

from .take_model import RATE, require


class Call:
    """One call: the state and the take that it found, the states that its first step told, what came of it."""

    def __init__(self, before, take):
        self.before, self.take = before, take
        self.was_running = take is not None and take.has_run
        self.told: list[str] = []
        self.result = self.error = None
        self.moved: bool | None = None


class CallJudge:
    """Judges the calls of one player.

    Args:
        core: The package under test.
        world: The player's world.
        player: The player.
    """

    def __init__(self, core, world, player):
        self._core, self._world, self._player = core, world, player

    def start(self, call):
        """Judge a call of start()."""
        if call.before != "STOPPED":
            self.refusal("start", call.before, call.error)
        elif not call.told:
            require(
                call.error is not None and "another recorder" in str(call.error),
                f"start() in STOPPED did not start: {call.error}",
            )
        else:
            require(call.told[0] == "STARTING", "start() did not begin at once")
            require(call.take.has_run == (call.error is None), f"start() ended with {call.error!r}")
            if call.error is not None and not isinstance(call.error, self._core.PreflightError):
                require(
                    call.take.is_called_off or "other" in call.take.refusals,
                    f"start() was not called off, and raised {call.error!r}",
                )

    def pause(self, call):
        """Judge a call of pause()."""
        if call.before != "RUNNING":
            self.refusal("pause", call.before, call.error)
            return
        require(call.told[:1] == ["PAUSED"], "pause() did not pause at once")
        require(call.error is None or call.take.has_ended, f"pause() raised {call.error!r}")
        if (
            call.error is None
            and self._player.model.take is call.take
            and self._player.model.state == "PAUSED"
        ):
            call.take.settled()
            # Before its first progress the timeline may not be at its beginning yet.
            if self._player.timeline_is_ours and call.take.counted is not None:
                self._player.settled_at = self._world.time

    def before_resume(self, call):
        """Note whether somebody has moved the timeline in the pause, as far as that is known."""
        if call.before == "PAUSED" and call.take.control and self._player.settled_at is not None:
            call.moved = abs(self._world.time - self._player.settled_at) * RATE > 0.5

    def resume(self, call):
        """Judge a call of resume()."""
        if call.before != "PAUSED":
            self.refusal("resume", call.before, call.error)
        elif call.error is None:
            require(call.told[:1] == ["RUNNING"], "resume() did not resume at once")
            # One that has to end anyway may go on to its end.
            require(
                not call.moved or call.take.must_fail, "it went on although somebody had moved the timeline"
            )
        else:
            require(call.told == [], f"resume() refused, and told {call.told}")
            require(
                call.take.control and not self._player.timeline_is_ours, f"resume() raised {call.error!r}"
            )
            require(call.moved is not False, f"the timeline stood right, and resume() said {call.error}")
            if call.moved:
                require(
                    f"{self._player.settled_at:.4f}" in str(call.error),
                    f"it does not say where: {call.error}",
                )

    def stop(self, call):
        """Judge a call of stop()."""
        require(call.error is None, f"stop() raised {call.error!r}")
        if call.before in ("STARTING", "RUNNING", "PAUSED"):
            require(call.told[:1] == ["STOPPING"], f"stop() in {call.before} did not begin to stop")
        if call.before != "STOPPED":
            require(call.take.has_ended, "stop() returned before the end")

    def wait(self, call):
        """Judge a call of wait()."""
        take = call.take
        if take is None or not call.was_running:
            self.refusal("wait", call.before, call.error)
            return
        require(take.has_ended, "wait() returned before the end")
        if call.error is not None:
            require(str(call.error) == str(take.error), f"wait() raised {call.error!r}")
            return
        require(take.error is None, f"wait() returned, and the recording ended with {take.error!r}")
        recording = call.result
        # With metadata.txt, which comes with the first frame; and all of it written by now.
        files = take.counted + bool(take.counted)
        require(
            (recording.path, recording.frames, recording.files, recording.is_complete)
            == (take.path, take.counted, files, take.counted >= max(1, take.asked)),
            f"wait() returned {recording}",
        )

    def refusal(self, name, state, error):
        """Judge what a call raised that its state does not allow."""
        right = isinstance(error, self._core.RecorderStateError) and error.state.name == state
        require(right and state in str(error), f"{name} in {state} ended with {error!r}")
