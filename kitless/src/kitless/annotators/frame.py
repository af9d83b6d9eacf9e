"""What annotators read and what they give."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kitless.render import Camera, GBuffer


@dataclass(frozen=True)
class Frame:
    """One render product at one instant.

    Attributes:
        gbuffer: Instance, depth, normal and, when somebody asked for it, colour of every pixel.
        prim_paths: The prim of each instance index of the G-buffer.
        camera: The camera that the frame was rendered with, its resolution included.
        meters_per_unit: Length of one stage unit.
    """

    gbuffer: "GBuffer"
    prim_paths: "Sequence[str]"
    camera: "Camera"
    meters_per_unit: float


@dataclass(frozen=True)
class AnnotatorData:
    """What one annotator says about one frame.

    Attributes:
        data: The array. Its owner may change it: no other consumer has the same one.
        info: What is needed to understand the array, such as ``idToLabels``. Empty for most annotators.
    """

    data: npt.NDArray[Any]
    info: dict[str, Any] = field(default_factory=dict)
