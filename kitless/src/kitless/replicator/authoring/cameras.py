"""Cameras, with the lenses that Replicator's camera function has names for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypedDict

from pxr import Gf, Sdf, Usd, UsdGeom

from kitless.replicator.authoring.attribute_values import Slot, set_values

_TYPES = Sdf.ValueTypeNames

PINHOLE = "pinhole"


class CameraOptics(TypedDict, total=False):
    """Arguments of a camera, by name; in ``create_batch`` each can be a list with a value for each camera.

    Attributes:
        focal_length: As `horizontal_aperture`, in tenths of a stage unit (millimetres where the unit is a centimetre);
            24 if it is not given.
        focus_distance: In stage units; 400 if it is not given.
        f_stop: 0, which is no depth of field, if it is not given.
        horizontal_aperture: 20.955 if it is not given.
        horizontal_aperture_offset: 0 if it is not given.
        vertical_aperture_offset: 0 if it is not given.
        clipping_range: Nearest and farthest distance in stage units; (1, 1e6) if it is not given.
        projection_type: "pinhole", "fisheyePolynomial", "pinholeOpenCV", "fisheyeOpenCV", or another name, which a
            render product then refuses; "pinhole" if it is not given.
        fisheye_nominal_width: Width of the image that the lens was calibrated with, in pixels.
        fisheye_nominal_height: Its height.
        fisheye_optical_centre_x: The pixel that the optical axis goes through.
        fisheye_optical_centre_y: The same.
        fisheye_max_fov: In degrees.
        fisheye_polynomial_a: Of the f-theta polynomial, or k1 of an OpenCV model; and so on to f, which is k6.
        fisheye_polynomial_b: See `fisheye_polynomial_a`.
        fisheye_polynomial_c: See `fisheye_polynomial_a`.
        fisheye_polynomial_d: See `fisheye_polynomial_a`.
        fisheye_polynomial_e: See `fisheye_polynomial_a`.
        fisheye_polynomial_f: See `fisheye_polynomial_a`.
        fisheye_p0: p1 of an OpenCV model.
        fisheye_p1: p2 of an OpenCV model.
        fisheye_s0: s1 of an OpenCV model; and so on to s3, which is s4.
        fisheye_s1: See `fisheye_s0`.
        fisheye_s2: See `fisheye_s0`.
        fisheye_s3: See `fisheye_s0`.
        openCV_focal_x: In pixels.
        openCV_focal_y: In pixels.
    """

    focal_length: Any
    focus_distance: Any
    f_stop: Any
    horizontal_aperture: Any
    horizontal_aperture_offset: Any
    vertical_aperture_offset: Any
    clipping_range: Any
    projection_type: Any
    fisheye_nominal_width: Any
    fisheye_nominal_height: Any
    fisheye_optical_centre_x: Any
    fisheye_optical_centre_y: Any
    fisheye_max_fov: Any
    fisheye_polynomial_a: Any
    fisheye_polynomial_b: Any
    fisheye_polynomial_c: Any
    fisheye_polynomial_d: Any
    fisheye_polynomial_e: Any
    fisheye_polynomial_f: Any
    fisheye_p0: Any
    fisheye_p1: Any
    fisheye_s0: Any
    fisheye_s1: Any
    fisheye_s2: Any
    fisheye_s3: Any
    openCV_focal_x: Any
    openCV_focal_y: Any


DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {
        "clipping_range": (1.0, 1_000_000.0),
        "f_stop": 0.0,
        "focal_length": 24.0,
        "focus_distance": 400.0,
        "horizontal_aperture": 20.955,
        "horizontal_aperture_offset": 0.0,
        "vertical_aperture_offset": 0.0,
    }
)

LENS_DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {
        "fisheye_max_fov": 200.0,
        "fisheye_nominal_height": 1216.0,
        "fisheye_nominal_width": 1936.0,
        "fisheye_optical_centre_x": 970.94244,
        "fisheye_optical_centre_y": 600.37482,
    }
)
"""Of every lens but the pinhole."""

FISHEYE_DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {"fisheye_polynomial_a": 0.0, "fisheye_polynomial_b": 0.00245}
)
"""Of the f-theta fisheye, whose polynomial the other lenses read as something else."""

_ATTRIBUTES: Mapping[str, str] = MappingProxyType(
    {
        "clipping_range": "clippingRange",
        "f_stop": "fStop",
        "focal_length": "focalLength",
        "focus_distance": "focusDistance",
        "horizontal_aperture": "horizontalAperture",
        "horizontal_aperture_offset": "horizontalApertureOffset",
        "vertical_aperture_offset": "verticalApertureOffset",
        "projection_type": "cameraProjectionType",
        "fisheye_max_fov": "fthetaMaxFov",
        "fisheye_nominal_height": "fthetaHeight",
        "fisheye_nominal_width": "fthetaWidth",
        "fisheye_optical_centre_x": "fthetaCx",
        "fisheye_optical_centre_y": "fthetaCy",
        **{f"fisheye_polynomial_{letter}": f"fthetaPoly{letter.upper()}" for letter in "abcdef"},
        **{f"fisheye_{name}": name for name in ("p0", "p1", "s0", "s1", "s2", "s3")},
        "openCV_focal_x": "openCVFx",
        "openCV_focal_y": "openCVFy",
    }
)


def define_camera(stage: Usd.Stage, path: Sdf.Path) -> Usd.Prim:
    """Define a camera with Replicator's defaults."""
    camera = UsdGeom.Camera.Define(stage, path)
    camera.CreateProjectionAttr(UsdGeom.Tokens.perspective)
    near, far = DEFAULTS["clipping_range"]
    camera.CreateClippingRangeAttr(Gf.Vec2f(near, far))
    prim = camera.GetPrim()
    for name, value in DEFAULTS.items():
        if name != "clipping_range":
            prim.GetAttribute(_ATTRIBUTES[name]).Set(value)
    return prim


def set_optics(wanted_by: str, cameras: list[Usd.Prim], optics: Mapping[str, Any]) -> None:
    """Write the arguments of `CameraOptics` to cameras.

    Raises:
        AuthoringError: A value does not fit.
    """
    given = {name: value for name, value in optics.items() if value is not None}
    projections = given.get("projection_type", PINHOLE)
    names = set(projections) if isinstance(projections, list | tuple) else {projections}
    if names != {PINHOLE}:
        defaults = {**LENS_DEFAULTS, **(FISHEYE_DEFAULTS if "fisheyePolynomial" in names else {})}
        given = {**defaults, **given}
    for name, value in given.items():
        value_type = _TYPES.Token if name == "projection_type" else _TYPES.Float
        slots = [
            Slot.named(camera.GetStage(), camera.GetPath(), _ATTRIBUTES[name], value_type)
            for camera in cameras
        ]
        set_values(f"{wanted_by}: {name}", slots, value)
