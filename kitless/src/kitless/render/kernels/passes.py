"""The passes of a picture: cast (rays to a G-buffer), shade (G-buffer to linear light), develop (light to sRGB).

Beside them describe tells what the surfaces are made of, and count and list_instances find everything on the pixels'
rays, hidden or not. Each runs over a band of rows, so that the CPU can work on several bands at once: a pixel's value
does not depend on its band.
"""

import warp as wp

from .intersect import closest_hit, meets, past
from .lighting import direct_light, dome_light, gradient_noise, sky
from .rays import is_blind, primary_ray
from .structs import Hit, Scene, View
from .surface import shading_normal, surface_point

# Nothing here is differentiated; without the adjoint kernels it compiles in half the time.
wp.set_module_options({"enable_backward": False})

MISS = wp.constant(-1)
INVISIBLE = wp.constant(0.002)
"""Less of what lies behind surfaces that are seen through makes no difference to an 8-bit picture."""
MAX_BLENDED = wp.constant(16)
"""Surfaces that are blended in one pixel; behind them is sky."""


@wp.kernel
def cast(
    view: View,
    scene: Scene,
    first_row: int,
    offset: wp.vec2,
    instances: wp.array2d(dtype=int),
    faces: wp.array2d(dtype=int),
    barycentrics: wp.array2d(dtype=wp.vec2),
    depth: wp.array2d(dtype=float),
    normals: wp.array2d(dtype=wp.vec3),
):
    """G-buffer at `offset` (in pixels, from the top left) within each pixel."""
    i, column = wp.tid()
    row = first_row + i
    ray = primary_ray(view, row, column, offset)
    hit = Hit()
    hit.instance = MISS
    if not is_blind(ray):
        hit = closest_hit(scene, ray.origin + view.near * ray.direction, ray.direction, view.far - view.near)
    instances[row, column] = hit.instance
    if hit.instance == MISS:
        faces[row, column] = -1
        barycentrics[row, column] = wp.vec2(0.0, 0.0)
        depth[row, column] = wp.inf
        normals[row, column] = wp.vec3(0.0, 0.0, 0.0)
    else:
        faces[row, column] = hit.face
        barycentrics[row, column] = hit.barycentrics
        depth[row, column] = view.near + hit.t
        instance = scene.instances[hit.instance]
        geometry = scene.geometries[instance.geometry]
        normals[row, column] = shading_normal(
            geometry, instance, hit.face, hit.barycentrics, hit.normal, ray.direction
        )


@wp.kernel
def count(view: View, scene: Scene, first_row: int, counts: wp.array2d(dtype=int)):
    """How many instances lie on the ray of each pixel's centre."""
    i, column = wp.tid()
    row = first_row + i
    ray = primary_ray(view, row, column, wp.vec2(0.5, 0.5))
    if is_blind(ray):
        counts[row, column] = 0
        return
    origin = ray.origin + view.near * ray.direction
    query = wp.bvh_query_ray(scene.bvh, origin, ray.direction)
    candidate = int(0)
    found = int(0)
    while wp.bvh_query_next(query, candidate, view.far - view.near):
        if meets(scene, candidate, origin, ray.direction, view.far - view.near):
            found += 1
    counts[row, column] = found


@wp.kernel
def list_instances(
    view: View,
    scene: Scene,
    first_row: int,
    offsets: wp.array2d(dtype=wp.int64),
    instances: wp.array(dtype=int),
):
    """Which they are, in ascending order, from each pixel's offset on."""
    i, column = wp.tid()
    row = first_row + i
    ray = primary_ray(view, row, column, wp.vec2(0.5, 0.5))
    if is_blind(ray):
        return
    origin = ray.origin + view.near * ray.direction
    query = wp.bvh_query_ray(scene.bvh, origin, ray.direction)
    candidate = int(0)
    first = offsets[row, column]
    found = int(0)
    while wp.bvh_query_next(query, candidate, view.far - view.near):
        if meets(scene, candidate, origin, ray.direction, view.far - view.near):
            place = found
            while place > 0 and instances[first + wp.int64(place - 1)] > candidate:
                instances[first + wp.int64(place)] = instances[first + wp.int64(place - 1)]
                place -= 1
            instances[first + wp.int64(place)] = candidate
            found += 1


