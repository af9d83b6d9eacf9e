"""BasicWriter: one file per annotator and frame, in Replicator's layout.

one render product           <root>/rgb_0000.png
several                      <root>/<rp>/rgb/rgb_0000.png
several, common folders      <root>/rgb/<rp>_rgb_0000.png
by a trigger on_time         <root>/rgb_2_0000.png
always                       <root>/metadata.txt
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kitless.annotators import filter_of, find_definition
from kitless.replicator.annotator import Annotator
from kitless.replicator.backends import DiskBackend, S3Backend, require_backend
from kitless.replicator.basic_writer_files import BasicWriterFiles
from kitless.replicator.errors import WriterError
from kitless.replicator.graph.triggers import OnTime
from kitless.replicator.parameters import require_count, require_flags, require_names, require_texts
from kitless.replicator.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kitless.replicator.backends import BaseBackend
    from kitless.replicator.payload import Payload

DEFAULT_SEMANTIC_TYPES = ("class",)
IMAGE_FORMATS = ("jpeg", "jpg", "png")
MOST_PADDING = 32
"""More digits than any recording has frames; with the longest stem and a render product's name they fit a file name."""


class BasicWriter(BasicWriterFiles, Writer):
    """Writes what its switches say, each annotator into its own files.

    Arrays are (H, W, …), row-major, origin at the top left. Distances are in metres.

    What a switch writes is described in `docs/reference/basic-writer-files.md`.

    Args:
        output_dir: Folder for the files; see `DiskBackend`. With ``s3_bucket``, what the objects' keys begin with. Not
            with ``backend``.
        s3_bucket: Bucket for the files, instead of a folder; see `S3Backend`.
        s3_region: The bucket's region.
        s3_endpoint: URL of a server that is not Amazon's.
        semantic_types: Semantic types whose labels count, for all that goes by labels. None: ``["class"]``.
        rgb: ``rgb_0000.png``: the picture, uint8 (H, W, 4), RGBA, sRGB, alpha 255.
        bounding_box_2d_tight: ``bounding_box_2d_tight_0000.npy``: boxes around what is seen of labelled prims. Rows
            (N,): ``semanticId`` uint32, ``x_min``, ``y_min``, ``x_max``, ``y_max`` int32 in pixels, the last column
            and row included, ``occlusionRatio`` float32, 0 in full view to 1 hidden. ``…_labels_0000.json`` and
            ``…_prim_paths_0000.json``: which label and which prim a row has.
        bounding_box_2d_loose: ``bounding_box_2d_loose_0000.npy`` with its two files: likewise, around all of a prim,
            hidden or not.
        semantic_segmentation: ``semantic_segmentation_0000.png``: the label of each pixel, a colour, uint8 (H, W, 4),
            or an id, uint16 (H, W); ``semantic_segmentation_labels_0000.json``: what is called how.
        instance_id_segmentation: ``instance_id_segmentation_0000.png``: the prim of each pixel, labelled or not, a
            colour, uint8 (H, W, 4), or an id, uint16 (H, W); ``instance_id_segmentation_mapping_0000.json``: its path.
        instance_segmentation: ``instance_segmentation_0000.png``: the labelled prim of each pixel, a colour, uint8
            (H, W, 4), or an id, uint16 (H, W); ``instance_segmentation_mapping_0000.json`` and
            ``instance_segmentation_semantics_mapping_0000.json``: its path and its label.
        distance_to_camera: ``distance_to_camera_0000.npy``: float32 (H, W), metres from the eye, +inf where nothing is
            hit.
        distance_to_image_plane: ``distance_to_image_plane_0000.npy``: float32 (H, W), metres along the optical axis,
            +inf where nothing is hit.
        bounding_box_3d: ``bounding_box_3d_0000.npy`` with its two files: boxes of labelled prims in space. Rows (N,):
            ``semanticId`` uint32, ``x_min`` to ``z_max`` float32 in the prim's own space, ``transform`` float32 (4, 4)
            from there to the world, for row vectors, ``occlusionRatio`` float32.
        occlusion: ``occlusion_0000.npy``: how much of each labelled instance is hidden. Rows (N,): ``instanceId``,
            ``semanticId`` uint32, ``occlusionRatio`` float32, 0 in full view to 1 hidden, -1 where there is no pixel.
        normals: ``normals_0000.png``: uint8 (H, W, 4), world-space unit normals, -1 to 1 as 0 to 255.
        motion_vectors: ``motion_vectors_0000.npy``: float32 (H, W, 4), x and y in pixels to where the surface was one
            frame before.
        camera_params: ``camera_params_0000.json``: where the camera stands and how its lens works: matrices for row
            vectors, lengths of the lens in tenths of a stage unit.
        pointcloud: ``pointcloud_0000.npy``: a point for each labelled pixel, float32 (N, 3), world, in stage units;
            ``pointcloud_rgb_0000.npy``: uint8 (N, 4), ``pointcloud_normals_0000.npy``: float32 (N, 4),
            ``pointcloud_semantic_0000.npy`` and ``pointcloud_instance_0000.npy``: uint32 (N,).
        pointcloud_include_unlabelled: Points for the other pixels that hit something, too.
        image_output_format: Of rgb: "png", "jpg" or "jpeg", or these in upper case; the text is the extension.
        colorize_semantic_segmentation: Of ``semantic_segmentation``: colours, or ids as 16-bit grey.
        colorize_instance_id_segmentation: Of ``instance_id_segmentation``: colours, or ids as 16-bit grey.
        colorize_instance_segmentation: Of ``instance_segmentation``: colours, or ids as 16-bit grey.
        colorize_depth: Beside each distance a PNG to look at, uint8 (H, W), logarithmic: near is bright.
        skeleton_data: ``skeleton_0000.json``: where the joints of each skeleton are, in the world in stage units and
            in the picture in pixels.
        frame_padding: Digits of the frame number, 1 to 32.
        semantic_filter_predicate: Which labels count, instead of ``semantic_types``; grammar in
            `kitless.semantics.filter`.
        use_common_output_dir: With several render products: one folder per annotator instead of one per
            render product.
        backend: Where the files go, instead of ``output_dir``.

    Raises:
        WriterError: A parameter of the wrong type, none or too many of ``output_dir``, ``s3_bucket`` and ``backend``,
            an image format that is not one of the three, or a padding that is not one of its numbers.
        BackendError: ``backend`` is no backend, or ``output_dir`` no path.
        SemanticFilterError: The predicate does not follow the grammar, or a semantic type has no name.

    Differs:
        Ids that are not colorized are 16-bit grey PNG. ``output_dir`` or ``s3_bucket`` beside ``backend`` is an error.
    """

    version = "0.0.2"
    data_structure = "annotator"

    def __init__(
        self,
        output_dir: str | Path | None = None,
        s3_bucket: str | None = None,
        s3_region: str | None = None,
        s3_endpoint: str | None = None,
        semantic_types: Sequence[str] | None = None,
        rgb: bool = False,
        bounding_box_2d_tight: bool = False,
        bounding_box_2d_loose: bool = False,
        semantic_segmentation: bool = False,
        instance_id_segmentation: bool = False,
        instance_segmentation: bool = False,
        distance_to_camera: bool = False,
        distance_to_image_plane: bool = False,
        bounding_box_3d: bool = False,
        occlusion: bool = False,
        normals: bool = False,
        motion_vectors: bool = False,
        camera_params: bool = False,
        pointcloud: bool = False,
        pointcloud_include_unlabelled: bool = False,
        image_output_format: str = "png",
        colorize_semantic_segmentation: bool = True,
        colorize_instance_id_segmentation: bool = True,
        colorize_instance_segmentation: bool = True,
        colorize_depth: bool = False,
        skeleton_data: bool = False,
        frame_padding: int = 4,
        semantic_filter_predicate: str | None = None,
        use_common_output_dir: bool = False,
        backend: BaseBackend | None = None,
    ) -> None:
        require_texts(
            "BasicWriter", {"s3_bucket": s3_bucket, "s3_region": s3_region, "s3_endpoint": s3_endpoint}
        )
        if not isinstance(image_output_format, str) or image_output_format.lower() not in IMAGE_FORMATS:
            raise WriterError(
                f"BasicWriter: image_output_format is one of {', '.join(IMAGE_FORMATS)}, not {image_output_format!r}"
            )
        switches = {
            "rgb": rgb,
            "bounding_box_2d_tight": bounding_box_2d_tight,
            "bounding_box_2d_loose": bounding_box_2d_loose,
            "semantic_segmentation": semantic_segmentation,
            "instance_id_segmentation": instance_id_segmentation,
            "instance_segmentation": instance_segmentation,
            "distance_to_camera": distance_to_camera,
            "distance_to_image_plane": distance_to_image_plane,
            "bounding_box_3d": bounding_box_3d,
            "occlusion": occlusion,
            "normals": normals,
            "motion_vectors": motion_vectors,
            "camera_params": camera_params,
            "pointcloud": pointcloud,
            "skeleton_data": skeleton_data,
        }
        options = {
            "pointcloud_include_unlabelled": pointcloud_include_unlabelled,
            "colorize_semantic_segmentation": colorize_semantic_segmentation,
            "colorize_instance_id_segmentation": colorize_instance_id_segmentation,
            "colorize_instance_segmentation": colorize_instance_segmentation,
            "colorize_depth": colorize_depth,
            "use_common_output_dir": use_common_output_dir,
        }
        require_flags("BasicWriter", {**switches, **options})
        require_count("BasicWriter", "frame_padding", frame_padding, most=MOST_PADDING)
        require_names("BasicWriter", "semantic_types", semantic_types)
        require_texts("BasicWriter", {"semantic_filter_predicate": semantic_filter_predicate})
        by_labels = {
            "semanticTypes": list(semantic_types or DEFAULT_SEMANTIC_TYPES),
            "semanticFilter": semantic_filter_predicate,
        }
        # Also when nothing goes by labels: who writes a filter believes that it holds.
        filter_of(by_labels)
        special = {
            "semantic_segmentation": {"colorize": colorize_semantic_segmentation},
            "instance_id_segmentation": {"colorize": colorize_instance_id_segmentation},
            "instance_segmentation": {"colorize": colorize_instance_segmentation},
            "pointcloud": {"includeUnlabelled": pointcloud_include_unlabelled},
        }
        self.annotators = [
            _annotator(name, {**by_labels, **special.get(name, {})})
            for name, switched_on in switches.items()
            if switched_on
        ]
        # Subclasses that were written for Replicator read these, under these names.
        self.colorize_semantic_segmentation = colorize_semantic_segmentation
        self.colorize_instance_id_segmentation = colorize_instance_id_segmentation
        self.colorize_instance_segmentation = colorize_instance_segmentation
        self.colorize_depth = colorize_depth
        self._output_dir = output_dir
        self._image_output_format = image_output_format
        self._frame_padding = frame_padding
        self._use_common_output_dir = use_common_output_dir
        self._frame_id = 0
        self._sequence_id = ""
        self._frames_of_sequences: dict[str, int] = {}
        self._backend = self.backend = _backend_for(output_dir, backend, s3_bucket, s3_region, s3_endpoint)

    def write(self, data: Payload) -> None:
        """Schedule the files of one frame.

        Raises:
            WriterError: A subclass has added an annotator that nobody writes.
        """
        self._begin_sequence(data.get("trigger_outputs", {}))
        several = len(data["resolution"]) > 1
        for annotator, by_product in data["annotators"].items():
            name = self._goes_by(annotator)
            write_annotator = getattr(self, f"_write_{name}", None)
            if write_annotator is None:
                raise WriterError(
                    f"{type(self).__name__} does not know how to write the annotator {annotator!r}; "
                    f"implement _write_{name}(self, anno_rp_data, output_path)"
                )
            for product, values in by_product.items():
                write_annotator(values, self._output_path(name, product) if several else "")
        self._frame_id += 1

    def _begin_sequence(self, trigger_outputs: Mapping[str, int]) -> None:
        """Put the counts of triggers by time before the frame's number, which begins anew with each of them.

        A count that comes again, after another `attach`, goes on with the frame's number: no file is written twice.
        """
        counts = [count for trigger, count in trigger_outputs.items() if trigger.startswith(OnTime.kind)]
        sequence = "".join(f"{count}_" for count in reversed(counts))
        if sequence != self._sequence_id:
            self._frames_of_sequences[self._sequence_id] = self._frame_id
            self._sequence_id, self._frame_id = sequence, self._frames_of_sequences.get(sequence, 0)

    @staticmethod
    def _goes_by(annotator: str) -> str:
        """Its name on disk, where the quicker variants of annotators go by the same one."""
        return annotator.removesuffix("_fast")

    def _output_path(self, annotator: str, product: str) -> str:
        """What stands before the file's name when there are several render products."""
        return f"{annotator}/{product}_" if self._use_common_output_dir else f"{product}/{annotator}/"


def _annotator(name: str, offered: Mapping[str, Any]) -> Annotator:
    """The annotator with those of the parameters that it takes."""
    taken = find_definition(name).parameters
    return Annotator(name, {key: value for key, value in offered.items() if key in taken})


def _backend_for(
    output_dir: str | Path | None,
    backend: BaseBackend | None,
    s3_bucket: str | None,
    s3_region: str | None,
    s3_endpoint: str | None,
) -> BaseBackend:
    if backend is not None:
        if output_dir is not None or s3_bucket:
            raise WriterError(
                "BasicWriter takes a backend, or output_dir and s3_bucket, not both: the files would go to one of "
                "them only"
            )
        return require_backend(backend)
    if s3_bucket:
        return S3Backend(s3_bucket, None if output_dir is None else str(output_dir), s3_region, s3_endpoint)
    if s3_region or s3_endpoint:
        raise WriterError("BasicWriter has s3_region or s3_endpoint and no s3_bucket; name the bucket")
    if output_dir is None:
        raise WriterError("BasicWriter does not know where to write; give output_dir, s3_bucket or backend")
    return DiskBackend(output_dir)
