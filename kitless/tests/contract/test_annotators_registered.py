"""Annotators under names of the user's, parameters, and annotators that are added to writers."""

import numpy as np
import pytest

from .conftest import CRATE_PIXEL


def _halved(data):
    return data / 2


def test_an_augmented_annotator_when_registered_then_is_got_by_its_name(rep, render_product):
    halved = rep.annotators.augment(
        source_annotator=rep.annotators.get("distance_to_image_plane"),
        augmentation=rep.annotators.Augmentation.from_function(_halved),
    )
    rep.annotators.register(name="half_distance", annotator=halved)

    annotator = rep.annotators.get("half_distance")
    annotator.attach(render_product())
    rep.orchestrator.step()

    assert annotator.get_data()[CRATE_PIXEL] == pytest.approx(4.5, rel=1e-5)
    rep.AnnotatorRegistry.unregister_annotator("half_distance")
    assert "half_distance" not in rep.AnnotatorRegistry.get_registered_annotators()


def test_an_annotator_when_asked_for_other_types_then_sees_only_those_labels(rep, stage, render_product):
    rep.functional.modify.semantics(stage.GetPrimAtPath("/World/can"), {"kind": "round"}, mode="add")
    annotator = rep.annotators.get("bounding_box_2d_tight", init_params={"semanticTypes": ["kind"]})
    annotator.attach(render_product())

    rep.orchestrator.step()

    assert list(annotator.get_data()["info"]["primPaths"]) == ["/World/can"]


def test_a_filter_of_labels_when_given_then_what_does_not_match_is_unlabelled(rep, render_product):
    annotator = rep.annotators.get("semantic_segmentation", init_params={"semanticFilter": "class: can"})
    annotator.attach(render_product())

    rep.orchestrator.step()

    assert annotator.get_data()["data"][CRATE_PIXEL] == 1


def test_points_of_what_has_no_label_when_not_included_then_are_left_out(rep, render_product):
    product = render_product()
    labelled = rep.annotators.get("pointcloud")
    everything = rep.annotators.get("pointcloud", init_params={"includeUnlabelled": True})
    labelled.attach(product)
    everything.attach(product)

    rep.orchestrator.step()

    assert everything.get_data()["data"].shape == (64 * 48, 3)
    points = labelled.get_data()["data"]
    assert 0 < len(points) < 64 * 48
    # Only tops and sides of the two cubes, nothing of the floor at -1.
    assert points[:, 2].max() == pytest.approx(1, abs=1e-4)


def test_colors_of_labels_when_mapped_then_are_those(rep, render_product):
    annotator = rep.annotators.get(
        "semantic_segmentation",
        init_params={"colorize": True, "mapping": {"class:crate": (10, 20, 30, 255)}},
    )
    annotator.attach(render_product())

    rep.orchestrator.step()

    data = np.ascontiguousarray(annotator.get_data()["data"]).view(np.uint8).reshape(48, 64, 4)
    assert data[CRATE_PIXEL].tolist() == [10, 20, 30, 255]


def test_an_annotator_when_added_to_a_writer_before_it_is_attached_then_is_in_its_payload(
    rep, render_product, collector
):
    class Taking(rep.Writer):
        def __init__(self):
            self.annotators = ["rgb"]
            self.data_structure = "renderProduct"
            self.seen = []

        def write(self, data):
            self.seen.append(data)

    writer = Taking()
    writer.add_annotator("distance_to_camera")
    writer.attach(render_product(name="top"))

    rep.orchestrator.step()

    assert {"rgb", "distance_to_camera"} <= set(writer.seen[0]["renderProducts"]["top"])


def test_data_for_a_device_when_there_is_none_then_is_still_given(rep, render_product):
    annotator = rep.AnnotatorRegistry.get_annotator("rgb", device="cpu", do_array_copy=True)
    annotator.attach(render_product())

    rep.orchestrator.step()

    assert np.asarray(annotator.get_data(device="cpu")).shape == (48, 64, 4)


def test_a_written_frame_when_the_array_is_kept_then_the_next_frame_does_not_change_it(
    rep, timeline, stage, render_product, collector
):
    from pxr import UsdGeom  # noqa: PLC0415

    writer = collector(render_product(name="top"), ["distance_to_image_plane"])
    rep.orchestrator.step()
    UsdGeom.XformCommonAPI(stage.GetPrimAtPath("/World/crate")).SetTranslate((-2, 0, 1))
    rep.orchestrator.step()

    depths = [
        float(each["annotators"]["distance_to_image_plane"]["top"]["data"][CRATE_PIXEL])
        for each in writer.payloads
    ]

    assert depths == pytest.approx([9, 8], rel=1e-5)
