"""Lights."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypedDict

from pxr import Sdf, Usd, UsdLux

from kitless.replicator.authoring.attribute_values import Slot, set_values
from kitless.replicator.authoring.errors import AuthoringError

DEFAULT_INTENSITY = 1000.0

_SCHEMAS: Mapping[str, Any] = MappingProxyType(
    {
        "CylinderLight": UsdLux.CylinderLight,
        "DiskLight": UsdLux.DiskLight,
        "DistantLight": UsdLux.DistantLight,
        "DomeLight": UsdLux.DomeLight,
        "RectLight": UsdLux.RectLight,
        "SphereLight": UsdLux.SphereLight,
    }
)

_ATTRIBUTES: Mapping[str, str] = MappingProxyType(
    {
        "angle": "inputs:angle",
        "color": "inputs:color",
        "enable_color_temperature": "inputs:enableColorTemperature",
        "exposure": "inputs:exposure",
        "height": "inputs:height",
        "intensity": "inputs:intensity",
        "length": "inputs:length",
        "normalize": "inputs:normalize",
        "radius": "inputs:radius",
        "temperature": "inputs:colorTemperature",
        "texture": "inputs:texture:file",
        "width": "inputs:width",
    }
)


class Shine(TypedDict, total=False):
    """Arguments of a light, by name; in ``create_batch`` each can be a list with a value for each light.

    Attributes:
        intensity: 1000 if it is not given.
        exposure: Doubles the light with each 1; 0 if it is not given.
        color: Linear red, green and blue; white if it is not given.
        temperature: Colour temperature in kelvin; giving one enables it.
        enable_color_temperature: Whether the temperature counts, which is 6500 if it is not given.
        normalize: Whether the intensity is divided by the light's size.
        angle: Of a distant light, its width in degrees.
        radius: Of a sphere, disk or cylinder light, in stage units.
        width: Of a rect light.
        height: Of a rect light.
        length: Of a cylinder light.
        texture: Of a dome or rect light, a file.
    """

    intensity: Any
    exposure: Any
    color: Any
    temperature: Any
    enable_color_temperature: Any
    normalize: Any
    angle: Any
    radius: Any
    width: Any
    height: Any
    length: Any
    texture: Any


def define_light(stage: Usd.Stage, path: Sdf.Path, kind: str) -> Usd.Prim:
    """Define a light with Replicator's intensity.

    Args:
        stage: The stage.
        path: Where; nothing is there yet.
        kind: Its USD type: CylinderLight, DiskLight, DistantLight, DomeLight, RectLight or SphereLight.
    """
    light = _SCHEMAS[kind].Define(stage, path)
    light.CreateIntensityAttr(DEFAULT_INTENSITY)
    return light.GetPrim()


def set_shine(wanted_by: str, lights: list[Usd.Prim], shine: Mapping[str, Any]) -> None:
    """Write the arguments of `Shine` to lights of one kind.

    Raises:
        AuthoringError: The kind has no such argument, or a value does not fit.
    """
    given = {name: value for name, value in shine.items() if value is not None}
    if "temperature" in given:
        given.setdefault("enable_color_temperature", True)
    for name, value in given.items():
        attributes = [light.GetAttribute(_ATTRIBUTES[name]) for light in lights]
        if not all(attributes):
            raise AuthoringError(f"{wanted_by}: a {lights[0].GetTypeName()} has no {name}")
        set_values(f"{wanted_by}: {name}", list(map(Slot.of, attributes)), value)
