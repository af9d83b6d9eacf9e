"""Reads what BasicWriter has written, for tests that look at several files of one frame."""

from __future__ import annotations

import ast
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

BOXES = ("bounding_box_2d_tight", "bounding_box_2d_loose", "bounding_box_3d")
BOX_2D = [
    ("semanticId", "<u4"),
    ("x_min", "<i4"),
    ("y_min", "<i4"),
    ("x_max", "<i4"),
    ("y_max", "<i4"),
    ("occlusionRatio", "<f4"),
]
BOX_3D = [
    ("semanticId", "<u4"),
    *[(f"{axis}_{end}", "<f4") for end in ("min", "max") for axis in "xyz"],
    ("transform", "<f4", (4, 4)),
    ("occlusionRatio", "<f4"),
]
OCCLUSION = [("instanceId", "<u4"), ("semanticId", "<u4"), ("occlusionRatio", "<f4")]

FILES_OF = {
    "rgb": ["rgb_{}.png"],
    **{
        name: [f"{name}_{{}}.npy", f"{name}_labels_{{}}.json", f"{name}_prim_paths_{{}}.json"]
        for name in BOXES
    },
    "semantic_segmentation": ["semantic_segmentation_{}.png", "semantic_segmentation_labels_{}.json"],
    "instance_id_segmentation": [
        "instance_id_segmentation_{}.png",
        "instance_id_segmentation_mapping_{}.json",
    ],
    "instance_segmentation": [
        "instance_segmentation_{}.png",
        "instance_segmentation_mapping_{}.json",
        "instance_segmentation_semantics_mapping_{}.json",
    ],
    "distance_to_camera": ["distance_to_camera_{}.npy", "distance_to_camera_{}.png"],
    "distance_to_image_plane": ["distance_to_image_plane_{}.npy", "distance_to_image_plane_{}.png"],
    "occlusion": ["occlusion_{}.npy"],
    "normals": ["normals_{}.png"],
    "motion_vectors": ["motion_vectors_{}.npy"],
    "camera_params": ["camera_params_{}.json"],
    "pointcloud": [
        "pointcloud_{}.npy",
        "pointcloud_rgb_{}.npy",
        "pointcloud_normals_{}.npy",
        "pointcloud_semantic_{}.npy",
        "pointcloud_instance_{}.npy",
    ],
    "skeleton_data": ["skeleton_{}.json"],
}
"""With all switches on, colorize_depth included; {} is the number of the frame."""


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def written_in(folder: Path) -> list[str]:
    """Every file that a writer has written to a finished data set: without the two that the recorder adds."""
    files = files_in(folder)
    for name in ("frames.jsonl", "recording.json"):
        files.remove(name)
    return files


def all_files(frames: int, products: tuple[str, ...] = ()) -> list[str]:
    """Every file of a recording with all switches on, sorted."""
    return sorted(
        [
            "metadata.txt",
            *[
                (f"{product}/{annotator}/" if products else "") + name.format(f"{frame:04d}")
                for product in products or ("",)
                for frame in range(frames)
                for annotator, names in FILES_OF.items()
                for name in names
            ],
        ]
    )


@dataclass(frozen=True)
class RecordedFrame:
    """One frame of one render product; `folder` has a folder for each annotator, or all files."""

    folder: Path
    number: int

    def _path(self, stem: str, extension: str) -> Path:
        name = f"{stem}_{self.number:04d}.{extension}"
        (path,) = [path for path in (self.folder / name, *self.folder.glob(f"*/{name}")) if path.exists()]
        return path

    def array(self, stem: str) -> np.ndarray:
        return np.load(self._path(stem, "npy"))

    def json(self, stem: str) -> Any:
        def refuse(token: str) -> None:
            raise AssertionError(f"{stem} has {token}")

        return json.loads(self._path(stem, "json").read_text(), parse_constant=refuse)

    def image(self, stem: str) -> np.ndarray:
        with Image.open(self._path(stem, "png")) as image:
            return np.asarray(image)

    def mask(self, stem: str, mapping: str, wanted: Any) -> np.ndarray:
        """(H, W) pixels of a segmentation whose entry in the mapping is what `wanted` says."""
        picture = self.image(stem)
        mask = np.zeros(picture.shape[:2], dtype=bool)
        for key, meaning in self.json(mapping).items():
            if wanted(meaning):
                is_that = picture == np.array(ast.literal_eval(key))
                mask |= is_that.all(axis=-1) if picture.ndim == 3 else is_that
        return mask

    def labelled(self) -> np.ndarray:
        """(H, W) pixels that have a label."""
        return self.mask(
            "semantic_segmentation",
            "semantic_segmentation_labels",
            lambda labels: labels["class"] not in ("BACKGROUND", "UNLABELLED"),
        )

    def hit(self) -> np.ndarray:
        """(H, W) pixels that show something."""
        return self.mask(
            "instance_id_segmentation", "instance_id_segmentation_mapping", lambda path: path != "BACKGROUND"
        )

    def visible(self, prim_path: str) -> np.ndarray:
        """(H, W) pixels that show something at or below a prim."""
        return self.mask(
            "instance_id_segmentation",
            "instance_id_segmentation_mapping",
            lambda path: path == prim_path or path.startswith(f"{prim_path}/"),
        )
