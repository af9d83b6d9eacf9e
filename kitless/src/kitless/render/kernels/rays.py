"""The ray of a pixel: the one place that knows how a lens looks."""

import warp as wp

from .structs import Ray, View


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
        ray.direction = view.to_world * view.directions[row, column]
    else:
        ray.direction = view.corner + x * view.step_x + y * view.step_y
    return ray


@wp.func
def is_blind(ray: Ray) -> bool:
    """Whether the lens shows nothing there."""
    return wp.length_sq(ray.direction) == 0.0
