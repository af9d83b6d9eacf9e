"""UsdLux lights to what the renderer shines.

Units: the intensity of a distant light is taken as the irradiance of a surface that faces it, whatever its angle; that
of others as radiance, as UsdLux says. `normalize` divides by the area that shines.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from pxr import Sdf, Usd, UsdGeom, UsdLux

from kitless.render import Color, Light, Lighting, LightKind, Shaping, Sky

from .findings import SceneFindings
from .limits import LARGEST, within_limits
from .sky_images import SkyImageLoader

DEFAULT_DOME: Color = (1000.0, 1000.0, 1000.0)
"""Radiance that lights a stage without lights: white diffuse surfaces come out white.

One whose lights are all hidden is dark."""

_NO_LINK = "a light shines on everything and is stopped by everything, whatever it is linked to"

_Array = npt.NDArray[np.float64]


def is_light(prim: Usd.Prim) -> bool:
    """Whether a prim is a light of any kind."""
    return bool(
        prim.HasAPI(UsdLux.LightAPI)
        or prim.IsA(UsdLux.BoundableLightBase)
        or prim.IsA(UsdLux.NonboundableLightBase)
    )


class LightReader:
    """Reads the lights of one stage.

    Args:
        stage: The stage.
        images: Files of the stage's domes.
        findings: Receives what is not drawn as authored.
    """

    def __init__(self, stage: Usd.Stage, images: SkyImageLoader, findings: SceneFindings) -> None:
        self._stage = stage
        self._images = images
        self._findings = findings
        self._of_the_stage: list[Usd.Prim] | None = None

    def forget(self) -> None:
        """Forget what an edit of the stage may have changed."""
        self._images.forget()
        self._of_the_stage = None

    def read(self, prims: list[Usd.Prim], time: Usd.TimeCode, xforms: UsdGeom.XformCache) -> Lighting:
        """All lights among `prims`, which are visible light prims, at `time`."""
        # What overflows is found not to be within limits.
        with np.errstate(over="ignore", invalid="ignore"):
            return self._read(prims, time, xforms)

    def _read(self, prims: list[Usd.Prim], time: Usd.TimeCode, xforms: UsdGeom.XformCache) -> Lighting:
        lights: list[Light] = []
        skies: list[Sky] = []
        dome = np.zeros(3)
        for prim in prims:
            self._report_what_is_not_drawn(prim, time)
            matrix = np.array(xforms.GetLocalToWorldTransform(prim))
            color = _color(prim, time)
            if not (within_limits(matrix).all() and within_limits(color).all()):
                self._not_drawn(prim, f"its place or its colour is not finite, or beyond {LARGEST:g}")
            elif prim.IsA(UsdLux.DomeLight) or prim.IsA(UsdLux.DomeLight_1):
                sky = self._sky(prim, color, matrix, time)
                if sky is None:
                    dome += color
                elif skies:
                    self._findings.add(
                        "dome-texture",
                        prim.GetPath(),
                        "the texture of another dome light is drawn; this light has the mean colour of its own",
                    )
                    dome += color * sky.image.mean
                else:
                    skies.append(sky)
            elif (light := self._light(prim, color, matrix, time)) is not None:
                lights.append(light)
        if not prims and not self._hides_lights(time):
            dome = np.array(DEFAULT_DOME)
        return Lighting(tuple(lights), _triple(dome), skies[0] if skies else None)

    def _hides_lights(self, time: Usd.TimeCode) -> bool:
        """Whether there are lights that are switched off, which is no reason for other light."""
        if self._of_the_stage is None:
            everything = Usd.PrimRange.Stage(self._stage, Usd.TraverseInstanceProxies())
            self._of_the_stage = [prim for prim in everything if is_light(prim)]
        return any(
            UsdGeom.Imageable(prim).ComputeVisibility(time) == UsdGeom.Tokens.invisible
            for prim in self._of_the_stage
        )

    def _light(self, prim: Usd.Prim, color: _Array, matrix: _Array, time: Usd.TimeCode) -> Light | None:
        read_form = next((reader for schema, reader in _FORMS.items() if prim.IsA(schema)), None)
        if read_form is None:
            self._not_drawn(prim, f"a {prim.GetTypeName()} is not drawn as a light")
            return None
        form = read_form(prim, matrix[:3, :3], time)
        if not UsdLux.LightAPI(prim).GetNormalizeAttr().Get(time):
            color = color * form.area
        if form.area <= 0.0 and not color.any():
            self._not_drawn(
                prim, "it has no area to shine from; with 'normalize' it would have its power nevertheless"
            )
            return None
        if not (
            within_limits(color).all()
            and within_limits(np.array([form.radius, *form.spans[0], *form.spans[1]])).all()
        ):
            self._not_drawn(prim, f"its size or its power is not finite, or beyond {LARGEST:g}")
            return None
        return Light(
            form.kind,
            power=_triple(color * form.shown),
            direction=_triple(_towards(matrix[:3, :3])),
            position=_triple(matrix[3, :3]),
            angle=form.angle,
            radius=form.radius,
            area=form.area * form.shown,
            spans=(_triple(form.spans[0]), _triple(form.spans[1])),
            shaping=_shaping(prim, time),
            casts_shadows=prim.GetAttribute("inputs:shadow:enable").Get(time) is not False,
        )

    def _sky(self, prim: Usd.Prim, color: _Array, matrix: _Array, time: Usd.TimeCode) -> Sky | None:
        file = prim.GetAttribute("inputs:texture:file").Get(time)
        if not isinstance(file, Sdf.AssetPath) or not file.path:
            return None
        layout = prim.GetAttribute("inputs:texture:format").Get(time)
        if layout not in (UsdLux.Tokens.automatic, UsdLux.Tokens.latlong):
            self._findings.add(
                "dome-texture",
                prim.GetPath(),
                f"a texture laid out as {layout} is not drawn, the light's colour is",
            )
            return None
        image = self._images.load(file, prim.GetPath())
        if image is None:
            return None
        rotation = np.stack([_unit(row) for row in matrix[:3, :3]])
        first, second, third = _to_pole(prim, time) @ rotation
        return Sky(image, _triple(color), (_triple(first), _triple(second), _triple(third)))

    def _report_what_is_not_drawn(self, prim: Usd.Prim, time: Usd.TimeCode) -> None:
        def authored(name: str) -> Any:
            attribute = prim.GetAttribute(name)
            return attribute.Get(time) if attribute and attribute.HasAuthoredValue() else None

        if authored("inputs:shaping:ies:file"):
            self._findings.add("light-ies", prim.GetPath(), "the light's IES profile is not drawn")
        if authored("inputs:shaping:focusTint") is not None:
            self._findings.add("light-focus-tint", prim.GetPath(), "'focusTint' is not drawn, it is black")
        if prim.IsA(UsdLux.RectLight) and authored("inputs:texture:file"):
            self._findings.add(
                "light-texture", prim.GetPath(), "the light's texture is not drawn, its colour is"
            )
        for name in ("lightLink", "shadowLink"):
            collection = Usd.CollectionAPI.Get(prim, name)
            if collection and not _holds_everything(collection):
                self._findings.add("light-linking", prim.GetPath(), _NO_LINK)
        for name in ("inputs:diffuse", "inputs:specular"):
            value = authored(name)
            if value is not None and value != 1.0:
                self._findings.add("light-multiplier", prim.GetPath(), f"'{name}' is not drawn, it is 1")

    def _not_drawn(self, prim: Usd.Prim, why: str) -> None:
        self._findings.add("light-not-drawn", prim.GetPath(), f"light does not shine: {why}")


@dataclass(frozen=True)
class _Form:
    """Shape of a light in the world.

    Attributes:
        kind: Which one.
        area: Of all its surface; that of a distant light counts as 1.
        shown: Share of it that is seen, looked at straight, as large as it is.
    """

    kind: LightKind
    area: float = 1.0
    shown: float = 1.0
    angle: float = 0.0
    radius: float = 0.0
    spans: tuple[_Array, _Array] = (np.zeros(3), np.zeros(3))


def _distant(prim: Usd.Prim, matrix: _Array, time: Usd.TimeCode) -> _Form:
    del matrix
    return _Form(LightKind.DISTANT, angle=math.radians(_number(prim, "inputs:angle", time)))


def _sphere(prim: Usd.Prim, matrix: _Array, time: Usd.TimeCode) -> _Form:
    radius = _number(prim, "inputs:radius", time) * float(np.cbrt(abs(np.linalg.det(matrix))))
    area = 4.0 * math.pi * radius**2
    as_point = prim.GetAttribute("treatAsPoint").Get(time)
    return _Form(LightKind.SPHERE, area=area, shown=0.25, radius=0.0 if as_point else radius)


def _rect(prim: Usd.Prim, matrix: _Array, time: Usd.TimeCode) -> _Form:
    spans = matrix[0] * _number(prim, "inputs:width", time), matrix[1] * _number(prim, "inputs:height", time)
    return _Form(LightKind.RECT, area=float(np.linalg.norm(np.cross(*spans))), spans=spans)


def _disk(prim: Usd.Prim, matrix: _Array, time: Usd.TimeCode) -> _Form:
    radius = _number(prim, "inputs:radius", time)
    spans = matrix[0] * radius, matrix[1] * radius
    return _Form(LightKind.DISK, area=math.pi * float(np.linalg.norm(np.cross(*spans))), spans=spans)


def _cylinder(prim: Usd.Prim, matrix: _Array, time: Usd.TimeCode) -> _Form:
    axis = matrix[0] * _number(prim, "inputs:length", time)
    radius = _number(prim, "inputs:radius", time) * float(
        np.sqrt(np.linalg.norm(np.cross(matrix[1], matrix[2])))
    )
    area = 2.0 * math.pi * radius * float(np.linalg.norm(axis))
    thickness = 0.0 if prim.GetAttribute("treatAsLine").Get(time) else radius
    return _Form(
        LightKind.CYLINDER, area=area, shown=1.0 / math.pi, radius=thickness, spans=(axis, np.zeros(3))
    )


_FORMS: dict[Any, Callable[[Usd.Prim, _Array, Usd.TimeCode], _Form]] = {
    UsdLux.DistantLight: _distant,
    UsdLux.SphereLight: _sphere,
    UsdLux.RectLight: _rect,
    UsdLux.DiskLight: _disk,
    UsdLux.CylinderLight: _cylinder,
}


def _holds_everything(collection: Usd.CollectionAPI) -> bool:
    return (
        bool(collection.GetIncludeRootAttr().Get()) and not collection.GetExcludesRel().HasAuthoredTargets()
    )


def _shaping(prim: Usd.Prim, time: Usd.TimeCode) -> Shaping | None:
    """What a light's ShapingAPI narrows, or None for one that shines everywhere that it faces."""
    if not prim.HasAPI(UsdLux.ShapingAPI):
        return None
    shaping = UsdLux.ShapingAPI(prim)
    angle = math.radians(float(shaping.GetShapingConeAngleAttr().Get(time)))
    softness = min(max(float(shaping.GetShapingConeSoftnessAttr().Get(time)), 0.0), 1.0)
    return Shaping(angle, softness, max(float(shaping.GetShapingFocusAttr().Get(time)), 0.0))


