"""From the attributes of a camera prim to its lens.

What says which lens it is, the first of these that is there:

    omni:lensdistortion:model, or else the OmniLensDistortion…API schema that is applied
    projection = "orthographic"
    cameraProjectionType
    nothing: the pinhole
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from .camera_attributes import CameraAttributes
from .lenses import (
    FThetaLens,
    Lens,
    OpenCVFisheyeLens,
    OpenCVPinholeLens,
    OrthographicLens,
    PinholeLens,
    Sensor,
)

Resolution = tuple[int, int]
Reader = Callable[[CameraAttributes, Resolution], Lens]

APERTURE_UNIT = 0.1
"""Stage units, of an orthographic camera's apertures."""

WIDEST, NARROWEST = 1e5, 1e-7
"""Width of a picture at distance 1 along the axis that single precision can still draw."""

FTHETA_NOMINAL = (1936.0, 1216.0)
FTHETA_CENTRE = (970.9424, 600.3748)
FTHETA_ANGLE_PER_PIXEL = 0.00245
FTHETA_FIELD_OF_VIEW = 200.0
"""Fallbacks of the schema OmniLensDistortionFthetaAPI, which usd-core does not have."""

SCHEMA_MODELS: Mapping[str, str] = MappingProxyType(
    {
        "OmniLensDistortionFthetaAPI": "ftheta",
        "OmniLensDistortionKannalaBrandtK3API": "kannalaBrandtK3",
        "OmniLensDistortionLutAPI": "lut",
        "OmniLensDistortionOmniDirectionalStereoAPI": "omniDirectionalStereo",
        "OmniLensDistortionOpenCvFisheyeAPI": "opencvFisheye",
        "OmniLensDistortionOpenCvPinholeAPI": "opencvPinhole",
        "OmniLensDistortionRadTanThinPrismAPI": "radTanThinPrism",
    }
)


def read_lens(camera: CameraAttributes, resolution: Resolution) -> Lens:
    """The lens of a camera at a resolution.

    Raises:
        CameraError: kitless has no such lens, or the numbers describe no picture.
    """
    model = _distortion_model(camera)
    if model is not None:
        return _named(camera, "omni:lensdistortion:model", model, _DISTORTION_MODELS)(camera, resolution)
    projection = str(camera.value("projection"))
    lens = camera.value("cameraProjectionType")
    if projection == "orthographic" and lens in (None, "", "pinhole"):
        return _orthographic(camera, resolution)
    _named(camera, "projection", projection, {"perspective": _pinhole, "orthographic": _orthographic})
    if projection == "orthographic":
        raise camera.error(
            f"projection 'orthographic' and cameraProjectionType '{lens}' exclude each other. Choose one of them."
        )
    return _named(camera, "cameraProjectionType", str(lens or "pinhole"), _PROJECTION_TYPES)(
        camera, resolution
    )


def _distortion_model(camera: CameraAttributes) -> str | None:
    model = camera.value("omni:lensdistortion:model")
    if model:
        return str(model)
    applied = [SCHEMA_MODELS[name] for name in camera.applied_schemas if name in SCHEMA_MODELS]
    if len(applied) > 1:
        raise camera.error(
            f"expected one lens, got {', '.join(applied)}. Author omni:lensdistortion:model, or remove a schema."
        )
    return applied[0] if applied else None


def _named(camera: CameraAttributes, attribute: str, name: str, readers: Mapping[str, Reader]) -> Reader:
    if name not in readers:
        raise camera.error(
            f"kitless does not implement {attribute} '{name}', only {', '.join(map(repr, readers))}. "
            "Choose one of these, or fit one of them to the lens."
        )
    return readers[name]


def _pinhole(camera: CameraAttributes, resolution: Resolution) -> Lens:
    focal_length, horizontal = _above_zero(camera, "focalLength", "horizontalAperture")
    _require_field_of_view(camera, horizontal / focal_length)
    return PinholeLens(
        resolution,
        focal_length,
        _by_aspect(horizontal, resolution),
        (camera.number("horizontalApertureOffset"), camera.number("verticalApertureOffset")),
    )


def _orthographic(camera: CameraAttributes, resolution: Resolution) -> Lens:
    width = camera.positive("horizontalAperture") * APERTURE_UNIT
    return OrthographicLens(
        resolution,
        _by_aspect(width, resolution),
        (
            camera.number("horizontalApertureOffset") * APERTURE_UNIT,
            camera.number("verticalApertureOffset") * APERTURE_UNIT,
        ),
    )


