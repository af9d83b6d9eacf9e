"""BasicWriter's files: names, layout, counters, hooks, metadata."""

import json

import numpy as np
import pytest
from PIL import Image

from .conftest import CRATE_PIXEL

FILES_OF_SWITCHES = {
    "rgb": ["rgb_0000.png"],
    "bounding_box_2d_tight": [
        "bounding_box_2d_tight_0000.npy",
        "bounding_box_2d_tight_labels_0000.json",
        "bounding_box_2d_tight_prim_paths_0000.json",
    ],
    "bounding_box_2d_loose": [
        "bounding_box_2d_loose_0000.npy",
        "bounding_box_2d_loose_labels_0000.json",
        "bounding_box_2d_loose_prim_paths_0000.json",
    ],
    "bounding_box_3d": [
        "bounding_box_3d_0000.npy",
        "bounding_box_3d_labels_0000.json",
        "bounding_box_3d_prim_paths_0000.json",
    ],
    "semantic_segmentation": ["semantic_segmentation_0000.png", "semantic_segmentation_labels_0000.json"],
    "instance_id_segmentation": [
        "instance_id_segmentation_0000.png",
        "instance_id_segmentation_mapping_0000.json",
    ],
    "instance_segmentation": [
        "instance_segmentation_0000.png",
        "instance_segmentation_mapping_0000.json",
        "instance_segmentation_semantics_mapping_0000.json",
    ],
    "distance_to_camera": ["distance_to_camera_0000.npy"],
    "distance_to_image_plane": ["distance_to_image_plane_0000.npy"],
    "occlusion": ["occlusion_0000.npy"],
    "normals": ["normals_0000.png"],
    "motion_vectors": ["motion_vectors_0000.npy"],
    "camera_params": ["camera_params_0000.json"],
    "pointcloud": [
        "pointcloud_0000.npy",
        "pointcloud_instance_0000.npy",
        "pointcloud_normals_0000.npy",
        "pointcloud_rgb_0000.npy",
        "pointcloud_semantic_0000.npy",
    ],
}


@pytest.mark.parametrize("switch", FILES_OF_SWITCHES)
def test_a_switch_when_on_for_a_frame_then_has_the_files_of_the_table(
    rep, render_product, basic_writer, files, switch
):
    basic_writer(render_product(), **{switch: True})

    rep.orchestrator.step()

    assert files() == sorted([*FILES_OF_SWITCHES[switch], "metadata.txt"])


def test_depth_when_colorized_then_has_pictures_beside_the_arrays(rep, render_product, basic_writer, files):
    basic_writer(render_product(), distance_to_camera=True, distance_to_image_plane=True, colorize_depth=True)

    rep.orchestrator.step()

    assert [name for name in files() if name.endswith(".png")] == [
        "distance_to_camera_0000.png",
        "distance_to_image_plane_0000.png",
    ]


def test_one_render_product_with_a_name_when_written_then_its_files_lie_flat(
    rep, render_product, basic_writer, files
):
    basic_writer(render_product(name="top"), rgb=True)

    rep.orchestrator.step()

    assert files() == ["metadata.txt", "rgb_0000.png"]


def test_two_render_products_when_written_then_each_has_folders_and_metadata_is_in_the_root_only(
    rep, render_product, basic_writer, files
):
    products = [render_product(name="top", force_new=True), render_product(force_new=True)]
    basic_writer(products, rgb=True, distance_to_camera=True)

    rep.orchestrator.step()

    assert files() == [
        "Replicator/distance_to_camera/distance_to_camera_0000.npy",
        "Replicator/rgb/rgb_0000.png",
        "metadata.txt",
        "top/distance_to_camera/distance_to_camera_0000.npy",
        "top/rgb/rgb_0000.png",
    ]


def test_two_render_products_with_a_common_folder_when_written_then_their_names_are_in_the_files(
    rep, render_product, basic_writer, files
):
    products = [render_product(name="top"), render_product("second_camera", name="other")]
    basic_writer(products, rgb=True, use_common_output_dir=True)

    rep.orchestrator.step()

    assert files() == ["metadata.txt", "rgb/other_rgb_0000.png", "rgb/top_rgb_0000.png"]


