"""What annotators read and what they give."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    import warp as wp

    from kitless.render import Camera, Coverage, GBuffer
    from kitless.scene import SceneSnapshot


@dataclass(frozen=True, eq=False)
class Frame:
    """One render product at one instant.

    Attributes:
        render_product: Path of the render product.
        gbuffer: Instance, distance, normal and whatever else somebody asked for of every pixel.
        camera: The camera that the frame was rendered with, its resolution included.
        scene: What stands where.
        meters_per_unit: Length of one stage unit.
        time: The timeline's time in seconds.
        cast_coverage: Casts the rays that `coverage` is made of.
    """

    render_product: str
    gbuffer: GBuffer
    camera: Camera
    scene: SceneSnapshot
    meters_per_unit: float
    time: float
    cast_coverage: Callable[[], Coverage]
    _answers: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def coverage(self) -> Coverage:
        """What lies on the pixels' rays, hidden or not; cast when it is first asked for."""
        return self.cast_coverage()

    def once[Answer](self, question: Hashable, work_out: Callable[[], Answer]) -> Answer:
        """What several annotators ask about one frame, worked out for the first of them."""
        if question not in self._answers:
            self._answers[question] = work_out()
        answer: Answer = self._answers[question]
        return answer


def rendered[T: npt.NDArray[Any]](array: T | None, channel: str) -> T:
    """An array of a frame's G-buffer that is there only when its channel was asked for.

    Raises:
        ValueError: It was not.
    """
    if array is None:
        raise ValueError(f"The frame was rendered without the channel {channel!r}")
    return array


@dataclass(frozen=True)
class AnnotatorData:
    """What one annotator says about one frame.

    Attributes:
        data: The array. Its owner may change it: no other consumer has the same one. Annotators make NumPy arrays;
            augmentations and devices that scripts ask for can make Warp arrays of them.
        info: What is needed to understand the array, such as ``idToLabels``. Empty for most annotators.
    """

    data: npt.NDArray[Any] | wp.array[Any]
    info: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def without_array(cls, info: dict[str, Any]) -> AnnotatorData:
        """Of an annotator that is a dictionary; its definition says `is_dictionary`."""
        return cls(np.empty(0, dtype=np.float32), info)
