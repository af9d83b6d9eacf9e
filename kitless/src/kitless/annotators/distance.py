"""distance_to_image_plane and distance_to_camera. Both in metres, +inf where nothing is hit."""

import numpy as np
import numpy.typing as npt

from kitless.annotators.frame import Frame


def distance_to_image_plane(frame: Frame) -> npt.NDArray[np.float32]:
    """Distance of the surface along the optical axis.

    Returns:
        float32 (H, W) in metres.
    """
    return frame.gbuffer.depth * np.float32(frame.meters_per_unit)


def distance_to_camera(frame: Frame) -> npt.NDArray[np.float32]:
    """Distance of the surface from the eye.

    Returns:
        float32 (H, W) in metres.
    """
    camera = frame.camera
    horizontal_aperture, vertical_aperture = camera.aperture
    horizontal_offset, vertical_offset = camera.aperture_offset
    # The ray through a pixel's centre leaves the eye towards (x, y, -1), so that distance = depth * |(x, y,
    # -1)|.
    columns = (np.arange(camera.width) + 0.5) / camera.width - 0.5
    rows = 0.5 - (np.arange(camera.height) + 0.5) / camera.height
    x = (columns * horizontal_aperture + horizontal_offset) / camera.focal_length
    y = (rows * vertical_aperture + vertical_offset) / camera.focal_length
    slant = np.sqrt(x[np.newaxis, :] ** 2 + y[:, np.newaxis] ** 2 + 1)
    return (frame.gbuffer.depth * slant * frame.meters_per_unit).astype(np.float32)
