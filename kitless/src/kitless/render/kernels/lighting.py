"""Light on a surface, with shadow rays, and the sequences that their directions are drawn from."""

import warp as wp

from .intersect import any_hit
from .structs import LIGHT_DISTANT, Light, Material, Scene


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
def _reflect(
    base: wp.vec3,
    material: Material,
    normal: wp.vec3,
    to_eye: wp.vec3,
    to_light: wp.vec3,
    irradiance: wp.vec3,
) -> wp.vec3:
    """Radiance towards the eye: Lambert, and a normalised Blinn-Phong highlight that fades with roughness.

    `irradiance` is that of a surface facing the light. At roughness 1 the highlight is gone and the rest is exactly
    base / pi.
    """
    cosine = wp.dot(normal, to_light)
    if cosine <= 0.0:
        return wp.vec3(0.0, 0.0, 0.0)
    diffuse = base * ((1.0 - material.metallic) / wp.pi)
    gloss = 1.0 - material.roughness
    specular = wp.vec3(0.0, 0.0, 0.0)
    if gloss > 0.0:
        alpha = wp.max(material.roughness * material.roughness, 0.02)
        exponent = 2.0 / (alpha * alpha) - 2.0
        half_vector = wp.normalize(to_eye + to_light)
        highlight = (
            wp.pow(wp.max(wp.dot(normal, half_vector), 0.0), exponent) * (exponent + 8.0) / (8.0 * wp.pi)
        )
        facing = 1.0 - wp.max(wp.dot(half_vector, to_eye), 0.0)
        fresnel = wp.pow(facing, 5.0)
        mirror = wp.lerp(wp.vec3(0.04, 0.04, 0.04), base, material.metallic)
        specular = (mirror + (wp.vec3(1.0, 1.0, 1.0) - mirror) * fresnel) * (highlight * gloss)
    return wp.cw_mul(diffuse + specular, irradiance) * cosine


@wp.func
def direct_light(
    scene: Scene,
    light: Light,
    base: wp.vec3,
    material: Material,
    position: wp.vec3,
    lifted: wp.vec3,
    normal: wp.vec3,
    to_eye: wp.vec3,
    sample: wp.vec2,
) -> wp.vec3:
    """Radiance towards the eye by one light, 0 where the sampled point of the light is hidden."""
    spread = _disc(sample)
    to_light = wp.vec3(0.0, 0.0, 0.0)
    target = wp.vec3(0.0, 0.0, 0.0)
    distance = float(1.0)
    irradiance = light.color
    shadow_length = float(3.0e37)
    if light.kind == LIGHT_DISTANT:
        to_light = -light.direction
        tangent = _perpendicular(to_light)
        target = to_light + (spread[0] * tangent + spread[1] * wp.cross(to_light, tangent)) * light.size
    else:
        path = light.position - position
        distance = wp.length(path)
        if distance <= light.size:
            return wp.vec3(0.0, 0.0, 0.0)
        to_light = path / distance
        tangent = _perpendicular(to_light)
        target = (
            light.position
            + (spread[0] * tangent + spread[1] * wp.cross(to_light, tangent)) * light.size
            - lifted
        )
        ratio = light.size / distance
        irradiance = light.color * (wp.pi * ratio * ratio)
        # Up to the light's front, so that geometry standing for the bulb casts no shadow.
        shadow_length = wp.max(1.0 - ratio, 0.0)
    if wp.dot(normal, to_light) <= 0.0 or any_hit(scene, lifted, target, shadow_length):
        return wp.vec3(0.0, 0.0, 0.0)
    return _reflect(base, material, normal, to_eye, to_light, irradiance)


@wp.func
def dome_visibility(
    scene: Scene, lifted: wp.vec3, normal: wp.vec3, samples: int, rotation: wp.vec2, first: int
) -> float:
    """Share of `samples` cosine-weighted directions around the normal that reach the sky."""
    tangent = _perpendicular(normal)
    bitangent = wp.cross(normal, tangent)
    seen = float(0.0)
    for k in range(samples):
        point = sequence(first + k, rotation)
        disc = _disc(point)
        direction = disc[0] * tangent + disc[1] * bitangent + wp.sqrt(wp.max(1.0 - point[0], 0.0)) * normal
        if not any_hit(scene, lifted, direction, 3.0e37):
            seen += 1.0
    return seen / float(samples)


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
