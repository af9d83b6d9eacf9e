"""When the config is checked, and what is known of it meanwhile.

::

    config changed ──> quick checks at once ─────────────┐
    prims changed ──> quick checks with the next update ─┤
                                                         ▼
                          nothing changes for some updates ──> all checks; slow ones after a longer rest
    start refused ──> what it has found, until config or stage change
    start ──> what it has found, until the recording has ended
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import omni.kit.app

from synthetic_recorder.core import PreflightError, RecorderState

from .stage_changes import StageChanges

if TYPE_CHECKING:
    from collections.abc import Callable

    from synthetic_recorder.core import Finding, Recorder, RecorderConfig

QUIET_UPDATES = 12
"""So many updates without a change come before everything is checked: the person has stopped typing."""
QUICK = 0.25
"""Seconds that checking everything may take without being noticed much: the app stands still meanwhile."""
REST = 20
"""Checks that take longer wait for so many times as long without a change."""


class Checks:
    """Checks the config of a recorder whenever something has changed; nothing while something is recorded.

    Args:
        recorder: Whose checks are made.
        on_found: Called when ``found`` or ``is_current`` may be others.
        clock: Seconds since any moment, to measure how long checking everything takes.

    Attributes:
        is_current: Whether everything was checked since the last change of config and stage.
    """

    def __init__(
        self,
        recorder: Recorder,
        on_found: Callable[[], None],
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self.is_current = False
        self._recorder = recorder
        self._on_found = on_found
        self._clock = clock
        self._quick: tuple[Finding, ...] = ()
        self._thorough: tuple[Finding, ...] = ()
        self._refused: tuple[Finding, ...] = ()
        if recorder.progress is not None:
            self._take_those_of_the_start()
        self._seconds = 0.0
        self._last_change = clock()
        self._prims_have_changed = False
        self._quiet_updates = 0
        self._task: asyncio.Task[None] | None = None
        self._subscriptions = (
            recorder.subscribe_config(self._on_config),
            recorder.subscribe_state(self._on_state),
            StageChanges(self._on_stage),
        )
        self._check_quickly()

    @property
    def is_refused(self) -> bool:
        """Whether a start was refused, and neither config nor stage has changed since."""
        return bool(self._refused)

    @property
    def found(self) -> tuple[Finding, ...]:
        """What is known to be wrong: findings of a start that was refused, or of the checks."""
        return self._refused or (*self._quick, *self._thorough)

    def check(self) -> None:
        """Check everything now, however long it takes; nothing while something is recorded."""
        if self._recorder.state is not RecorderState.STOPPED:
            return
        begun = self._clock()
        found = self._recorder.check()
        self._seconds = self._clock() - begun
        quick = {_key(finding) for finding in self._recorder.check_quickly()}
        self._quick = tuple(finding for finding in found if _key(finding) in quick)
        self._thorough = tuple(finding for finding in found if _key(finding) not in quick)
        self._refused = ()
        self._prims_have_changed = False
        self.is_current = True
        self._on_found()

    def destroy(self) -> None:
        """Follow recorder and stage no more; may be called again."""
        for subscription in self._subscriptions:
            subscription.unsubscribe()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _on_config(self, _config: RecorderConfig) -> None:
        self._check_quickly()

    def _on_stage(self, prims_have_changed: bool) -> None:
        if self._recorder.state is RecorderState.STOPPED:
            self._prims_have_changed |= prims_have_changed
            self._expect_change()

    def _on_state(self, state: RecorderState) -> None:
        if state is RecorderState.RUNNING:
            self._take_those_of_the_start()
            self._on_found()
        if state is not RecorderState.STOPPED:
            return
        if isinstance(self._recorder.last_error, PreflightError):
            self._refused, self.is_current = self._recorder.findings, True
            self._on_found()
        else:
            self._check_quickly()

    def _take_those_of_the_start(self) -> None:
        """Know what it has found, which was everything; what was known before may have been of another config."""
        self._quick, self._thorough, self.is_current = (), self._recorder.findings, True

    def _check_quickly(self) -> None:
        if self._recorder.state is not RecorderState.STOPPED:
            return
        self._prims_have_changed = False
        self._refused = ()
        self._quick = self._recorder.check_quickly()
        if self._seconds > QUICK:
            # It will be a while until everything is checked again, and what was true may not be true any more.
            self._thorough = ()
        self._expect_change()
        self._on_found()

    def _expect_change(self) -> None:
        """Wait anew until nothing has changed for some updates."""
        self.is_current = False
        self._quiet_updates = 0
        self._last_change = self._clock()
        if self._task is None:
            self._task = asyncio.ensure_future(self._check_when_quiet())

    @property
    def _is_quiet(self) -> bool:
        rest = self._seconds * REST if self._seconds > QUICK else 0.0
        return self._quiet_updates >= QUIET_UPDATES and self._clock() - self._last_change >= rest

    async def _check_when_quiet(self) -> None:
        app = omni.kit.app.get_app()
        try:
            while not self._is_quiet:
                await app.next_update_async()
                self._quiet_updates += 1
                if self._recorder.state is not RecorderState.STOPPED:
                    # Its end is a reason to check anew.
                    return
                if self._prims_have_changed:
                    self._check_quickly()
        finally:
            self._task = None
        self.check()


def _key(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.where