@wp.kernel
def describe(
    view: View,
    scene: Scene,
    first_row: int,
    instances: wp.array2d(dtype=int),
    faces: wp.array2d(dtype=int),
    barycentrics: wp.array2d(dtype=wp.vec2),
    depth: wp.array2d(dtype=float),
    normals: wp.array2d(dtype=wp.vec3),
    albedo: wp.array2d(dtype=wp.vec3),
    roughness: wp.array2d(dtype=float),
):
    """Base colour and roughness of what the pixels' centres see."""
    i, column = wp.tid()
    row = first_row + i
    index = instances[row, column]
    if index == MISS:
        albedo[row, column] = wp.vec3(0.0, 0.0, 0.0)
        roughness[row, column] = 0.0
        return
    point = surface_point(
        view,
        scene,
        primary_ray(view, row, column, wp.vec2(0.5, 0.5)),
        index,
        faces[row, column],
        barycentrics[row, column],
        depth[row, column],
        normals[row, column],
    )
    albedo[row, column] = point.base_color
    roughness[row, column] = point.roughness


@wp.kernel
def shade(
    view: View,
    scene: Scene,
    first_row: int,
    offset: wp.vec2,
    subframe: int,
    light_samples: int,
    soft_shadows: bool,
    dome_samples: int,
    instances: wp.array2d(dtype=int),
    faces: wp.array2d(dtype=int),
    barycentrics: wp.array2d(dtype=wp.vec2),
    depth: wp.array2d(dtype=float),
    normals: wp.array2d(dtype=wp.vec3),
    radiance: wp.array2d(dtype=wp.vec3),
):
    """Add the radiance that reaches the eye along the rays of one subframe."""
    i, column = wp.tid()
    row = first_row + i
    ray = primary_ray(view, row, column, offset)
    if is_blind(ray):
        return
    rotation = wp.vec2(gradient_noise(column, row), gradient_noise(row + 57, column + 113))
    hit = Hit()
    hit.instance = instances[row, column]
    hit.face = faces[row, column]
    hit.barycentrics = barycentrics[row, column]
    hit.t = depth[row, column]
    normal = normals[row, column]
    result = wp.vec3(0.0, 0.0, 0.0)
    left = float(1.0)
    layers = int(0)
    while hit.instance != MISS and left > INVISIBLE and layers < MAX_BLENDED:
        point = surface_point(view, scene, ray, hit.instance, hit.face, hit.barycentrics, hit.t, normal)
        light = point.emission
        for k in range(scene.light_count):
            light += direct_light(
                scene,
                scene.lights[k],
                point,
                light_samples,
                soft_shadows,
                rotation,
                subframe * light_samples,
            )
        light += dome_light(scene, point, dome_samples, rotation, subframe)
        result += light * (left * point.opacity)
        left *= 1.0 - point.opacity
        layers += 1
        if left > INVISIBLE:
            begin = past(hit.t, ray.origin, ray.direction)
            hit = closest_hit(scene, ray.origin + begin * ray.direction, ray.direction, view.far - begin)
            hit.t += begin
            if hit.instance != MISS:
                instance = scene.instances[hit.instance]
                normal = shading_normal(
                    scene.geometries[instance.geometry],
                    instance,
                    hit.face,
                    hit.barycentrics,
                    hit.normal,
                    ray.direction,
                )
    if left > INVISIBLE:
        result += sky(scene, wp.normalize(ray.direction)) * left
    radiance[row, column] += result


@wp.func
def _to_srgb(linear: float) -> wp.uint8:
    value = wp.clamp(linear, 0.0, 1.0)
    encoded = 12.92 * value
    if value > 0.0031308:
        encoded = 1.055 * wp.pow(value, 1.0 / 2.4) - 0.055
    return wp.uint8(int(encoded * 255.0 + 0.5))


@wp.kernel
def expose(first_row: int, exposure: float, radiance: wp.array2d(dtype=wp.vec3)):
    """Multiply by `exposure`."""
    i, column = wp.tid()
    radiance[first_row + i, column] = radiance[first_row + i, column] * exposure


@wp.kernel
def develop(first_row: int, radiance: wp.array2d(dtype=wp.vec3), color: wp.array2d(dtype=wp.vec4ub)):
    """SRGB with alpha 255 from exposed radiance, without a tone curve."""
    i, column = wp.tid()
    row = first_row + i
    light = radiance[row, column]
    color[row, column] = wp.vec4ub(_to_srgb(light[0]), _to_srgb(light[1]), _to_srgb(light[2]), wp.uint8(255))
