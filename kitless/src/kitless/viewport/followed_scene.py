"""A stage's scene that is brought up to date a little at a time, so that a window answers meanwhile."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from pxr import Usd

    from kitless.render import RenderScene
    from kitless.scene.steps import Steps

SECONDS = 0.02
"""What may be spent on it in one update of the App. A single step, a large mesh or texture, may take longer."""


class FollowedScene:
    """Follows a stage, a mesh here and a material there, as `SceneTranslator.update_in_steps` does.

    Args:
        stage: The stage.
        device: Warp's name of the device that the scene is for.
        clock: Seconds that never go back.
    """

    def __init__(self, stage: Usd.Stage, device: str, clock: Callable[[], float] = time.perf_counter) -> None:
        from kitless.scene import SceneTranslator  # noqa: PLC0415 - Warp takes a second

        self._translator = SceneTranslator(stage, device)
        self._clock = clock
        self._steps: Steps[RenderScene] | None = None
        self._time = None

    def advance(self, time_code: Usd.TimeCode) -> tuple[RenderScene, Usd.TimeCode] | None:
        """Follow the stage for a moment; the scene must not be in use.

        Args:
            time_code: What is to be seen. What was begun for another time is brought to its end first: a timeline that
                plays moves on faster than some stages can be read.

        Returns:
            The scene, valid until the next call, and its time; None while there is more to do.
        """
        if self._steps is None:
            self._steps, self._time = self._translator.update_in_steps(time_code), time_code
        # Twice as long after each edit that came too early: a stage that is edited all the time is seen, too.
        until = self._clock() + SECONDS * 2**self._translator.restarts
        try:
            while True:
                next(self._steps)
                if self._clock() >= until:
                    return None
        except StopIteration as end:
            self._steps = None
            scene: RenderScene = end.value
            return scene, self._time
        except BaseException:
            self._steps = None
            raise

    def close(self) -> None:
        """Stop listening to the stage; idempotent."""
        if self._steps is not None:
            self._steps.close()
            self._steps = None
        self._translator.close()
