"""UsdLux lights to what the renderer shines.

Units: the intensity of a distant light is taken as the irradiance of a surface that faces it, whatever its angle; that
of a dome and of a sphere light as radiance, as UsdLux says. `normalize` divides a sphere light by its surface area.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from pxr import Usd, UsdGeom, UsdLux

from kitless.render import Color, DistantLight, Lighting, SphereLight

from .findings import SceneFindings

DEFAULT_DOME: Color = (1000.0, 1000.0, 1000.0)
"""Radiance that lights a stage without lights: white diffuse surfaces come out white."""


def is_light(prim: Usd.Prim) -> bool:
    """Whether a prim is a light of any kind."""
    return bool(
        prim.HasAPI(UsdLux.LightAPI)
        or prim.IsA(UsdLux.BoundableLightBase)
        or prim.IsA(UsdLux.NonboundableLightBase)
    )


def read_lighting(
    prims: list[Usd.Prim], time: Usd.TimeCode, xforms: UsdGeom.XformCache, findings: SceneFindings
) -> Lighting:
    """All lights among `prims`, which are visible light prims, at `time`."""
    lights: list[DistantLight | SphereLight] = []
    dome = np.zeros(3)
    for prim in prims:
        _report_what_is_not_drawn(prim, time, findings)
        color = _color(prim, time)
        matrix = np.array(xforms.GetLocalToWorldTransform(prim))
        if prim.IsA(UsdLux.DomeLight) or prim.IsA(UsdLux.DomeLight_1):
            dome += color
            if prim.GetAttribute("inputs:texture:file").Get(time):
                findings.add(
                    "dome-texture", prim.GetPath(), "texture of the dome light is not drawn, only its colour"
                )
        elif prim.IsA(UsdLux.DistantLight):
            direction = -matrix[2, :3] / np.linalg.norm(matrix[2, :3])
            angle = math.radians(UsdLux.DistantLight(prim).GetAngleAttr().Get(time))
            lights.append(DistantLight(_triple(color), _triple(direction), angle))
        elif prim.IsA(UsdLux.SphereLight):
            sphere = UsdLux.SphereLight(prim)
            radius = float(sphere.GetRadiusAttr().Get(time)) * float(
                np.cbrt(abs(np.linalg.det(matrix[:3, :3])))
            )
            if sphere.GetTreatAsPointAttr().Get(time) or radius <= 0.0:
                findings.add("point-light", prim.GetPath(), "sphere light as a point is not drawn")
                continue
            if sphere.GetNormalizeAttr().Get(time):
                color = color / (4.0 * math.pi * radius**2)
            lights.append(SphereLight(_triple(color), _triple(matrix[3, :3]), radius))
        else:
            findings.add("light-not-drawn", prim.GetPath(), f"{prim.GetTypeName()} does not shine yet")
    if not prims:
        dome = np.array(DEFAULT_DOME)
    return Lighting(tuple(lights), _triple(dome))


def _report_what_is_not_drawn(prim: Usd.Prim, time: Usd.TimeCode, findings: SceneFindings) -> None:
    cone = prim.GetAttribute("inputs:shaping:cone:angle")
    if prim.HasAPI(UsdLux.ShapingAPI) and cone and cone.HasAuthoredValue():
        findings.add("light-shaping", prim.GetPath(), "the light's cone is not drawn: it shines everywhere")
    if prim.GetAttribute("inputs:shadow:enable").Get(time) is False:
        findings.add("light-shadow", prim.GetPath(), "the light casts shadows although its shadows are off")


def _color(prim: Usd.Prim, time: Usd.TimeCode) -> npt.NDArray[np.float64]:
    """Colour times intensity times exposure."""
    light = UsdLux.LightAPI(prim)
    power = float(light.GetIntensityAttr().Get(time)) * 2.0 ** float(light.GetExposureAttr().Get(time))
    color: npt.NDArray[np.float64] = np.array(light.GetColorAttr().Get(time), dtype=np.float64)
    if light.GetEnableColorTemperatureAttr().Get(time):
        temperature = float(light.GetColorTemperatureAttr().Get(time))
        color = color * np.array(UsdLux.BlackbodyTemperatureAsRgb(temperature))
    return np.asarray(color * power)


def _triple(values: npt.NDArray[np.float64]) -> Color:
    red, green, blue = (float(value) for value in values)
    return (red, green, blue)
