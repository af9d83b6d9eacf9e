"""Materials: `UsdPreviewSurface`, with a texture or a plain colour."""

from dataclasses import dataclass

from pxr import Gf, Sdf, Usd, UsdShade

LOOKS = "/World/Looks"


@dataclass(frozen=True)
class Look:
    """What a material looks like.

    Attributes:
        color: Linear diffuse colour; with a texture, only the fallback where the texture cannot be read.
        roughness: 0 mirror, 1 chalk.
        texture: Path of the texture, relative to the layer; None for the plain colour.
        wrap: "repeat" or "clamp".
    """

    color: tuple[float, float, float]
    roughness: float
    texture: str | None = None
    wrap: str = "repeat"


LOOKS_BY_NAME = {
    "cracker_box": Look((0.1, 0.25, 0.25), 0.55, "textures/cracker_box.png", "clamp"),
    "soup_can": Look((0.5, 0.1, 0.06), 0.4, "textures/soup_can.png"),
    "turtle_shell": Look((0.4, 0.3, 0.1), 0.3, "textures/turtle_shell.png", "clamp"),
    "turtle_skin": Look((0.165, 0.27, 0.1), 0.4),
    "turtle_eyes": Look((0.01, 0.01, 0.01), 0.15),
    "table": Look((0.3, 0.18, 0.09), 0.6, "textures/table.png"),
    "board": Look((0.65, 0.45, 0.26), 0.55, "textures/board.png", "clamp"),
    "backdrop": Look((0.62, 0.585, 0.52), 1.0),
}


def define_material(stage: Usd.Stage, name: str, look: Look) -> None:
    """Define the material ``name`` under `LOOKS`."""
    path = Sdf.Path(LOOKS).AppendChild(name)
    material = UsdShade.Material.Define(stage, path)
    surface = _shader(stage, path, "Surface", "UsdPreviewSurface")
    diffuse = surface.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f)
    diffuse.Set(Gf.Vec3f(*look.color))
    surface.CreateInput("roughness", Sdf.ValueTypeNames.Float).Set(look.roughness)
    surface.CreateInput("metallic", Sdf.ValueTypeNames.Float).Set(0.0)
    material.CreateSurfaceOutput().ConnectToSource(surface.CreateOutput("surface", Sdf.ValueTypeNames.Token))
    if look.texture is not None:
        diffuse.ConnectToSource(_texture(stage, path, look))


def _texture(stage: Usd.Stage, material: Sdf.Path, look: Look) -> UsdShade.Output:
    reader = _shader(stage, material, "TextureCoordinates", "UsdPrimvarReader_float2")
    reader.CreateInput("varname", Sdf.ValueTypeNames.String).Set("st")
    texture = _shader(stage, material, "DiffuseTexture", "UsdUVTexture")
    texture.CreateInput("file", Sdf.ValueTypeNames.Asset).Set(Sdf.AssetPath(f"./{look.texture}"))
    texture.CreateInput("sourceColorSpace", Sdf.ValueTypeNames.Token).Set("sRGB")
    texture.CreateInput("wrapS", Sdf.ValueTypeNames.Token).Set(look.wrap)
    texture.CreateInput("wrapT", Sdf.ValueTypeNames.Token).Set(look.wrap)
    texture.CreateInput("fallback", Sdf.ValueTypeNames.Float4).Set(Gf.Vec4f(*look.color, 1.0))
    coordinates = texture.CreateInput("st", Sdf.ValueTypeNames.Float2)
    coordinates.ConnectToSource(reader.CreateOutput("result", Sdf.ValueTypeNames.Float2))
    return texture.CreateOutput("rgb", Sdf.ValueTypeNames.Float3)


def _shader(stage: Usd.Stage, material: Sdf.Path, name: str, identifier: str) -> UsdShade.Shader:
    shader = UsdShade.Shader.Define(stage, material.AppendChild(name))
    shader.CreateIdAttr(identifier)
    return shader
