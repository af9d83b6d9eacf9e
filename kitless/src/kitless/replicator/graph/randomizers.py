"""``rep.randomizer``: colours, rotations, materials, textures and places by chance, and those that users register."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kitless.replicator.authoring import create_batch, modify
from kitless.replicator.authoring import randomizer as functional
from kitless.replicator.errors import GraphError
from kitless.replicator.graph.choices import Choice
from kitless.replicator.graph.distributions import Distribution, Uniform
from kitless.replicator.graph.materials import LOOKS_PATH, OwnMaterials, set_inputs
from kitless.replicator.graph.modify import record_for_each
from kitless.replicator.graph.poses import record_pose
from kitless.replicator.graph.prims import find_prims, targets_of
from kitless.replicator.session import get_session

if TYPE_CHECKING:
    from pxr import Usd

    from kitless.replicator.graph.items import ReplicatorItem
    from kitless.replicator.graph.operations import Values
    from kitless.replicator.graph.streams import Draw


def color(
    colors: Distribution | Sequence[Sequence[float]],
    per_sub_mesh: bool = False,
    seed: int | None = None,
    input_prims: Any = None,
) -> ReplicatorItem:
    """Give each prim an OmniPBR material of its own and draw its diffuse colour.

    Args:
        colors: A distribution of linear red, green and blue, or a list of colours to choose from.
        per_sub_mesh: False.
        seed: Of the choice, if `colors` is a list; in place of the global seed.
        input_prims: The prims; None: those of the context.

    Returns:
        An item of the same prims.

    Raises:
        GraphError: There are no prims, or `per_sub_mesh` is given.

    Differs:
        A prim has one colour with all that is below it: per_sub_mesh is refused.
    """
    called = "randomizer.color"
    _refuse_sub_meshes(called, per_sub_mesh)
    return _own_material(called, {"diffuse_color_constant": _drawn(colors, seed)}, {}, input_prims)


def rotation(
    min_angle: Sequence[float] = (-180.0, -180.0, -180.0),
    max_angle: Sequence[float] = (180.0, 180.0, 180.0),
    seed: int | None = None,
    input_prims: Any = None,
) -> ReplicatorItem:
    """Turn each prim: its angles about X, then Y, then Z are uniform between two bounds.

    Args:
        min_angle: The lower bounds in degrees.
        max_angle: The upper bounds.
        seed: In place of the global seed.
        input_prims: The prims; None: those of the context.

    Returns:
        An item of the same prims.
    """
    called = "randomizer.rotation"
    return record_pose(
        called, targets_of(called, input_prims), rotation=Uniform(min_angle, max_angle, seed=seed)
    )


def materials(
    materials: ReplicatorItem | Sequence[Any], seed: int | None = None, input_prims: Any = None
) -> ReplicatorItem:
    """Bind each prim to one of several materials.

    Args:
        materials: An item of materials, such as ``rep.create.material_omnipbr`` returns; or a list of items, prims and
            paths of materials, and of MDL files, of each of which one material is made below /Replicator/Looks.
        seed: In place of the global seed.
        input_prims: The prims; None: those of the context.

    Returns:
        An item of the same prims.

    Raises:
        GraphError: There is no such material, or there are no prims.
    """
    called = "randomizer.materials"
    targets = targets_of(called, input_prims)
    get_session().scenario.mark_stage()
    available = (
        materials if isinstance(materials, Distribution) else Choice(_materials(called, materials), seed=seed)
    )
    return record_for_each(
        called,
        targets,
        available,
        lambda prim, each: modify.material(prim, find_prims(called, each)[0]),
    )


def texture(
    textures: Distribution | Sequence[str | Path],
    texture_scale: Any = None,
    texture_rotate: Any = None,
    per_sub_mesh: bool = False,
    project_uvw: bool = False,
    seed: int | None = None,
    input_prims: Any = None,
) -> ReplicatorItem:
    """Give each prim an OmniPBR material of its own and draw the texture of its diffuse colour.

    Args:
        textures: Files to choose from, or a distribution of them.
        texture_scale: Two numbers, or a distribution of two.
        texture_rotate: Degrees, or a distribution.
        per_sub_mesh: False.
        project_uvw: Whether the texture is projected instead of following texture coordinates.
        seed: Of the choice, if `textures` is a list; in place of the global seed.
        input_prims: The prims; None: those of the context.

    Returns:
        An item of the same prims.

    Raises:
        GraphError: There are no prims, or `per_sub_mesh` is given.

    Differs:
        A prim has one texture with all that is below it: per_sub_mesh is refused.
    """
    called = "randomizer.texture"
    _refuse_sub_meshes(called, per_sub_mesh)
    chosen = _drawn(
        textures if isinstance(textures, Distribution) else [str(each) for each in textures], seed
    )
    drawn = {"diffuse_texture": chosen, "texture_scale": texture_scale, "texture_rotate": texture_rotate}
    return _own_material(called, drawn, {"project_uvw": True} if project_uvw else {}, input_prims)


def scatter_2d(
    surface_prims: Any,
    no_coll_prims: Any = None,
    min_samp: Sequence[float] | None = None,
    max_samp: Sequence[float] | None = None,
    seed: int | None = None,
    offset: float = 0.0,
    check_for_collisions: bool = False,
    input_prims: Any = None,
) -> ReplicatorItem:
    """Put each prim somewhere on a surface.

    Args:
        surface_prims: Items, prims or paths whose surfaces count.
        no_coll_prims: What the prims are not put into.
        min_samp: The lower corner of the box in which they are put; with `max_samp`.
        max_samp: The upper corner.
        seed: In place of the global seed.
        offset: How far from the surface, in stage units.
        check_for_collisions: Whether they are not put into each other.
        input_prims: The prims; None: those of the context.

    Returns:
        An item of the same prims.

    Raises:
        GraphError: There are no prims.
    """
    called = "randomizer.scatter_2d"
    targets = targets_of(called, input_prims)
    if (min_samp is None) != (max_samp is None):
        raise GraphError(f"{called} expects min_samp and max_samp, or neither")
    extents = None if min_samp is None or max_samp is None else (tuple(min_samp), tuple(max_samp))

    def apply(prims: list[Usd.Prim], values: Values) -> None:
        functional.scatter_2d(
            prims=prims,
            surface_prims=find_prims(called, surface_prims),
            no_collision_prims=None if no_coll_prims is None else find_prims(called, no_coll_prims),
            extents=extents,
            offset=offset,
            check_for_collisions=check_for_collisions,
            rng=values["rng"][0],
        )

    get_session().scenario.record(called, apply, {"rng": _OwnStream(called, seed, None)}, targets)
    return targets


class _OwnStream(Distribution):
    """Gives the random stream itself, for what draws by itself."""

    def draw(self, count: int, draw: Draw) -> list[np.random.Generator]:
        return [draw.stream(self.seed)] * count


def _own_material(
    called: str, drawn: dict[str, Any], inputs: dict[str, Any], input_prims: Any
) -> ReplicatorItem:
    targets = targets_of(called, input_prims)
    own = OwnMaterials(called, inputs)

    def apply(prims: list[Usd.Prim], values: Values) -> None:
        set_inputs(own.of(prims), values)

    get_session().scenario.record(called, apply, drawn, targets)
    return targets


def _drawn(values: Any, seed: int | None) -> Distribution:
    return values if isinstance(values, Distribution) else Choice(values, seed=seed)


def _materials(called: str, materials: Any) -> list[Usd.Prim]:
    """Every material, made from its MDL where it is a file."""
    listed = [materials] if isinstance(materials, str) or not isinstance(materials, Sequence) else materials
    found: list[Usd.Prim] = []
    for each in listed:
        if isinstance(each, str | Path) and str(each).endswith(".mdl"):
            found += create_batch.material(mdl=str(each), parent=LOOKS_PATH)
        else:
            found += find_prims(called, each)
    return found


def _refuse_sub_meshes(called: str, per_sub_mesh: bool) -> None:
    if per_sub_mesh:
        raise GraphError(f"{called}: kitless has no per_sub_mesh=True; give the parts as prims of their own")
