"""Texture look-ups: mip chains in one arena of 8-bit texels, trilinear; and what a surface's opacity is."""

import warp as wp

from .structs import WRAP_BLACK, WRAP_CLAMP, WRAP_MIRROR, Geometry, Instance, Scene, Texture


@wp.func
def _wrap(index: int, size: int, mode: int) -> int:
    """Texel index inside 0 … size - 1, or -1 for black outside."""
    if mode == WRAP_CLAMP:
        return wp.clamp(index, 0, size - 1)
    if mode == WRAP_BLACK:
        if index < 0 or index >= size:
            return -1
        return index
    period = size
    if mode == WRAP_MIRROR:
        period = 2 * size
    index = index % period
    if index < 0:
        index += period
    if index >= size:
        index = period - 1 - index
    return index


@wp.func
def _texel(
    scene: Scene, texture: Texture, offset: int, width: int, height: int, column: int, row: int
) -> wp.vec4:
    x = _wrap(column, width, texture.wrap_s)
    y = _wrap(row, height, texture.wrap_t)
    if x < 0 or y < 0:
        return wp.vec4(0.0, 0.0, 0.0, 0.0)
    texel = scene.texels[offset + y * width + x]
    alpha = float(texel[3]) / 255.0
    if texture.srgb == 1:
        return wp.vec4(
            scene.srgb_to_linear[int(texel[0])],
            scene.srgb_to_linear[int(texel[1])],
            scene.srgb_to_linear[int(texel[2])],
            alpha,
        )
    return wp.vec4(float(texel[0]) / 255.0, float(texel[1]) / 255.0, float(texel[2]) / 255.0, alpha)


@wp.func
def _bilinear(scene: Scene, texture: Texture, level: int, uv: wp.vec2) -> wp.vec4:
    offset = texture.offset
    width = texture.width
    height = texture.height
    for _ in range(level):
        offset += width * height
        width = wp.max(1, width >> 1)
        height = wp.max(1, height >> 1)
    # USD's st has its origin bottom left, the image its first row on top.
    x = uv[0] * float(width) - 0.5
    y = (1.0 - uv[1]) * float(height) - 0.5
    column = int(wp.floor(x))
    row = int(wp.floor(y))
    fx = x - float(column)
    fy = y - float(row)
    top = wp.lerp(
        _texel(scene, texture, offset, width, height, column, row),
        _texel(scene, texture, offset, width, height, column + 1, row),
        fx,
    )
    bottom = wp.lerp(
        _texel(scene, texture, offset, width, height, column, row + 1),
        _texel(scene, texture, offset, width, height, column + 1, row + 1),
        fx,
    )
    return wp.lerp(top, bottom, fy)


@wp.func
def _lookup(scene: Scene, texture: Texture, uv: wp.vec2, footprint: float) -> wp.vec4:
    """Filtered RGBA at `uv` (origin bottom left), linear.

    `footprint` is the width of a pixel's footprint on the texture, where the whole texture is 1 wide; it selects
    the mip level.
    """
    texels = footprint * wp.sqrt(float(texture.width) * float(texture.height))
    level = wp.clamp(wp.log2(wp.max(texels, 1.0e-12)), 0.0, float(texture.levels - 1))
    fine = int(wp.floor(level))
    color = _bilinear(scene, texture, fine, uv)
    blend = level - float(fine)
    if blend > 0.0:
        color = wp.lerp(color, _bilinear(scene, texture, fine + 1, uv), blend)
    return wp.cw_mul(color, texture.scale) + texture.bias


@wp.func
def corner_uv(geometry: Geometry, texture: Texture, corner: int) -> wp.vec2:
    """Where a texture is looked up at a corner (three for each triangle) of a mesh that has its coordinates."""
    return texture.uv_matrix * geometry.uvs[texture.uv_set * geometry.uv_stride + corner] + texture.uv_offset


@wp.func
def sample_texture(
    scene: Scene,
    geometry: Geometry,
    instance: Instance,
    index: int,
    face: int,
    barycentrics: wp.vec2,
    pixel_area: float,
) -> wp.vec4:
    """Linear RGBA of a texture on a mesh. `pixel_area` is the area in the world that a pixel covers there, or 0."""
    texture = scene.textures[index]
    first = 3 * face
    uv0 = corner_uv(geometry, texture, first)
    uv1 = corner_uv(geometry, texture, first + 1)
    uv2 = corner_uv(geometry, texture, first + 2)
    u = barycentrics[0]
    v = barycentrics[1]
    footprint = float(0.0)
    if pixel_area > 0.0:
        corner = wp.mesh_get_point(geometry.mesh, first)
        edge1 = wp.transform_vector(instance.to_world, wp.mesh_get_point(geometry.mesh, first + 1) - corner)
        edge2 = wp.transform_vector(instance.to_world, wp.mesh_get_point(geometry.mesh, first + 2) - corner)
        world_area = wp.length(wp.cross(edge1, edge2))
        duv1 = uv1 - uv0
        duv2 = uv2 - uv0
        uv_area = wp.abs(duv1[0] * duv2[1] - duv1[1] * duv2[0])
        footprint = wp.sqrt(uv_area * pixel_area / wp.max(world_area, 1.0e-20))
    return _lookup(scene, texture, u * uv0 + v * uv1 + (1.0 - u - v) * uv2, footprint)


@wp.func
def sample_number(
    scene: Scene,
    geometry: Geometry,
    instance: Instance,
    constant: float,
    index: int,
    face: int,
    barycentrics: wp.vec2,
    pixel_area: float,
) -> float:
    """A texture's channel, within 0 … 1, or `constant` where there is no texture."""
    if index < 0 or face < 0 or geometry.uv_stride == 0:
        return constant
    texel = sample_texture(scene, geometry, instance, index, face, barycentrics, pixel_area)
    return wp.clamp(texel[scene.textures[index].channel], 0.0, 1.0)


@wp.func
def opacity_at(
    scene: Scene, instance: Instance, geometry: Geometry, face: int, barycentrics: wp.vec2
) -> float:
    """Opacity, 0 where there is no surface; of the finest texels, so that every ray finds the same edge."""
    material = scene.materials[instance.material]
    opacity = sample_number(
        scene, geometry, instance, material.opacity, material.opacity_texture, face, barycentrics, 0.0
    )
    if material.opacity_threshold > 0.0:
        if opacity < material.opacity_threshold:
            return 0.0
        return 1.0
    return opacity
