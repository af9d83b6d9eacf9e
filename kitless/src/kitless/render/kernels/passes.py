"""The passes of a picture: cast (rays to a G-buffer), shade (G-buffer to linear light), develop (light to sRGB).

Beside them count and list_instances find everything on the pixels' rays, hidden or not. Each runs over a band of rows,
so that the CPU can work on several bands at once: a pixel's value does not depend on its band.
"""

import warp as wp

from .intersect import any_hit, closest_hit, meets
from .structs import LIGHT_DISTANT, Geometry, Instance, Light, Material, Scene, View
from .texturing import sample_texture

# Nothing here is differentiated; without the adjoint kernels it compiles in half the time.
wp.set_module_options({"enable_backward": False})

MISS = wp.constant(-1)


@wp.func
def _primary_ray(view: View, row: int, column: int, offset: wp.vec2) -> wp.vec3:
    x = float(column) + offset[0]
    y = float(row) + offset[1]
    return view.corner + x * view.step_x + y * view.step_y


@wp.func
def _shading_normal(
    geometry: Geometry,
    instance: Instance,
    face: int,
    barycentrics: wp.vec2,
    flat: wp.vec3,
    direction: wp.vec3,
) -> wp.vec3:
    """World space unit normal on the side that the ray comes from: the authored one if there is one, else `flat`."""
    local_to_world = wp.transpose(instance.to_local)
    geometric = wp.normalize(wp.transform_vector(local_to_world, flat))
    if wp.dot(geometric, direction) > 0.0:
        geometric = -geometric
    if face < 0 or geometry.normals.shape[0] == 0:
        return geometric
    u = barycentrics[0]
    v = barycentrics[1]
    authored = (
        u * geometry.normals[3 * face]
        + v * geometry.normals[3 * face + 1]
        + (1.0 - u - v) * geometry.normals[3 * face + 2]
    )
    smooth = wp.normalize(wp.transform_vector(local_to_world, authored))
    if wp.dot(smooth, geometric) < 0.0:
        smooth = -smooth
    if wp.length_sq(smooth) == 0.0:
        return geometric
    return smooth


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
    direction = _primary_ray(view, row, column, offset)
    hit = closest_hit(scene, view.origin + view.near * direction, direction, view.far - view.near)
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
        normals[row, column] = _shading_normal(
            geometry, instance, hit.face, hit.barycentrics, hit.normal, direction
        )


@wp.kernel
def count(view: View, scene: Scene, first_row: int, counts: wp.array2d(dtype=int)):
    """How many instances lie on the ray of each pixel's centre."""
    i, column = wp.tid()
    row = first_row + i
    direction = _primary_ray(view, row, column, wp.vec2(0.5, 0.5))
    origin = view.origin + view.near * direction
    query = wp.bvh_query_ray(scene.bvh, origin, direction)
    candidate = int(0)
    found = int(0)
    while wp.bvh_query_next(query, candidate, view.far - view.near):
        if meets(scene, candidate, origin, direction, view.far - view.near):
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
    direction = _primary_ray(view, row, column, wp.vec2(0.5, 0.5))
    origin = view.origin + view.near * direction
    query = wp.bvh_query_ray(scene.bvh, origin, direction)
    candidate = int(0)
    first = offsets[row, column]
    found = int(0)
    while wp.bvh_query_next(query, candidate, view.far - view.near):
        if meets(scene, candidate, origin, direction, view.far - view.near):
            place = found
            while place > 0 and instances[first + wp.int64(place - 1)] > candidate:
                instances[first + wp.int64(place)] = instances[first + wp.int64(place - 1)]
                place -= 1
            instances[first + wp.int64(place)] = candidate
            found += 1


