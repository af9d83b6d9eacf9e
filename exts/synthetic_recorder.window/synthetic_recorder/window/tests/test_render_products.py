from __future__ import annotations

import dataclasses

import pytest


@pytest.fixture
def model(document, models):
    return models.RenderProductsModel(document)


@pytest.fixture
def select(app):
    def select(*paths):
        app.usd_context.get_selection().set_selected_prim_paths([*paths], False)

    return select


@pytest.fixture
def three(recorder, core):
    """Three render products, 1 x 1, 2 x 2 and 3 x 3 pixels."""
    products = tuple(core.RenderProductConfig("/World/Camera", side, side) for side in (1, 2, 3))
    recorder.config = dataclasses.replace(recorder.config, render_products=products)


def sizes(recorder):
    return [product.width for product in recorder.config.render_products]


def test_add_when_cameras_are_selected_then_takes_them_in_their_order(model, select, recorder, core):
    select("/World/Side", "/World/Box", "/World/Camera", "/World")

    model.add()

    assert recorder.config.render_products == (
        core.RenderProductConfig("/World/Side", 1280, 720, ""),
        core.RenderProductConfig("/World/Camera", 1280, 720, ""),
    )


def test_add_when_no_camera_is_selected_then_takes_that_of_the_active_viewport(model, select, recorder):
    from omni.kit.viewport.utility import get_active_viewport  # noqa: PLC0415

    get_active_viewport().camera_path = "/World/Side"
    select("/World/Box")

    model.add()

    assert [product.camera for product in recorder.config.render_products] == ["/World/Side"]


def test_add_when_the_camera_is_in_the_list_then_it_is_there_twice(model, select, recorder):
    select("/World/Side")

    model.add()
    model.add()

    assert [product.camera for product in recorder.config.render_products] == ["/World/Side", "/World/Side"]


def test_add_when_a_class_of_cameras_is_selected_then_it_is_not_taken(model, select, stage):
    stage.CreateClassPrim("/Class").SetTypeName("Camera")
    select("/Class")

    assert model.cameras.selected == []


def test_remove_when_it_is_in_the_middle_then_the_others_stay_in_their_order(model, three, recorder):
    model.remove(1)

    assert sizes(recorder) == [1, 3]


@pytest.mark.parametrize(
    ("index", "to", "expected"),
    [(0, 1, [2, 1, 3]), (2, 0, [3, 1, 2]), (0, -1, [1, 2, 3]), (2, 3, [1, 2, 3])],
)
def test_move_when_there_is_such_a_place_then_it_stands_there(model, three, recorder, index, to, expected):
    model.move(index, to)

    assert sizes(recorder) == expected


def test_type_when_one_side_is_edited_then_only_that_of_that_row_is_another_one(model, three, recorder):
    model.fields(1).height.type("20")

    assert [(product.width, product.height) for product in recorder.config.render_products] == [
        (1, 1),
        (2, 20),
        (3, 3),
    ]


def test_remove_when_a_text_in_the_list_is_no_value_then_it_goes_with_its_row(model, three, document):
    fields = model.fields(2)
    fields.width.type("3x")

    model.remove(2)

    assert document.unreadable == {}
    assert fields.width.text == ""


def test_move_when_a_text_in_the_list_is_no_value_then_it_is_not_that_of_another_row(model, three, document):
    model.fields(0).width.type("1x")

    model.move(0, 1)

    assert document.unreadable == {}
    assert [model.fields(index).width.text for index in range(3)] == ["2", "1", "3"]


def test_unreadable_when_the_row_of_a_bad_text_goes_with_another_config_then_it_is_forgotten(
    model, three, document, recorder
):
    model.fields(2).width.type("3x")

    recorder.config = dataclasses.replace(
        recorder.config, render_products=recorder.config.render_products[:2]
    )

    assert document.unreadable == {}


def test_set_resolution_when_a_side_was_no_number_then_both_are_numbers_again(
    model, three, document, recorder
):
    model.fields(0).width.type("wide")

    model.fields(0).set_resolution(1920, 1080)

    assert document.unreadable == {}
    product = recorder.config.render_products[0]
    assert (product.width, product.height) == (1920, 1080)


@pytest.mark.parametrize(
    ("path", "is_there"),
    [
        ("/World/Camera", True),
        ("/World/Box", False),
        ("/World/Nobody", False),
        ("World/Camera", False),
        ("/World/Camera.focalLength", False),
        ("not a path", False),
        ("", False),
    ],
)
def test_is_there_when_asked_for_a_path_then_only_a_camera_is(model, path, is_there):
    assert model.cameras.is_there(path) is is_there


def test_has_camera_when_it_is_deactivated_then_it_cannot_be_recorded_with(model, three, stage):
    assert model.has_camera(0)

    stage.GetPrimAtPath("/World/Camera").SetActive(False)

    assert not model.has_camera(0)
    assert not model.has_camera(7)


def test_cameras_when_the_stage_has_some_then_all_are_offered_in_its_order(model):
    offered = [path for path in model.cameras.all if path.startswith("/World")]

    assert offered == ["/World/Camera", "/World/Side"]


def test_cameras_when_no_stage_is_open_then_there_are_none(model, app):
    app.run(app.usd_context.close_stage_async())

    assert model.cameras.all == []
    assert not model.cameras.is_there("/World/Camera")
