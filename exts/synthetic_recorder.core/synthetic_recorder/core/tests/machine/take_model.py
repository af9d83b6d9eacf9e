"""The model of one recording: which frames it may have, and how it may end."""

from __future__ import annotations

import math

RATE = 24.0
# What a message must say when a recording has ended because of something.
SAYS = {
    "close": ("The recorder was closed",),
    "stage": ("The stage was closed or replaced",),
    "camera": ("/World/Camera", "render_products[0]"),
    # Whoever puts it back before the recorder looks leaves only what the renderer has said.
    "camera that came back": ("/World/Camera",),
    "product": ("/Render/", "render_products[0]"),
    "time": ("Something else has moved ", "the timeline"),
    "writer": ("the writer is broken",),
    "file": ("the disk is broken",),
}


class DisagreementError(AssertionError):
    """The recorder did something that the model does not allow."""


def require(truth, problem: str) -> None:
    """Disagree if something is not true."""
    if not truth:
        raise DisagreementError(problem)


class TakeModel:
    """One recording, from the first step of its ``start`` on.

    Args:
        asked: Frames; 0 = until stopped.
        interval: Every how many-th frame.
        control: Whether it controls the timeline.
        append_free: Whether it is committed in batches.
        previous: The recording that it goes on with, and how many frames of that are committed.

    Attributes:
        causes: What has happened that a recording may end of, with an error.
        must_fail: Whether one of them leaves no other way.
        refusals: Why it may be refused.
        writer: Number of the writer that has its frames; None before the first.
        written: Times of the frames that its writer was given, in seconds.
        texts: What their files must say.
        first: Number of the first frame that it counts.
        counted: Frames that it has told of; None before it has told anything.
        path: Its folder, as it tells.
        error: What the recorder kept as last error when it ended.
        stage_text: The stage on which it was started, as USD writes it.
    """

    def __init__(self, asked, interval, control, append_free=True, previous=None):
        self.asked, self.interval, self.control, self.append_free = asked, interval, control, append_free
        self.causes: set[str] = set()
        self.refusals: set[str] = set()
        self.must_fail = self.stop_was_asked = self.is_called_off = False
        self.has_run = self.has_ended = False
        self.writer: int | None = None
        self.written: list[float] = []
        # Frames in whose step somebody has moved the timeline: when it plays, nobody can tell before or after.
        self.moved: set[int] = set()
        self.texts: list[str] = []
        self.first = 0
        if previous is not None:
            before, self.first = previous
            # The last two are given to the writer once more, to be compared, and stay as they are committed.
            self.written = before.written[: max(self.first - 2, 0)]
            self.texts = before.texts[: self.first]
        self.counted: int | None = None
        self.path = None
        self.error: Exception | None = None
        self.stage_text = ""
        # Frames that may still be written, however long one waits.
        self._allowance = math.inf

    @property
    def is_done(self) -> bool:
        """Whether it has all of its frames."""
        return 0 < self.asked <= (self.counted or 0)

    def state_changed(self, old: str, new: str, problems: set[str]) -> None:
        """Its recorder has gone from one state to another, at a moment when a start would have these problems."""
        if "STARTING" in (old, new):
            self.refusals |= problems
        if new == "RUNNING" and old == "STARTING":
            require(not self.is_called_off, "a start that was called off runs")
            require(not problems, f"it runs in spite of {sorted(problems)}")
            self.has_run = True
        elif new == "STOPPING" and old == "STARTING":
            require(self.is_called_off, "a start is called off, and nobody has asked for that")
        elif new == "STOPPED" and old == "STARTING":
            require(self.is_called_off or self.refusals, "it is refused, and nobody knows why")
        elif new == "STOPPING":
            require(
                self.stop_was_asked or self.causes or self.is_done,
                f"it ends with {self.counted} of {self.asked} frames, and nobody has asked for that",
            )
        if new == "RUNNING":
            self._allowance = math.inf
        elif old == "RUNNING":
            self._allowance = 1  # The frame in flight.
        elif new == "STOPPED":
            self.has_ended, self._allowance = True, 0

    def settled(self) -> None:
        """``pause`` has returned: the frame in flight is done, and nothing is captured any more."""
        self._allowance = 0

    def wrote(self, writer: int, number: int, time: float) -> None:
        """A writer is given a frame, at a time of the timeline in seconds."""
        self.writer = writer if self.writer is None else self.writer
        require(writer == self.writer, "two writers have frames of one recording")
        require(number == len(self.written), f"frame {number} came after {len(self.written)} frames")
        require(self.asked == 0 or number < self.asked, f"frame {number} came, of {self.asked}")
        self._allowance -= 1
        require(self._allowance >= 0, f"frame {number} was begun when no frame was to begin any more")
        self.written.append(time)
        if number >= self.first:
            self.texts.append(f"{writer} {number} {time!r}")

    def counted_one(self, frame: int, frames: int, path) -> None:
        """It tells that so many frames are done."""
        due = self.first if self.counted is None else self.counted + 1
        require(frame == due, f"it told of {frame} frames, and {due} came next")
        require(frames == self.asked, f"it tells of {frames} frames, and {self.asked} were asked for")
        # It tells of what is committed before it compares that with what comes out now.
        least = max(self.first - 2, 0) if self.counted is None else frame
        require(least <= len(self.written) <= frame, f"{frame} frames count, of {len(self.written)} written")
        require(path == (self.path or path), f"it was in {self.path} and is in {path} now")
        self.counted, self.path = frame, path
        if frame > self.first:
            seconds = self.written[-1]
            require(self.is_due(frame - 1, seconds), f"frame {frame - 1} counts and is at {seconds} s")

    def is_due(self, number: int, seconds: float) -> bool:
        """Whether a frame belongs to this time; of a timeline that is not controlled, to any."""
        return not self.control or abs(seconds - number * self.interval / RATE) < 1e-9

    def judge_end(self, error: Exception | None) -> None:
        """It has ended, and this is the recorder's last error."""
        self.error = error
        uncounted = len(self.written) - (self.counted or 0)
        if not self.has_run:
            quietly = self.is_called_off or "cancelled" in self.refusals
            require(error or quietly, f"it was refused for {self.refusals} without an error")
        elif error is None:
            require(not self.must_fail, f"it ended without an error, in spite of {sorted(self.causes)}")
            require(uncounted == 0, f"{uncounted} frames are written and do not count")
            require(
                self.is_done or self.stop_was_asked, f"it ended with {self.counted} of {self.asked} frames"
            )
        else:
            known = any(all(words in str(error) for words in SAYS[cause]) for cause in self.causes)
            require(known, f"it ended of {sorted(self.causes)}, and says: {error}")
            # A frame that was given to the writer does not count if its step came to a bad end.
            require(uncounted in (0, 1), f"{uncounted} frames are written and do not count")
