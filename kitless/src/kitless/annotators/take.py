"""What stays the same, or is remembered, from frame to frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kitless.semantics import SemanticTake, StageLabels

if TYPE_CHECKING:
    from kitless.annotators.frame import Frame
    from kitless.render import Camera
    from kitless.scene import SceneSnapshot


@dataclass(frozen=True, eq=False)
class Pose:
    """Where everything stood in a frame, without its pixels."""

    camera: Camera
    scene: SceneSnapshot


class Take:
    """The frames of one writer, or of one annotator that is attached by itself, from attaching to detaching.

    A writer need not be given every frame that is captured meanwhile. What it is given depends on the captures alone,
    and not on which of them it was given before; but for `previous`.

    Args:
        labels: The stage's labels.
        semantics: Ids that it shares with other takes; None gives it its own.

    Attributes:
        semantics: Its ids.
        number: How many captures there were before the one that goes on.
    """

    def __init__(self, labels: StageLabels, semantics: SemanticTake | None = None) -> None:
        self.semantics = semantics or SemanticTake(labels)
        self.number = 0
        self._previous: dict[str, Pose] = {}

    def previous(self, frame: Frame) -> Pose | None:
        """Where everything stood in the take's frame of that render product before this one; None in its first."""
        return self._previous.get(frame.render_product)

    def remember(self, frame: Frame) -> None:
        """The frame has been evaluated: it is the next one's previous frame."""
        self._previous[frame.render_product] = Pose(frame.camera, frame.scene)
