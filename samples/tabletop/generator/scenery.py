"""What the still life stands on, and what is behind it."""

from dataclasses import replace

import numpy as np

from .mesh import Mesh, Points, box, disc, join, lathe, patch, quad

TABLE_SIZE = (1.5, 0.96)
TABLE_HEIGHT = 0.75
TABLE_THICKNESS = 0.036
PLANKS = 6
BOARD_RADIUS = 0.205
BOARD_TOP = 0.028
"""Height of the turning board's upper side over the table."""
WOOD_TILE = (0.8, 0.4)
"""Metres that the table's texture covers along and across the grain."""


def table() -> Mesh:
    """Planks along X with chamfered edges, on four legs and an apron; z = 0 is the floor."""
    length, depth = TABLE_SIZE
    width = depth / PLANKS
    random = np.random.default_rng(71)
    parts = []
    for index in range(PLANKS):
        plank = _plank((length, width - 0.001, TABLE_THICKNESS), chamfer=0.004, shift=random.random(2))
        parts.append(plank.moved(0.0, (index + 0.5) * width - depth / 2, TABLE_HEIGHT - TABLE_THICKNESS))
    under = TABLE_HEIGHT - TABLE_THICKNESS
    for side in (-1.0, 1.0):
        rail = _beam((length - 0.2, 0.022, 0.08), random.random(2))
        parts.append(rail.moved(0.0, side * (depth / 2 - 0.07), under - 0.08))
        end = _beam((depth - 0.2, 0.022, 0.08), random.random(2)).turned(90.0)
        parts.append(end.moved(side * (length / 2 - 0.07), 0.0, under - 0.08))
        for end_side in (-1.0, 1.0):
            leg = _beam((under, 0.06, 0.06), random.random(2)).moved(under / 2, 0.0, -0.03).turned(-90.0, "y")
            parts.append(leg.moved(side * (length / 2 - 0.08), end_side * (depth / 2 - 0.08), 0.0))
    return join(parts)


def board() -> Mesh:
    """The round board of the turntable on its foot; z = 0 is the table."""
    low, high, bevel = 0.007, BOARD_TOP, 0.004
    turns = np.linspace(0.0, np.pi / 2.0, 6)
    lower = [
        (BOARD_RADIUS - bevel + bevel * np.sin(turn), low + bevel - bevel * np.cos(turn)) for turn in turns
    ]
    upper = [(radius, high + low - height) for radius, height in reversed(lower)]
    uv = (0.0, 0.0, 1.0, 1.0)
    parts = [
        lathe([*lower, *upper], 128, uv),
        disc(BOARD_RADIUS - bevel, high, 128, uv, up=True),
        disc(BOARD_RADIUS - bevel, low, 128, uv, up=False),
        lathe([(0.13, 0.0), (0.13, low)], 64, uv),
    ]
    mesh = join(parts)
    planar = mesh.points[:, :2] / (2.0 * BOARD_RADIUS) + 0.5
    return replace(mesh, texture_coordinates=planar)


def backdrop() -> Mesh:
    """A floor that sweeps up into a wall, as in a photographer's studio."""
    radius, near, far, top, half = 1.0, -5.0, 2.2, 5.0, 6.0
    turns = np.linspace(0.0, np.pi / 2.0, 25)
    sweep = [(far - radius + radius * np.sin(turn), radius - radius * np.cos(turn)) for turn in turns]
    profile = np.array([(near, 0.0), *sweep, (far, top)])
    slope = np.array([(0.0, 1.0), *((-np.sin(turn), np.cos(turn)) for turn in turns), (-1.0, 0.0)])
    points = _swept(np.array([-half, half]), profile)
    normals = _swept(np.zeros(2), slope)
    return patch(points, normals, points[..., :2] / (2.0 * half) + 0.5)


def _swept(across: Points, profile: Points) -> Points:
    """Points ``(rows, columns, 3)`` of a (y, z) profile moved along X."""
    grid = np.empty((len(profile), len(across), 3))
    grid[..., 0] = across
    grid[..., 1:] = profile[:, None]
    return grid


def _plank(size: tuple[float, float, float], chamfer: float, shift: Points) -> Mesh:
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    section = [(-y, 0.0), (y, 0.0), (y, z - chamfer), (y - chamfer, z), (chamfer - y, z), (-y, z - chamfer)]
    sides = []
    for (y_0, z_0), (y_1, z_1) in zip(section, section[1:] + section[:1], strict=True):
        strip = quad(((x, y_0, z_0), (x, y_1, z_1), (-x, y_1, z_1), (-x, y_0, z_0)), (0.0, 0.0, 1.0, 1.0))
        sides.append(strip)
    for side in (-1.0, 1.0):
        ring = section if side > 0 else section[::-1]
        points = np.array([(side * x, *corner) for corner in ring])
        normals = np.tile([side, 0.0, 0.0], (len(ring), 1))
        sides.append(Mesh(points, normals, points[:, 1:], (tuple(range(len(ring))),)))
    return _with_grain(join(sides), shift)


def _beam(size: tuple[float, float, float], shift: Points) -> Mesh:
    whole = (0.0, 0.0, 1.0, 1.0)
    sides = ("front", "right", "back", "left", "top", "bottom")
    return _with_grain(box(size, dict.fromkeys(sides, whole)), shift)


def _with_grain(mesh: Mesh, shift: Points) -> Mesh:
    """Lay the wood on a piece whose grain runs along X, starting at a place of its own."""
    along = mesh.points[:, 0] / WOOD_TILE[0]
    across = (mesh.points[:, 1] + mesh.points[:, 2]) / WOOD_TILE[1]
    return replace(mesh, texture_coordinates=np.stack([along, across], axis=-1) + np.round(shift, 4))
