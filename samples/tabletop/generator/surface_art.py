"""Textures that are not printed: the wood of table and board, and the glaze of the turtle's shell."""

import numpy as np
from PIL import Image

from .noise import Field, ramp, smoothstep, value_noise

WALNUT = ((70, 42, 26), (106, 66, 42), (136, 90, 60), (164, 116, 82))
MAPLE = ((188, 140, 90), (216, 172, 118), (232, 196, 146), (242, 214, 170))
GLAZE = ((54, 60, 34), (92, 96, 44), (150, 132, 58), (206, 164, 84))


def table_texture() -> Image.Image:
    """Walnut with the grain along u: 1024 x 512 pixels, periodic in both directions."""
    return Image.fromarray(ramp(_grain(512, 1024, rings=17.0, seed=31), WALNUT, levels=72))


def board_texture(size: int = 768) -> Image.Image:
    """Maple staves, glued side by side with the grain along u: ``size`` x ``size`` pixels."""
    staves = 7
    grain = _grain(size, size, rings=7.0, seed=47)
    random = np.random.default_rng(53)
    tones = random.random(staves)
    along, across = random.integers(0, size, (2, staves))
    rows = np.arange(size)
    stave = rows * staves // size
    columns = np.arange(size)[None, :] + along[stave][:, None]
    shuffled = grain[(rows + across[stave])[:, None] % size, columns % size]
    within = rows * staves / size - stave
    joint = smoothstep(0.0, 0.03, np.minimum(within, 1.0 - within))[:, None]
    tone = 0.72 * shuffled + 0.36 * (tones[stave][:, None] - 0.5) + 0.16
    return Image.fromarray(ramp(np.clip(tone * (0.5 + 0.5 * joint), 0.0, 0.999), MAPLE, levels=64))


def shell_texture(size: int = 512) -> Image.Image:
    """The turtle's shell from above: the scutes of `scute_relief`, honey in the middle and moss in the grooves."""
    axis = (np.arange(size) + 0.5) / size * 2.2 - 1.1
    x, y = np.broadcast_arrays(axis[None, :], -axis[:, None])
    edge, middle = scutes(x, y)
    speckle = value_noise(size, size, 96, 96, seed=61) - 0.5
    clouds = value_noise(size, size, 14, 14, seed=67) - 0.5
    tone = (
        smoothstep(0.0, 0.12, edge) * (0.36 + 0.62 * smoothstep(0.3, 0.0, middle))
        + 0.1 * speckle
        + 0.22 * clouds
    )
    return Image.fromarray(ramp(np.clip(tone, 0.0, 0.999), GLAZE, levels=96))


def scute_relief(x: Field, y: Field) -> Field:
    """Height of the scutes over the grooves, in [0, 1], at points of the unit disc (x towards the head)."""
    edge, middle = scutes(x, y)
    return smoothstep(0.0, 0.16, edge) * (0.7 + 0.3 * smoothstep(0.3, 0.0, middle))


def scutes(x: Field, y: Field) -> tuple[Field, Field]:
    """Divide the unit disc into a turtle's scutes: five along the spine, four on each side, a margin around.

    Returns:
        Distance to the border of the cell and distance to its centre, of the shape of ``x``.
    """
    spine = [(-0.7, 0.0), (-0.36, 0.0), (0.0, 0.0), (0.36, 0.0), (0.7, 0.0)]
    sides = [(along, side * across) for along, across in _COSTAL for side in (-1.0, 1.0)]
    margin = [(0.97 * cosine, 0.97 * sine) for cosine, sine in _margin_directions(24)]
    centres = np.array(spine + sides + margin)
    distances = np.sqrt(np.square(x[..., None] - centres[:, 0]) + np.square(y[..., None] - centres[:, 1]))
    nearest = np.sort(distances, axis=-1)
    return nearest[..., 1] - nearest[..., 0], nearest[..., 0]


_COSTAL = ((-0.56, 0.42), (-0.19, 0.5), (0.19, 0.5), (0.56, 0.42))


def _margin_directions(count: int) -> list[tuple[float, float]]:
    """Unit vectors around the circle, rounded so that no mathematics library can move a pixel."""
    angles = 2.0 * np.pi * (np.arange(count) + 0.5) / count
    return [(round(float(np.cos(angle)), 6), round(float(np.sin(angle)), 6)) for angle in angles]


def _grain(height: int, width: int, rings: float, seed: int) -> Field:
    """Wood grain along the rows, in [0, 1]: warped year rings, fibres and pores."""
    warp = value_noise(height, width, 4, 2, seed) + 0.45 * value_noise(height, width, 12, 5, seed + 1)
    wander = 0.05 * value_noise(height, width, 40, 10, seed + 2)
    level = rings * ((np.arange(height)[:, None] + 0.5) / height + 0.32 * warp + wander)
    year = level - np.floor(level)
    latewood = smoothstep(0.35, 0.95, year) * smoothstep(1.0, 0.95, year)
    fibres = value_noise(height, width, height // 2, 12, seed + 3) - 0.5
    fine = value_noise(height, width, height, 40, seed + 4) - 0.5
    pores = smoothstep(0.86, 0.95, value_noise(height, width, height // 2, 48, seed + 5))
    cloud = value_noise(height, width, 5, 3, seed + 6) - 0.5
    return np.clip(
        0.70 - 0.26 * latewood + 0.22 * fibres + 0.12 * fine + 0.2 * cloud - 0.2 * pores, 0.0, 0.999
    )
