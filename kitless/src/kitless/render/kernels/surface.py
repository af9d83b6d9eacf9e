"""What a surface is like where a ray meets it: its normal, its colour, how it shines."""

import warp as wp

from .structs import Geometry, Instance, Material, Ray, Scene, SurfacePoint, View
from .texturing import corner_uv, opacity_at, sample_number, sample_texture


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
def _base_color(
    scene: Scene,
    material: Material,
    geometry: Geometry,
    instance: Instance,
    face: int,
    barycentrics: wp.vec2,
    pixel_area: float,
) -> wp.vec3:
    """Linear."""
    color = material.base_color
    if face < 0:
        return color
    u = barycentrics[0]
    v = barycentrics[1]
    first = 3 * face
    if material.use_vertex_color == 1 and geometry.colors.shape[0] > 0:
        color = (
            u * geometry.colors[first]
            + v * geometry.colors[first + 1]
            + (1.0 - u - v) * geometry.colors[first + 2]
        )
    if material.base_texture >= 0 and geometry.uv_stride > 0:
        texel = sample_texture(
            scene, geometry, instance, material.base_texture, face, barycentrics, pixel_area
        )
        color = wp.vec3(texel[0], texel[1], texel[2])
    return color


@wp.func
def _mapped_normal(
    scene: Scene,
    geometry: Geometry,
    instance: Instance,
    index: int,
    face: int,
    barycentrics: wp.vec2,
    normal: wp.vec3,
    to_eye: wp.vec3,
    pixel_area: float,
) -> wp.vec3:
    """A normal map's normal, in the tangent space of its texture coordinates around `normal`, on the eye's side."""
    texel = sample_texture(scene, geometry, instance, index, face, barycentrics, pixel_area)
    texture = scene.textures[index]
    first = 3 * face
    corner = wp.mesh_get_point(geometry.mesh, first)
    edge1 = wp.transform_vector(instance.to_world, wp.mesh_get_point(geometry.mesh, first + 1) - corner)
    edge2 = wp.transform_vector(instance.to_world, wp.mesh_get_point(geometry.mesh, first + 2) - corner)
    uv0 = corner_uv(geometry, texture, first)
    duv1 = corner_uv(geometry, texture, first + 1) - uv0
    duv2 = corner_uv(geometry, texture, first + 2) - uv0
    area = duv1[0] * duv2[1] - duv1[1] * duv2[0]
    if area == 0.0:
        return normal
    tangent = (edge1 * duv2[1] - edge2 * duv1[1]) / area
    bitangent = (edge2 * duv1[0] - edge1 * duv2[0]) / area
    tangent = wp.normalize(tangent - wp.dot(tangent, normal) * normal)
    bitangent = wp.normalize(
        bitangent - wp.dot(bitangent, normal) * normal - wp.dot(bitangent, tangent) * tangent
    )
    mapped = wp.normalize(texel[0] * tangent + texel[1] * bitangent + texel[2] * normal)
    if wp.dot(mapped, to_eye) <= 0.0 or wp.length_sq(mapped) == 0.0:
        return normal
    return mapped


@wp.func
def surface_point(
    view: View,
    scene: Scene,
    ray: Ray,
    index: int,
    face: int,
    barycentrics: wp.vec2,
    t: float,
    normal: wp.vec3,
) -> SurfacePoint:
    """The surface of instance `index` at `t` lengths along a pixel's ray."""
    point = SurfacePoint()
    point.position = ray.origin + t * ray.direction
    scale = wp.max(
        wp.max(wp.abs(point.position[0]), wp.abs(point.position[1])), wp.max(wp.abs(point.position[2]), t)
    )
    point.lifted = point.position + normal * (scale * 1.0e-4)
    point.normal = normal
    point.to_eye = -wp.normalize(ray.direction)
    instance = scene.instances[index]
    geometry = scene.geometries[instance.geometry]
    material = scene.materials[instance.material]
    pixel_width = view.pixel_width + t * view.pixel_spread
    area = pixel_width * pixel_width / wp.max(wp.dot(normal, point.to_eye), 0.1)
    point.base_color = _base_color(scene, material, geometry, instance, face, barycentrics, area)
    point.emission = material.emission
    point.roughness = material.roughness
    point.metallic = material.metallic
    point.occlusion = material.occlusion
    point.mirror = material.mirror
    point.opacity = 1.0
    if instance.see_through == 1:
        point.opacity = opacity_at(scene, instance, geometry, face, barycentrics)
    if material.detailed == 0 or face < 0 or geometry.uv_stride == 0:
        return point
    point.roughness = sample_number(
        scene,
        geometry,
        instance,
        material.roughness,
        material.roughness_texture,
        face,
        barycentrics,
        area,
    )
    point.metallic = sample_number(
        scene, geometry, instance, material.metallic, material.metallic_texture, face, barycentrics, area
    )
    point.occlusion = sample_number(
        scene, geometry, instance, material.occlusion, material.occlusion_texture, face, barycentrics, area
    )
    if material.emission_texture >= 0:
        texel = sample_texture(scene, geometry, instance, material.emission_texture, face, barycentrics, area)
        point.emission = wp.vec3(texel[0], texel[1], texel[2])
    if material.normal_texture >= 0:
        point.normal = _mapped_normal(
            scene,
            geometry,
            instance,
            material.normal_texture,
            face,
            barycentrics,
            normal,
            point.to_eye,
            area,
        )
    return point
