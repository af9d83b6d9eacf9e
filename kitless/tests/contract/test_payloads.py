"""What `write` is given, for each of the three data structures."""

import numpy as np
import pytest


def test_the_payload_by_render_product_when_written_then_has_info_beside_data_and_resolution_and_camera(
    rep, render_product, collector
):
    writer = collector(
        render_product(name="top"),
        ["rgb", "bounding_box_2d_tight", "camera_params"],
        data_structure="renderProduct",
    )

    rep.orchestrator.step()

    (payload,) = writer.payloads
    top = payload["renderProducts"]["top"]
    assert top["rgb"]["data"].shape == (48, 64, 4)
    assert {"data", "idToLabels", "bboxIds", "primPaths"} <= set(top["bounding_box_2d_tight"])
    assert "data" not in top["camera_params"]
    assert top["camera_params"]["cameraModel"] == "pinhole"
    assert tuple(top["resolution"]) == (64, 48)
    assert str(top["camera"]) == "/World/camera"


def test_the_payload_by_annotator_when_written_then_has_a_dictionary_for_each_render_product(
    rep, render_product, collector
):
    products = [render_product(name="top"), render_product("second_camera", name="other")]
    writer = collector(products, ["rgb", "semantic_segmentation"], data_structure="annotator")

    rep.orchestrator.step()

    (payload,) = writer.payloads
    assert set(payload["annotators"]["rgb"]) == {"top", "other"}
    assert payload["annotators"]["rgb"]["top"]["data"].dtype == np.uint8
    assert "idToLabels" in payload["annotators"]["semantic_segmentation"]["other"]
    assert tuple(payload["resolution"]["other"]) == (64, 48)
    assert str(payload["camera"]["other"]) == "/World/second_camera"


def test_the_legacy_payload_of_one_render_product_when_written_then_has_arrays_by_the_annotators_names(
    rep, render_product, collector
):
    writer = collector(render_product(name="top"), ["rgb", "bounding_box_2d_tight"], data_structure="legacy")

    rep.orchestrator.step()

    (payload,) = writer.payloads
    assert payload["rgb"].shape == (48, 64, 4)
    assert {"data", "info"} <= set(payload["bounding_box_2d_tight"])
    assert sorted(payload["bounding_box_2d_tight"]["info"]["primPaths"]) == ["/World/can", "/World/crate"]
    rp = [key for key in payload if key.startswith("rp")]
    assert [tuple(payload[key]["resolution"]) for key in rp] == [(64, 48)]


def test_the_legacy_payload_of_two_render_products_when_written_then_has_their_names_in_its_keys(
    rep, render_product, collector
):
    products = [render_product(name="top"), render_product("second_camera", name="other")]
    writer = collector(products, ["rgb"], data_structure="legacy")

    rep.orchestrator.step()

    (payload,) = writer.payloads
    assert payload["rgb-top"].shape == (48, 64, 4)
    assert payload["rgb-other"].shape == (48, 64, 4)
    assert sorted(key.split("-")[-1] for key in payload if key.startswith("rgb")) == ["other", "top"]
    assert sum(key.startswith("rp") for key in payload) == 2


@pytest.mark.parametrize("structure", ["renderProduct", "annotator", "legacy"])
def test_trigger_outputs_when_written_then_count_the_frames(rep, render_product, collector, structure):
    writer = collector(render_product(), ["rgb"], data_structure=structure)

    rep.orchestrator.step()
    rep.orchestrator.step()

    counts = [payload["trigger_outputs"]["on_frame"] for payload in writer.payloads]
    assert counts[1] - counts[0] == 1


def test_a_fast_annotator_when_written_then_has_the_name_that_was_asked_for(rep, render_product, collector):
    writer = collector(render_product(name="top"), ["bounding_box_3d_fast"])

    rep.orchestrator.step()

    assert "bounding_box_3d_fast" in writer.payloads[0]["annotators"]


def test_an_annotator_object_when_in_the_list_then_is_written_with_its_parameters(
    rep, render_product, collector
):
    colorized = rep.annotators.get("semantic_segmentation", init_params={"colorize": True})
    writer = collector(render_product(name="top"), [colorized])

    rep.orchestrator.step()

    data = writer.payloads[0]["annotators"]["semantic_segmentation"]["top"]["data"]
    assert np.asarray(data).view(np.uint8).reshape(48, 64, 4).shape == (48, 64, 4)
