"""What a recorder may do: a model of its own, that is told what is seen of a recorder and objects.

::

                                                     resume
               start             open              ◀────────
    STOPPED ──────────▶ STARTING ─────▶ RUNNING ────────────▶ PAUSED
       ▲ ▲                │  │             │         pause       │
       │ └────────────────┘  │ stop        │ frames done, stop,  │ stop, close
       │   refused, closed   ▼             ▼ close or an error   ▼ or an error
       └─────────────────────────────── STOPPING ◀───────────────┘

It knows nothing of the recorder's code, of the app, or of when exactly things happen: a recorder that is told to
stop may end in this update or in the next. But nothing may happen that nobody has caused, and what must happen
does.
"""

from __future__ import annotations

from .take_model import DisagreementError, TakeModel

# A move, and the call in whose first step it must be made; None: at any time.
MOVES = {
    ("STOPPED", "STARTING"): "start",
    ("STARTING", "STOPPING"): None,
    ("STARTING", "STOPPED"): None,
    ("STARTING", "RUNNING"): None,
    ("RUNNING", "PAUSED"): "pause",
    ("PAUSED", "RUNNING"): "resume",
    ("RUNNING", "STOPPING"): None,
    ("PAUSED", "STOPPING"): None,
    ("STOPPING", "STOPPED"): None,
}


class RecorderModel:
    """One recorder, as it must be.

    Attributes:
        state: The state that it must be in.
        take: Its last recording, or None.
        wanted: Frames, interval, Control Timeline, and whether it is committed in batches, of the next one.
        previous: What the next one goes on with, and how many frames of that are committed; None: with nothing.
        stepping: The call whose first step is being taken, or None.
        told: States that were told in that step.
    """

    def __init__(self):
        self.state = "STOPPED"
        self.take: TakeModel | None = None
        self.wanted = (2, 1, False, True)
        self.previous: tuple[TakeModel, int] | None = None
        self.stepping: str | None = None
        self.told: list[str] = []
        self._idle_updates = 0

    @property
    def records(self) -> bool:
        """Whether it has a take open: nobody else may have one."""
        return self.take is not None and self.take.has_run and self.state != "STOPPED"

    # -- what others do -----------------------------------------------------------------------------------

    def disturb(self, cause: str, *, is_fatal: bool = False) -> None:
        """Something happened by which a recording that is not done may end; if it is fatal, it has to."""
        if self.records and not self.take.is_done:
            self.take.causes.add(cause)
            self.take.must_fail |= is_fatal and self.state != "STOPPING"

    def is_asked_to_stop(self) -> None:
        """``stop`` is called."""
        if self.state == "STARTING":
            self.take.is_called_off = True
        elif self.records:
            self.take.stop_was_asked = True

    def is_asked_to_close(self) -> None:
        """``close`` is called."""
        if self.records:
            self.take.causes.add("close")
            self.take.must_fail = True
        elif self.take is not None:
            self.take.is_called_off = True

    # -- what the recorder does ---------------------------------------------------------------------------

    def told_state(self, new: str, problems: set[str]) -> None:
        """A subscriber is told of a new state, at a moment when a start would have these problems."""
        move = (self.state, new)
        if move not in MOVES:
            raise DisagreementError(f"from {self.state} nothing leads to {new}")
        if MOVES[move] not in (None, self.stepping):
            raise DisagreementError(f"{self.state} became {new}, and nobody has called {MOVES[move]}()")
        if new == "STARTING":
            self.take = TakeModel(*self.wanted, self.previous)
        self.state, self._idle_updates = new, 0
        self.told.append(new)
        self.take.state_changed(*move, problems)

    def updated(self, problems: set[str], *, is_held: bool) -> None:
        """The app was updated: what has to happen may not take for ever, unless disk or network hold it up."""
        if self.state == "STARTING":
            self.take.refusals |= problems
        self._idle_updates = 0 if is_held else self._idle_updates + 1
        patience = self._patience()
        if patience is not None and self._idle_updates > patience:
            raise DisagreementError(f"nothing has happened for {patience} updates in {self.state}")

    def wrote(self, writer: int, number: int, time: float) -> None:
        """A writer is given a frame."""
        self._idle_updates = 0
        if not self.records:
            raise DisagreementError(f"a frame was written in {self.state}")
        self.take.wrote(writer, number, time)

    def told_progress(self, frame: int, frames: int, path, problems: set[str]) -> None:
        """A subscriber is told of a frame, at a moment when the stage has these problems."""
        self._idle_updates = 0
        if not self.records:
            raise DisagreementError(f"progress was told in {self.state}")
        if frame and problems:
            raise DisagreementError(f"frame {frame - 1} counts in spite of {sorted(problems)}")
        self.take.counted_one(frame, frames, path)

    def _patience(self) -> int | None:
        """Return how many updates may pass before something happens; None: any number."""
        if self.state == "RUNNING":
            # A batch takes some updates more, and one that goes on takes all steps before its own.
            return 3 * self.take.interval + 12 + self.take.first * self.take.interval
        if self.state == "PAUSED":
            # Nobody can go on without the stage, so nobody should wait for a resume.
            return 30 if "stage" in self.take.causes else None
        return 24 if self.state in ("STARTING", "STOPPING") else None