def _by_aspect(width: float, resolution: Resolution) -> tuple[float, float]:
    """Width and height with square pixels."""
    return width, width * resolution[1] / resolution[0]


def _ftheta(camera: CameraAttributes, resolution: Resolution) -> Lens:
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


def _fisheye_polynomial(camera: CameraAttributes, resolution: Resolution) -> Lens:
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


def _opencv_pinhole(camera: CameraAttributes, resolution: Resolution) -> Lens:
    prefix = _prefix(camera, "opencvPinhole", "opencvpinhole")
    radial = (camera.number(f"{prefix}k{index}", 0.0) for index in range(1, 7))
    tangential = (camera.number(f"{prefix}p{index}", 0.0) for index in range(1, 3))
    thin_prism = (camera.number(f"{prefix}s{index}", 0.0) for index in range(1, 5))
    return _opencv_pinhole_lens(
        camera,
        _opencv_sensor(camera, prefix, resolution),
        _above_zero(camera, prefix + "fx", prefix + "fy"),
        (*radial, *tangential, *thin_prism),
    )


def _pinhole_opencv(camera: CameraAttributes, resolution: Resolution) -> Lens:
    names = [*(f"fthetaPoly{letter}" for letter in "ABCDEF"), "p0", "p1", "s0", "s1", "s2", "s3"]
    return _opencv_pinhole_lens(
        camera,
        _legacy_sensor(camera, resolution),
        _above_zero(camera, "openCVFx", "openCVFy"),
        tuple(camera.number(name, 0.0) for name in names),
    )


def _opencv_pinhole_lens(
    camera: CameraAttributes, sensor: Sensor, focal_length: tuple[float, float], numbers: tuple[float, ...]
) -> Lens:
    """The lens of k1 … k6, p1, p2, s1 … s4."""
    _require_field_of_view(camera, sensor.nominal[0] / focal_length[0])
    k1, k2, k3, k4, k5, k6, p1, p2, s1, s2, s3, s4 = numbers
    return OpenCVPinholeLens(sensor, focal_length, (k1, k2, k3, k4, k5, k6), (p1, p2), (s1, s2, s3, s4))


def _opencv_fisheye(camera: CameraAttributes, resolution: Resolution) -> Lens:
    prefix = _prefix(camera, "opencvFisheye", "opencv")
    k1, k2, k3, k4 = (camera.number(f"{prefix}k{index}", 0.0) for index in range(1, 5))
    focal_length = _above_zero(camera, prefix + "fx", prefix + "fy")
    return OpenCVFisheyeLens(_opencv_sensor(camera, prefix, resolution), focal_length, (k1, k2, k3, k4))


def _fisheye_opencv(camera: CameraAttributes, resolution: Resolution) -> Lens:
    k1, k2, k3, k4 = (camera.number(f"fthetaPoly{letter}", 0.0) for letter in "ABCD")
    focal_length = _above_zero(camera, "openCVFx", "openCVFy")
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


def _above_zero(camera: CameraAttributes, first: str, second: str) -> tuple[float, float]:
    values = camera.number(first), camera.number(second)
    if not min(values) > 0.0:
        raise camera.error(f"expected {first} and {second} above 0, got {values[0]} and {values[1]}.")
    return values


def _half_field_of_view(camera: CameraAttributes, name: str, default: float) -> float:
    """Radians."""
    degrees = camera.positive(name, default)
    if degrees > 360.0:
        raise camera.error(f"expected {name} of at most 360 degrees, got {degrees}.")
    return math.radians(degrees) / 2


def _require_field_of_view(camera: CameraAttributes, width: float) -> None:
    if not NARROWEST < width < WIDEST:
        raise camera.error(
            f"expected a picture between {NARROWEST} and {WIDEST} wide at distance 1, got {width}: check the focal "
            "length and what it is measured in."
        )


def _pair(numbers: tuple[float, ...]) -> tuple[float, float]:
    first, second = numbers
    return first, second


_DISTORTION_MODELS: Mapping[str, Reader] = MappingProxyType(
    {
        "ftheta": _ftheta,
        "opencvFisheye": _opencv_fisheye,
        "opencvPinhole": _opencv_pinhole,
        # As Isaac Sim 5 wrote it.
        "opencv": _opencv_fisheye,
    }
)

_PROJECTION_TYPES: Mapping[str, Reader] = MappingProxyType(
    {
        "fisheyeOpenCV": _fisheye_opencv,
        "fisheyePolynomial": _fisheye_polynomial,
        "pinhole": _pinhole,
        "pinholeOpenCV": _pinhole_opencv,
    }
)
