"""What a surface is like where a ray meets it: its normal and its base colour."""

import warp as wp

from .structs import Geometry, Instance, Material, Scene, View
from .texturing import sample_texture


@wp.func
def shading_normal(
    geometry: Geometry,
    instance: Instance,
    face: int,
    barycentrics: wp.vec2,
    flat: wp.vec3,
    direction: wp.vec3,
) -> wp.vec3:
    """World space unit normal on the side that the ray comes from: the authored one if there is one, else `flat`.

    Interpolated normals near a silhouette may point past it, away from the eye: these are bent back until they are at
    right angles to the ray.
    """
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
    sight = wp.normalize(direction)
    away = wp.dot(smooth, sight)
    if away > 0.0:
        smooth = wp.normalize(smooth - away * sight)
        # Of a normal that was nearly the ray little is left, and that little is inexact.
        smooth = wp.normalize(smooth - wp.dot(smooth, sight) * sight)
    if wp.length_sq(smooth) == 0.0:
        return geometric
    return smooth


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
def base_color(
    view: View,
    scene: Scene,
    index: int,
    face: int,
    barycentrics: wp.vec2,
    t: float,
    normal: wp.vec3,
    to_eye: wp.vec3,
) -> wp.vec3:
    """Linear base colour of the surface of instance `index` at `t` lengths along a pixel's ray."""
    instance = scene.instances[index]
    pixel_width = view.pixel_width + t * view.pixel_spread
    grazing = wp.max(wp.dot(normal, to_eye), 0.1)
    return _surface_color(
        scene,
        scene.materials[instance.material],
        scene.geometries[instance.geometry],
        instance,
        face,
        barycentrics,
        pixel_width * pixel_width / grazing,
    )
