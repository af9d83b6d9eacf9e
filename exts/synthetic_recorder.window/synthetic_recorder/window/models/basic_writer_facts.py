"""What each switch and option of BasicWriter is for and what it writes: the one table that the window shows.

Files, dtypes, shapes and units are those of `docs/reference/basic-writer-files.md`, which says of each how sure it is.
H and W are the height and width of the render product. A test holds this table against that page, and against the files
that the recorder expects.
"""

from __future__ import annotations

from dataclasses import dataclass

_LABELLED = "Needs semantic labels."
_COLORS = "On: a colour for each id, uint8 (H, W, 4). Off: the ids themselves, 16-bit grey, uint16 (H, W)."
_BOXES_2D = (
    "Rows (N,): semanticId uint32; x_min, y_min, x_max, y_max int32, pixels, the last column and row included; "
    "occlusionRatio float32, 0 in full view to 1 hidden, -1 unknown."
)


@dataclass(frozen=True)
class Fact:
    """A parameter of BasicWriter.

    Attributes:
        name: Its name.
        label: What it is called in the window.
        meaning: What it is for.
        content: dtype, shape and unit of what it writes; empty for an option.
        files: What it writes for frame 0; nothing for an option.
        options_of: Annotators of which one has to be on for it to mean anything.
        values: Values to choose from; nothing: any of its type.
        unset: What it is when it is not given, where the signature does not tell.
    """

    name: str
    label: str
    meaning: str
    content: str = ""
    files: tuple[str, ...] = ()
    options_of: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    unset: str = ""

    @property
    def tooltip(self) -> str:
        """Everything about it, in paragraphs, its name first."""
        files = f"Files: {', '.join(self.files)}" if self.files else ""
        options_of = f"Option of {' and '.join(self.options_of)}." if self.options_of else ""
        return "\n".join(filter(None, (self.name, self.meaning, self.content, files, options_of)))


@dataclass(frozen=True)
class Group:
    """Parameters that stand together.

    Attributes:
        title: What they have in common.
        facts: The parameters; options follow their annotators.
    """

    title: str
    facts: tuple[Fact, ...]


