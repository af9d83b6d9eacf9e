"""Where cameras were when frames were captured.

The stage does not know it: when a step ends, time, physics and randomizers have gone on. The annotator
``camera_params`` belongs to the frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import omni.replicator.core as rep

if TYPE_CHECKING:
    from .data_set.records import Pose


class CameraPoses:
    """Reads the poses of the last frame that was captured."""

    def __init__(self) -> None:
        self._annotators: dict[str, Any] = {}

    def attach(self, camera: str, product: Any) -> None:
        """Read the pose of a camera from now on.

        Args:
            camera: Its path; the first render product of a camera counts.
            product: The render product.
        """
        if camera not in self._annotators:
            annotator = rep.AnnotatorRegistry.get_annotator("camera_params")
            annotator.attach(product)
            self._annotators[camera] = annotator

    def detach(self) -> None:
        """Read no poses any more."""
        while self._annotators:
            _, annotator = self._annotators.popitem()
            annotator.detach()

    def read(self) -> dict[str, Pose]:
        """Return camera-to-world transforms, 4 x 4 row by row, in stage units, by the path of the camera, sorted.

        As in USD a point is a row before the matrix: the last row is where the camera is, and it looks along its -z.
        They are rotation and translation alone: a scale above a camera does not reach its lens.
        """
        return {camera: _pose(self._annotators[camera].get_data()) for camera in sorted(self._annotators)}


def _pose(parameters: dict[str, Any]) -> Pose:
    view = np.asarray(parameters["cameraViewTransform"], dtype=np.float64).reshape(4, 4)
    # Rigid: transposed is inverted, without a rounding of rotations, and + 0.0 takes the sign from a zero.
    turn = view[:3, :3].T
    pose = np.eye(4)
    pose[:3, :3] = turn + 0.0
    pose[3, :3] = -view[3, :3] @ turn + 0.0
    return tuple(tuple(row) for row in pose.tolist())
