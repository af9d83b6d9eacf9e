"""Scattering prims on surfaces."""

from __future__ import annotations

from typing import Any

import numpy as np
from pxr import Gf, Usd

from kitless.app import get_app
from kitless.replicator.authoring.collisions import Box, TakenSpace, box_of
from kitless.replicator.authoring.errors import AuthoringError, ScatterError
from kitless.replicator.authoring.generators import generator_of
from kitless.replicator.authoring.surfaces import Points, Surface, surface_of
from kitless.replicator.authoring.targets import PrimsLike, find_editable_prims, find_prims, parents_first
from kitless.replicator.authoring.transforms import check_movable, move_to
from kitless.replicator.authoring.values import number, vector

ROUNDS, ATTEMPTS = 20, 100
"""How often all prims are begun anew, and how many places are drawn for a prim in each round."""


def scatter_2d(
    prims: PrimsLike,
    surface_prims: PrimsLike,
    no_collision_prims: PrimsLike | None = None,
    extents: Any = None,
    offset: float = 0.0,
    check_for_collisions: bool = False,
    rng: Any = None,
) -> None:
    """Put prims on random points of surfaces, every part of which is as likely as its area says.

    Their origins are put there; how they are turned stays.

    Args:
        prims: One or several prims or paths.
        surface_prims: Prims whose surfaces, with those of all that is below them, are drawn from. They may be hidden.
        no_collision_prims: Prims that the scattered ones are not to touch, whatever `check_for_collisions` says.
        extents: Two opposite corners of a box in the world, out of which no point is taken; None for no limit.
        offset: How far from the surface, along its normal, in stage units.
        check_for_collisions: Whether the prims are not to touch each other.
        rng: Where to draw from: a `ReplicatorRNG` or a NumPy generator; None is a new one of the global seed.

    Raises:
        AuthoringError: A prim is not there or has no transform, or a surface has no area.
        ScatterError: No such places were found in 20 rounds of 100 attempts for each prim; no prim has moved then.

    Differs:
        What touches is told by boxes around the prims, which are turned with them.
    """
    wanted_by = "rep.functional.randomizer.scatter_2d"
    found = find_editable_prims(wanted_by, prims)
    check_movable(found)
    others = [] if no_collision_prims is None else find_prims(wanted_by, no_collision_prims)
    time = Usd.TimeCode(get_app().timeline.time_code)
    surface = surface_of(wanted_by, find_prims(wanted_by, surface_prims), time)
    surface = surface.moved(number(f"{wanted_by}: offset", offset))
    if extents is not None:
        surface = surface.inside(*_limits(wanted_by, extents))
        if not len(surface.areas):
            raise ScatterError(f"{wanted_by}: no part of the surfaces is within the extents {extents!r}")
    generator = generator_of(wanted_by, rng)
    is_checked = check_for_collisions or bool(others)
    boxes = [box_of(prim, time, at_origin=True) if is_checked else None for prim in found]
    obstacles = [box for prim in others if prim not in found and (box := box_of(prim, time)) is not None]
    for _ in range(ROUNDS):
        places = _places(surface, generator, boxes, obstacles, among_each_other=check_for_collisions)
        if places is not None:
            for prim, place in parents_first(zip(found, places, strict=True)):
                move_to(prim, Gf.Vec3d(*place.tolist()), time)
            return
    raise ScatterError(
        f"{wanted_by}: no room for {len(found)} prims on {len(surface.areas)} triangles of "
        f"{surface.areas.sum():.6g} square units was found without touching in {ROUNDS} rounds of {ATTEMPTS} "
        "attempts for each; scatter fewer or smaller prims, or on a larger surface"
    )


def _places(
    surface: Surface,
    generator: np.random.Generator,
    boxes: list[Box | None],
    obstacles: list[Box],
    *,
    among_each_other: bool,
) -> list[Points] | None:
    """A place for each prim, or None if one of them found none."""
    taken = TakenSpace(obstacles)
    places: list[Points] = []
    for box in boxes:
        for _ in range(ATTEMPTS):
            place = surface.draw(generator)
            there = None if box is None else box.moved(place)
            if there is None or taken.is_free(there):
                break
        else:
            return None
        places.append(place)
        if among_each_other and there is not None:
            taken.add(there)
    return places


def _limits(wanted_by: str, extents: Any) -> tuple[Points, Points]:
    try:
        first, second = extents
    except (TypeError, ValueError) as error:
        raise AuthoringError(
            f"{wanted_by}: expected extents to be two corners of a box, got {extents!r}"
        ) from error
    corners = np.array([vector(f"{wanted_by}: extents", corner) for corner in (first, second)])
    return corners.min(axis=0), corners.max(axis=0)
