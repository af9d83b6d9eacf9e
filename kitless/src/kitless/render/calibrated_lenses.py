"""Lenses with a calibration, from the attributes of a camera prim. All raise CameraError."""

from __future__ import annotations

import math
from collections.abc import Mapping

from .camera_attributes import CameraAttributes, require_field_of_view
from .lenses import FThetaLens, Lens, OpenCVFisheyeLens, OpenCVPinholeLens, Resolution, Sensor

FTHETA_NOMINAL = (1936.0, 1216.0)
FTHETA_CENTRE = (970.9424, 600.3748)
FTHETA_ANGLE_PER_PIXEL = 0.00245
FTHETA_FIELD_OF_VIEW = 200.0
"""Fallbacks of the schema OmniLensDistortionFthetaAPI, which usd-core does not have."""


def ftheta(camera: CameraAttributes, resolution: Resolution) -> Lens:
    """`omni:lensdistortion:model` "ftheta"."""
    prefix = "omni:lensdistortion:ftheta:"
    defaults = (0.0, FTHETA_ANGLE_PER_PIXEL, 0.0, 0.0, 0.0)
    return _ftheta_lens(
        camera,
        Sensor(
            resolution,
            (
                camera.positive(prefix + "nominalWidth", FTHETA_NOMINAL[0]),
                camera.positive(prefix + "nominalHeight", FTHETA_NOMINAL[1]),
            ),
            _pair(camera.numbers(prefix + "opticalCenter", 2, FTHETA_CENTRE)),
        ),
        {f"{prefix}k{index}": default for index, default in enumerate(defaults)},
        prefix + "maxFov",
    )


def fisheye_polynomial(camera: CameraAttributes, resolution: Resolution) -> Lens:
    """`cameraProjectionType` "fisheyePolynomial"."""
    names = ("fthetaPolyA", "fthetaPolyB", "fthetaPolyC", "fthetaPolyD", "fthetaPolyE", "fthetaPolyF")
    defaults = (0.0, FTHETA_ANGLE_PER_PIXEL, 0.0, 0.0, 0.0, 0.0)
    sensor = _legacy_sensor(camera, resolution, FTHETA_NOMINAL, FTHETA_CENTRE)
    return _ftheta_lens(camera, sensor, dict(zip(names, defaults, strict=True)), "fthetaMaxFov")


def _ftheta_lens(
    camera: CameraAttributes, sensor: Sensor, coefficients: Mapping[str, float], max_fov: str
) -> Lens:
    """F-theta lens of the attributes named by the keys, with their defaults."""
    a, b, c, d, e, f, *_ = [
        *(camera.number(name, default) for name, default in coefficients.items()),
        0.0,
    ]
    constant, linear, *_ = coefficients
    if not b > 0.0:
        raise camera.error(
            f"expected {linear} above 0, got {b}: the angle must grow with the distance from the optical centre."
        )
    if not abs(a) < b:
        raise camera.error(
            f"expected {constant} nearer to 0 than {linear} ({b}), got {a}: a lens looks along its axis where its "
            "optical centre is."
        )
    return FThetaLens(sensor, (a, b, c, d, e, f), _half_field_of_view(camera, max_fov, FTHETA_FIELD_OF_VIEW))


def opencv_pinhole(camera: CameraAttributes, resolution: Resolution) -> Lens:
    """`omni:lensdistortion:model` "opencvPinhole"."""
    prefix = _prefix(camera, "opencvPinhole", "opencvpinhole")
    radial = (camera.number(f"{prefix}k{index}", 0.0) for index in range(1, 7))
    tangential = (camera.number(f"{prefix}p{index}", 0.0) for index in range(1, 3))
    thin_prism = (camera.number(f"{prefix}s{index}", 0.0) for index in range(1, 5))
    return _opencv_pinhole_lens(
        camera,
        _opencv_sensor(camera, prefix, resolution),
        camera.both_positive(prefix + "fx", prefix + "fy"),
        (*radial, *tangential, *thin_prism),
    )


