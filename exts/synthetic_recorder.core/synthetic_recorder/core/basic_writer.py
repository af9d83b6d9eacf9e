"""What the recorder knows of Replicator's BasicWriter: the switches that its documentation names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "BasicWriter"

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
# Switches that change how an annotator is written; alone they write nothing.
MODIFIERS = frozenset(
    {
        "colorize_depth",
        "colorize_instance_id_segmentation",
        "colorize_instance_segmentation",
        "colorize_semantic_segmentation",
        "use_common_output_dir",
        UNLABELLED_POINTS,
    }
)
# Parameters that name a bucket, as the output of a config does.
BUCKET = frozenset({"s3_bucket", "s3_endpoint", "s3_region"})


def is_on(switch: str, parameters: Mapping[str, Any]) -> bool:
    """Return whether a switch is on; one that is not given is off, as is a value that the writer will refuse."""
    return parameters.get(switch) is True