ANNOTATORS = (
    Group(
        "Image",
        (
            Fact(
                "rgb",
                "RGB",
                "The colour image.",
                "uint8 (H, W, 4), RGBA, sRGB, alpha 255; as jpg without alpha.",
                ("rgb_0000.png",),
            ),
            Fact(
                "image_output_format",
                "Image Format",
                "Encoding and extension of rgb's files. jpg and jpeg lose detail and have no alpha.",
                options_of=("rgb",),
                values=("png", "jpg", "jpeg"),
            ),
        ),
    ),
    Group(
        "Segmentation",
        (
            Fact(
                "semantic_segmentation",
                "Semantic Segmentation",
                f"The label of each pixel. {_LABELLED}",
                "uint8 (H, W, 4) colours, or uint16 (H, W) ids: 0 nothing hit, 1 no label that counts.",
                ("semantic_segmentation_0000.png", "semantic_segmentation_labels_0000.json"),
            ),
            Fact(
                "colorize_semantic_segmentation",
                "Colorize",
                _COLORS,
                options_of=("semantic_segmentation",),
            ),
            Fact(
                "instance_segmentation",
                "Instance Segmentation",
                f"The labelled prim of each pixel. {_LABELLED}",
                "uint8 (H, W, 4) colours, or uint16 (H, W) ids: 0 nothing hit, 1 no label that counts.",
                (
                    "instance_segmentation_0000.png",
                    "instance_segmentation_mapping_0000.json",
                    "instance_segmentation_semantics_mapping_0000.json",
                ),
            ),
            Fact(
                "colorize_instance_segmentation", "Colorize", _COLORS, options_of=("instance_segmentation",)
            ),
            Fact(
                "instance_id_segmentation",
                "Instance ID Segmentation",
                "The prim of each pixel, labelled or not.",
                "uint8 (H, W, 4) colours, or uint16 (H, W) ids: 0 nothing hit.",
                ("instance_id_segmentation_0000.png", "instance_id_segmentation_mapping_0000.json"),
            ),
            Fact(
                "colorize_instance_id_segmentation",
                "Colorize",
                _COLORS,
                options_of=("instance_id_segmentation",),
            ),
        ),
    ),
    Group(
        "Bounding Boxes",
        (
            Fact(
                "bounding_box_2d_tight",
                "2D Bounding Box, Tight",
                f"Boxes around the visible pixels of labelled prims. {_LABELLED}",
                _BOXES_2D,
                (
                    "bounding_box_2d_tight_0000.npy",
                    "bounding_box_2d_tight_labels_0000.json",
                    "bounding_box_2d_tight_prim_paths_0000.json",
                ),
            ),
            Fact(
                "bounding_box_2d_loose",
                "2D Bounding Box, Loose",
                f"Boxes around all of a labelled prim, hidden or not. {_LABELLED}",
                _BOXES_2D,
                (
                    "bounding_box_2d_loose_0000.npy",
                    "bounding_box_2d_loose_labels_0000.json",
                    "bounding_box_2d_loose_prim_paths_0000.json",
                ),
            ),
            Fact(
                "bounding_box_3d",
                "3D Bounding Box",
                f"Boxes of labelled prims in space. {_LABELLED}",
                "Rows (N,): semanticId uint32; x_min, y_min, z_min, x_max, y_max, z_max float32 in the prim's own "
                "space; transform float32 (4, 4) from there to the world in stage units, for row vectors; "
                "occlusionRatio float32, 0 in full view to 1 hidden, -1 unknown.",
                (
                    "bounding_box_3d_0000.npy",
                    "bounding_box_3d_labels_0000.json",
                    "bounding_box_3d_prim_paths_0000.json",
                ),
            ),
            Fact(
                "occlusion",
                "Occlusion",
                f"How much of each labelled instance is hidden. {_LABELLED}",
                "Rows (N,): instanceId, semanticId uint32; occlusionRatio float32, 0 in full view to 1 hidden, "
                "-1 where it covers the centre of no pixel.",
                ("occlusion_0000.npy",),
            ),
        ),
    ),
    Group(
        "Depth and Geometry",
        (
            Fact(
                "distance_to_camera",
                "Distance to Camera",
                "From the eye to the surface.",
                "float32 (H, W), metres; +inf where nothing is hit.",
                ("distance_to_camera_0000.npy",),
            ),
            Fact(
                "distance_to_image_plane",
                "Distance to Image Plane",
                "Depth: along the optical axis.",
                "float32 (H, W), metres; +inf where nothing is hit.",
                ("distance_to_image_plane_0000.npy",),
            ),
            Fact(
                "colorize_depth",
                "Colorize Depth",
                "Beside each distance a picture to look at: 8-bit grey, logarithmic, near is bright, nothing is black.",
                options_of=("distance_to_camera", "distance_to_image_plane"),
            ),
            Fact(
                "normals",
                "Normals",
                "The direction that each surface faces.",
                "uint8 (H, W, 4), RGBA: unit vectors of world space, -1 to 1 as 0 to 255; alpha 255.",
                ("normals_0000.png",),
            ),
            Fact(
                "motion_vectors",
                "Motion Vectors",
                "How far each surface has moved in the picture.",
                "float32 (H, W, 4), pixels: x and y to where the surface was in the frame before; z, w 0.",
                ("motion_vectors_0000.npy",),
            ),
            Fact(
                "pointcloud",
                "Point Cloud",
                f"A point for each labelled pixel. {_LABELLED}",
                "Points float32 (N, 3), world space, stage units; colours uint8 (N, 4); normals float32 (N, 4); "
                "ids of both segmentations uint32 (N,).",
                (
                    "pointcloud_0000.npy",
                    "pointcloud_rgb_0000.npy",
                    "pointcloud_normals_0000.npy",
                    "pointcloud_semantic_0000.npy",
                    "pointcloud_instance_0000.npy",
                ),
            ),
            Fact(
                "pointcloud_include_unlabelled",
                "Include Unlabelled",
                "A point for every pixel that hits something, labelled or not.",
                options_of=("pointcloud",),
            ),
        ),
    ),
    Group(
        "Camera and Skeletons",
        (
            Fact(
                "camera_params",
                "Camera Parameters",
                "Where the camera stands and how its lens works.",
                "One JSON object; matrices as flat lists, row by row, for row vectors; lengths of the lens in tenths "
                "of a stage unit.",
                ("camera_params_0000.json",),
            ),
            Fact(
                "skeleton_data",
                "Skeleton Data",
                "Where the joints of each skeleton are.",
                "One JSON object; world space in stage units, and the picture in pixels.",
                ("skeleton_0000.json",),
            ),
        ),
    ),
)
"""The annotators, each followed by its options."""

OTHERS = (
    Group(
        "Semantic Labels",
        (
            Fact(
                "semantic_types",
                "Semantic Types",
                "Types of labels that count, with commas between them; by default class. For all annotators that "
                "need labels. Without effect beside a semantic filter.",
                unset="class (default)",
            ),
            Fact(
                "semantic_filter_predicate",
                "Semantic Filter",
                "Which labels count, in place of semantic types: class: car | truck & !broken takes what is called "
                "car, or truck and not broken. A ; stands between types, * is everything.",
            ),
        ),
    ),
    Group(
        "Files",
        (
            Fact(
                "frame_padding", "Frame Padding", "Digits of the frame's number in names of files, 1 to 32."
            ),
            Fact(
                "use_common_output_dir",
                "Common Folders",
                "With several render products: one folder for each annotator, in place of one for each render product.",
            ),
        ),
    ),
)
"""What is no annotator's."""

FACTS = {fact.name: fact for group in (*ANNOTATORS, *OTHERS) for fact in group.facts}
"""All of them, by name."""
