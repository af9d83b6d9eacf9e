"""What the annotators of a frame say of one pixel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .arrays import Array
from .boxes import BoxNames
from .errors import PictureError
from .names import NameKey, Names
from .picture import Color

_FAST = "_fast"


@dataclass(frozen=True)
class BoxFacts:
    """A box in the picture.

    Attributes:
        text: Its labels, "class: box".
        path: The labelled prim; None where the info does not say.
        hidden: How much of the prim is hidden, from 0 to 1; None where that is not known.
    """

    text: str
    path: str | None
    hidden: float | None


@dataclass(frozen=True)
class PixelFacts:
    """What is known of a pixel; None is what no annotator of the frame says.

    Attributes:
        x: Its column, from 0.
        y: Its row, from 0 on top.
        color: What rgb has there.
        labels: Its labels by type, ``{"class": "box"}``; of BACKGROUND and UNLABELLED ``{"class": "BACKGROUND"}``.
        label_id: The id of these labels; None, too, when the annotator gives colours.
        instance_path: The labelled thing it belongs to; "BACKGROUND" or "UNLABELLED" for none.
        instance_id: Its id; None, too, when the annotator gives colours.
        prim_path: What is drawn there, a gprim or a part of one; "BACKGROUND" for nothing.
        prim_id: Its id; None, too, when the annotator gives colours.
        distance_to_camera: In metres; infinite where nothing is hit.
        distance_to_image_plane: In metres; infinite where nothing is hit.
        normal: Unit vector in world space; None, too, where nothing is hit.
        motion: By how many pixels it has moved since the frame before, to the right and down: what motion_vectors has
            with the opposite sign, as these lead back.
        boxes: The boxes in the picture, of bounding_box_2d_tight and of bounding_box_2d_loose, that it is in.
    """

    x: int
    y: int
    color: Color | None = None
    labels: Mapping[str, str] | None = None
    label_id: int | None = None
    instance_path: str | None = None
    instance_id: int | None = None
    prim_path: str | None = None
    prim_id: int | None = None
    distance_to_camera: float | None = None
    distance_to_image_plane: float | None = None
    normal: tuple[float, float, float] | None = None
    motion: tuple[float, float] | None = None
    boxes: tuple[BoxFacts, ...] = ()


def probe(frame: Mapping[str, tuple[Array, Mapping[str, Any]]], x: int, y: int) -> PixelFacts:
    """Look up what a frame's annotators say of one pixel.

    Args:
        frame: Array and info of each annotator, by Replicator's names, all of one frame. Others than those of
            `PixelFacts` do not count, nor do those that have no frame yet.
        x: Column, from 0.
        y: Row, from 0 on top.

    Raises:
        PictureError: The pixel is outside of an array.
    """
    facts: dict[str, Any] = {}
    boxes: list[BoxFacts] = []
    for annotator, (data, info) in frame.items():
        name = annotator.removesuffix(_FAST)
        if name in _BOXES and data.dtype.names is not None:
            boxes += _boxes(data, info, x, y)
        read = _READ.get(name)
        if read is None or data.size == 0:
            continue
        if not (0 <= y < data.shape[0] and 0 <= x < data.shape[1]):
            raise PictureError(
                f"{annotator} has {data.shape[1]} x {data.shape[0]} pixels, and column {x}, row {y} is none of them."
            )
        facts.update(read(data[y, x], info))
    return PixelFacts(x, y, boxes=tuple(boxes), **facts)


def _color(value: Array, _info: Mapping[str, Any]) -> dict[str, Any]:
    return {"color": tuple(value[:3].tolist())}


def _semantics(value: Array, info: Mapping[str, Any]) -> dict[str, Any]:
    key, number, names = _named(value, info)
    labels = names.value(key)
    return {"labels": {"class": labels} if isinstance(labels, str) else labels, "label_id": number}


def _instance(value: Array, info: Mapping[str, Any]) -> dict[str, Any]:
    key, number, names = _named(value, info)
    return {"instance_path": names.value(key), "instance_id": number}


def _prim(value: Array, info: Mapping[str, Any]) -> dict[str, Any]:
    key, number, names = _named(value, info)
    return {"prim_path": names.value(key), "prim_id": number}


def _named(value: Array, info: Mapping[str, Any]) -> tuple[NameKey, int | None, Names]:
    """The key of what a segmentation has in a pixel, the id if it is one, and the names."""
    names = Names(info)
    if value.ndim == 0 and not names.has_colors:
        return int(value), int(value), names
    red, green, blue, alpha = np.atleast_1d(value).view(np.uint8).tolist()
    return (red, green, blue, alpha), None, names


def _distance_to_camera(value: Array, _info: Mapping[str, Any]) -> dict[str, Any]:
    return {"distance_to_camera": float(value.reshape(()))}


def _distance_to_image_plane(value: Array, _info: Mapping[str, Any]) -> dict[str, Any]:
    return {"distance_to_image_plane": float(value.reshape(()))}


def _normal(value: Array, _info: Mapping[str, Any]) -> dict[str, Any]:
    return {"normal": tuple(value[:3].tolist()) if value[:3].any() else None}


def _motion(value: Array, _info: Mapping[str, Any]) -> dict[str, Any]:
    # 0.0 - and not a sign: what stands still has moved by 0 and not by -0.
    return {"motion": tuple((0.0 - value[:2]).tolist())}


def _boxes(data: Array, info: Mapping[str, Any], x: int, y: int) -> list[BoxFacts]:
    names, paths = BoxNames(info), info.get("primPaths", ())
    # The last column and row are in the box.
    is_in = (data["x_min"] <= x) & (x <= data["x_max"]) & (data["y_min"] <= y) & (y <= data["y_max"])
    boxes = []
    for index in np.flatnonzero(is_in).tolist():
        row = data[index]
        hidden = float(row["occlusionRatio"])
        boxes.append(
            BoxFacts(
                names.text(row),
                str(paths[index]) if index < len(paths) else None,
                hidden if hidden >= 0 else None,
            )
        )
    return boxes


_BOXES = ("bounding_box_2d_tight", "bounding_box_2d_loose")
_READ = {
    "rgb": _color,
    "semantic_segmentation": _semantics,
    "instance_segmentation": _instance,
    "instance_id_segmentation": _prim,
    "distance_to_camera": _distance_to_camera,
    "distance_to_image_plane": _distance_to_image_plane,
    "normals": _normal,
    "motion_vectors": _motion,
}
