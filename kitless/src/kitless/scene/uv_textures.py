"""What feeds the inputs of a UsdPreviewSurface: textures, with the way that they are looked up, and primvars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from pxr import Gf, Sdf, Usd, UsdShade

from kitless.render import TextureImage, Wrap, srgb_to_linear

from .findings import SceneFindings
from .images import ImageLoader
from .shader_inputs import input_number, input_pair, input_value

_WRAP = {
    "repeat": Wrap.REPEAT,
    "clamp": Wrap.CLAMP,
    "mirror": Wrap.MIRROR,
    "black": Wrap.BLACK,
    # The default: the file's own mode, which images do not carry; USD then says black, other renderers repeat.
    "useMetadata": Wrap.REPEAT,
}
_CHANNELS = {"rgb": 0, "r": 0, "g": 1, "b": 2, "a": 3}
_NODES_BEFORE_A_READER = 8
"""Chained transforms of texture coordinates that are followed; a file may connect them in a circle."""

Vec4 = tuple[float, float, float, float]


@dataclass(frozen=True)
class Source:
    """What is connected to an input.

    Attributes:
        texture: The texture, or None where it cannot be read, or is none.
        fallback: Linear RGBA to show instead of a texture that cannot be read, or None where the file names none; of
            one that is read, what it shows of a prim without its texture coordinates.
        primvar: Primvar that is connected instead of a texture, or "".
        channel: Of RGBA, what replaces a number.
    """

    texture: TextureImage | None = None
    fallback: Vec4 | None = None
    primvar: str = ""
    channel: int = 0


class TextureReader:
    """Reads what is connected to the inputs of one material.

    Args:
        images: Files of the stage.
        findings: Receives what cannot be drawn.
        time: Time code of the stage.
    """

    def __init__(self, images: ImageLoader, findings: SceneFindings, time: Usd.TimeCode) -> None:
        self._images = images
        self._findings = findings
        self._time = time
        self._uv_names: list[str] = []

    @property
    def uv_names(self) -> tuple[str, ...]:
        """Primvars with the texture coordinates of what was read, by the textures' `uv_set`."""
        return tuple(self._uv_names)

    def source_of(self, shader: UsdShade.Shader, name: str) -> Source | None:
        """What is connected to an input; None if it has a value of its own, or none."""
        connected = connected_shader(shader.GetInput(name))
        if connected is None:
            return None
        node, output = connected
        identifier = str(node.GetIdAttr().Get(self._time) or "")
        if identifier == "UsdUVTexture":
            return self._texture(node, output)
        if identifier.startswith("UsdPrimvarReader_"):
            return Source(primvar=str(input_value(node, "varname", self._time) or ""))
        self._findings.add(
            "shader-not-drawn",
            node.GetPath(),
            f"shader {identifier or 'without an id'} is not drawn, only UsdUVTexture and UsdPrimvarReader",
        )
        return Source()

    def _texture(self, node: UsdShade.Shader, output: str) -> Source:
        fallback = _vec4(input_value(node, "fallback", self._time), None)
        channel = _CHANNELS.get(output, 0)
        file = input_value(node, "file", self._time)
        if not isinstance(file, Sdf.AssetPath) or not file.path:
            self._findings.add(
                "texture-missing", node.GetPath(), "texture without a file: drawn in its fallback colour"
            )
            return Source(fallback=fallback, channel=channel)
        image = self._images.load(file, node.GetPath())
        if image is None:
            return Source(fallback=fallback, channel=channel)
        uv_name, everywhere, matrix = self._coordinates(node)
        if uv_name and uv_name not in self._uv_names:
            self._uv_names.append(uv_name)
        texture = TextureImage(
            pixels=image.pixels,
            srgb=image.is_srgb(str(input_value(node, "sourceColorSpace", self._time) or "auto")),
            wrap=(self._wrap(node, "wrapS"), self._wrap(node, "wrapT")),
            scale=_vec4(input_value(node, "scale", self._time), (1.0, 1.0, 1.0, 1.0)),
            bias=_vec4(input_value(node, "bias", self._time), (0.0, 0.0, 0.0, 0.0)),
            channel=channel,
            uv_set=self._uv_names.index(uv_name) if uv_name else 0,
            uv_transform=_rows(matrix),
        )
        texel = _looked_up(texture, everywhere)
        return Source(texture if uv_name else None, texel, channel=channel)

    def _wrap(self, node: UsdShade.Shader, name: str) -> Wrap:
        return _WRAP.get(str(input_value(node, name, self._time)), Wrap.REPEAT)

    def _coordinates(
        self, node: UsdShade.Shader
    ) -> tuple[str, tuple[float, float], np.ndarray[Any, np.dtype[np.float64]]]:
        """Primvar that a texture is looked up with, "" for none, where it is without it, and the matrix for both.

        The matrix is (3, 3), for column vectors.
        """
        matrix = np.eye(3)
        name, connected = "st", connected_shader(node.GetInput("st"))
        for _ in range(_NODES_BEFORE_A_READER):
            if connected is None or connected[0].GetIdAttr().Get(self._time) != "UsdTransform2d":
                break
            node, name = connected[0], "in"
            # The node nearest to the texture is applied last.
            matrix = matrix @ self._transform(node)
            connected = connected_shader(node.GetInput(name))
        if connected is None:
            return "", input_pair(node, name, (0.0, 0.0), self._time), matrix
        reader = connected[0]
        uv_name = str(input_value(reader, "varname", self._time) or "st")
        return uv_name, input_pair(reader, "fallback", (0.0, 0.0), self._time), matrix

    def _transform(self, node: UsdShade.Shader) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Scale, then rotate anticlockwise, then translate."""
        return uv_matrix(
            input_pair(node, "scale", (1.0, 1.0), self._time),
            input_number(node, "rotation", 0.0, self._time),
            input_pair(node, "translation", (0.0, 0.0), self._time),
        )


def uv_matrix(
    scale: tuple[float, float], rotation: float, translation: tuple[float, float]
) -> np.ndarray[Any, np.dtype[np.float64]]:
    """(3, 3) column-vector matrix that scales, then rotates anticlockwise by degrees, then translates."""
    cosine, sine = np.cos(np.radians(rotation)), np.sin(np.radians(rotation))
    return np.array(
        [
            [cosine * scale[0], -sine * scale[1], translation[0]],
            [sine * scale[0], cosine * scale[1], translation[1]],
            [0.0, 0.0, 1.0],
        ]
    )


def connected_shader(shader_input: UsdShade.Input | None) -> tuple[UsdShade.Shader, str] | None:
    """The shader and the name of its output that feed an input, looked for through the material's interface."""
    if not shader_input:
        return None
    for attribute in shader_input.GetValueProducingAttributes():
        if UsdShade.Utils.GetType(attribute.GetName()) == UsdShade.AttributeType.Output:
            return UsdShade.Shader(attribute.GetPrim()), attribute.GetName().removeprefix("outputs:")
    return None


