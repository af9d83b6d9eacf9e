"""``rep.settings`` and ``rep.utils``."""

import logging

import pytest
from pxr import UsdGeom

from kitless.errors import NotImplementedByKitlessError
from kitless.replicator import orchestrator
from kitless.replicator.errors import GraphError
from kitless.replicator.graph import create, modify, settings, trigger, utils
from kitless.replicator.graph.choices import InSequence
from kitless.replicator.graph.items import ReplicatorItem


def test_a_carb_setting_when_set_then_is_set_at_once(app):
    settings.carb_settings("/rtx/post/tonemap/filmIso", 200)

    assert app.settings.get("/rtx/post/tonemap/filmIso") == 200


def test_a_carb_setting_in_a_trigger_when_it_fires_then_is_drawn(app):
    with trigger.on_frame():
        settings.carb_settings("/rtx/post/tonemap/filmIso", InSequence([100, 400]))
    before = app.settings.get("/rtx/post/tonemap/filmIso")

    orchestrator.step()
    orchestrator.step()

    assert before is None
    assert app.settings.get("/rtx/post/tonemap/filmIso") == 400


def test_the_stages_units_and_up_axis_when_set_then_it_has_them(app, stage):
    settings.set_stage_up_axis("z")
    settings.set_stage_meters_per_unit(0.01)

    assert UsdGeom.GetStageUpAxis(stage) == "Z"
    assert UsdGeom.GetStageMetersPerUnit(stage) == 0.01


@pytest.mark.parametrize(
    ("call", "path", "value"),
    [
        (lambda: settings.set_render_pathtraced(128), "/rtx/pathtracing/spp", 128),
        (lambda: settings.set_render_rtx_pathtracing(spp=16), "/rtx/pathtracing/spp", 16),
        (lambda: settings.set_render_rtx_realtime("FXAA"), "/rtx/rendermode", "RayTracedLighting"),
    ],
)
def test_settings_of_another_renderer_when_set_then_are_kept_and_the_log_says_what_was_not_done(
    app, caplog, call, path, value
):
    with caplog.at_level(logging.WARNING):
        call()

    assert app.settings.get(path) == value
    assert "kitless draws as it always does" in caplog.text


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: settings.set_stage_up_axis("X"), 'expects "Y" or "Z", got \'X\''),
        (lambda: settings.set_stage_meters_per_unit(0), "metres above 0, got 0"),
        (lambda: settings.set_render_rtx_realtime("best"), "expects Off, TAA, FXAA, DLSS, DLAA, got 'best'"),
    ],
)
@pytest.mark.usefixtures("app")
def test_a_setting_that_cannot_be_when_set_then_is_an_error(call, message):
    with pytest.raises(GraphError, match=message):
        call()


def test_a_node_of_omnigraph_when_made_then_the_error_names_it():
    with pytest.raises(
        NotImplementedByKitlessError, match=r"kitless does not implement the OmniGraph node a\.b\.OgnC"
    ):
        utils.create_node("a.b.OgnC", radius=1.0)
    with pytest.raises(NotImplementedByKitlessError, match=r"a\.b\.OgnC"):
        ReplicatorItem(utils.create_node, "a.b.OgnC")


def test_an_attribute_of_a_node_when_asked_for_then_the_error_says_that_there_is_no_omnigraph(app):
    with pytest.raises(AttributeError, match="kitless does not implement get_attribute of a graph node"):
        _ = create.xform().node.get_attribute


@pytest.mark.usefixtures("app")
def test_a_wrapped_function_when_it_returns_a_node_then_gives_its_item_with_prims_and_context():
    @utils.replicator_wrapper
    def lifted(height: float) -> ReplicatorItem:
        """Lift something."""
        with create.xform() as item:
            modify.pose(position=(0, 0, height))
        return item.node

    item = lifted(3.0)
    with item:
        inside = ReplicatorItem._get_context()
    orchestrator.step()

    assert inside is item
    assert lifted.__doc__ == "Lift something."
    assert item.get_output_prims()["prims"][0].GetAttribute("xformOp:translate").Get() == (0, 0, 3)


@pytest.mark.parametrize("returned", [None, 5])
def test_a_wrapped_function_when_it_returns_no_node_then_is_an_error(returned):
    with pytest.raises(GraphError, match="returned"):
        utils.replicator_wrapper(lambda: returned)()
