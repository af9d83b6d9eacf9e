"""Value noise made of exactly rounded operations only (add, multiply, floor): every machine gets the same bits."""

import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float64]


def smoothstep(low: float, high: float, value: Field) -> Field:
    """Rise smoothly from 0 at ``low`` to 1 at ``high``, element by element."""
    fraction = np.clip((value - low) / (high - low), 0.0, 1.0)
    return fraction * fraction * (3.0 - 2.0 * fraction)


def value_noise(height: int, width: int, rows: int, columns: int, seed: int) -> Field:
    """Interpolate a random lattice over an image.

    Args:
        height: Rows of the result.
        width: Columns of the result.
        rows: Lattice cells from top to bottom.
        columns: Lattice cells from left to right.
        seed: Seed of the lattice.

    Returns:
        float64 ``(height, width)`` in [0, 1]; it continues seamlessly over all four borders.
    """
    lattice = np.random.default_rng(seed).random((rows, columns))
    y = ((np.arange(height, dtype=np.float64) + 0.5) * (rows / height))[:, None]
    x = ((np.arange(width, dtype=np.float64) + 0.5) * (columns / width))[None, :]
    top, left = np.floor(y).astype(np.int64), np.floor(x).astype(np.int64)
    down, right = smoothstep(0.0, 1.0, y - top), smoothstep(0.0, 1.0, x - left)
    row_0, row_1 = top % rows, (top + 1) % rows
    column_0, column_1 = left % columns, (left + 1) % columns
    upper = lattice[row_0, column_0] * (1.0 - right) + lattice[row_0, column_1] * right
    lower = lattice[row_1, column_0] * (1.0 - right) + lattice[row_1, column_1] * right
    return upper * (1.0 - down) + lower * down


def ramp(value: Field, colours: tuple[tuple[int, int, int], ...], levels: int) -> NDArray[np.uint8]:
    """Map ``value`` in [0, 1] onto a ramp of sRGB colours in ``levels`` steps (few enough that a PNG stays small).

    Returns:
        uint8 ``(*value.shape, 3)``.
    """
    steps = np.linspace(0.0, len(colours) - 1.0, levels)
    stops = np.arange(len(colours), dtype=np.float64)
    table = np.stack(
        [np.interp(steps, stops, channel) for channel in np.array(colours, np.float64).T], axis=-1
    )
    index = np.clip(np.floor(value * levels), 0, levels - 1).astype(np.int64)
    return np.floor(table + 0.5).astype(np.uint8)[index]