def _towards(matrix: _Array) -> _Array:
    """Unit vector along which a light shines: its own -z, kept at right angles to x and y where they are sheared."""
    across = np.cross(matrix[0], matrix[1])
    return _unit(-matrix[2] if not across.any() else -across * np.sign(np.dot(across, matrix[2]) or 1.0))


def _to_pole(prim: Usd.Prim, time: Usd.TimeCode) -> _Array:
    """(3, 3) rotation by rows, from a dome's own space to its image's, whose pole is +y; column vectors."""
    if not prim.IsA(UsdLux.DomeLight_1):
        return np.eye(3)
    axis = UsdLux.DomeLight_1(prim).GetPoleAxisAttr().Get(time)
    if axis == UsdLux.Tokens.scene:
        axis = UsdGeom.GetStageUpAxis(prim.GetStage())
    # The pole is turned from +z to +y around x, as UsdLux says.
    return np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]]) if axis == "Z" else np.eye(3)


def _color(prim: Usd.Prim, time: Usd.TimeCode) -> _Array:
    """Colour times intensity times exposure."""
    light = UsdLux.LightAPI(prim)
    power = float(light.GetIntensityAttr().Get(time)) * np.exp2(float(light.GetExposureAttr().Get(time)))
    color: _Array = np.array(light.GetColorAttr().Get(time), dtype=np.float64)
    if light.GetEnableColorTemperatureAttr().Get(time):
        temperature = float(light.GetColorTemperatureAttr().Get(time))
        color = color * np.array(UsdLux.BlackbodyTemperatureAsRgb(temperature))
    return np.asarray(color * power)


def _number(prim: Usd.Prim, name: str, time: Usd.TimeCode) -> float:
    return abs(float(prim.GetAttribute(name).Get(time)))


def _unit(vector: _Array) -> _Array:
    length = float(np.linalg.norm(vector))
    return vector / length if length > 0.0 else np.array([0.0, 0.0, -1.0])


def _triple(values: _Array) -> Color:
    red, green, blue = (float(value) for value in values)
    return (red, green, blue)
