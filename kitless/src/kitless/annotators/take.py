"""What stays the same, or is remembered, from frame to frame."""

from __future__ import annotations

from collections import Counter
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

    Args:
        labels: The stage's labels.
        semantics: Ids that it shares with other takes; None gives it its own.

    Attributes:
        semantics: Its ids.
    """

    def __init__(self, labels: StageLabels, semantics: SemanticTake | None = None) -> None:
        self.semantics = semantics or SemanticTake(labels)
        self._previous: dict[str, Pose] = {}
        self._frames: Counter[str] = Counter()

    def previous(self, frame: Frame) -> Pose | None:
        """Where everything stood in the take's frame of that render product before this one; None in its first."""
        return self._previous.get(frame.render_product)

    def number_of(self, frame: Frame) -> int:
        """How many frames of that render product the take had before this one."""
        return self._frames[frame.render_product]

    def remember(self, frame: Frame) -> None:
        """The frame has been evaluated: it is the next one's previous frame."""
        self._frames[frame.render_product] += 1
        self._previous[frame.render_product] = Pose(frame.camera, frame.scene)
