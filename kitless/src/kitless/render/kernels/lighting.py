"""Light on a surface, with shadow rays, and the sequences that their directions are drawn from."""

import warp as wp

from .intersect import transmittance
from .structs import LIGHT_DISTANT, Light, Scene, SurfacePoint


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
def direct_light(scene: Scene, light: Light, point: SurfacePoint, sample: wp.vec2) -> wp.vec3:
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
        path = light.position - point.position
        distance = wp.length(path)
        if distance <= light.size:
            return wp.vec3(0.0, 0.0, 0.0)
        to_light = path / distance
        tangent = _perpendicular(to_light)
        target = (
            light.position
            + (spread[0] * tangent + spread[1] * wp.cross(to_light, tangent)) * light.size
            - point.lifted
        )
        ratio = light.size / distance
        irradiance = light.color * (wp.pi * ratio * ratio)
        # Up to the light's front, so that geometry standing for the bulb casts no shadow.
        shadow_length = wp.max(1.0 - ratio, 0.0)
    if wp.dot(point.normal, to_light) <= 0.0:
        return wp.vec3(0.0, 0.0, 0.0)
    irradiance = irradiance * transmittance(scene, point.lifted, target, shadow_length)
    return _reflect(point, to_light, irradiance)


@wp.func
def sky(scene: Scene, direction: wp.vec3) -> wp.vec3:  # noqa: ARG001
    """Radiance that comes from where nothing is hit; `direction` leads there."""
    return scene.dome


@wp.func
def dome_light(scene: Scene, point: SurfacePoint, samples: int, rotation: wp.vec2, first: int) -> wp.vec3:
    """Radiance towards the eye by the sky, from `samples` cosine-weighted directions around the normal."""
    if wp.length_sq(scene.dome) == 0.0:
        return wp.vec3(0.0, 0.0, 0.0)
    tangent = _perpendicular(point.normal)
    bitangent = wp.cross(point.normal, tangent)
    light = wp.vec3(0.0, 0.0, 0.0)
    for k in range(samples):
        sample = sequence(first + k, rotation)
        disc = _disc(sample)
        direction = (
            disc[0] * tangent + disc[1] * bitangent + wp.sqrt(wp.max(1.0 - sample[0], 0.0)) * point.normal
        )
        light += sky(scene, direction) * transmittance(scene, point.lifted, direction, 3.0e37)
    return wp.cw_mul(point.base_color, light) * (point.occlusion / float(samples))


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
