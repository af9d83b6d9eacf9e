"""``rep.functional.create_batch``: make several prims at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Unpack

from pxr import Sdf, Usd

from kitless.replicator.authoring.cameras import CameraOptics, define_camera, set_optics
from kitless.replicator.authoring.lights import Shine, define_light, set_shine
from kitless.replicator.authoring.materials import bind, define_mdl_material, set_inputs
from kitless.replicator.authoring.new_prims import (
    NewPrim,
    NoOthers,
    make_prims,
    make_scope,
    make_xform,
    own_arguments,
)
from kitless.replicator.authoring.references import define_clone, define_reference
from kitless.replicator.authoring.shapes import define_shape
from kitless.replicator.authoring.targets import PrimLike, PrimsLike, find_prim, require_stage

_MODULE = "rep.functional.create"


class CameraArguments(NewPrim, CameraOptics, total=False):
    """Arguments of cameras."""


class LightArguments(NewPrim, Shine, total=False):
    """Arguments of lights."""


# -- shapes ----------------------------------------------------------------------------------------


def cone(count: int = 1, as_mesh: bool = False, **arguments: Unpack[NewPrim]) -> list[Usd.Prim]:
    """Cones of diameter and height 1 m, the tip along the stage's up axis. See `cube` for the arguments."""
    return _shapes("Cone", count, as_mesh, arguments)


def cube(count: int = 1, as_mesh: bool = False, **arguments: Unpack[NewPrim]) -> list[Usd.Prim]:
    """Cubes with edges of 1 m, centred at their origins.

    Args:
        count: How many.
        as_mesh: Make `UsdGeom.Mesh` prims of six faces instead of `UsdGeom.Cube`.
        **arguments: Those of `NewPrim`: position, rotation, scale, look_at, look_at_up_axis, name, parent, semantics,
            visible and material.

    Returns:
        The prims. The first is called as `name` says, the others `name_01` and so on.

    Raises:
        AuthoringError: An argument cannot be used; then nothing is made.
        StageNotOpenError: There is no stage.
    """
    return _shapes("Cube", count, as_mesh, arguments)


def cylinder(count: int = 1, as_mesh: bool = False, **arguments: Unpack[NewPrim]) -> list[Usd.Prim]:
    """Cylinders of diameter and height 1 m along the stage's up axis. See `cube` for the arguments."""
    return _shapes("Cylinder", count, as_mesh, arguments)


def disk(count: int = 1, **arguments: Unpack[NewPrim]) -> list[Usd.Prim]:
    """Flat disks of diameter 1 m that face the stage's up axis, as meshes. See `cube` for the arguments."""
    return _shapes("Disk", count, True, arguments)


def plane(count: int = 1, **arguments: Unpack[NewPrim]) -> list[Usd.Prim]:
    """Squares of 1 m that face the stage's up axis, as meshes. See `cube` for the arguments."""
    return _shapes("Plane", count, True, arguments)


def sphere(count: int = 1, as_mesh: bool = False, **arguments: Unpack[NewPrim]) -> list[Usd.Prim]:
    """Spheres of diameter 1 m. See `cube` for the arguments."""
    return _shapes("Sphere", count, as_mesh, arguments)


def torus(count: int = 1, **arguments: Unpack[NewPrim]) -> list[Usd.Prim]:
    """Rings of diameter 1 m, a quarter of it thick, around the stage's up axis, as meshes. See `cube`."""
    return _shapes("Torus", count, True, arguments)


# -- groups ----------------------------------------------------------------------------------------


def scope(count: int = 1, name: str | None = None, parent: PrimLike | None = None) -> list[Usd.Prim]:
    """Scopes, which group prims and have no transform. See `cube` for the arguments."""
    return make_prims(
        f"{_MODULE}.scope", count, "Scope", make_scope, {"name": name, "parent": parent}, placed=False
    )


def xform(count: int = 1, **arguments: Unpack[NewPrim]) -> list[Usd.Prim]:
    """Xforms, which group prims and move them. See `cube` for the arguments."""
    own_arguments(f"{_MODULE}.xform", arguments, NoOthers)
    return make_prims(f"{_MODULE}.xform", count, "Xform", make_xform, arguments)


# -- files and copies ------------------------------------------------------------------------------


def reference(usd_path: str | Path, count: int = 1, **arguments: Unpack[NewPrim]) -> list[Usd.Prim]:
    """Prims that are the default prim of a file.

    Args:
        usd_path: The file.
        count: How many.
        **arguments: See `cube`. What is not given of position, rotation and scale is the file's.

    Raises:
        AuthoringError: The file is not there, cannot be read or has no default prim; or an argument cannot be used.

    Differs:
        A file that is not there raises; files of other machines (`omniverse:`, `https:`) are not read.
    """
    wanted_by = f"{_MODULE}.reference"
    own_arguments(wanted_by, arguments, NoOthers)

    def define(stage: Usd.Stage, path: Sdf.Path) -> Usd.Prim:
        return define_reference(wanted_by, stage, path, usd_path)

    return make_prims(wanted_by, count, _name_of(usd_path), define, arguments, placed=False)


def clone(prim: PrimLike, count: int = 1, **arguments: Unpack[NewPrim]) -> list[Usd.Prim]:
    """Copies of a prim with all that is below it.

    Args:
        prim: The prim, or its path.
        count: How many.
        **arguments: See `cube`. What is not given of position, rotation and scale is that of the prim.
    """
    wanted_by = f"{_MODULE}.clone"
    own_arguments(wanted_by, arguments, NoOthers)
    source = find_prim(wanted_by, prim)

    def define(stage: Usd.Stage, path: Sdf.Path) -> Usd.Prim:
        return define_clone(stage, path, source)

    return make_prims(wanted_by, count, source.GetName(), define, arguments, placed=False)


