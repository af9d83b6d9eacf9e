"""Light on a surface, with shadow rays, and the sequences that their directions are drawn from."""

import warp as wp

from .intersect import transmittance
from .structs import (
    LIGHT_CYLINDER,
    LIGHT_DISK,
    LIGHT_DISTANT,
    LIGHT_RECT,
    LIGHT_SPHERE,
    Light,
    Scene,
    Sky,
    SurfacePoint,
)

LIGHT_CELLS = 16
"""Pieces of a rectangle, a disk or a cylinder that are summed."""
_CELLS = wp.constant(LIGHT_CELLS)
_CELLS_IN_ROW = wp.constant(4)
_GOLDEN_ANGLE = wp.constant(2.399963229728653)
_UP_TO_THE_LIGHT = wp.constant(0.999)
"""Share of a shadow ray's way, so that geometry standing for the lamp casts no shadow."""


@wp.func
def _disc(sample: wp.vec2) -> wp.vec2:
    """Uniform point of the unit disc from one of the unit square; (0, anything) is the centre."""
    radius = wp.sqrt(sample[0])
    angle = 2.0 * wp.pi * sample[1]
    return wp.vec2(radius * wp.cos(angle), radius * wp.sin(angle))


@wp.func
def _perpendicular(axis: wp.vec3) -> wp.vec3:
    """A unit vector at right angles to the unit vector `axis`."""
    helper = wp.vec3(1.0, 0.0, 0.0)
    if wp.abs(axis[0]) > 0.5:
        helper = wp.vec3(0.0, 1.0, 0.0)
    return wp.normalize(wp.cross(axis, helper))


@wp.func
def _reflect(point: SurfacePoint, to_light: wp.vec3, irradiance: wp.vec3) -> wp.vec3:
    """Radiance towards the eye: Lambert, and a normalised Blinn-Phong highlight that fades with roughness.

    `irradiance` is that of a surface facing the light. At roughness 1 the highlight is gone and the rest is exactly
    base / pi.
    """
    cosine = wp.dot(point.normal, to_light)
    if cosine <= 0.0:
        return wp.vec3(0.0, 0.0, 0.0)
    diffuse = point.base_color * ((1.0 - point.metallic) / wp.pi)
    gloss = 1.0 - point.roughness
    specular = wp.vec3(0.0, 0.0, 0.0)
    if gloss > 0.0:
        alpha = wp.max(point.roughness * point.roughness, 0.02)
        exponent = 2.0 / (alpha * alpha) - 2.0
        half_vector = wp.normalize(point.to_eye + to_light)
        highlight = (
            wp.pow(wp.max(wp.dot(point.normal, half_vector), 0.0), exponent)
            * (exponent + 8.0)
            / (8.0 * wp.pi)
        )
        facing = 1.0 - wp.max(wp.dot(half_vector, point.to_eye), 0.0)
        fresnel = wp.pow(facing, 5.0)
        mirror = wp.lerp(point.mirror, point.base_color, point.metallic)
        specular = (mirror + (wp.vec3(1.0, 1.0, 1.0) - mirror) * fresnel) * (highlight * gloss)
    return wp.cw_mul(diffuse + specular, irradiance) * cosine


@wp.func
def _centred(sample: float) -> float:
    """From 0 … 1 to -1/2 … 1/2, with 0 at 0."""
    shifted = sample + 0.5
    return shifted - wp.floor(shifted) - 0.5


@wp.func
def _shaped(light: Light, leaving: wp.vec3) -> float:
    """What a light's cone and focus leave of what it sends along the unit vector `leaving`."""
    cosine = wp.dot(leaving, light.direction)
    angle = wp.acos(wp.clamp(cosine, -1.0, 1.0))
    if angle >= light.cone_angle:
        return 0.0
    left = float(1.0)
    if angle > light.fade_angle:
        share = (angle - light.fade_angle) / (light.cone_angle - light.fade_angle)
        left = 1.0 - share * share * (3.0 - 2.0 * share)
    if light.focus > 0.0:
        left *= wp.pow(wp.max(cosine, 0.0), light.focus)
    return left


