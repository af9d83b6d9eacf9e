"""Annotators that are read directly, and augmentations."""

import numpy as np
import pytest
import warp as wp
from pxr import UsdGeom, UsdSemantics

from .conftest import CRATE_PIXEL


def test_an_annotator_before_the_first_frame_when_read_then_is_empty(rep, render_product):
    annotator = rep.annotators.get("rgb")
    annotator.attach(render_product())

    assert np.asarray(annotator.get_data()).size == 0


def test_an_annotator_without_info_when_read_then_is_the_array(rep, render_product):
    annotator = rep.AnnotatorRegistry.get_annotator("distance_to_image_plane")
    annotator.attach(render_product())

    rep.orchestrator.step()

    assert annotator.get_data().dtype == np.float32
    assert annotator.get_data()[CRATE_PIXEL] == pytest.approx(9, rel=1e-5)


def test_an_annotator_with_info_when_read_then_has_data_and_info(rep, render_product):
    annotator = rep.annotators.get("semantic_segmentation")
    annotator.attach([render_product()])

    rep.orchestrator.step()

    read = annotator.get_data()
    assert set(read) == {"data", "info"}
    assert read["data"].dtype == np.uint32
    labels = read["info"]["idToLabels"]
    assert labels[str(read["data"][CRATE_PIXEL])] == {"class": "crate"}
    assert labels["0"] == {"class": "BACKGROUND"}
    assert labels["1"] == {"class": "UNLABELLED"}
    assert min(int(key) for key in labels if labels[key]["class"] in ("crate", "can")) == 2


def test_instances_when_fast_then_are_keyed_by_integers(rep, render_product):
    annotator = rep.annotators.get("instance_segmentation_fast")
    annotator.attach(render_product())

    rep.orchestrator.step()

    read = annotator.get_data()
    assert read["info"]["idToLabels"][int(read["data"][CRATE_PIXEL])] == "/World/crate"
    assert read["info"]["idToSemantics"][int(read["data"][CRATE_PIXEL])] == {"class": "crate"}


def test_the_camera_when_read_then_is_a_flat_dictionary_of_gold_numbers(rep, render_product):
    annotator = rep.annotators.get("camera_params")
    annotator.attach(render_product())

    rep.orchestrator.step()

    read = annotator.get_data()
    assert read["cameraFocalLength"] == 24
    assert list(read["renderProductResolution"]) == [64, 48]
    view = np.asarray(read["cameraViewTransform"]).reshape(4, 4)
    projection = np.asarray(read["cameraProjection"]).reshape(4, 4)
    eye = np.array([0, 0, 9, 1]) @ view
    assert eye[:3] == pytest.approx([0, 0, -1])
    assert projection[2, 3] == pytest.approx(-1)
    clip = np.array([0, 0, 9, 1]) @ view @ projection
    near = read["cameraNearFar"][0]
    assert clip[2] / clip[3] == pytest.approx(near, rel=1e-4)


def test_a_detached_annotator_when_stepped_then_is_not_evaluated(rep, stage, render_product):
    annotator = rep.annotators.get("distance_to_image_plane")
    annotator.attach(render_product())
    annotator.detach()

    rep.orchestrator.step()

    assert np.asarray(annotator.get_data()).size == 0


@pytest.fixture
def crate_of_subsets(stage):
    """A quad of 2 m at z = 1, in the crate's place, whose only face is a subset with the label "lid"."""
    stage.RemovePrim("/World/crate")
    mesh = UsdGeom.Mesh.Define(stage, "/World/crate")
    mesh.CreatePointsAttr([(-3, -1, 1), (-1, -1, 1), (-1, 1, 1), (-3, 1, 1)])
    mesh.CreateFaceVertexCountsAttr([4])
    mesh.CreateFaceVertexIndicesAttr([0, 1, 2, 3])
    UsdSemantics.LabelsAPI.Apply(mesh.GetPrim(), "class").CreateLabelsAttr(["crate"])
    lid = UsdGeom.Subset.Define(stage, "/World/crate/lid")
    lid.CreateElementTypeAttr("face")
    lid.CreateIndicesAttr([0])
    UsdSemantics.LabelsAPI.Apply(lid.GetPrim(), "class").CreateLabelsAttr(["lid"])


def test_labels_of_subsets_when_the_setting_is_switched_then_count_or_not(
    rep, settings, render_product, crate_of_subsets
):
    annotator = rep.annotators.get("instance_id_segmentation")
    annotator.attach(render_product())

    names = []
    for per_subset in (False, True, False):
        settings.set("/syntheticdata/sensors/perSubsetSegmentation", per_subset)
        rep.orchestrator.step()
        read = annotator.get_data()
        names.append(read["info"]["idToLabels"][str(read["data"][CRATE_PIXEL])])

    assert names == ["/World/crate", "/World/crate/lid", "/World/crate"]


