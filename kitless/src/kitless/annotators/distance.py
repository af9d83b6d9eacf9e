"""distance_to_image_plane, distance_to_camera and DepthLinearized. All in metres, +inf where nothing is hit."""

import numpy as np
import numpy.typing as npt

from kitless.annotators.definition import AnnotatorDefinition, plain
from kitless.annotators.frame import Frame


def distance_to_image_plane(frame: Frame) -> npt.NDArray[np.float32]:
    """Distance of the surface along the optical axis.

    Returns:
        float32 (H, W) in metres; negative for what a fisheye sees behind the image plane.
    """
    distance = frame.camera.distance_to_image_plane(frame.gbuffer.ray_distance)
    distance *= np.float32(frame.meters_per_unit)
    return distance


def distance_to_camera(frame: Frame) -> npt.NDArray[np.float32]:
    """Distance of the surface from the camera's position.

    Returns:
        float32 (H, W) in metres.
    """
    distance = frame.camera.distance_to_camera(frame.gbuffer.ray_distance)
    distance *= np.float32(frame.meters_per_unit)
    return distance


def depth_linearized(frame: Frame) -> npt.NDArray[np.float32]:
    """`distance_to_image_plane` with a channel axis.

    Returns:
        float32 (H, W, 1) in metres.
    """
    return distance_to_image_plane(frame)[..., np.newaxis]


DEFINITIONS = (
    AnnotatorDefinition("distance_to_camera", plain(distance_to_camera), np.float32),
    AnnotatorDefinition("distance_to_image_plane", plain(distance_to_image_plane), np.float32),
    AnnotatorDefinition("DepthLinearized", plain(depth_linearized), np.float32),
)