@wp.func
def _surface_color(
    scene: Scene,
    material: Material,
    geometry: Geometry,
    instance: Instance,
    face: int,
    barycentrics: wp.vec2,
    pixel_area: float,
) -> wp.vec3:
    """Linear base colour. `pixel_area` is the area in the world that the pixel covers on the surface."""
    color = material.base_color
    if face < 0:
        return color
    u = barycentrics[0]
    v = barycentrics[1]
    w = 1.0 - u - v
    first = 3 * face
    if material.use_vertex_color == 1 and geometry.colors.shape[0] > 0:
        color = u * geometry.colors[first] + v * geometry.colors[first + 1] + w * geometry.colors[first + 2]
    if material.base_texture >= 0 and geometry.uvs.shape[0] > 0:
        uv0 = geometry.uvs[first]
        uv1 = geometry.uvs[first + 1]
        uv2 = geometry.uvs[first + 2]
        corner = wp.mesh_get_point(geometry.mesh, first)
        edge1 = wp.transform_vector(instance.to_world, wp.mesh_get_point(geometry.mesh, first + 1) - corner)
        edge2 = wp.transform_vector(instance.to_world, wp.mesh_get_point(geometry.mesh, first + 2) - corner)
        world_area = wp.length(wp.cross(edge1, edge2))
        duv1 = uv1 - uv0
        duv2 = uv2 - uv0
        uv_area = wp.abs(duv1[0] * duv2[1] - duv1[1] * duv2[0])
        footprint = wp.sqrt(uv_area * pixel_area / wp.max(world_area, 1.0e-20))
        texel = sample_texture(scene, material.base_texture, u * uv0 + v * uv1 + w * uv2, footprint)
        color = wp.vec3(texel[0], texel[1], texel[2])
    return color


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
def _direct_light(
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
def _dome_visibility(
    scene: Scene, lifted: wp.vec3, normal: wp.vec3, samples: int, rotation: wp.vec2, first: int
) -> float:
    """Share of `samples` cosine-weighted directions around the normal that reach the sky."""
    tangent = _perpendicular(normal)
    bitangent = wp.cross(normal, tangent)
    seen = float(0.0)
    for k in range(samples):
        point = _sequence(first + k, rotation)
        disc = _disc(point)
        direction = disc[0] * tangent + disc[1] * bitangent + wp.sqrt(wp.max(1.0 - point[0], 0.0)) * normal
        if not any_hit(scene, lifted, direction, 3.0e37):
            seen += 1.0
    return seen / float(samples)


@wp.func
def _gradient_noise(x: int, y: int) -> float:
    """Interleaved gradient noise: 0 to 1, different in neighbouring pixels, so that their errors average out."""
    inner = 0.06711056 * float(x) + 0.00583715 * float(y)
    outer = 52.9829189 * (inner - wp.floor(inner))
    return outer - wp.floor(outer)


@wp.func
def _sequence(index: int, rotation: wp.vec2) -> wp.vec2:
    """Point `index` of the R2 low-discrepancy sequence, shifted by `rotation` in the unit square."""
    x = rotation[0] + 0.7548776662466927 * float(index)
    y = rotation[1] + 0.5698402909980532 * float(index)
    return wp.vec2(x - wp.floor(x), y - wp.floor(y))


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
    index = instances[row, column]
    if index == MISS:
        radiance[row, column] += scene.dome
        return
    direction = _primary_ray(view, row, column, offset)
    t = depth[row, column]
    instance = scene.instances[index]
    geometry = scene.geometries[instance.geometry]
    material = scene.materials[instance.material]
    normal = normals[row, column]
    to_eye = -wp.normalize(direction)
    position = view.origin + t * direction
    # Off the surface by more than float32 loses on the way there.
    scale = wp.max(wp.max(wp.abs(position[0]), wp.abs(position[1])), wp.max(wp.abs(position[2]), t))
    lifted = position + normal * (scale * 1.0e-4)

    pixel_width = t * wp.length(view.step_x)
    grazing = wp.max(wp.dot(normal, to_eye), 0.1)
    base = _surface_color(
        scene,
        material,
        geometry,
        instance,
        faces[row, column],
        barycentrics[row, column],
        pixel_width * pixel_width / grazing,
    )

    rotation = wp.vec2(_gradient_noise(column, row), _gradient_noise(row + 57, column + 113))
    result = material.emission
    for k in range(scene.light_count):
        for n in range(light_samples):
            point = wp.vec2(0.0, 0.0)
            if soft_shadows:
                point = _sequence(subframe * light_samples + n, rotation)
            result += _direct_light(
                scene, scene.lights[k], base, material, position, lifted, normal, to_eye, point
            ) / float(light_samples)
    if wp.length_sq(scene.dome) > 0.0:
        visibility = _dome_visibility(scene, lifted, normal, dome_samples, rotation, subframe * dome_samples)
        result += wp.cw_mul(base, scene.dome) * visibility
    radiance[row, column] += result


@wp.func
def _to_srgb(linear: float) -> wp.uint8:
    value = wp.clamp(linear, 0.0, 1.0)
    encoded = 12.92 * value
    if value > 0.0031308:
        encoded = 1.055 * wp.pow(value, 1.0 / 2.4) - 0.055
    return wp.uint8(int(encoded * 255.0 + 0.5))


@wp.kernel
def develop(
    first_row: int,
    exposure: float,
    radiance: wp.array2d(dtype=wp.vec3),
    color: wp.array2d(dtype=wp.vec4ub),
):
    """SRGB with alpha 255 from radiance times exposure, without a tone curve."""
    i, column = wp.tid()
    row = first_row + i
    light = radiance[row, column] * exposure
    color[row, column] = wp.vec4ub(_to_srgb(light[0]), _to_srgb(light[1]), _to_srgb(light[2]), wp.uint8(255))
