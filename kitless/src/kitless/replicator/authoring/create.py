"""``rep.functional.create``: make one prim."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Unpack

from pxr import Usd

from kitless.replicator.authoring import create_batch
from kitless.replicator.authoring.create_batch import CameraArguments, LightArguments
from kitless.replicator.authoring.new_prims import NewPrim
from kitless.replicator.authoring.targets import PrimLike, PrimsLike


def cone(as_mesh: bool = False, **arguments: Unpack[NewPrim]) -> Usd.Prim:
    """A cone of diameter and height 1 m, its tip along the stage's up axis. See `cube` for the arguments."""
    return create_batch.cone(as_mesh=as_mesh, **arguments)[0]


def cube(as_mesh: bool = False, **arguments: Unpack[NewPrim]) -> Usd.Prim:
    """A cube with edges of 1 m, centred at its origin.

    Args:
        as_mesh: Make a `UsdGeom.Mesh` of six faces instead of a `UsdGeom.Cube`.
        **arguments: Those of `NewPrim`: position, rotation, scale, look_at, look_at_up_axis, name, parent, semantics,
            visible and material.

    Returns:
        The prim. Where its name is taken, ``_01`` or the next free number is added to it.

    Raises:
        AuthoringError: An argument cannot be used; then nothing is made.
        StageNotOpenError: There is no stage.
    """
    return create_batch.cube(as_mesh=as_mesh, **arguments)[0]


def cylinder(as_mesh: bool = False, **arguments: Unpack[NewPrim]) -> Usd.Prim:
    """A cylinder of diameter and height 1 m along the stage's up axis. See `cube` for the arguments."""
    return create_batch.cylinder(as_mesh=as_mesh, **arguments)[0]


def disk(**arguments: Unpack[NewPrim]) -> Usd.Prim:
    """A flat disk of diameter 1 m that faces the stage's up axis, as a mesh. See `cube` for the arguments."""
    return create_batch.disk(**arguments)[0]


def plane(**arguments: Unpack[NewPrim]) -> Usd.Prim:
    """A square of 1 m that faces the stage's up axis, as a mesh. See `cube` for the arguments."""
    return create_batch.plane(**arguments)[0]


def sphere(as_mesh: bool = False, **arguments: Unpack[NewPrim]) -> Usd.Prim:
    """A sphere of diameter 1 m. See `cube` for the arguments."""
    return create_batch.sphere(as_mesh=as_mesh, **arguments)[0]


def torus(**arguments: Unpack[NewPrim]) -> Usd.Prim:
    """A ring of diameter 1 m, a quarter of it thick, around the stage's up axis, as a mesh. See `cube`."""
    return create_batch.torus(**arguments)[0]


def scope(name: str | None = None, parent: PrimLike | None = None) -> Usd.Prim:
    """A Scope, which groups prims and has no transform. See `cube` for the arguments."""
    return create_batch.scope(name=name, parent=parent)[0]


def xform(**arguments: Unpack[NewPrim]) -> Usd.Prim:
    """An Xform, which groups prims and moves them. See `cube` for the arguments."""
    return create_batch.xform(**arguments)[0]


def reference(usd_path: str | Path, **arguments: Unpack[NewPrim]) -> Usd.Prim:
    """A prim that is the default prim of a file.

    Args:
        usd_path: The file.
        **arguments: See `cube`. What is not given of position, rotation and scale is the file's.

    Raises:
        AuthoringError: The file is not there, cannot be read or has no default prim; or an argument cannot be used.

    Differs:
        A file that is not there raises; files of other machines (`omniverse:`, `https:`) are not read.
    """
    return create_batch.reference(usd_path, **arguments)[0]


def clone(prim: PrimLike, **arguments: Unpack[NewPrim]) -> Usd.Prim:
    """A copy of a prim with all that is below it.

    Args:
        prim: The prim, or its path.
        **arguments: See `cube`. What is not given of position, rotation and scale is that of the prim.
    """
    return create_batch.clone(prim, **arguments)[0]


def camera(**arguments: Unpack[CameraArguments]) -> Usd.Prim:
    """A camera, which looks along its -Z axis.

    Args:
        **arguments: Those of `cube` and of `CameraOptics`: focal_length, focus_distance, f_stop, horizontal_aperture,
            clipping_range, projection_type, fisheye_… and openCV_….
    """
    return create_batch.camera(**arguments)[0]


def cylinder_light(**arguments: Unpack[LightArguments]) -> Usd.Prim:
    """A cylinder light. See `sphere_light` for the arguments."""
    return create_batch.cylinder_light(**arguments)[0]


def disk_light(**arguments: Unpack[LightArguments]) -> Usd.Prim:
    """A disk light. See `sphere_light` for the arguments."""
    return create_batch.disk_light(**arguments)[0]


def distant_light(**arguments: Unpack[LightArguments]) -> Usd.Prim:
    """A distant light, which shines along its -Z axis. See `sphere_light` for the arguments."""
    return create_batch.distant_light(**arguments)[0]


def dome_light(**arguments: Unpack[LightArguments]) -> Usd.Prim:
    """A dome light. See `sphere_light` for the arguments."""
    return create_batch.dome_light(**arguments)[0]


def rect_light(**arguments: Unpack[LightArguments]) -> Usd.Prim:
    """A rect light. See `sphere_light` for the arguments."""
    return create_batch.rect_light(**arguments)[0]


def sphere_light(**arguments: Unpack[LightArguments]) -> Usd.Prim:
    """A sphere light.

    Args:
        **arguments: Those of `cube` and of `Shine`: intensity, exposure, color, temperature, enable_color_temperature,
            normalize, and what that kind of light has of angle, radius, width, height, length and texture.
    """
    return create_batch.sphere_light(**arguments)[0]


def material(
    mdl: str,
    bind_prims: PrimsLike | None = None,
    name: str | None = None,
    parent: PrimLike | None = None,
    **inputs: Any,
) -> Usd.Prim:
    """A material of an MDL module. See `create_batch.material` for the arguments.

    Differs:
        Where a material without a parent goes is our choice. Of MDL, the renderer draws OmniPBR only.
    """
    return create_batch.material(mdl, bind_prims, name=name, parent=parent, **inputs)[0]