# -- cameras and lights ----------------------------------------------------------------------------


def camera(count: int = 1, **arguments: Unpack[CameraArguments]) -> list[Usd.Prim]:
    """Cameras, which look along their -Z axis.

    Args:
        count: How many.
        **arguments: Those of `cube` and of `CameraOptics`: focal_length, focus_distance, f_stop, horizontal_aperture,
            clipping_range, projection_type, fisheye_… and openCV_….
    """
    wanted_by = f"{_MODULE}.camera"
    optics = own_arguments(wanted_by, arguments, CameraOptics)
    return make_prims(
        wanted_by,
        count,
        "Camera",
        define_camera,
        arguments,
        finish=lambda cameras: set_optics(wanted_by, cameras, optics),
    )


def cylinder_light(count: int = 1, **arguments: Unpack[LightArguments]) -> list[Usd.Prim]:
    """Cylinder lights. See `sphere_light` for the arguments."""
    return _lights("CylinderLight", "cylinder_light", count, arguments)


def disk_light(count: int = 1, **arguments: Unpack[LightArguments]) -> list[Usd.Prim]:
    """Disk lights. See `sphere_light` for the arguments."""
    return _lights("DiskLight", "disk_light", count, arguments)


def distant_light(count: int = 1, **arguments: Unpack[LightArguments]) -> list[Usd.Prim]:
    """Distant lights, which shine along their -Z axis. See `sphere_light` for the arguments."""
    return _lights("DistantLight", "distant_light", count, arguments)


def dome_light(count: int = 1, **arguments: Unpack[LightArguments]) -> list[Usd.Prim]:
    """Dome lights. See `sphere_light` for the arguments."""
    return _lights("DomeLight", "dome_light", count, arguments)


def rect_light(count: int = 1, **arguments: Unpack[LightArguments]) -> list[Usd.Prim]:
    """Rect lights. See `sphere_light` for the arguments."""
    return _lights("RectLight", "rect_light", count, arguments)


def sphere_light(count: int = 1, **arguments: Unpack[LightArguments]) -> list[Usd.Prim]:
    """Sphere lights.

    Args:
        count: How many.
        **arguments: Those of `cube` and of `Shine`: intensity, exposure, color, temperature, enable_color_temperature,
            normalize, and what that kind of light has of angle, radius, width, height, length and texture.
    """
    return _lights("SphereLight", "sphere_light", count, arguments)


# -- materials -------------------------------------------------------------------------------------


def material(
    mdl: str,
    bind_prims: PrimsLike | None = None,
    count: int = 1,
    name: str | None = None,
    parent: PrimLike | None = None,
    **inputs: Any,
) -> list[Usd.Prim]:
    """Materials of an MDL module.

    Args:
        mdl: The module, such as "OmniPBR.mdl".
        bind_prims: Prims that are bound to them: as many as there are materials, each to its own; or any number to
            one material.
        count: How many.
        name: The prims' name; the module's name if it is not given.
        parent: The prim above them; "/World/Looks" if it is not given and there is a "/World", else "/Looks".
        **inputs: Inputs of the MDL by name, such as diffuse_color_constant, one value for all materials or a list
            with one for each.

    Returns:
        Their prims. Inputs are changed later with ``modify.attribute(prim, "diffuse_color_constant", …)``.

    Raises:
        AuthoringError: An argument cannot be used, or OmniPBR has no such input; then nothing is made.

    Differs:
        Where materials without a parent go is our choice. Of MDL, the renderer draws OmniPBR only.
    """
    wanted_by = f"{_MODULE}.material"
    stage = require_stage(wanted_by)
    if parent is None:
        parent = "/World/Looks" if stage.GetPrimAtPath("/World") else "/Looks"

    def define(stage: Usd.Stage, path: Sdf.Path) -> Usd.Prim:
        return define_mdl_material(wanted_by, stage, path, mdl)

    def finish(materials: list[Usd.Prim]) -> None:
        set_inputs(wanted_by, materials, inputs)
        if bind_prims is not None:
            bind(wanted_by, bind_prims, materials)

    common = {"name": name, "parent": parent}
    return make_prims(wanted_by, count, _name_of(mdl), define, common, placed=False, finish=finish)


def _shapes(shape: str, count: int, as_mesh: bool, arguments: Mapping[str, Any]) -> list[Usd.Prim]:
    wanted_by = f"{_MODULE}.{shape.lower()}"
    own_arguments(wanted_by, arguments, NoOthers)

    def define(stage: Usd.Stage, path: Sdf.Path) -> Usd.Prim:
        return define_shape(stage, path, shape, as_mesh)

    return make_prims(wanted_by, count, shape, define, arguments)


def _lights(kind: str, function: str, count: int, arguments: Mapping[str, Any]) -> list[Usd.Prim]:
    wanted_by = f"{_MODULE}.{function}"
    shine = own_arguments(wanted_by, arguments, Shine)

    def define(stage: Usd.Stage, path: Sdf.Path) -> Usd.Prim:
        return define_light(stage, path, kind)

    return make_prims(
        wanted_by, count, kind, define, arguments, finish=lambda lights: set_shine(wanted_by, lights, shine)
    )


def _name_of(file: Any) -> str:
    """The name of a file without its ending, as a prim's name."""
    return Path(str(file)).stem or "Reference"
