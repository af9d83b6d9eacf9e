"""The files of BasicWriter, annotator by annotator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kitless.annotators import colorize_depth, colorize_normals
from kitless.io import as_numpy
from kitless.replicator import file_functions

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from kitless.replicator.backends import BaseBackend

    AnnotatorValues = dict[str, Any]


class BasicWriterFiles:
    """One method for each annotator, which schedules its files for one render product of one frame.

    Names and parameters are Replicator's, so that subclasses written for it can override them: ``anno_rp_data`` is what
    the annotator says (``"data"`` with the keys of its info beside it, or its keys alone where it is a dictionary),
    ``output_path`` what stands before the file's name.
    """

    _backend: BaseBackend
    _image_output_format: str
    _frame_id: int
    _frame_padding: int
    _sequence_id: str
    colorize_depth: bool

    def _write_rgb(self, anno_rp_data: AnnotatorValues, output_path: str) -> None:
        self._write_image("rgb", anno_rp_data["data"], output_path, self._image_output_format)

    def _write_normals(self, anno_rp_data: AnnotatorValues, output_path: str) -> None:
        path = output_path + self._file_name("normals", "png")
        self._backend.schedule(_write_normals_picture, path=path, data=anno_rp_data["data"])

    def _write_distance_to_camera(self, anno_rp_data: AnnotatorValues, output_path: str) -> None:
        self._write_distance("distance_to_camera", anno_rp_data, output_path)

    def _write_distance_to_image_plane(self, anno_rp_data: AnnotatorValues, output_path: str) -> None:
        self._write_distance("distance_to_image_plane", anno_rp_data, output_path)

    def _write_semantic_segmentation(self, anno_rp_data: AnnotatorValues, output_path: str) -> None:
        self._write_image("semantic_segmentation", anno_rp_data["data"], output_path)
        self._write_json("semantic_segmentation_labels", anno_rp_data["idToLabels"], output_path)

    def _write_instance_id_segmentation(self, anno_rp_data: AnnotatorValues, output_path: str) -> None:
        self._write_image("instance_id_segmentation", anno_rp_data["data"], output_path)
        self._write_json("instance_id_segmentation_mapping", anno_rp_data["idToLabels"], output_path)

    def _write_instance_segmentation(self, anno_rp_data: AnnotatorValues, output_path: str) -> None:
        self._write_image("instance_segmentation", anno_rp_data["data"], output_path)
        self._write_json("instance_segmentation_mapping", anno_rp_data["idToLabels"], output_path)
        self._write_json(
            "instance_segmentation_semantics_mapping", anno_rp_data["idToSemantics"], output_path
        )

    def _write_bounding_box_2d_tight(self, anno_rp_data: AnnotatorValues, output_path: str) -> None:
        self._write_bounding_box_data(anno_rp_data, "2d_tight", output_path)

    def _write_bounding_box_2d_loose(self, anno_rp_data: AnnotatorValues, output_path: str) -> None:
        self._write_bounding_box_data(anno_rp_data, "2d_loose", output_path)

    def _write_bounding_box_3d(self, anno_rp_data: AnnotatorValues, output_path: str) -> None:
        self._write_bounding_box_data(anno_rp_data, "3d", output_path)

    def _write_occlusion(self, anno_rp_data: AnnotatorValues, output_path: str) -> None:
        self._write_array("occlusion", anno_rp_data["data"], output_path)

    def _write_motion_vectors(self, anno_rp_data: AnnotatorValues, output_path: str) -> None:
        self._write_array("motion_vectors", anno_rp_data["data"], output_path)

    def _write_camera_params(self, anno_rp_data: AnnotatorValues, output_path: str) -> None:
        self._write_json("camera_params", anno_rp_data, output_path)

    def _write_pointcloud(self, anno_rp_data: AnnotatorValues, output_path: str) -> None:
        for stem, key in (
            ("pointcloud", "data"),
            ("pointcloud_rgb", "pointRgb"),
            ("pointcloud_normals", "pointNormals"),
            ("pointcloud_semantic", "pointSemantic"),
            ("pointcloud_instance", "pointInstance"),
        ):
            self._write_array(stem, anno_rp_data[key], output_path)

    def _write_skeleton_data(self, anno_rp_data: AnnotatorValues, output_path: str) -> None:
        self._write_skeleton(anno_rp_data, output_path)

    def _write_skeleton(self, anno_rp_data: AnnotatorValues, output_path: str) -> None:
        self._write_json("skeleton", anno_rp_data, output_path)

    def _write_bounding_box_data(
        self, anno_rp_data: AnnotatorValues, bbox_type: str, output_path: str
    ) -> None:
        name = f"bounding_box_{bbox_type}"
        self._write_array(name, anno_rp_data["data"], output_path)
        self._write_json(f"{name}_labels", anno_rp_data["idToLabels"], output_path)
        self._write_json(f"{name}_prim_paths", anno_rp_data["primPaths"], output_path)

    def _write_distance(self, name: str, anno_rp_data: AnnotatorValues, output_path: str) -> None:
        distance = anno_rp_data["data"]
        self._write_array(name, distance, output_path)
        if self.colorize_depth:
            picture = output_path + self._file_name(name, "png")
            self._backend.schedule(_write_depth_picture, path=picture, data=distance)

    def _write_image(
        self, stem: str, image: npt.NDArray[Any], output_path: str, extension: str = "png"
    ) -> None:
        path = output_path + self._file_name(stem, extension)
        self._backend.schedule(file_functions.write_image, path=path, data=image)

    def _write_array(self, stem: str, array: npt.NDArray[Any], output_path: str) -> None:
        path = output_path + self._file_name(stem, "npy")
        self._backend.schedule(file_functions.write_np, path=path, data=array)

    def _write_json(self, stem: str, value: object, output_path: str) -> None:
        path = output_path + self._file_name(stem, "json")
        self._backend.schedule(file_functions.write_json, path=path, data=value)

    def _file_name(self, stem: str, extension: str) -> str:
        return f"{stem}_{self._sequence_id}{self._frame_id:0{self._frame_padding}}.{extension}"


def _write_depth_picture(path: str, data: npt.NDArray[np.float32]) -> None:
    file_functions.write_image(path, colorize_depth(as_numpy(data)))


def _write_normals_picture(path: str, data: npt.NDArray[np.float32]) -> None:
    file_functions.write_image(path, colorize_normals(as_numpy(data)))