def pinhole_opencv(camera: CameraAttributes, resolution: Resolution) -> Lens:
    """`cameraProjectionType` "pinholeOpenCV"."""
    names = [*(f"fthetaPoly{letter}" for letter in "ABCDEF"), "p0", "p1", "s0", "s1", "s2", "s3"]
    return _opencv_pinhole_lens(
        camera,
        _legacy_sensor(camera, resolution),
        camera.both_positive("openCVFx", "openCVFy"),
        tuple(camera.number(name, 0.0) for name in names),
    )


def _opencv_pinhole_lens(
    camera: CameraAttributes, sensor: Sensor, focal_length: tuple[float, float], numbers: tuple[float, ...]
) -> Lens:
    """The lens of k1 … k6, p1, p2, s1 … s4."""
    require_field_of_view(camera, sensor.nominal[0] / focal_length[0])
    k1, k2, k3, k4, k5, k6, p1, p2, s1, s2, s3, s4 = numbers
    return OpenCVPinholeLens(sensor, focal_length, (k1, k2, k3, k4, k5, k6), (p1, p2), (s1, s2, s3, s4))


def opencv_fisheye(camera: CameraAttributes, resolution: Resolution) -> Lens:
    """`omni:lensdistortion:model` "opencvFisheye"."""
    prefix = _prefix(camera, "opencvFisheye", "opencv")
    k1, k2, k3, k4 = (camera.number(f"{prefix}k{index}", 0.0) for index in range(1, 5))
    focal_length = camera.both_positive(prefix + "fx", prefix + "fy")
    return OpenCVFisheyeLens(_opencv_sensor(camera, prefix, resolution), focal_length, (k1, k2, k3, k4))


def fisheye_opencv(camera: CameraAttributes, resolution: Resolution) -> Lens:
    """`cameraProjectionType` "fisheyeOpenCV"."""
    k1, k2, k3, k4 = (camera.number(f"fthetaPoly{letter}", 0.0) for letter in "ABCD")
    focal_length = camera.both_positive("openCVFx", "openCVFy")
    widest = _half_field_of_view(camera, "fthetaMaxFov", 360.0)
    return OpenCVFisheyeLens(_legacy_sensor(camera, resolution), focal_length, (k1, k2, k3, k4), widest)


def _prefix(camera: CameraAttributes, *models: str) -> str:
    """The attributes' prefix: that of the first model that has any, for older stages spelled it differently."""
    prefixes = [f"omni:lensdistortion:{model}:" for model in models]
    return next((prefix for prefix in prefixes if camera.value(prefix + "fx") is not None), prefixes[0])


def _opencv_sensor(camera: CameraAttributes, prefix: str, resolution: Resolution) -> Sensor:
    nominal = _pair(camera.numbers(prefix + "imageSize", 2, (float(resolution[0]), float(resolution[1]))))
    if not min(nominal) > 0.0:
        raise camera.error(f"expected {prefix}imageSize above 0, got {nominal}.")
    return Sensor(resolution, nominal, (camera.number(prefix + "cx"), camera.number(prefix + "cy")))


def _legacy_sensor(
    camera: CameraAttributes,
    resolution: Resolution,
    nominal: tuple[float, float] | None = None,
    centre: tuple[float, float] | None = None,
) -> Sensor:
    width, height = nominal or (None, None)
    x, y = centre or (None, None)
    return Sensor(
        resolution,
        (camera.positive("fthetaWidth", width), camera.positive("fthetaHeight", height)),
        (camera.number("fthetaCx", x), camera.number("fthetaCy", y)),
    )


def _half_field_of_view(camera: CameraAttributes, name: str, default: float) -> float:
    """Radians."""
    degrees = camera.positive(name, default)
    if degrees > 360.0:
        raise camera.error(f"expected {name} of at most 360 degrees, got {degrees}.")
    return math.radians(degrees) / 2


def _pair(numbers: tuple[float, ...]) -> tuple[float, float]:
    first, second = numbers
    return first, second