def test_the_frame_number_when_a_new_writer_begins_then_is_zero_again(
    rep, render_product, basic_writer, files, output
):
    first = basic_writer(render_product(), rgb=True)
    rep.orchestrator.step()
    rep.orchestrator.step()
    rep.orchestrator.wait_until_complete()
    first.detach()
    for path in output.glob("*.png"):
        path.unlink()

    basic_writer(render_product(), rgb=True)
    rep.orchestrator.step()

    assert files() == ["metadata.txt", "rgb_0000.png"]


def test_the_format_and_padding_when_given_then_are_in_the_names(rep, render_product, basic_writer, files):
    basic_writer(render_product(), rgb=True, image_output_format="jpg", frame_padding=6)

    rep.orchestrator.step()

    assert "rgb_000000.jpg" in files()


def test_metadata_when_basic_writer_writes_then_is_its_name_version_and_seed(
    rep, render_product, basic_writer, files, output
):
    rep.set_global_seed(7)
    basic_writer(render_product(), rgb=True)

    rep.orchestrator.step()

    files()
    metadata = json.loads((output / "metadata.txt").read_text())
    assert metadata == {"name": "BasicWriter", "version": "0.0.2", "replicator_global_seed:": 7}


def test_a_hook_of_a_subclass_when_overridden_then_is_called_instead(rep, render_product, output, files):
    class Inverted(rep.BasicWriter):
        def _write_rgb(self, anno_rp_data, output_path):
            path = (
                f"{output_path}inverted_{self._frame_id:0{self._frame_padding}}.{self._image_output_format}"
            )
            image = anno_rp_data["data"].copy()
            image[..., :3] = 255 - image[..., :3]
            self._backend.write_image(path, image)

    rep.WriterRegistry.register(Inverted)
    writer = rep.WriterRegistry.get("Inverted")
    writer.initialize(output_dir=str(output), rgb=True)
    writer.attach(render_product())

    rep.orchestrator.step()

    assert files() == ["inverted_0000.png", "metadata.txt"]
    rep.WriterRegistry.unregister("Inverted")


def test_the_files_of_a_frame_when_read_then_say_what_the_scene_says(
    rep, render_product, basic_writer, files, output
):
    basic_writer(
        render_product(), distance_to_image_plane=True, semantic_segmentation=True, bounding_box_2d_tight=True
    )

    rep.orchestrator.step()

    files()
    depth = np.load(output / "distance_to_image_plane_0000.npy")
    assert depth[CRATE_PIXEL] == pytest.approx(9, rel=1e-5)
    labels = json.loads((output / "semantic_segmentation_labels_0000.json").read_text())
    colors = np.asarray(Image.open(output / "semantic_segmentation_0000.png"))
    assert labels[str(tuple(int(c) for c in colors[CRATE_PIXEL]))] == {"class": "crate"}
    boxes = np.load(output / "bounding_box_2d_tight_0000.npy")
    names = json.loads((output / "bounding_box_2d_tight_labels_0000.json").read_text())
    paths = json.loads((output / "bounding_box_2d_tight_prim_paths_0000.json").read_text())
    rows = dict(zip(paths, boxes, strict=True))
    crate = rows["/World/crate"]
    assert names[str(crate["semanticId"])] == {"class": "crate"}
    # 9 m below the camera, x from -3 to -1: pixels 32 + 32 * 2 * 24 / 20.955 * x / 9 = 7.57 ... 23.86
    assert abs(int(crate["x_min"]) - 7.57) < 1.5
    assert abs(int(crate["x_max"]) - 23.86) < 1.5
    assert crate["occlusionRatio"] == 0


def test_an_empty_stage_when_recorded_then_every_file_is_there(rep, app, basic_writer, files):
    import omni.usd  # noqa: PLC0415

    omni.usd.get_context().new_stage()
    camera = rep.functional.create.camera(position=(0, 0, 5))
    product = rep.create.render_product(camera, (32, 24))
    basic_writer(
        product,
        rgb=True,
        distance_to_camera=True,
        normals=True,
        motion_vectors=True,
        camera_params=True,
        pointcloud=True,
        pointcloud_include_unlabelled=True,
    )

    rep.orchestrator.step()

    assert len([name for name in files() if name.endswith(".npy")]) == 2 + 5
    assert len([name for name in files() if name.endswith(".png")]) == 2
