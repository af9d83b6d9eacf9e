"""Physics that goes along with the timeline.

```
            play                      time goes on                     time goes back
  stopped --------> authored state ----------------> n steps of it ------------------+
     ^                    ^                               |                          |
     |        stop        |                               |                          |
     +--------------------|-------------------------------+                          |
                          +----------------------------------------------------------+
```

Where the bodies are is a function of the time and of the stage: so many steps of one length from the state that is
authored. Between two steps it is interpolated. An edit of the stage counts from the moment on at which it is made.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pxr import Usd, UsdPhysics

from .results_layer import ResultsLayer

if TYPE_CHECKING:
    from kitless.scene.findings import SceneFindings
    from kitless.timeline import Timeline

    from .run import Run

_STEPS_PER_SECOND = 480.0


class PhysicsPlayback:
    """Moves the rigid bodies of a stage while the timeline plays. Newton is imported when it is first needed.

    Args:
        timeline: The timeline.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._stage: Usd.Stage | None = None
        self._findings: SceneFindings | None = None
        self._results: ResultsLayer | None = None
        self._run: Run | None = None
        self._may_have_bodies = True
        self._is_edited = False
        self._moved_by_hand: set[str] = set()
        self._writes = False

    def follow(self, stage: Usd.Stage) -> None:
        """Another stage is open."""
        self._stage, self._findings, self._may_have_bodies = stage, None, True

    def release(self) -> None:
        """The stage is closed."""
        self.stopped()
        self._stage = None

    def played(self) -> None:
        """The timeline plays; after a pause it goes on from there."""
        if self._run is None and self._stage is not None and self._may_have_bodies:
            self._may_have_bodies = _has_bodies(self._stage)
            if self._may_have_bodies:
                self._begin(self._timeline.get_current_time())

    def time_changed(self) -> None:
        """Bring the bodies to the timeline's time, unless it is stopped."""
        if self._timeline.is_stopped():
            return
        if self._run is None:
            if self._is_edited:
                self.played()
            return
        seconds = self._timeline.get_current_time()
        if seconds < self._run.seconds:
            self._begin(min(seconds, self._run.start))
        elif self._is_edited:
            self._take_edits()
        if self._run is not None and self._results is not None:
            transforms = self._run.transforms_at(seconds)
            with self._writing():
                self._results.write(transforms)

    def stopped(self) -> None:
        """Everything is where it is authored again."""
        self._run = None
        self._moved_by_hand.clear()
        self._is_edited = False
        if self._results is not None:
            with self._writing():
                self._results.remove()
            self._results = None

    def stage_changed(self, notice: Any) -> None:
        """Somebody has edited the stage."""
        if self._writes:
            return
        if notice.GetResyncedPaths():
            self._may_have_bodies = self._is_edited = True
        for path in notice.GetChangedInfoOnlyPaths():
            if path.name.startswith("physics:"):
                self._may_have_bodies = self._is_edited = True
            elif self._run is not None and path.name.startswith("xformOp"):
                prim = str(path.GetPrimPath())
                if prim in self._run.world.bodies:
                    self._moved_by_hand.add(prim)
                    self._is_edited = True
                elif self._run.has_standing_below(path.GetPrimPath()):
                    self._is_edited = True

    def _begin(self, start: float) -> None:
        """Start over from what is authored at a time, in seconds."""
        if self._stage is None or self._stage.GetSessionLayer() is None:
            return
        # 3 s for Newton, which stages without bodies never need.
        from kitless.scene.findings import SceneFindings  # noqa: PLC0415

        from .run import Run  # noqa: PLC0415

        with self._writing():
            if self._results is None:
                self._results = ResultsLayer(self._stage)
            self._results.clear()
        self._is_edited = False
        self._moved_by_hand.clear()
        rate = self._timeline.get_time_codes_per_second()
        per_second = rate * math.ceil(_STEPS_PER_SECOND / rate)
        self._findings = self._findings or SceneFindings()
        self._run = Run(self._stage, start, rate, per_second, self._findings)

    def _take_edits(self) -> None:
        """Go on with the stage as it is now: what was not moved by hand is where it was, and as fast."""
        if self._run is None or self._results is None:
            return
        with self._writing():
            self._results.forget(self._moved_by_hand)
        self._run = self._run.continued(self._moved_by_hand)
        self._is_edited = False
        self._moved_by_hand.clear()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        self._writes = True
        try:
            yield
        finally:
            self._writes = False


def _has_bodies(stage: Usd.Stage) -> bool:
    """Whether physics would move anything."""
    every = Usd.PrimRange(stage.GetPseudoRoot(), Usd.TraverseInstanceProxies(Usd.PrimDefaultPredicate))
    return any(_would_move(prim) for prim in every)


def _would_move(prim: Usd.Prim) -> bool:
    if not prim.HasAPI(UsdPhysics.RigidBodyAPI):
        return False
    body = UsdPhysics.RigidBodyAPI(prim)
    return bool(body.GetRigidBodyEnabledAttr().Get() and not body.GetKinematicEnabledAttr().Get())