def _looked_up(texture: TextureImage, place: tuple[float, float]) -> Vec4:
    """Linear RGBA of the texel where a texture is looked up at one place, with its scale and bias."""
    height, width = texture.pixels.shape[:2]
    moved = np.array(texture.uv_transform) @ (*place, 1.0)
    texel = []
    for wrap, coordinate, size in zip(texture.wrap, (moved[0], 1.0 - moved[1]), (width, height), strict=True):
        if wrap == Wrap.BLACK and not 0.0 <= coordinate <= 1.0:
            return texture.bias
        share = coordinate
        if wrap == Wrap.REPEAT:
            share = coordinate % 1.0
        elif wrap == Wrap.MIRROR:
            share = 1.0 - abs(coordinate % 2.0 - 1.0)
        texel.append(min(max(int(share * size), 0), size - 1))
    rgba = texture.pixels[texel[1], texel[0]].astype(np.float64) / 255.0
    if texture.srgb:
        rgba[:3] = srgb_to_linear()[texture.pixels[texel[1], texel[0], :3]]
    red, green, blue, alpha = (rgba * texture.scale + texture.bias).tolist()
    return (red, green, blue, alpha)


def _rows(
    matrix: np.ndarray[Any, np.dtype[np.float64]],
) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    (a, b, c), (d, e, f), _ = matrix.tolist()
    return (a, b, c), (d, e, f)


def _vec4[T](value: Any, default: T) -> Vec4 | T:
    if isinstance(value, Gf.Vec4f | Gf.Vec4d | Gf.Vec4h):
        return (float(value[0]), float(value[1]), float(value[2]), float(value[3]))
    return default
