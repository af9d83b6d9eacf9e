"""``rep.create``: prims that are there at once, with values that a trigger draws anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from kitless.replicator.authoring import create as functional
from kitless.replicator.authoring import modify
from kitless.replicator.authoring.cameras import CameraOptics
from kitless.replicator.errors import GraphError
from kitless.replicator.graph.creation import Place, create_in_space
from kitless.replicator.graph.distributions import Distribution
from kitless.replicator.graph.prims import PrimsItem, find_prims

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pxr import Usd

LIGHT_TYPES = {
    "cylinder": ("CylinderLight", functional.cylinder_light),
    "disk": ("DiskLight", functional.disk_light),
    "distant": ("DistantLight", functional.distant_light),
    "dome": ("DomeLight", functional.dome_light),
    "rect": ("RectLight", functional.rect_light),
    "sphere": ("SphereLight", functional.sphere_light),
}


class CameraArguments(Place, CameraOptics, total=False):
    """Arguments of cameras."""


def cone(count: int = 1, as_mesh: bool = False, **place: Unpack[Place]) -> PrimsItem:
    """Cones of diameter and height 1 m. See `cube` for the arguments."""
    return _shape("cone", count, place, as_mesh=as_mesh)


def cube(count: int = 1, as_mesh: bool = False, **place: Unpack[Place]) -> PrimsItem:
    """Cubes with edges of 1 m.

    Args:
        count: How many.
        as_mesh: Make meshes instead of USD's own cubes.
        **place: Those of `Place`: position, rotation, scale, look_at, look_at_up_axis, semantics, material, visible,
            parent and name.

    Returns:
        The item. Its prims are Xforms below /Replicator, with the cube in each.

    Raises:
        GraphError: A value cannot be used, or there is no stage.
        AuthoringError: The same.

    Differs:
        For every shape: there is no pivot, and what a trigger draws is the prim's default until the trigger has fired.
    """
    return _shape("cube", count, place, as_mesh=as_mesh)


def cylinder(count: int = 1, as_mesh: bool = False, **place: Unpack[Place]) -> PrimsItem:
    """Cylinders of diameter and height 1 m. See `cube` for the arguments."""
    return _shape("cylinder", count, place, as_mesh=as_mesh)


def disk(count: int = 1, **place: Unpack[Place]) -> PrimsItem:
    """Flat disks of diameter 1 m. See `cube` for the arguments."""
    return _shape("disk", count, place)


def plane(count: int = 1, **place: Unpack[Place]) -> PrimsItem:
    """Squares of 1 m. See `cube` for the arguments."""
    return _shape("plane", count, place)


def sphere(count: int = 1, as_mesh: bool = False, **place: Unpack[Place]) -> PrimsItem:
    """Spheres of diameter 1 m. See `cube` for the arguments."""
    return _shape("sphere", count, place, as_mesh=as_mesh)


def torus(count: int = 1, **place: Unpack[Place]) -> PrimsItem:
    """Rings of diameter 1 m. See `cube` for the arguments."""
    return _shape("torus", count, place)


def xform(count: int = 1, **place: Unpack[Place]) -> PrimsItem:
    """Xforms with nothing in them. See `cube` for the arguments."""
    return create_in_space("create.xform", "Xform", count, lambda xform: xform, place)


def from_usd(usd: str | Path, count: int = 1, **place: Unpack[Place]) -> PrimsItem:
    """What is in a file, by reference.

    Args:
        usd: The file.
        count: How many.
        **place: See `cube`.

    Returns:
        The item. Its prims are Xforms below /Replicator, with the file's default prim in each.
    """
    return create_in_space(
        "create.from_usd",
        "Ref",
        count,
        lambda xform: functional.reference(usd_path=usd, name="Ref", parent=xform),
        place,
    )


def camera(count: int = 1, **arguments: Unpack[CameraArguments]) -> PrimsItem:
    """Cameras, which look along their -Z axis.

    Args:
        count: How many.
        **arguments: Those of `cube`, and those of ``rep.functional.create.camera``: focal_length, focus_distance,
            f_stop, horizontal_aperture and clipping_range, which may be distributions; projection_type, fisheye_…
            and openCV_….

    Returns:
        The item; ``rep.create.render_product`` takes it for its cameras.

    Raises:
        GraphError: A value cannot be used, or there is no stage.

    Differs:
        There is no pivot and no tick rate.
    """
    place = {name: value for name, value in arguments.items() if name not in CameraOptics.__annotations__}
    optics: dict[str, Any] = {
        name: value for name, value in arguments.items() if name in CameraOptics.__annotations__
    }
    drawn = {name: value for name, value in optics.items() if isinstance(value, Distribution)}
    for name in drawn:
        if name not in _DRAWN_OPTICS:
            raise GraphError(f"create.camera: {name} cannot be drawn; {', '.join(_DRAWN_OPTICS)} can")
    fixed: dict[str, Any] = {name: value for name, value in optics.items() if name not in drawn}
    return create_in_space(
        "create.camera",
        "Camera",
        count,
        lambda xform: functional.camera(name="Camera", parent=xform, **fixed),
        place,
        {_DRAWN_OPTICS[name]: value for name, value in drawn.items()},
    )


def light(
    light_type: str = "Distant",
    color: Any = (1.0, 1.0, 1.0),
    intensity: Any = 1000.0,
    exposure: Any = None,
    temperature: Any = None,
    texture: Any = None,
    count: int = 1,
    **place: Unpack[Place],
) -> PrimsItem:
    """Lights.

    Args:
        light_type: "Distant", "Dome", "Sphere", "Rect", "Disk" or "Cylinder".
        color: Linear red, green and blue. This and the others may be distributions.
        intensity: Of the light.
        exposure: Doubles the light with each 1.
        temperature: Colour temperature in kelvin; giving one enables it.
        texture: Of a dome or rect light, a file.
        count: How many.
        **place: See `cube`. A sphere light's radius is 0.5 m times the scale.

    Returns:
        The item. Its prims are Xforms below /Replicator, with the light in each.

    Raises:
        GraphError: There is no such type of light, a value cannot be used, or there is no stage.

    Differs:
        Without `temperature` the colour alone counts. There is no pivot.
    """
    if str(light_type).lower() not in LIGHT_TYPES:
        raise GraphError(
            f"create.light expects a light_type of {', '.join(map(str.capitalize, LIGHT_TYPES))}, got {light_type!r}"
        )
    name, make = LIGHT_TYPES[str(light_type).lower()]
    attributes = {
        "inputs:color": color,
        "inputs:intensity": intensity,
        "inputs:exposure": exposure,
        "inputs:colorTemperature": temperature,
        "inputs:enableColorTemperature": None if temperature is None else True,
        "inputs:texture:file": texture,
    }
    return create_in_space(
        "create.light", name, count, lambda xform: make(name=name, parent=xform), place, attributes
    )


def group(items: Sequence[Any], semantics: Any = None, name: str | None = None) -> PrimsItem:
    """Several items as one: what is applied to it is applied to all of their prims.

    Args:
        items: Items, prims and paths.
        semantics: Labels for all of them.
        name: Without effect: a group is not a prim.

    Raises:
        GraphError: One of them is not there when they are needed.
    """
    del name
    listed = [items] if isinstance(items, str) else list(items)
    item = PrimsItem(f"rep.create.group of {len(listed)}", lambda: find_prims("create.group", listed))
    if semantics is not None:
        modify.semantics(item.prims(), semantics)
    return item


_DRAWN_OPTICS = {
    "clipping_range": "clippingRange",
    "f_stop": "fStop",
    "focal_length": "focalLength",
    "focus_distance": "focusDistance",
    "horizontal_aperture": "horizontalAperture",
}


def _shape(shape: str, count: int, place: Place, **keywords: Any) -> PrimsItem:
    def make(xform: Usd.Prim) -> Usd.Prim:
        made: Usd.Prim = getattr(functional, shape)(name=shape.capitalize(), parent=xform, **keywords)
        return made

    return create_in_space(f"create.{shape}", shape.capitalize(), count, make, place)
