"""Rays against shapes and against the whole scene.

Analytic shapes are solved around the point of the ray that is nearest to the shape's centre: a discriminant taken from
a far origin would lose half of its digits to cancellation and shift silhouettes.
"""

import warp as wp

from .structs import (
    GEOMETRY_CAPSULE,
    GEOMETRY_CONE,
    GEOMETRY_CYLINDER,
    GEOMETRY_MESH,
    GEOMETRY_SPHERE,
    Geometry,
    Hit,
    Instance,
    Scene,
)
from .texturing import opacity_at

NO_HIT = wp.constant(3.0e38)
INCLUSIVE = wp.constant(1.0000003)
"""Lengthens a ray just enough that a surface at exactly the best distance so far is still found."""
MAX_LAYERS = wp.constant(256)
"""Of one instance that a ray looks through; what lies behind more is not found."""


@wp.func
def _solve_quadratic(a: float, half_b: float, c: float) -> wp.vec2:
    """Both roots of a t^2 + 2 half_b t + c, NO_HIT where there is none."""
    roots = wp.vec2(NO_HIT, NO_HIT)
    discriminant = half_b * half_b - a * c
    if discriminant >= 0.0:
        root = wp.sqrt(discriminant)
        q = -half_b - root
        if half_b < 0.0:
            q = -half_b + root
        if a != 0.0:
            roots[0] = q / a
        if q != 0.0:
            roots[1] = c / q
    return roots


@wp.func
def _nearer(hit: Hit, t: float, t_min: float, t_max: float, normal: wp.vec3) -> Hit:
    """`hit`, or the intersection at t if that is nearer and within the ray."""
    if t >= t_min and t < t_max and t < hit.t:
        hit.t = t
        hit.normal = normal
    return hit


@wp.func
def _hit_sphere(
    hit: Hit, origin: wp.vec3, direction: wp.vec3, t_min: float, t_max: float, centre: float, side: float
) -> Hit:
    """Unit sphere at z = centre; with side -1 or 1 only its half below or above that height, with 0 all of it."""
    o = origin - wp.vec3(0.0, 0.0, centre)
    roots = _solve_quadratic(wp.dot(direction, direction), wp.dot(o, direction), wp.dot(o, o) - 1.0)
    for i in range(2):
        normal = o + roots[i] * direction
        if normal[2] * side >= 0.0:
            hit = _nearer(hit, roots[i], t_min, t_max, normal)
    return hit


@wp.func
def _hit_tube(hit: Hit, o: wp.vec3, d: wp.vec3, t_min: float, t_max: float, half_length: float) -> Hit:
    """Open tube of radius 1 around z."""
    roots = _solve_quadratic(
        d[0] * d[0] + d[1] * d[1], o[0] * d[0] + o[1] * d[1], o[0] * o[0] + o[1] * o[1] - 1.0
    )
    for i in range(2):
        p = o + roots[i] * d
        if wp.abs(p[2]) <= half_length:
            hit = _nearer(hit, roots[i], t_min, t_max, wp.vec3(p[0], p[1], 0.0))
    return hit


@wp.func
def _hit_cap(hit: Hit, o: wp.vec3, d: wp.vec3, t_min: float, t_max: float, height: float) -> Hit:
    """Disc of radius 1 at z = height."""
    if d[2] != 0.0:
        t = (height - o[2]) / d[2]
        p = o + t * d
        if p[0] * p[0] + p[1] * p[1] <= 1.0:
            hit = _nearer(hit, t, t_min, t_max, wp.vec3(0.0, 0.0, height))
    return hit


@wp.func
def _hit_cone_side(hit: Hit, o: wp.vec3, d: wp.vec3, t_min: float, t_max: float) -> Hit:
    """x^2 + y^2 = (z / 2)^2 for -2 <= z <= 0."""
    k = 0.5 * o[2]
    slope = 0.5 * d[2]
    roots = _solve_quadratic(
        d[0] * d[0] + d[1] * d[1] - slope * slope,
        o[0] * d[0] + o[1] * d[1] - k * slope,
        o[0] * o[0] + o[1] * o[1] - k * k,
    )
    for i in range(2):
        p = o + roots[i] * d
        if p[2] >= -2.0 and p[2] <= 0.0:
            hit = _nearer(hit, roots[i], t_min, t_max, wp.vec3(p[0], p[1], -0.25 * p[2]))
    return hit


@wp.func
def hit_analytic(geometry: Geometry, origin: wp.vec3, direction: wp.vec3, t_max: float) -> Hit:
    """Nearest intersection with 0 <= t < t_max; t is NO_HIT where there is none."""
    hit = Hit()
    hit.face = -1
    hit.t = NO_HIT
    centre = wp.vec3(0.0, 0.0, 0.0)
    if geometry.kind == GEOMETRY_CONE:
        # Its apex, around which the cancellation would be worst.
        centre = wp.vec3(0.0, 0.0, 1.0)
    shift = wp.dot(centre - origin, direction) / wp.dot(direction, direction)
    o = (origin - centre) + shift * direction
    low = -shift
    high = t_max - shift
    if geometry.kind == GEOMETRY_SPHERE:
        hit = _hit_sphere(hit, o, direction, low, high, 0.0, 0.0)
    elif geometry.kind == GEOMETRY_CYLINDER:
        hit = _hit_tube(hit, o, direction, low, high, 1.0)
        hit = _hit_cap(hit, o, direction, low, high, -1.0)
        hit = _hit_cap(hit, o, direction, low, high, 1.0)
    elif geometry.kind == GEOMETRY_CONE:
        hit = _hit_cone_side(hit, o, direction, low, high)
        hit = _hit_cap(hit, o, direction, low, high, -2.0)
    elif geometry.kind == GEOMETRY_CAPSULE:
        hit = _hit_tube(hit, o, direction, low, high, geometry.half_length)
        hit = _hit_sphere(hit, o, direction, low, high, -geometry.half_length, -1.0)
        hit = _hit_sphere(hit, o, direction, low, high, geometry.half_length, 1.0)
    if hit.t < NO_HIT:
        hit.t += shift
    return hit


