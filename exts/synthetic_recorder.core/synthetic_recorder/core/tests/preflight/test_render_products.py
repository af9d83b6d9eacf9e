"""A config as a whole, and its render products."""

from __future__ import annotations

import pytest

from synthetic_recorder.core.config import OutputConfig, RenderProductConfig, WriterConfig
from synthetic_recorder.core.preflight import file_names

from .codes import codes


def test_a_config_that_fits_when_checked_then_nothing_is_found_and_nothing_is_made(findings, tmp_path):
    assert findings() == ()
    assert list(tmp_path.iterdir()) == []


def test_many_problems_when_checked_then_all_are_found_at_once(findings):
    found = findings(
        cameras=[RenderProductConfig("/World/Kamera", 0, 480), RenderProductConfig("/World/Box", 640, -1)],
        writer=WriterConfig("BasicWriter", {"rgb": "yes", "rbg": True}),
        output=OutputConfig("", "a/b"),
        frames=-1,
        rt_subframes=-2,
    )

    assert codes(found) == [
        ("camera-missing", "render_products[0].camera"),
        ("resolution-not-positive", "render_products[0].width"),
        ("camera-not-a-camera", "render_products[1].camera"),
        ("resolution-not-positive", "render_products[1].height"),
        ("writer-parameter", "writer.parameters.rgb"),
        ("writer-parameter", "writer.parameters.rbg"),
        ("output-folder-invalid", "output.folder"),
        ("frames-negative", "control.frames"),
        ("rt-subframes-negative", "control.rt_subframes"),
    ]
    assert all(finding.is_error and finding.what and finding.todo for finding in found)


def test_no_stage_when_checked_then_that_is_found_and_the_rest_is_checked_all_the_same(findings):
    found = findings(on=None, cameras=[], frames=-1)

    assert [finding.code for finding in found] == ["stage-missing", "render-products-none", "frames-negative"]


def test_a_missing_camera_when_found_then_the_cameras_of_the_stage_are_named(findings):
    (found,) = findings(cameras=[RenderProductConfig("/World/Kamera")])

    assert found.what == "There is no prim at /World/Kamera on the stage."
    assert found.todo == "Cameras on the stage: /World/Camera."


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "World/Camera",
        "/World/Cam era",
        "/World/Camera.focalLength!",
        "/World/Camera.focalLength",
        "/World{set=a}Camera",
    ],
)
def test_a_camera_path_that_is_none_when_checked_then_is_found(findings, path):
    assert codes(findings(cameras=[RenderProductConfig(path)])) == [
        ("camera-path-invalid", "render_products[0].camera")
    ]


def test_a_camera_that_is_deactivated_when_checked_then_is_found(findings, stage):
    stage.GetPrimAtPath("/World/Camera").SetActive(False)

    (found,) = [each for each in findings() if each.is_error]

    assert (found.code, found.where) == ("camera-inactive", "render_products[0].camera")
    assert found.what == "The camera at /World/Camera is deactivated, and sees nothing."


def test_a_camera_that_is_a_class_when_checked_then_is_found(findings, stage):
    stage.CreateClassPrim("/Cameras").SetTypeName("Camera")

    (found,) = findings(cameras=[RenderProductConfig("/Cameras")])

    assert (found.code, found.where) == ("camera-inactive", "render_products[0].camera")
    assert found.todo == "Give another one, for example a camera that inherits from it."


def test_names_of_render_products_when_repeated_or_impossible_then_are_found(findings):
    cameras = [RenderProductConfig("/World/Camera", 64, 48, name) for name in ("left", "left", "2nd", "", "")]

    assert codes(findings(cameras=cameras)) == [
        ("render-product-name-repeated", "render_products[0].name"),
        ("render-product-name-repeated", "render_products[1].name"),
        ("render-product-name-invalid", "render_products[2].name"),
    ]


def test_a_name_of_a_render_product_when_it_is_too_long_for_files_then_is_found(findings):
    found = findings(cameras=[RenderProductConfig("/World/Camera", 64, 48, "a" * 129)])

    assert codes(found) == [("render-product-name-invalid", "render_products[0].name")]
    assert findings(cameras=[RenderProductConfig("/World/Camera", 64, 48, "a" * 128)]) == ()


@pytest.mark.parametrize(
    ("on_windows", "code"),
    [(True, "render-product-name-invalid"), (False, "render-product-name-not-portable")],
)
def test_a_name_that_windows_keeps_for_a_device_when_it_becomes_a_folder_then_is_found(
    findings, monkeypatch, on_windows, code
):
    monkeypatch.setattr(file_names, "ON_WINDOWS", on_windows)
    aux, left = (RenderProductConfig("/World/Camera", 64, 48, name) for name in ("aux", "left"))

    (found,) = findings(cameras=[left, aux])

    assert (found.code, found.where, found.is_error) == (code, "render_products[1].name", on_windows)
    assert findings(cameras=[aux]) == ()


def test_names_of_render_products_when_the_same_but_for_case_then_are_found(findings):
    cameras = [RenderProductConfig("/World/Camera", 64, 48, name) for name in ("left", "Left")]

    assert codes(findings(cameras=cameras)) == [
        ("render-product-name-repeated", "render_products[0].name"),
        ("render-product-name-repeated", "render_products[1].name"),
    ]


@pytest.mark.parametrize("name", ["Replicator", "Replicator_01", "replicator_12"])
def test_a_name_that_replicator_gives_when_a_render_product_has_none_then_is_found(findings, name):
    named, unnamed = (RenderProductConfig("/World/Camera", 64, 48, each) for each in (name, ""))

    assert codes(findings(cameras=[unnamed, named])) == [
        ("render-product-name-reserved", "render_products[1].name")
    ]
    assert findings(cameras=[named]) == ()


def test_a_very_large_resolution_when_checked_then_is_a_warning(findings):
    (found,) = findings(cameras=[RenderProductConfig("/World/Camera", 8001, 8001)])

    assert (found.code, found.is_error) == ("resolution-large", False)


def test_many_images_when_they_are_very_large_together_then_is_one_warning(findings):
    # 16 of 4 million pixels are 64 million, which is not yet large.
    cameras = [RenderProductConfig("/World/Camera", 2000, 2000)] * 17

    (found,) = findings(cameras=cameras)

    assert (found.code, found.where, found.is_error) == ("resolution-large", "render_products", False)
    assert findings(cameras=cameras[:16]) == ()


@pytest.mark.parametrize(("width", "height"), [(10**9, 10**9), (10**7, 1000)])
def test_a_resolution_that_no_image_can_have_when_checked_then_is_an_error(findings, width, height):
    (found,) = findings(cameras=[RenderProductConfig("/World/Camera", width, height)])

    assert (found.code, found.is_error) == ("resolution-too-large", True)
