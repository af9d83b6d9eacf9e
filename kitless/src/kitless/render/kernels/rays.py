"""The ray of a pixel: the one place that knows how a lens looks."""

import warp as wp

from .structs import Ray, View

CENTRE = wp.constant(0.5)


@wp.func
def _step(before: wp.vec3, after: wp.vec3, pixels: int) -> wp.vec3:
    """Change of the direction by one pixel, from the directions of pixels so far apart; 0 where either is blind."""
    if pixels == 0 or wp.length_sq(before) == 0.0 or wp.length_sq(after) == 0.0:
        return wp.vec3(0.0, 0.0, 0.0)
    return (after - before) / float(pixels)


@wp.func
def _tabulated(view: View, row: int, column: int, offset: wp.vec2) -> wp.vec3:
    """Camera space. Exactly what the table says in a pixel's centre, else by the slope between its neighbours."""
    direction = view.directions[row, column]
    if (offset[0] == CENTRE and offset[1] == CENTRE) or wp.length_sq(direction) == 0.0:
        return direction
    left = wp.max(column - 1, 0)
    right = wp.min(column + 1, view.directions.shape[1] - 1)
    above = wp.max(row - 1, 0)
    below = wp.min(row + 1, view.directions.shape[0] - 1)
    step_x = _step(view.directions[row, left], view.directions[row, right], right - left)
    step_y = _step(view.directions[above, column], view.directions[below, column], below - above)
    return direction + (offset[0] - CENTRE) * step_x + (offset[1] - CENTRE) * step_y


@wp.func
def primary_ray(view: View, row: int, column: int, offset: wp.vec2) -> Ray:
    """The ray through `offset` (in pixels, from the top left) within a pixel; see `View`.

    A direction of length 0 means that the lens shows nothing there.
    """
    ray = Ray()
    x = float(column) + offset[0]
    y = float(row) + offset[1]
    ray.origin = view.origin + x * view.origin_step_x + y * view.origin_step_y
    if view.directions.shape[0] > 0:
        ray.direction = view.to_world * _tabulated(view, row, column, offset)
    else:
        ray.direction = view.corner + x * view.step_x + y * view.step_y
    return ray


@wp.func
def is_blind(ray: Ray) -> bool:
    """Whether the lens shows nothing there."""
    return wp.length_sq(ray.direction) == 0.0
