"""What the recorder knows of Replicator's BasicWriter: the switches and the files that its documentation names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "BasicWriter"

METADATA = "metadata.txt"
"""Written once for a recording, beside the files of its frames."""

COLORIZE_DEPTH = "colorize_depth"
COMMON_OUTPUT_DIR = "use_common_output_dir"
POINTCLOUD = "pointcloud"
SKELETONS = "skeleton_data"
UNLABELLED_POINTS = "pointcloud_include_unlabelled"

# Annotators that go by semantic labels.
SEMANTIC_ANNOTATORS = frozenset(
    {
        "bounding_box_2d_loose",
        "bounding_box_2d_tight",
        "bounding_box_3d",
        "instance_segmentation",
        "occlusion",
        "semantic_segmentation",
    }
)
ANNOTATORS = SEMANTIC_ANNOTATORS | {
    "camera_params",
    "distance_to_camera",
    "distance_to_image_plane",
    "instance_id_segmentation",
    "motion_vectors",
    "normals",
    "rgb",
    POINTCLOUD,
    SKELETONS,
}
DEPTHS = frozenset({"distance_to_camera", "distance_to_image_plane"})
# Of each annotator, for each frame and render product: stem and extension; None: that of image_output_format.
FILES: Mapping[str, tuple[tuple[str, str | None], ...]] = {
    **{
        boxes: ((boxes, "npy"), (f"{boxes}_labels", "json"), (f"{boxes}_prim_paths", "json"))
        for boxes in ("bounding_box_2d_loose", "bounding_box_2d_tight", "bounding_box_3d")
    },
    "camera_params": (("camera_params", "json"),),
    "distance_to_camera": (("distance_to_camera", "npy"),),
    "distance_to_image_plane": (("distance_to_image_plane", "npy"),),
    "instance_id_segmentation": (
        ("instance_id_segmentation", "png"),
        ("instance_id_segmentation_mapping", "json"),
    ),
    "instance_segmentation": (
        ("instance_segmentation", "png"),
        ("instance_segmentation_mapping", "json"),
        ("instance_segmentation_semantics_mapping", "json"),
    ),
    "motion_vectors": (("motion_vectors", "npy"),),
    "normals": (("normals", "png"),),
    "occlusion": (("occlusion", "npy"),),
    "rgb": (("rgb", None),),
    "semantic_segmentation": (("semantic_segmentation", "png"), ("semantic_segmentation_labels", "json")),
    POINTCLOUD: tuple(
        (stem, "npy")
        for stem in (
            "pointcloud",
            "pointcloud_rgb",
            "pointcloud_normals",
            "pointcloud_semantic",
            "pointcloud_instance",
        )
    ),
    SKELETONS: (("skeleton", "json"),),
}
# Switches that change how an annotator is written; alone they write nothing.
MODIFIERS = frozenset(
    {
        "colorize_instance_id_segmentation",
        "colorize_instance_segmentation",
        "colorize_semantic_segmentation",
        COLORIZE_DEPTH,
        COMMON_OUTPUT_DIR,
        UNLABELLED_POINTS,
    }
)
# Parameters that name a bucket, as the output of a config does.
BUCKET = frozenset({"s3_bucket", "s3_endpoint", "s3_region"})


def is_on(switch: str, parameters: Mapping[str, Any]) -> bool:
    """Return whether a switch is on; one that is not given is off, as is a value that the writer will refuse."""
    return parameters.get(switch) is True
