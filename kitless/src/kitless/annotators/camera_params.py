"""camera_params."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from kitless.annotators.definition import AnnotatorDefinition, dictionary
from kitless.annotators.frame import Frame

if TYPE_CHECKING:
    from kitless.render import Camera

COEFFICIENTS = 6
"""Of ``cameraFisheyePolynomial``."""

MODELS_OF_USD = ("orthographic", "pinhole")
"""Lenses that focal length and aperture describe, and a matrix projects as."""


def camera_params(frame: Frame) -> dict[str, Any]:
    """The camera, so that points of the world can be projected into the picture and back.

    Matrices are row-vector matrices, flattened row by row: clip = [p_world, 1] @ view @ projection, column =
    (clip.x / clip.w + 1) * W / 2, row = (1 - clip.y / clip.w) * H / 2, and clip.z / clip.w is 1 at the near and 0 at
    the far clipping distance.

    Returns:
        ``cameraViewTransform``, ``cameraProjection``: float64 (16,). The projection has the aperture offsets in it. Of
            OpenCV's lenses and f-theta, as in Replicator's files, it is that of a pinhole with the authored focal
            length and aperture, and says nothing of the picture.
        ``cameraAperture``, ``cameraApertureOffset``: float32 (2,) as authored, in tenths of a stage unit; the picture's
            height goes by its aspect and not by the vertical aperture.
        ``cameraFocalLength``, ``cameraFocusDistance``, ``cameraFStop``: float, as authored.
        ``cameraNearFar``: float32 (2,) in stage units.
        ``cameraModel``: "pinhole", "orthographic", "pinholeOpenCV", "fisheyeOpenCV" or "fisheyePolynomial".
        ``cameraFisheyeNominalWidth``, ``…Height``: int, of the calibrated image, 0 without a calibration; so are the
            next. ``cameraFisheyeOpticalCentre``: float32 (2,) in its pixels.
        ``cameraFisheyeMaxFOV``: float, degrees.
        ``cameraFisheyePolynomial``: float32 (6,): a to f of f-theta, k1 to k6 of OpenCV's pinhole, k1 to k4 of its
            fisheye. ``cameraFisheyeLensP``, ``…S``: float32, p1 and p2, s1 to s4 of OpenCV's pinhole, else (0,).
        ``cameraOpenCVFx``, ``cameraOpenCVFy``: float, in calibrated pixels.
        ``metersPerSceneUnit``: float. ``renderProductResolution``: int32 (2,), width and height.
    """
    camera, optics, calibration = frame.camera, frame.camera.optics, frame.camera.lens.calibration
    return {
        "cameraAperture": _floats(optics.aperture),
        "cameraApertureOffset": _floats(optics.aperture_offset),
        "cameraFStop": optics.f_stop,
        "cameraFisheyeLensP": _floats(calibration.tangential),
        "cameraFisheyeLensS": _floats(calibration.thin_prism),
        "cameraFisheyeMaxFOV": calibration.max_field_of_view,
        "cameraFisheyeNominalHeight": round(calibration.nominal[1]),
        "cameraFisheyeNominalWidth": round(calibration.nominal[0]),
        "cameraFisheyeOpticalCentre": _floats(calibration.centre),
        "cameraFisheyePolynomial": _floats(
            (*calibration.polynomial, *(0.0,) * (COEFFICIENTS - len(calibration.polynomial)))
        ),
        "cameraFocalLength": optics.focal_length,
        "cameraFocusDistance": optics.focus_distance,
        "cameraModel": calibration.model,
        "cameraNearFar": _floats((camera.near, camera.far)),
        "cameraOpenCVFx": calibration.focal_length[0],
        "cameraOpenCVFy": calibration.focal_length[1],
        "cameraProjection": _projection(camera).reshape(-1),
        "cameraViewTransform": np.linalg.inv(camera.to_world).reshape(-1),
        "metersPerSceneUnit": frame.meters_per_unit,
        "renderProductResolution": np.array([camera.width, camera.height], dtype=np.int32),
    }


def _projection(camera: Camera) -> npt.NDArray[np.float64]:
    if camera.lens.calibration.model in MODELS_OF_USD:
        return camera.lens.projection(camera.near, camera.far)
    # Imported here, so that scripts that register writers do not wait for Warp.
    from kitless.render.lenses import PinholeLens  # noqa: PLC0415

    optics = camera.optics
    width = optics.aperture[0]
    aperture = (width, width * camera.height / camera.width)
    pinhole = PinholeLens(
        (camera.width, camera.height), optics.focal_length, aperture, optics.aperture_offset
    )
    return pinhole.projection(camera.near, camera.far)


def _floats(values: tuple[float, ...]) -> npt.NDArray[np.float32]:
    return np.array(values, dtype=np.float32)


DEFINITIONS = (
    AnnotatorDefinition("camera_params", dictionary(camera_params), np.float32, is_dictionary=True),
)
