"""Settings of Isaac Sim that lose frames or labels: each is named, with what mends it."""

from __future__ import annotations

import pytest
from pxr import Sdf

from synthetic_recorder.core.config import RenderProductConfig, WriterConfig

from .codes import codes

SEGMENTATION = WriterConfig("BasicWriter", {"semantic_segmentation": True})
THROTTLING = "/exts/isaacsim.core.throttling/enable_async"
SEMANTICS = "/rtx/hydra/enableSemanticSchema"
MULTI_TICK = "/rtx/hydra/supportMultiTickRate"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/app/asyncRendering", "rendering-async"),
        ("/app/asyncRenderingLowLatency", "rendering-async"),
        ("/omni/replicator/asyncRendering", "rendering-async"),
        (THROTTLING, "throttling-async"),
    ],
)
@pytest.mark.parametrize("value", [True, 1])
def test_a_setting_that_loses_frames_when_it_is_on_then_is_a_warning_that_says_how_to_start(
    findings, path, code, value
):
    (found,) = findings(settings={path: value})

    assert (found.code, found.where, found.is_error) == (code, path, False)
    assert found.todo == f"Start the app with --{path}=false."
    assert findings(settings={path: False}) == findings(settings={path: 0}) == ()


@pytest.mark.parametrize(
    "writer",
    [
        SEGMENTATION,
        WriterConfig("BasicWriter", {"pointcloud": True}),
        WriterConfig("OwnInitializeWriter"),
    ],
)
def test_semantics_that_are_off_when_labels_may_be_needed_then_is_a_warning(findings, writer):
    (found,) = findings(settings={SEMANTICS: False}, writer=writer)

    assert (found.code, found.where, found.is_error) == ("semantics-off", SEMANTICS, False)
    assert found.todo == f"Start the app with --{SEMANTICS}=true."


def test_semantics_when_on_or_not_needed_or_unheard_of_then_fit(findings):
    assert findings(settings={SEMANTICS: True}, writer=SEGMENTATION) == ()
    assert findings(settings={SEMANTICS: False}) == ()
    assert findings(settings={}, writer=SEGMENTATION) == ()


@pytest.fixture
def ticking(stage):
    """The camera's tick rate."""
    camera = stage.GetPrimAtPath("/World/Camera")
    rate = camera.CreateAttribute("omni:sensor:tickRate", Sdf.ValueTypeNames.Float)
    rate.Set(30)
    return rate


def test_a_camera_that_ticks_when_the_renderer_goes_by_it_then_is_a_warning(findings, ticking):
    cameras = [RenderProductConfig("/World/Box"), RenderProductConfig("/World/Camera")]

    found = [each for each in findings(cameras=cameras, settings={MULTI_TICK: True}) if not each.is_error]

    assert codes(found) == [("camera-ticks", "render_products[1].camera")]
    assert found[0].what.startswith(
        "/World/Camera is rendered 30 times a second, as its omni:sensor:tickRate says"
    )
    assert f"--{MULTI_TICK}=false" in found[0].todo


def test_a_camera_that_ticks_when_the_renderer_does_not_go_by_it_then_fits(findings, ticking):
    assert findings(settings={MULTI_TICK: False}) == ()
    assert findings(settings={}) == ()


@pytest.mark.parametrize(("kind", "rate"), [("token", "often"), ("float3", (1, 2, 3))])
def test_a_tick_rate_that_is_no_number_when_checked_then_fits(findings, stage, kind, rate):
    camera = stage.GetPrimAtPath("/World/Camera")
    camera.CreateAttribute("omni:sensor:tickRate", Sdf.ValueTypeNames.Find(kind)).Set(rate)

    assert findings(settings={"/rtx/hydra/supportMultiTickRate": True}) == ()


def test_a_camera_that_is_rendered_with_each_step_when_checked_then_fits(findings, ticking):
    ticking.Set(0)

    assert findings(settings={MULTI_TICK: True}) == ()


@pytest.mark.parametrize("path", ["", "World/Camera", "/World/Camera.focalLength", "/Nowhere"])
def test_a_camera_that_is_none_when_the_renderer_goes_by_ticks_then_only_that_is_found(findings, path):
    found = findings(cameras=[RenderProductConfig(path)], settings={MULTI_TICK: True})

    assert [each.where for each in found] == ["render_products[0].camera"]


def test_all_settings_when_there_is_no_stage_then_are_looked_at(findings):
    found = findings(on=None, settings={MULTI_TICK: True, THROTTLING: True})

    assert [each.code for each in found] == ["stage-missing", "throttling-async"]
