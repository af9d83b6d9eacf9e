"""The model itself: it lets a right story pass, and objects to each wrong one."""

from __future__ import annotations

import pytest

from .model import RecorderModel
from .take_model import RATE, DisagreementError

FOLDER = "set"


class Story:
    """Tells a model what it would see of a recorder."""

    def __init__(self, asked=3, interval=1, control=True):
        self.model = RecorderModel()
        self.model.wanted = (asked, interval, control)

    def call(self, name, *states):
        """A call, whose first step leads to these states."""
        self.model.stepping = name
        if name == "stop":
            self.model.is_asked_to_stop()
        for state in states:
            self.model.told_state(state, set())
        self.model.stepping = None
        return self

    def become(self, *states):
        """States that nobody calls for."""
        return self.call(None, *states)

    def write(self, number, seconds=None, writer=1):
        """The writer is given a frame."""
        due = number * self.model.take.interval / RATE
        self.model.wrote(writer, number, due if seconds is None else seconds)
        return self

    def count(self, frame):
        """Progress is told."""
        self.model.told_progress(frame, self.model.take.asked, FOLDER, set())
        return self

    def frame(self, number, seconds=None):
        """A frame is written and counted."""
        return self.write(number, seconds).count(number + 1)

    def run(self):
        """A recording runs."""
        return self.call("start", "STARTING", "RUNNING").count(0)

    def end(self, error=None):
        """It ends."""
        self.model.take.judge_end(error)
        return self

    def wait(self, updates):
        """The app is updated."""
        for _ in range(updates):
            self.model.updated(set(), is_held=False)
        return self

    def pause(self):
        """A pause, whose frame in flight is done."""
        self.call("pause", "PAUSED")
        self.model.take.settled()
        return self

    def disturb(self, cause, **kind):
        """Something happens."""
        self.model.disturb(cause, **kind)
        return self


@pytest.mark.parametrize(
    "tell",
    [
        lambda: Story().run().frame(0).frame(1).frame(2).become("STOPPING", "STOPPED").end(),
        lambda: Story(interval=4).run().frame(0).frame(1).call("stop", "STOPPING").become("STOPPED").end(),
        lambda: Story().run().call("pause", "PAUSED").frame(0).call("resume", "RUNNING").frame(1),
        lambda: Story().run().frame(0).pause().wait(1000).call("stop", "STOPPING").become("STOPPED").end(),
        lambda: Story(asked=0, control=False).run().frame(0, seconds=5.0).frame(1, seconds=5.0),
        lambda: Story().call("start", "STARTING").call("stop", "STOPPING").become("STOPPED").end(),
        lambda: (Story().run().frame(0).disturb("stage", is_fatal=True).become("STOPPING", "STOPPED")).end(
            Exception("The stage was closed or replaced.")
        ),
    ],
)
def test_a_story_when_it_is_right_then_passes(tell):
    tell()


@pytest.mark.parametrize(
    ("tell", "objection"),
    [
        (lambda: Story().run().frame(0).frame(0), "frame 0 came after 1"),
        (lambda: Story().run().frame(0).frame(2), "frame 2 came after 1"),
        (lambda: Story().run().frame(0).write(1, writer=2), "two writers"),
        (lambda: Story().run().write(0).write(1).count(1), "1 frames count, of 2"),
        (lambda: Story().run().frame(0).count(1), "and 2 came next"),
        (lambda: Story(interval=2).run().frame(0).frame(1, seconds=1 / RATE), "frame 1 counts and is at"),
        (lambda: Story(asked=1).run().frame(0).frame(1), "frame 1 came, of 1"),
        (lambda: Story().run().pause().frame(0), "no frame was to begin"),
        (lambda: Story().run().call("pause", "PAUSED").frame(0).frame(1), "no frame was to begin"),
        (lambda: Story().run().call("stop", "STOPPING").frame(0).frame(1), "no frame was to begin"),
        (lambda: Story().run().call("stop", "STOPPING").become("STOPPED").write(0), "was written in STOPPED"),
        (lambda: Story().call("pause", "PAUSED"), "from STOPPED nothing leads to PAUSED"),
        (lambda: Story().run().become("PAUSED"), r"nobody has called pause\(\)"),
        (lambda: Story().run().frame(0).become("STOPPING"), "nobody has asked for that"),
        (lambda: Story().call("start", "STARTING").become("STOPPED"), "nobody knows why"),
        (lambda: Story().call("start", "STARTING").call("stop", "STOPPING", "RUNNING"), "nothing leads to"),
        (lambda: Story().run().wait(100), "nothing has happened"),
        (lambda: Story().run().call("stop", "STOPPING").wait(100), "nothing has happened"),
        (
            lambda: Story().run().disturb("stage", is_fatal=True).become("STOPPING", "STOPPED").end(),
            "without an error",
        ),
        (
            lambda: Story().run().disturb("camera").become("STOPPING", "STOPPED").end(Exception("a bad day")),
            "says: a bad day",
        ),
    ],
)
def test_a_story_when_it_is_wrong_then_is_objected_to(tell, objection):
    with pytest.raises(DisagreementError, match=objection):
        tell()