def test_an_unknown_annotator_when_asked_for_then_the_registrys_error_names_it(rep):
    with pytest.raises(rep.annotators.AnnotatorRegistryError, match="no_such_thing"):
        rep.annotators.get("no_such_thing")


def test_registered_annotators_when_listed_then_have_those_of_basic_writer(rep):
    assert {"rgb", "semantic_segmentation", "bounding_box_3d"} <= set(
        rep.AnnotatorRegistry.get_registered_annotators()
    )


def test_a_numpy_augmentation_when_in_place_then_the_annotator_gives_its_result(rep, render_product):
    def brighter(data, amount=1):
        data[..., 0] = amount
        return data

    augmentation = rep.annotators.Augmentation.from_function(brighter, amount=5)
    annotator = rep.annotators.get("rgb")
    annotator.augment(augmentation, amount=9)
    annotator.attach(render_product())

    rep.orchestrator.step()

    assert (annotator.get_data()[..., 0] == 9).all()


def test_the_default_of_an_augmentation_when_not_overridden_then_counts(rep, render_product):
    def constant(data, amount=1):
        data[...] = amount
        return data

    annotator = rep.annotators.get("rgb")
    annotator.augment(rep.annotators.Augmentation.from_function(constant, amount=5))
    annotator.attach(render_product())

    rep.orchestrator.step()

    assert (annotator.get_data() == 5).all()


def test_an_augmentation_when_of_a_new_annotator_then_the_plain_one_is_as_it_was(rep, render_product):
    def black(data):
        return data * 0

    rep.annotators.register_augmentation("black", rep.annotators.Augmentation.from_function(black))
    product = render_product()
    plain = rep.annotators.get("distance_to_image_plane")
    dark = rep.annotators.augment(
        source_annotator=rep.annotators.get("distance_to_image_plane"),
        augmentation=rep.annotators.get_augmentation("black"),
    )
    plain.attach(product)
    dark.attach(product)

    rep.orchestrator.step()

    assert plain.get_data()[CRATE_PIXEL] == pytest.approx(9, rel=1e-5)
    assert dark.get_data()[CRATE_PIXEL] == 0
    rep.annotators.unregister_augmentation("black")


@wp.kernel
def _swap_red_and_blue(data_in: wp.array3d(dtype=wp.uint8), data_out: wp.array3d(dtype=wp.uint8)):
    i, j = wp.tid()
    data_out[i, j, 0] = data_in[i, j, 2]
    data_out[i, j, 1] = data_in[i, j, 1]
    data_out[i, j, 2] = data_in[i, j, 0]
    data_out[i, j, 3] = data_in[i, j, 3]


def _only_red(data):
    data[..., 0] = 200
    data[..., 1:3] = 0
    return data


def test_a_warp_kernel_and_a_function_when_composed_then_are_applied_one_after_the_other(rep, render_product):
    composed = rep.annotators.augment_compose(
        source_annotator=rep.annotators.get("rgb"),
        augmentations=[
            rep.annotators.Augmentation.from_function(_only_red),
            rep.annotators.Augmentation.from_function(_swap_red_and_blue),
        ],
    )
    composed.attach(render_product())

    rep.orchestrator.step()

    data = composed.get_data()
    data = data.numpy() if isinstance(data, wp.array) else data
    assert data[CRATE_PIXEL].tolist() == [0, 0, 200, 255]


def test_an_augmented_annotator_when_a_writer_has_it_then_the_payload_is_augmented(
    rep, render_product, collector
):
    annotator = rep.annotators.get("rgb")
    annotator.augment(rep.annotators.Augmentation.from_function(_only_red))
    writer = collector(render_product(name="top"), [annotator])

    rep.orchestrator.step()

    assert writer.payloads[0]["annotators"]["rgb"]["top"]["data"][CRATE_PIXEL].tolist() == [200, 0, 0, 255]


def test_an_annotator_of_a_writer_when_augmented_by_its_name_then_the_payload_is_augmented(
    rep, render_product, output, files
):
    backend = rep.backends.get("DiskBackend")
    backend.initialize(output_dir=str(output))
    writer = rep.WriterRegistry.get("BasicWriter")
    writer.initialize(backend=backend, rgb=True)
    writer.augment_annotator("rgb", rep.annotators.Augmentation.from_function(_only_red))
    writer.attach(render_product())

    rep.orchestrator.step()

    from PIL import Image  # noqa: PLC0415

    files()
    assert np.asarray(Image.open(output / "rgb_0000.png"))[CRATE_PIXEL].tolist() == [200, 0, 0, 255]