@wp.func
def _hit_geometry(geometry: Geometry, origin: wp.vec3, direction: wp.vec3, t_max: float) -> Hit:
    hit = Hit()
    if geometry.kind == GEOMETRY_MESH:
        hit.t = NO_HIT
        query = wp.mesh_query_ray(geometry.mesh, origin, direction, t_max)
        if query.result:
            hit.t = query.t
            hit.face = query.face
            hit.barycentrics = wp.vec2(query.u, query.v)
            hit.normal = query.normal
    else:
        hit = hit_analytic(geometry, origin, direction, t_max)
    return hit


@wp.func
def past(t: float, origin: wp.vec3, direction: wp.vec3) -> float:
    """A little more than `t`: by more than what float32 loses on the way to the surface there."""
    reach = wp.max(wp.max(wp.abs(origin[0]), wp.abs(origin[1])), wp.abs(origin[2]))
    return t + (t + reach / wp.length(direction)) * 2.0e-6


@wp.func
def _hit_instance(scene: Scene, instance: Instance, origin: wp.vec3, direction: wp.vec3, t_max: float) -> Hit:
    """Nearest intersection, in local space, with what is there of an instance's surface."""
    geometry = scene.geometries[instance.geometry]
    hit = _hit_geometry(geometry, origin, direction, t_max)
    if instance.see_through == 0:
        return hit
    begin = float(0.0)
    layers = int(0)
    while hit.t < NO_HIT and layers < MAX_LAYERS:
        hit.t += begin
        if opacity_at(scene, instance, geometry, hit.face, hit.barycentrics) > 0.0:
            return hit
        begin = past(hit.t, origin, direction)
        hit = _hit_geometry(geometry, origin + begin * direction, direction, t_max - begin)
        layers += 1
    hit.t = NO_HIT
    return hit


@wp.func
def closest_hit(scene: Scene, origin: wp.vec3, direction: wp.vec3, t_max: float) -> Hit:
    """Nearest intersection with 0 <= t < t_max; `instance` is -1 where there is none.

    Of two surfaces at the same distance the one with the lower instance index is seen, so that the order in which
    the BVH is walked does not matter.
    """
    best = Hit()
    best.instance = -1
    best.t = t_max
    if scene.instance_count == 0:
        return best
    query = wp.bvh_query_ray(scene.bvh, origin, direction)
    candidate = int(0)
    while wp.bvh_query_next(query, candidate, best.t):
        instance = scene.instances[candidate]
        hit = _hit_instance(
            scene,
            instance,
            wp.transform_point(instance.to_local, origin),
            wp.transform_vector(instance.to_local, direction),
            best.t * INCLUSIVE,
        )
        if hit.t < best.t or (hit.t == best.t and best.instance >= 0 and candidate < best.instance):
            best = hit
            best.instance = candidate
    return best


@wp.func
def meets(scene: Scene, candidate: int, origin: wp.vec3, direction: wp.vec3, t_max: float) -> bool:
    """Whether one instance lies on the ray within 0 <= t < t_max."""
    instance = scene.instances[candidate]
    geometry = scene.geometries[instance.geometry]
    local_origin = wp.transform_point(instance.to_local, origin)
    local_direction = wp.transform_vector(instance.to_local, direction)
    if instance.see_through == 1:
        seen = _hit_instance(scene, instance, local_origin, local_direction, t_max)
        return seen.t < t_max
    if geometry.kind == GEOMETRY_MESH:
        return wp.mesh_query_ray_anyhit(geometry.mesh, local_origin, local_direction, t_max)
    hit = hit_analytic(geometry, local_origin, local_direction, t_max)
    return hit.t < t_max


@wp.func
def _passes(scene: Scene, instance: Instance, origin: wp.vec3, direction: wp.vec3, t_max: float) -> float:
    """Share of light that passes through all layers of one instance that is seen through, in its local space."""
    geometry = scene.geometries[instance.geometry]
    share = float(1.0)
    begin = float(0.0)
    layers = int(0)
    hit = _hit_geometry(geometry, origin, direction, t_max)
    while hit.t < NO_HIT and share > 0.0 and layers < MAX_LAYERS:
        share *= 1.0 - opacity_at(scene, instance, geometry, hit.face, hit.barycentrics)
        begin = past(begin + hit.t, origin, direction)
        hit = _hit_geometry(geometry, origin + begin * direction, direction, t_max - begin)
        layers += 1
    return share


@wp.func
def transmittance(scene: Scene, origin: wp.vec3, direction: wp.vec3, t_max: float) -> float:
    """Share of light that passes along the ray within 0 <= t < t_max."""
    share = float(1.0)
    if scene.instance_count == 0:
        return share
    query = wp.bvh_query_ray(scene.bvh, origin, direction)
    candidate = int(0)
    while wp.bvh_query_next(query, candidate, t_max):
        instance = scene.instances[candidate]
        if instance.see_through == 1:
            share *= _passes(
                scene,
                instance,
                wp.transform_point(instance.to_local, origin),
                wp.transform_vector(instance.to_local, direction),
                t_max,
            )
        elif meets(scene, candidate, origin, direction, t_max):
            share = 0.0
        if share == 0.0:
            return share
    return share
