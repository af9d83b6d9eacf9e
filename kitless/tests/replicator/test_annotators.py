import numpy as np
import pytest
from pxr import UsdGeom, UsdSemantics

from kitless.annotators import AnnotatorRegistryError
from kitless.replicator import orchestrator
from kitless.replicator.annotator_registry import AnnotatorRegistry, get


def test_an_annotator_before_the_first_frame_when_read_then_is_empty(render_product):
    annotator = get("distance_to_camera")
    annotator.attach(render_product())

    data = annotator.get_data()

    assert data.size == 0
    assert data.dtype == np.float32


def test_an_annotator_after_a_step_when_read_then_has_the_frame_of_the_step(render_product):
    annotator = get("rgb")
    annotator.attach([render_product()])

    orchestrator.step()

    assert annotator.get_data().shape == (6, 8, 4)
    assert annotator.get_name() == "rgb"


def test_an_annotator_with_info_when_read_then_is_a_dictionary(render_product):
    annotator = get("semantic_segmentation", init_params={"semanticTypes": ["class"]})
    annotator.attach(render_product())
    orchestrator.step()

    legacy, flat = annotator.get_data(), annotator.get_data(use_legacy_structure=False)

    assert sorted(legacy) == ["data", "info"]
    assert legacy["info"]["idToLabels"] == flat["idToLabels"]
    assert flat["idToLabels"]["2"] == {"class": "box"}
    assert np.unique(flat["data"]).tolist() == [0, 1, 2, 3]


def test_an_annotator_when_read_with_a_copy_then_what_is_done_to_it_stays_there(render_product):
    annotator = get("rgb")
    annotator.attach(render_product().path)
    orchestrator.step()

    annotator.get_data()[:] = 0

    assert annotator.get_data().max() == 255
    assert annotator.get_data(do_array_copy=False) is annotator.get_data(do_array_copy=False)


def test_an_annotator_when_detached_then_keeps_its_last_frame(render_product):
    annotator = get("normals")
    annotator.attach(render_product())
    orchestrator.step()
    annotator.detach()
    before = annotator.get_data()

    orchestrator.step()

    assert np.array_equal(annotator.get_data(), before)
    annotator.detach()


def test_an_annotator_when_attached_to_two_render_products_then_is_an_error(render_product):
    with pytest.raises(AnnotatorRegistryError, match="one render product at a time, not to 2"):
        get("rgb").attach([render_product(), render_product("right")])


def test_an_annotator_when_initialized_again_then_its_other_parameters_stay(render_product):
    annotator = AnnotatorRegistry.get_annotator("semantic_segmentation", {"semanticTypes": ["class"]})
    annotator.initialize(colorize=True)
    annotator.attach(render_product())

    orchestrator.step()

    assert "(33, 243, 3, 255)" in annotator.get_data()["info"]["idToLabels"]


def test_ids_of_a_writer_when_a_label_appeared_in_an_earlier_take_then_are_those_of_the_stage_alone(
    stage, collect, render_product
):
    product, annotators = render_product(), ("semantic_segmentation",)
    live = collect(product, annotators)
    orchestrator.step()
    apple = UsdGeom.Sphere.Define(stage, "/World/apple")
    apple.AddTranslateOp().Set((0, 2.2, 0))
    UsdSemantics.LabelsAPI.Apply(apple.GetPrim(), "class").CreateLabelsAttr(["apple"])
    recording = collect(product, annotators)

    orchestrator.step()

    def labels(writer):
        ids = writer.frames[-1]["annotators"]["semantic_segmentation"]["Replicator"]["idToLabels"]
        return {key: value["class"] for key, value in ids.items() if int(key) > 1}

    assert labels(live) == {"2": "box", "3": "can", "4": "apple"}
    assert labels(recording) == {"2": "apple", "3": "box", "4": "can"}


def add_apple(stage):
    """Above the box, labelled: first in sorted order."""
    apple = UsdGeom.Sphere.Define(stage, "/World/apple")
    apple.AddTranslateOp().Set((0, 2.2, 0))
    UsdSemantics.LabelsAPI.Apply(apple.GetPrim(), "class").CreateLabelsAttr(["apple"])


def ids_of(annotator):
    return {
        name: int(key) for key, name in annotator.get_data()["info"]["idToLabels"].items() if int(key) > 1
    }


def test_ids_of_an_annotator_when_it_is_attached_after_others_then_mean_what_theirs_mean(
    stage, render_product
):
    product = render_product(resolution=(64, 48))
    first, points, occlusion = (get(name) for name in ("instance_segmentation", "pointcloud", "occlusion"))
    first.attach(product)
    orchestrator.step()
    add_apple(stage)
    orchestrator.step()
    points.attach(product)
    occlusion.attach(product)

    orchestrator.step()

    assert ids_of(first) == {"/World/box": 2, "/World/can": 3, "/World/apple": 4}
    cloud = points.get_data()
    # The apple's middle is at y = 2.2 and its radius is 1; the box ends at y = 1.
    heights = {each: cloud["data"][cloud["info"]["pointInstance"] == each][:, 1].max() for each in (2, 4)}
    assert heights[2] < 1.1
    assert heights[4] > 2.2
    assert occlusion.get_data()["instanceId"].tolist() == [2, 3, 4]


def test_ids_of_an_annotator_when_all_others_are_detached_then_are_those_of_the_stage_alone(
    stage, render_product
):
    product = render_product(resolution=(64, 48))
    first, second = get("instance_segmentation"), get("instance_segmentation")
    first.attach(product)
    orchestrator.step()
    first.detach()
    add_apple(stage)
    second.attach(product)

    orchestrator.step()

    assert ids_of(second) == {"/World/apple": 2, "/World/box": 3, "/World/can": 4}


def test_ids_of_an_annotator_when_it_is_attached_again_beside_others_then_stay(stage, render_product):
    product = render_product(resolution=(64, 48))
    first, other = get("instance_segmentation"), get("rgb")
    first.attach(product)
    other.attach(product)
    orchestrator.step()
    add_apple(stage)
    first.attach(product)

    orchestrator.step()

    assert ids_of(first) == {"/World/box": 2, "/World/can": 3, "/World/apple": 4}


def test_the_registry_when_listed_then_has_the_implemented_annotators():
    assert "rgb" in AnnotatorRegistry.get_registered_annotators()


def test_an_annotator_when_attached_again_then_has_nothing_of_what_it_was_attached_to_before(render_product):
    annotator = get("rgb")
    annotator.attach(render_product())
    orchestrator.step()

    annotator.attach(render_product())

    assert annotator.get_data().size == 0
