"""The objects of the still life. Each stands on z = 0 and faces -Y, except the turtle, which walks along +X."""

import numpy as np

from . import cracker_art, soup_art
from .mesh import Mesh, Points, Rectangle, box, disc, ellipsoid, join, lathe, patch, surface
from .noise import smoothstep
from .surface_art import scute_relief

CRACKER_BOX = (0.16, 0.07, 0.21)
"""Extent along x, y, z, in metres, near that of the YCB object set's 003_cracker_box."""
CAN_RADIUS, CAN_HEIGHT = 0.034, 0.102
"""In metres, near those of the YCB object set's 005_tomato_soup_can."""
SHELL = (0.054, 0.044, 0.038)
SHELL_BASE = 0.012


def cracker_box() -> Mesh:
    """A closed carton with the atlas of `cracker_art` on its six faces."""
    half_texel = 0.5 / cracker_art.PIXELS_PER_MILLIMETRE
    uv = {}
    for name, (left, top, right, bottom) in cracker_art.ATLAS.items():
        inset = (left + half_texel, bottom - half_texel, right - half_texel, top + half_texel)
        width, height = cracker_art.SIZE / cracker_art.PIXELS_PER_MILLIMETRE, cracker_art.ATLAS_HEIGHT
        uv[name] = (inset[0] / width, 1 - inset[1] / height, inset[2] / width, 1 - inset[3] / height)
    return box(CRACKER_BOX, {**uv, "back": uv["front"]})


def soup_can() -> Mesh:
    """A tin with a paper label between two rolled rims, the ends sunk a little."""
    segments = 64
    wall, inner, rim = CAN_RADIUS - 0.0007, CAN_RADIUS - 0.0026, 0.0045
    lower = [
        (inner, 0.003), (inner, 0.0012), (inner + 0.0004, 0.0003), (inner + 0.0012, 0.0),
        (CAN_RADIUS - 0.0004, 0.0004), (CAN_RADIUS, 0.0014), (CAN_RADIUS - 0.0001, 0.003), (wall, rim),
    ]  # fmt: skip
    upper = [(radius, CAN_HEIGHT - height) for radius, height in reversed(lower)]
    uv = {name: _soup_rectangle(name) for name in soup_art.ATLAS}
    label = lathe([(wall, rim), (wall, CAN_HEIGHT - rim)], segments, uv["label"])
    ends = (
        disc(inner, lower[0][1], segments, uv["base"], up=False),
        disc(inner, upper[-1][1], segments, uv["lid"], up=True),
    )
    return join([lathe(lower, segments, uv["rim"]), label, lathe(upper, segments, uv["rim"]), *ends])


def turtle_shell() -> Mesh:
    """A glazed dome with raised scutes, and a flared margin."""

    def point(height: Points, angle: Points) -> Points:
        polar = (1.0 - height) * (np.pi / 2.0)
        radius = np.sin(polar)
        x, y = radius * np.cos(angle), radius * np.sin(angle)
        swell = 1.0 + 0.045 * scute_relief(x, y)
        flare = 1.0 + 0.07 * smoothstep(0.86, 1.0, radius)
        dome = np.cos(polar) * (1.0 - 0.1 * np.square(x))
        return np.stack(
            [SHELL[0] * x * swell * flare, SHELL[1] * y * swell * flare, SHELL[2] * dome * swell], axis=-1
        )

    rows, columns = np.linspace(0.0, 1.0, 27), np.linspace(0.0, 2.0 * np.pi, 85)
    points, normals = surface(point, rows, columns)
    radius = np.sin((1.0 - rows) * np.pi / 2.0)[:, None]
    texture_coordinates = np.stack([radius * np.cos(columns), radius * np.sin(columns)], axis=-1) / 2.2 + 0.5
    rim = points[0] * [1.0, 1.0, 0.0]
    under = np.stack([rim * [0.93, 0.93, 1.0], rim])
    down = np.broadcast_to(np.array([0.0, 0.0, -1.0]), under.shape)
    border = np.broadcast_to(texture_coordinates[:1], (2, *texture_coordinates.shape[1:]))
    shell = join([patch(points, normals, texture_coordinates), patch(under, down, border)])
    return shell.moved(0.0, 0.0, SHELL_BASE)


def turtle_body() -> Mesh:
    """Head, neck, legs, tail and belly."""
    parts = [
        ellipsoid((0.0165, 0.0125, 0.0115), 14, 28).turned(-8, "y").moved(0.0745, 0.0, 0.0335),
        ellipsoid((0.022, 0.0085, 0.0085)).turned(-28, "y").moved(0.057, 0.0, 0.024),
        ellipsoid((0.05, 0.04, 0.009)).moved(0.0, 0.0, SHELL_BASE),
        ellipsoid((0.016, 0.0045, 0.0035)).turned(-22, "y").moved(-0.061, 0.0, 0.0085),
    ]
    for side in (-1.0, 1.0):
        parts.append(ellipsoid((0.021, 0.011, 0.0085)).turned(side * 42.0).moved(0.037, side * 0.034, 0.0075))
        parts.append(
            ellipsoid((0.017, 0.0105, 0.0085)).turned(side * 138.0).moved(-0.038, side * 0.031, 0.0075)
        )
    body = join(parts)
    flat_feet = np.maximum(body.points, [-np.inf, -np.inf, 0.0])
    return Mesh(flat_feet, body.normals, body.texture_coordinates, body.faces)


def turtle_eyes() -> Mesh:
    """Two beads."""
    return join(
        ellipsoid((0.0024, 0.0018, 0.0026), 8, 16).moved(0.0815, side * 0.0098, 0.0375)
        for side in (-1.0, 1.0)
    )


def _soup_rectangle(name: str) -> Rectangle:
    left, top, right, bottom = soup_art.ATLAS[name]
    inset = 0.0 if name == "label" else 1.0
    return (
        (left + inset) / soup_art.WIDTH,
        1 - (bottom - max(inset, 0.5)) / soup_art.HEIGHT,
        (right - inset) / soup_art.WIDTH,
        1 - (top + max(inset, 0.5)) / soup_art.HEIGHT,
    )
