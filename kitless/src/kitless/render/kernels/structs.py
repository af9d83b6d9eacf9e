"""The scene as the kernels see it: Warp structs, all on one device, all in world units of the stage.

Matrices are column-vector matrices (``p_world = to_world * p_local``), the convention of Warp; USD's row-vector
matrices are transposed when they are uploaded.
"""

import warp as wp

GEOMETRY_MESH = wp.constant(0)
GEOMETRY_SPHERE = wp.constant(1)
"""Unit sphere."""
GEOMETRY_CYLINDER = wp.constant(2)
"""Radius 1 around z, from z = -1 to z = 1, with caps."""
GEOMETRY_CONE = wp.constant(3)
"""Apex at z = 1, base of radius 1 at z = -1, with its cap."""
GEOMETRY_CAPSULE = wp.constant(4)
"""Radius 1 around z, hemispheres centred at z = -half_length and z = half_length."""

LIGHT_DISTANT = wp.constant(0)
LIGHT_SPHERE = wp.constant(1)
LIGHT_RECT = wp.constant(2)
LIGHT_DISK = wp.constant(3)
LIGHT_CYLINDER = wp.constant(4)

WRAP_REPEAT = wp.constant(0)
WRAP_CLAMP = wp.constant(1)
WRAP_MIRROR = wp.constant(2)
WRAP_BLACK = wp.constant(3)


@wp.struct
class Geometry:
    """A shape in its local space. Corner arrays have three entries a triangle, or none."""

    kind: int
    mesh: wp.uint64
    half_length: float
    normals: wp.array(dtype=wp.vec3)
    uvs: wp.array(dtype=wp.vec2)
    """Every set of texture coordinates after the other."""
    uv_stride: int
    """Entries of a set; 0 where there are no texture coordinates."""
    colors: wp.array(dtype=wp.vec3)


@wp.struct
class Instance:
    """A geometry placed in the world with a material."""

    to_world: wp.mat44
    to_local: wp.mat44
    geometry: int
    material: int
    see_through: int
    """1: rays may pass through its surface, wherever the material's opacity says so; see `intersect`."""


@wp.struct
class Material:
    """UsdPreviewSurface, linear colours. A texture, an index into the textures or -1, replaces the value before it."""

    base_color: wp.vec3
    base_texture: int
    use_vertex_color: int
    """1: the geometry's colours, where it has them, replace base_color."""
    emission: wp.vec3
    emission_texture: int
    roughness: float
    roughness_texture: int
    metallic: float
    metallic_texture: int
    occlusion: float
    occlusion_texture: int
    opacity: float
    opacity_texture: int
    opacity_threshold: float
    """Above 0: there is no surface where the opacity is less, and all of it elsewhere."""
    normal_texture: int
    mirror: wp.vec3
    """What a surface that is no metal reflects where it is looked at straight."""
    detailed: int
    """1: there are textures besides those of the colour and the opacity."""


@wp.struct
class Texture:
    """A mip chain in the texel arena: level l has max(1, width >> l) x max(1, height >> l) texels, row 0 on top."""

    offset: int
    width: int
    height: int
    levels: int
    srgb: int
    wrap_s: int
    wrap_t: int
    scale: wp.vec4
    bias: wp.vec4
    channel: int
    """Of what replaces a number."""
    uv_set: int
    uv_matrix: wp.mat22
    """Texture coordinates to those that are looked up; column vectors."""
    uv_offset: wp.vec2


@wp.struct
class Light:
    """A light that is somewhere; see `kitless.render.lights`."""

    kind: int
    power: wp.vec3
    position: wp.vec3
    direction: wp.vec3
    size: float
    """Distant: tangent of half its angular diameter. Sphere and cylinder: radius."""
    first_span: wp.vec3
    second_span: wp.vec3
    cell: float
    """Area of a sixteenth of it, divided by pi."""
    casts_shadows: int
    shaped: int
    fade_angle: float
    """Radians off the direction where it begins to fade …"""
    cone_angle: float
    """… and where it ends."""
    focus: float


@wp.struct
class Sky:
    """An image all around; see `kitless.render.sky`."""

    shown: int
    """0: there is none."""
    color: wp.vec3
    to_local: wp.mat33
    pixels: wp.array2d(dtype=wp.vec3)
    light: wp.array2d(dtype=wp.vec3)
    cumulative: wp.array(dtype=float)


@wp.struct
class Scene:
    """Everything a ray can meet."""

    bvh: wp.uint64
    instance_count: int
    instances: wp.array(dtype=Instance)
    geometries: wp.array(dtype=Geometry)
    materials: wp.array(dtype=Material)
    textures: wp.array(dtype=Texture)
    texels: wp.array(dtype=wp.vec4ub)
    srgb_to_linear: wp.array(dtype=float)
    light_count: int
    lights: wp.array(dtype=Light)
    dome: wp.vec3
    """Radiance from everywhere, linear."""
    sky: Sky


@wp.struct
class View:
    """A camera at an instant, with its lens.

    The ray of pixel position (x, y), in pixels from the top left corner, has

        origin + x * origin_step_x + y * origin_step_y    as its origin, and
        corner + x * step_x + y * step_y                  as its direction; where there is a table of directions,
        to_world * directions[row, column]                instead.

    What a length of the direction is, `kitless.render.lenses` says.
    """

    origin: wp.vec3
    origin_step_x: wp.vec3
    origin_step_y: wp.vec3
    corner: wp.vec3
    step_x: wp.vec3
    step_y: wp.vec3
    to_world: wp.mat33
    """From camera space, rotation only."""
    directions: wp.array2d(dtype=wp.vec3)
    """Camera space, of the pixels' centres; length 0 where the lens shows nothing. Or empty."""
    pixel_width: float
    """How wide a pixel is where its ray begins …"""
    pixel_spread: float
    """… and how much wider after each length of the ray."""
    near: float
    """Lengths of the rays, as is far."""
    far: float


@wp.struct
class Ray:
    """World space, relative to the scene's origin."""

    origin: wp.vec3
    direction: wp.vec3


@wp.struct
class SurfacePoint:
    """What light meets where a ray meets a surface. World space, relative to the scene's origin; linear colours."""

    position: wp.vec3
    lifted: wp.vec3
    """The same off the surface by more than float32 loses on the way there: where rays to lights begin."""
    normal: wp.vec3
    """Unit, on the eye's side."""
    to_eye: wp.vec3
    """Unit."""
    base_color: wp.vec3
    emission: wp.vec3
    roughness: float
    metallic: float
    mirror: wp.vec3
    occlusion: float
    """Share of the sky's light that reaches it."""
    opacity: float


@wp.struct
class Hit:
    """The nearest intersection of a ray."""

    instance: int
    """-1: nothing was hit."""
    face: int
    """Triangle of the mesh, -1 for analytic shapes."""
    barycentrics: wp.vec2
    """Weights of the triangle's first and second corner."""
    t: float
    normal: wp.vec3
    """Local space, geometric, not normalised."""
