"""Reads the labels of a recorded segmentation, by its own files: colours by the mapping that lies beside the image."""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path


def labels_written(folder: Path, frame: int, product: str = "") -> np.ndarray:
    """Return the label of each pixel, an array of texts: "" where nothing has one.

    Args:
        folder: The data set.
        frame: Number of the frame.
        product: Name of the render product, where there are several.
    """
    if product:
        folder = folder / product / "semantic_segmentation"
    name = f"semantic_segmentation_{frame:04}.png"
    with Image.open(folder / name) as image:
        pixels = np.asarray(image.convert("RGBA"))
    mapping = json.loads((folder / f"semantic_segmentation_labels_{frame:04}.json").read_text())
    labels = np.full(pixels.shape[:2], None, dtype=object)
    for colour, classes in mapping.items():
        label = classes["class"]
        is_nothing = label in ("BACKGROUND", "UNLABELLED")
        labels[(pixels == ast.literal_eval(colour)).all(axis=2)] = "" if is_nothing else label
    assert not (labels == None).any(), f"{name} has colours that its mapping does not name"  # noqa: E711
    return labels