@wp.func
def _cell(light: Light, index: int) -> wp.vec3:
    """Centre of one of the pieces of a light, from the light's centre."""
    if light.kind == LIGHT_RECT:
        column = (float(index % _CELLS_IN_ROW) + 0.5) / float(_CELLS_IN_ROW) - 0.5
        row = (float(index // _CELLS_IN_ROW) + 0.5) / float(_CELLS_IN_ROW) - 0.5
        return column * light.first_span + row * light.second_span
    along = (float(index) + 0.5) / float(_CELLS)
    if light.kind == LIGHT_DISK:
        radius = wp.sqrt(along)
        angle = _GOLDEN_ANGLE * float(index)
        return radius * (wp.cos(angle) * light.first_span + wp.sin(angle) * light.second_span)
    return (along - 0.5) * light.first_span


@wp.func
def _arriving(light: Light, point: SurfacePoint) -> wp.vec3:
    """Vector irradiance of a light of power 1: from where its light comes on the whole, and how much of it."""
    centre = light.position - point.position
    if light.kind == LIGHT_SPHERE:
        distance = wp.length(centre)
        if distance <= light.size:
            return wp.vec3(0.0, 0.0, 0.0)
        to_light = centre / distance
        left = float(1.0)
        if light.shaped == 1:
            left = _shaped(light, -to_light)
        return to_light * (left / (distance * distance))
    axis = wp.normalize(light.first_span)
    arriving = wp.vec3(0.0, 0.0, 0.0)
    for k in range(_CELLS):
        path = centre + _cell(light, k)
        square = wp.max(wp.length_sq(path), 1.0e-30)
        to_cell = path / wp.sqrt(square)
        seen = -wp.dot(to_cell, light.direction)
        if light.kind == LIGHT_CYLINDER:
            along = wp.dot(to_cell, axis)
            seen = wp.sqrt(wp.max(1.0 - along * along, 0.0))
        if seen > 0.0 and wp.dot(point.normal, to_cell) > 0.0:
            if light.shaped == 1:
                seen *= _shaped(light, -to_cell)
            # From near by no more than the cell would give if it were all that can be seen.
            arriving += to_cell * (seen / wp.sqrt(square * square + light.cell * light.cell))
    return arriving / float(_CELLS)


@wp.func
def _point_of_light(light: Light, point: SurfacePoint, sample: wp.vec2) -> wp.vec3:
    """A point of a light, from the light's centre; (0, 0) is the centre."""
    if light.kind == LIGHT_RECT:
        return _centred(sample[0]) * light.first_span + _centred(sample[1]) * light.second_span
    if light.kind == LIGHT_DISK:
        spread = _disc(sample)
        return spread[0] * light.first_span + spread[1] * light.second_span
    path = light.position - point.position
    if light.kind == LIGHT_CYLINDER:
        across = wp.normalize(wp.cross(light.first_span, path))
        return _centred(sample[0]) * light.first_span + (2.0 * light.size * _centred(sample[1])) * across
    to_light = wp.normalize(path)
    tangent = _perpendicular(to_light)
    disc = _disc(sample)
    return (disc[0] * tangent + disc[1] * wp.cross(to_light, tangent)) * light.size


@wp.func
def _unhidden(scene: Scene, light: Light, point: SurfacePoint, sample: wp.vec2) -> float:
    """Share of the light of one point of a light that nothing stops."""
    if light.kind == LIGHT_DISTANT:
        spread = _disc(sample)
        tangent = _perpendicular(light.direction)
        across = spread[0] * tangent + spread[1] * wp.cross(light.direction, tangent)
        return transmittance(scene, point.lifted, across * light.size - light.direction, 3.0e37)
    length = _UP_TO_THE_LIGHT
    if light.kind == LIGHT_SPHERE:
        front = 1.0 - light.size / wp.length(light.position - point.position)
        length = wp.clamp(front, 0.0, _UP_TO_THE_LIGHT)
    target = light.position + _point_of_light(light, point, sample) - point.lifted
    return transmittance(scene, point.lifted, target, length)


@wp.func
def direct_light(
    scene: Scene, light: Light, point: SurfacePoint, samples: int, soft: bool, rotation: wp.vec2, first: int
) -> wp.vec3:
    """Radiance towards the eye by one light, of which `samples` points may be hidden, or its centre if not `soft`."""
    to_light = -light.direction
    irradiance = light.power
    if light.kind != LIGHT_DISTANT:
        arriving = _arriving(light, point)
        strength = wp.length(arriving)
        if strength == 0.0:
            return wp.vec3(0.0, 0.0, 0.0)
        to_light = arriving / strength
        irradiance = light.power * strength
    reflected = _reflect(point, to_light, irradiance)
    if light.casts_shadows == 0 or wp.length_sq(reflected) == 0.0:
        return reflected
    unhidden = float(0.0)
    for n in range(samples):
        sample = wp.vec2(0.0, 0.0)
        if soft:
            sample = sequence(first + n, rotation)
        unhidden += _unhidden(scene, light, point, sample)
    return reflected * (unhidden / float(samples))


@wp.func
def _place_in_sky(sky: Sky, direction: wp.vec3) -> wp.vec2:
    """Longitude and latitude of a unit vector as shares of the image's width and height."""
    local = sky.to_local * direction
    column = 0.5 - wp.atan2(local[0], local[2]) / (2.0 * wp.pi)
    return wp.vec2(column, wp.acos(wp.clamp(local[1], -1.0, 1.0)) / wp.pi)


@wp.func
def _seen_in_sky(sky: Sky, direction: wp.vec3) -> wp.vec3:
    """Radiance of the image where a direction leads, between its pixels."""
    place = _place_in_sky(sky, direction)
    rows, columns = sky.pixels.shape[0], sky.pixels.shape[1]
    x = place[0] * float(columns) - 0.5
    y = place[1] * float(rows) - 0.5
    left = int(wp.floor(x))
    top = int(wp.floor(y))
    across = x - float(left)
    down = y - float(top)
    first = (left + columns) % columns
    second = (left + 1 + columns) % columns
    upper = wp.clamp(top, 0, rows - 1)
    lower = wp.clamp(top + 1, 0, rows - 1)
    above = wp.lerp(sky.pixels[upper, first], sky.pixels[upper, second], across)
    below = wp.lerp(sky.pixels[lower, first], sky.pixels[lower, second], across)
    return wp.cw_mul(wp.lerp(above, below, down), sky.color)


@wp.func
def sky(scene: Scene, direction: wp.vec3) -> wp.vec3:
    """Radiance that comes from where nothing is hit; the unit vector `direction` leads there."""
    if scene.sky.shown == 0:
        return scene.dome
    return scene.dome + _seen_in_sky(scene.sky, direction)


@wp.func
def _solid_angle(sky: Sky, row: int) -> float:
    """Of a cell of the coarse copy."""
    step = wp.pi / float(sky.light.shape[0])
    height = wp.cos(float(row) * step) - wp.cos(float(row + 1) * step)
    return height * (2.0 * wp.pi / float(sky.light.shape[1]))


@wp.func
def _last_below(sky: Sky, chance: float, begin: int, stride: int, count: int) -> int:
    """Of `count` pieces of `stride` cells from `begin` on, the last with no more than `chance` before it."""
    low = int(0)
    high = count
    while high - low > 1:
        middle = (low + high) // 2
        if sky.cumulative[begin + middle * stride] <= chance:
            low = middle
        else:
            high = middle
    return low


@wp.func
def _share_between(low: float, high: float, chance: float) -> float:
    """Where `chance` lies from low, 0, to high, 1."""
    if high > low:
        return (chance - low) / (high - low)
    return 0.5


@wp.func
def _brighter_direction(sky: Sky, sample: wp.vec2) -> wp.vec3:
    """A direction, the more likely the brighter the image is there: a row by the first number, then a column."""
    rows, columns = sky.light.shape[0], sky.light.shape[1]
    row = _last_below(sky, sample[0], 0, columns, rows)
    first = row * columns
    before, after = sky.cumulative[first], sky.cumulative[first + columns]
    chance = wp.lerp(before, after, sample[1])
    column = _last_below(sky, chance, first, 1, columns)
    cell = first + column
    across = _share_between(sky.cumulative[cell], sky.cumulative[cell + 1], chance)
    longitude = (0.5 - (float(column) + across) / float(columns)) * 2.0 * wp.pi
    step = wp.pi / float(rows)
    cosine = wp.lerp(
        wp.cos(float(row) * step),
        wp.cos(float(row + 1) * step),
        _share_between(before, after, sample[0]),
    )
    sine = wp.sqrt(wp.max(1.0 - cosine * cosine, 0.0))
    local = wp.vec3(sine * wp.sin(longitude), cosine, sine * wp.cos(longitude))
    return wp.transpose(sky.to_local) * local


@wp.func
def _weighted_sky(scene: Scene, direction: wp.vec3, cosine: float) -> wp.vec3:
    """Radiance of the coarse copy and of what is everywhere, for a direction that one of two ways has drawn.

    It is weighted by the balance heuristic: the density of drawing it by its cosine over the mean of both densities.
    """
    sky = scene.sky
    place = _place_in_sky(sky, direction)
    rows, columns = sky.light.shape[0], sky.light.shape[1]
    row = wp.clamp(int(place[1] * float(rows)), 0, rows - 1)
    column = wp.clamp(int(place[0] * float(columns)), 0, columns - 1)
    cell = row * columns + column
    by_image = (sky.cumulative[cell + 1] - sky.cumulative[cell]) / _solid_angle(sky, row)
    by_cosine = cosine / wp.pi
    radiance = scene.dome + wp.cw_mul(sky.light[row, column], sky.color)
    return radiance * (2.0 * by_cosine / (by_cosine + by_image))


@wp.func
def _around(normal: wp.vec3, tangent: wp.vec3, bitangent: wp.vec3, sample: wp.vec2) -> wp.vec3:
    """A direction, as likely as the cosine of its angle to the normal."""
    disc = _disc(sample)
    return disc[0] * tangent + disc[1] * bitangent + wp.sqrt(wp.max(1.0 - sample[0], 0.0)) * normal


@wp.func
def dome_light(scene: Scene, point: SurfacePoint, samples: int, rotation: wp.vec2, subframe: int) -> wp.vec3:
    """Radiance towards the eye by the sky, from `samples` directions around the normal, at least.

    They are drawn by their cosine; where there is an image, there is one from it for each of them.
    """
    tangent = _perpendicular(point.normal)
    bitangent = wp.cross(point.normal, tangent)
    light = wp.vec3(0.0, 0.0, 0.0)
    if scene.sky.shown == 0:
        if wp.length_sq(scene.dome) == 0.0:
            return light
        clear = float(0.0)
        for k in range(samples):
            sample = sequence(subframe * samples + k, rotation)
            direction = _around(point.normal, tangent, bitangent, sample)
            clear += transmittance(scene, point.lifted, direction, 3.0e37)
        return wp.cw_mul(point.base_color, scene.dome) * (clear * point.occlusion / float(samples))
    pairs = (samples + 1) // 2
    for k in range(2 * pairs):
        sample = sequence(subframe * pairs + k // 2, rotation)
        direction = _around(point.normal, tangent, bitangent, sample)
        if k % 2 == 1:
            direction = _brighter_direction(scene.sky, sample)
        cosine = wp.dot(direction, point.normal)
        if cosine > 0.0:
            radiance = _weighted_sky(scene, direction, cosine)
            if wp.length_sq(radiance) > 0.0:
                light += radiance * transmittance(scene, point.lifted, direction, 3.0e37)
    return wp.cw_mul(point.base_color, light) * (point.occlusion / float(2 * pairs))


@wp.func
def gradient_noise(x: int, y: int) -> float:
    """Interleaved gradient noise: 0 to 1, different in neighbouring pixels, so that their errors average out."""
    inner = 0.06711056 * float(x) + 0.00583715 * float(y)
    outer = 52.9829189 * (inner - wp.floor(inner))
    return outer - wp.floor(outer)


@wp.func
def sequence(index: int, rotation: wp.vec2) -> wp.vec2:
    """Point `index` of the R2 low-discrepancy sequence, shifted by `rotation` in the unit square."""
    x = rotation[0] + 0.7548776662466927 * float(index)
    y = rotation[1] + 0.5698402909980532 * float(index)
    return wp.vec2(x - wp.floor(x), y - wp.floor(y))
