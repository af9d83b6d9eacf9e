"""Two recorders, hammered at random: calls, updates and accidents in any order, against a model of its own.

300 sequences, the same ones in each run. ``RECORDER_SEQUENCES=10000`` asks for so many others.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from .sequence import MOMENTS, Sequence
from .world import World, machine_writers

SEQUENCES = "RECORDER_SEQUENCES"
BATCH_FRAMES = 2

often = st.sampled_from
indices = often((0, 0, 0, 0, 0, 1))
delays = st.integers(0, 3)
configs = st.fixed_dictionaries(
    {
        "frames": often((0, 0, 0, 1, 3, 6, 9)),
        "interval": often((1, 1, 2, 3)),
        "control": st.booleans(),
    },
    optional={
        "refuse": often((False, False, True)),
        "s3": often((False, False, True)),
        "append_free": often((True, True, False)),
    },
)
calls = st.tuples(
    st.just("call"), indices, often(("start", "stop", "pause", "pause", "resume", "resume", "wait")), delays
)
timeline_moves = st.tuples(st.just("move_timeline"), often(("play", "pause", "stop", "move")))
accidents = st.one_of(
    st.tuples(st.just("close"), indices),
    st.tuples(st.just("cancel"), indices, st.integers(0, 3)),
    st.tuples(often(("open_stage", "close_stage", "delete_render_products", "put_timeline_back"))),
    st.tuples(st.just("spoil_camera"), often(("delete", "deactivate", "retype", "restore", "restore"))),
    timeline_moves,
    st.tuples(
        st.just("break_or_mend"),
        often(("writer_broken", "disk_broken", "disk_slow", "bucket_silent")),
        st.booleans(),
    ),
)
moments = often((*MOMENTS, "STARTING", "RUNNING", "PAUSED", "STOPPING", "STOPPED", "progress"))
NEXT_CALL = {
    "STOPPED": "start",
    "STARTING": "wait",
    "RUNNING": "pause",
    "PAUSED": "resume",
    "STOPPING": "wait",
}


def machine(app, core, tmp_path):
    """Return a state machine for hypothesis, whose sequences share an app."""
    worlds: list[World] = []

    async def check_s3(output):
        return await worlds[-1].check_s3(output)

    class RecorderMachine(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.folder = Path(tempfile.mkdtemp(dir=tmp_path))
            self.sequence: Sequence | None = None

        @initialize(capture_on_play=often((True, False, None)), is_silent=st.booleans(), config=configs)
        def begin(self, capture_on_play, is_silent, config):
            worlds[:] = [World(app, capture_on_play)]
            self.sequence = Sequence(core, worlds[-1], self.folder)
            self.sequence.players[0].configure(**config)

            self.sequence.do("break_or_mend", "bucket_silent", is_silent)
            self.sequence.do("call", 0, "start")

        @rule(delay=delays, updates=st.integers(0, 4))
        def go_on(self, delay, updates):
            self.sequence.mend()
            self.sequence.do("call", 0, NEXT_CALL[self.sequence.players[0].model.state], delay)
            self.sequence.update(updates)

        @precondition(lambda self: self.sequence.players[0].model.state == "RUNNING")
        @rule(before=often((0, 2, 3)), move=timeline_moves, is_put_back=st.booleans())
        def move_in_a_pause(self, before, move, is_put_back):
            self.sequence.do("call", 0, "pause")
            self.sequence.update(before)
            self.sequence.do(*move)
            if is_put_back:
                self.sequence.do("put_timeline_back")
            self.sequence.do("call", 0, "resume")
            self.sequence.update(3)

        @rule(index=indices, config=configs)
        def configure(self, index, config):
            self.sequence.players[index].configure(**config)

        @rule(called=st.lists(calls, min_size=1, max_size=4), updates=st.integers(0, 3))
        def call(self, called, updates):
            for each in called:
                self.sequence.do(*each)
            self.sequence.update(updates)

        @rule(updates=st.integers(1, 12))
        def update(self, updates):
            self.sequence.update(updates)

        @rule(accident=accidents, updates=st.integers(0, 2))
        def happen(self, accident, updates):
            self.sequence.do(*accident)
            self.sequence.update(updates)

        @rule(moment=moments, happens=calls | accidents, updates=st.integers(0, 2))
        def arm(self, moment, happens, updates):
            self.sequence.arm(moment, *happens)
            self.sequence.update(updates)

        def teardown(self):
            try:
                if self.sequence is not None:
                    self.sequence.check()
                    self.sequence.finish()
            finally:
                if self.sequence is not None:
                    self.sequence.abandon()
                shutil.rmtree(self.folder, ignore_errors=True)

    return RecorderMachine, machine_writers(lambda: worlds[-1]), check_s3


def test_recorders_when_hammered_at_random_then_do_what_the_model_says(
    app, core, register, monkeypatch, tmp_path
):
    recorder_machine, writers, check_s3 = machine(app, core, tmp_path)
    for writer in writers:
        register(writer)
    monkeypatch.setattr("synthetic_recorder.core.opening.check_s3", check_s3)
    reserve_place = core.opening.reserve_place

    async def reserve_beside_the_network(output):
        await app.next_update()
        return reserve_place(dataclasses.replace(output, s3=core.S3Config()))

    monkeypatch.setattr(core.opening, "reserve_place_on_thread", reserve_beside_the_network)

    async def work_beside_the_app(_worker, work):
        # A thread takes as many updates as it likes; a sequence must be the same whenever it is played again.
        await app.next_update()
        return work()

    monkeypatch.setattr(core.threads.Worker, "run", work_beside_the_app)
    # Batches end often, and nobody pulls the plug.
    monkeypatch.setattr(core.intake, "BATCH_FRAMES", BATCH_FRAMES)
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    many = os.environ.get(SEQUENCES)

    run_state_machine_as_test(
        recorder_machine,
        settings=settings(
            max_examples=int(many or 300),
            stateful_step_count=16,
            derandomize=many is None,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
