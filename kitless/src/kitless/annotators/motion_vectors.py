"""motion_vectors: where the surface in each pixel was seen one frame before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kitless.annotators.definition import AnnotatorDefinition, Parameters
from kitless.annotators.frame import AnnotatorData, Frame
from kitless.annotators.take import Pose, Take

if TYPE_CHECKING:
    from kitless.render import Camera

PIXELS_AT_ONCE = 1 << 18
"""About 100 MB of float64, however large the picture is."""


def motion_vectors(frame: Frame, previous: Pose | None) -> npt.NDArray[np.float32]:
    """From where the surface point in each pixel is seen to where it was seen in the frame before.

    Args:
        frame: The frame.
        previous: The take's frame before it; None in the take's first.

    Returns:
        float32 (H, W, 4): x and y in pixels, x to the right and y down, so that what has moved left has +x and
        what has moved up +y; z and w are 0. All 0, exactly, for what stands still under a camera that stands still.
        0 as well where nothing is hit, in a take's first frame, and where the point had no place in the frame before:
        it was not drawn, its mesh had other faces, it was behind the camera or out of what the lens shows at all. A
        point that was hidden or beyond the image's edge had one: its vector leads there.
    """
    # Imported here, so that scripts that name annotators do not wait for Warp.
    from kitless.annotators.earlier_surface import EarlierSurfaces  # noqa: PLC0415

    instance = frame.gbuffer.instance
    vectors = np.zeros((*instance.shape, 4), dtype=np.float32)
    if previous is None or not frame.scene.drawables:
        return vectors
    surfaces = EarlierSurfaces(frame, previous.scene)
    wanted = instance >= 0
    if _is_same_view(frame.camera, previous.camera):
        wanted &= surfaces.changed[instance]
    points = frame.camera.world_points(frame.gbuffer.ray_distance, wanted)
    flat, pixels = vectors.reshape(-1, 4), np.flatnonzero(wanted)
    for start in range(0, len(pixels), PIXELS_AT_ONCE):
        some = slice(start, start + PIXELS_AT_ONCE)
        now = points[some]
        # Both through `project` and not against the pixel's centre: what stands still has the same bits on both sides.
        before = previous.camera.project(surfaces.points(now, pixels[some]))
        motion = (before - frame.camera.project(now))[:, :2]
        flat[pixels[some], :2] = np.where(np.isfinite(motion).all(axis=1, keepdims=True), motion, 0.0)
    return vectors


def _is_same_view(camera: Camera, earlier: Camera) -> bool:
    return np.array_equal(camera.to_world, earlier.to_world) and camera.lens == earlier.lens


def _evaluate(frame: Frame, take: Take, _parameters: Parameters) -> AnnotatorData:
    return AnnotatorData(motion_vectors(frame, take.previous(frame)))


DEFINITIONS = (AnnotatorDefinition("motion_vectors", _evaluate, np.float32),)
