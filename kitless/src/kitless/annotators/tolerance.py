"""What counts as nothing in the picture."""

HAIR = 1e-3
"""Pixels. What reaches over a pixel's border by less does not reach over it: vertices are stored with seven digits."""
