"""Names, reuse and the life of render products."""

import pytest


def name(product):
    return str(product.path).rpartition("/")[2]


def test_render_products_without_name_when_made_then_are_numbered(rep, render_product):
    products = [render_product(force_new=True) for _ in range(3)]

    assert [name(product) for product in products] == ["Replicator", "Replicator_01", "Replicator_02"]


def test_render_products_with_names_between_when_made_then_only_those_without_are_counted(
    rep, render_product
):
    products = [
        render_product(name="first", force_new=True),
        render_product(force_new=True),
        render_product(name="third", force_new=True),
        render_product(force_new=True),
    ]

    assert [name(product) for product in products] == ["first", "Replicator", "third", "Replicator_01"]


def test_a_render_product_of_the_same_camera_and_size_when_asked_for_again_then_is_the_same(
    rep, render_product
):
    assert str(render_product().path) == str(render_product().path)


@pytest.mark.parametrize(
    "keywords", [{"force_new": True}, {"name": "mine"}, {"resolution": (32, 24)}, {"camera": "second_camera"}]
)
def test_a_render_product_when_something_is_different_then_is_another(rep, render_product, keywords):
    assert str(render_product().path) != str(render_product(**keywords).path)


def test_the_path_of_a_render_product_when_read_then_begins_with_the_prefix_in_the_settings(
    rep, settings, render_product
):
    prefix = settings.get("/exts/omni.kit.hydra_texture/renderProduct/path/prefix")

    assert str(render_product().path) == f"/Render/{prefix}Replicator"


def test_a_render_product_when_made_then_is_a_prim_of_that_type_that_looks_through_the_camera(
    rep, stage, render_product
):
    product = render_product()

    prim = stage.GetPrimAtPath(str(product.path))
    assert prim.GetTypeName() == "RenderProduct"
    assert prim.GetRelationship("camera").GetTargets() == ["/World/camera"]


def test_the_camera_when_given_as_prim_path_or_string_then_each_is_taken(rep, stage):
    prim = stage.GetPrimAtPath("/World/camera")

    products = [
        rep.create.render_product(camera, (32, 24), force_new=True)
        for camera in (prim, prim.GetPath(), "/World/camera")
    ]

    assert len({str(product.path) for product in products}) == 3


def test_a_list_of_cameras_when_given_then_each_has_a_render_product(rep, stage):
    products = rep.create.render_product(["/World/camera", "/World/second_camera"], (32, 24))

    assert len(products) == 2
    assert str(products[0].path) != str(products[1].path)


def test_a_destroyed_render_product_when_looked_for_then_its_prim_is_gone(rep, stage, render_product):
    product = render_product()
    path = str(product.path)

    product.destroy()

    assert not stage.GetPrimAtPath(path)
