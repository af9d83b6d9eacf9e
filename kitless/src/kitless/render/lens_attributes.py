"""From the attributes of a camera prim to its lens.

What says which lens it is, the first of these that is there:

    omni:lensdistortion:model, or else the OmniLensDistortion…API schema that is applied
    projection = "orthographic"
    cameraProjectionType
    nothing: the pinhole
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from . import calibrated_lenses
from .camera_attributes import CameraAttributes, require_field_of_view
from .lenses import Lens, OrthographicLens, PinholeLens, Resolution

Reader = Callable[[CameraAttributes, Resolution], Lens]

APERTURE_UNIT = 0.1
"""Stage units, of an orthographic camera's apertures."""

GENERALIZED_TEXTURES = ("generalizedProjectionDirectionTexturePath", "generalizedProjectionNDCTexturePath")

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
    focal_length, horizontal = camera.both_positive("focalLength", "horizontalAperture")
    require_field_of_view(camera, horizontal / focal_length)
    return PinholeLens(
        resolution,
        focal_length,
        _by_aspect(horizontal, resolution),
        (camera.number("horizontalApertureOffset"), camera.number("verticalApertureOffset")),
    )


def _generalized(camera: CameraAttributes, resolution: Resolution) -> Lens:
    """A lens that textures describe; without them Isaac Sim draws a pinhole."""
    textures = [name for name in GENERALIZED_TEXTURES if camera.value(name)]
    if textures:
        raise camera.error(
            f"kitless does not implement the textures of cameraProjectionType 'generalizedProjection' "
            f"({', '.join(textures)}). Fit one of {', '.join(map(repr, _PROJECTION_TYPES))} to the lens."
        )
    return _pinhole(camera, resolution)


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


_DISTORTION_MODELS: Mapping[str, Reader] = MappingProxyType(
    {
        "ftheta": calibrated_lenses.ftheta,
        "opencvFisheye": calibrated_lenses.opencv_fisheye,
        "opencvPinhole": calibrated_lenses.opencv_pinhole,
        # As Isaac Sim 5 wrote it.
        "opencv": calibrated_lenses.opencv_fisheye,
    }
)

_PROJECTION_TYPES: Mapping[str, Reader] = MappingProxyType(
    {
        "fisheyeOpenCV": calibrated_lenses.fisheye_opencv,
        "fisheyePolynomial": calibrated_lenses.fisheye_polynomial,
        "generalizedProjection": _generalized,
        "pinhole": _pinhole,
        "pinholeOpenCV": calibrated_lenses.pinhole_opencv,
    }
)
