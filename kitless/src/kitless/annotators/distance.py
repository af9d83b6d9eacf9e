"""distance_to_image_plane and distance_to_camera. Both in metres, +inf where nothing is hit."""

import numpy as np
import numpy.typing as npt

from kitless.annotators.definition import AnnotatorDefinition, plain
from kitless.annotators.frame import Frame


def distance_to_image_plane(frame: Frame) -> npt.NDArray[np.float32]:
    """Distance of the surface along the optical axis.

    Returns:
        float32 (H, W) in metres.
    """
    distance = frame.camera.distance_to_image_plane(frame.gbuffer.ray_distance)
    return (distance * frame.meters_per_unit).astype(np.float32)


def distance_to_camera(frame: Frame) -> npt.NDArray[np.float32]:
    """Distance of the surface from the eye.

    Returns:
        float32 (H, W) in metres.
    """
    distance = frame.camera.distance_to_camera(frame.gbuffer.ray_distance)
    return (distance * frame.meters_per_unit).astype(np.float32)


DEFINITIONS = (
    AnnotatorDefinition("distance_to_camera", plain(distance_to_camera), np.float32),
    AnnotatorDefinition("distance_to_image_plane", plain(distance_to_image_plane), np.float32),
)
