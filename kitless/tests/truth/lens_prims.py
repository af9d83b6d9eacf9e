"""Lenses as attributes of a camera prim, in Omniverse's schemas and in those that came before them."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from pxr import Gf, Sdf, Usd, UsdGeom

from .lenses import FTheta, OpenCvFisheye, OpenCvPinhole, Orthographic
from .stages import CAMERA, place

if TYPE_CHECKING:
    from .ray_caster import Lens

_FLOAT, _TOKEN = Sdf.ValueTypeNames.Float, Sdf.ValueTypeNames.Token


def define_camera(stage: Usd.Stage, lens: Lens, *, legacy: bool = False) -> None:
    """Define the camera prim with that lens; `legacy` by ``cameraProjectionType``."""
    camera = UsdGeom.Camera.Define(stage, CAMERA)
    camera.GetClippingRangeAttr().Set(Gf.Vec2f(lens.near, lens.far))
    place(camera, lens.camera_to_world)
    if legacy:
        write_legacy_lens(lens, camera.GetPrim())
    else:
        write_lens(lens, camera.GetPrim())


@singledispatch
def write_lens(lens: Lens, camera: Usd.Prim) -> None:
    """Write what makes the lens a lens."""
    raise TypeError(f"no attributes for {lens!r}, wanted at {camera.GetPath()}")


@write_lens.register
def _(lens: Orthographic, camera: Usd.Prim) -> None:
    schema = UsdGeom.Camera(camera)
    schema.GetProjectionAttr().Set(UsdGeom.Tokens.orthographic)
    schema.GetHorizontalApertureAttr().Set(lens.horizontal_aperture)
    schema.GetHorizontalApertureOffsetAttr().Set(lens.horizontal_offset)
    schema.GetVerticalApertureOffsetAttr().Set(lens.vertical_offset)


@write_lens.register
def _(lens: OpenCvFisheye, camera: Usd.Prim) -> None:
    _apply(camera, "OmniLensDistortionOpenCvFisheyeAPI", "opencvFisheye")
    numbers = {f"k{index}": value for index, value in enumerate(lens.k, start=1)}
    _write_opencv(camera, "opencvFisheye", lens, numbers)


@write_lens.register
def _(lens: OpenCvPinhole, camera: Usd.Prim) -> None:
    _apply(camera, "OmniLensDistortionOpenCvPinholeAPI", "opencvPinhole")
    numbers = {
        f"{letter}{index}": value
        for letter, values in (("k", lens.k), ("p", lens.p), ("s", lens.s))
        for index, value in enumerate(values, start=1)
    }
    _write_opencv(camera, "opencvPinhole", lens, numbers)


@write_lens.register
def _(lens: FTheta, camera: Usd.Prim) -> None:
    _apply(camera, "OmniLensDistortionFthetaAPI", "ftheta")
    prefix = "omni:lensdistortion:ftheta:"
    for index, value in enumerate((*lens.polynomial, *(0.0,) * 5)[:5]):
        camera.CreateAttribute(f"{prefix}k{index}", _FLOAT).Set(value)
    camera.CreateAttribute(prefix + "nominalWidth", _FLOAT).Set(lens.size[0])
    camera.CreateAttribute(prefix + "nominalHeight", _FLOAT).Set(lens.size[1])
    camera.CreateAttribute(prefix + "maxFov", _FLOAT).Set(lens.max_fov)
    camera.CreateAttribute(prefix + "opticalCenter", Sdf.ValueTypeNames.Float2).Set(Gf.Vec2f(*lens.centre))


def write_legacy_lens(lens: FTheta, camera: Usd.Prim) -> None:
    """An f-theta lens by the attributes of before the schemas."""
    camera.CreateAttribute("cameraProjectionType", _TOKEN).Set("fisheyePolynomial")
    numbers = dict(zip("ABCDE", (*lens.polynomial, *(0.0,) * 5), strict=False))
    values = {
        **{f"Poly{letter}": value for letter, value in numbers.items()},
        "Width": lens.size[0],
        "Height": lens.size[1],
        "Cx": lens.centre[0],
        "Cy": lens.centre[1],
        "MaxFov": lens.max_fov,
    }
    for name, value in values.items():
        camera.CreateAttribute(f"ftheta{name}", _FLOAT).Set(value)


def _apply(camera: Usd.Prim, schema: str, model: str) -> None:
    camera.AddAppliedSchema(schema)
    camera.CreateAttribute("omni:lensdistortion:model", _TOKEN).Set(model)


def _write_opencv(
    camera: Usd.Prim, model: str, lens: OpenCvFisheye | OpenCvPinhole, numbers: dict[str, float]
) -> None:
    prefix = f"omni:lensdistortion:{model}:"
    numbers |= {"fx": lens.focal[0], "fy": lens.focal[1], "cx": lens.centre[0], "cy": lens.centre[1]}
    for name, value in numbers.items():
        camera.CreateAttribute(prefix + name, _FLOAT).Set(value)
    camera.CreateAttribute(prefix + "imageSize", Sdf.ValueTypeNames.Int2).Set(Gf.Vec2i(*lens.size))
