import gc
import weakref

import numpy as np
import pytest
import warp as wp
from pxr import Gf, Sdf, Usd, UsdGeom, UsdRender

from kitless.render import CameraError, DeviceError
from kitless.replicator import orchestrator
from kitless.replicator.annotator import Annotator
from kitless.replicator.annotator_registry import AnnotatorRegistry
from kitless.replicator.errors import RenderProductError
from kitless.replicator.render_products import attach_hydra_texture, create_render_product

FOLDER = "/Render/OmniverseKit/HydraTextures"


def test_unnamed_render_products_when_created_then_are_counted_among_themselves(render_product):
    products = [
        render_product(name="front", force_new=True),
        render_product(force_new=True),
        render_product(name="back", force_new=True),
        render_product(force_new=True),
        render_product(force_new=True),
    ]

    assert [product.name for product in products] == [
        "front",
        "Replicator",
        "back",
        "Replicator_01",
        "Replicator_02",
    ]
    assert products[1].path == str(products[1]) == f"{FOLDER}/Replicator"


def test_a_render_product_when_created_then_is_a_prim_in_the_session_layer(render_product, stage):
    path = render_product().path

    product = UsdRender.Product(stage.GetPrimAtPath(path))
    assert product.GetResolutionAttr().Get() == (8, 6)
    assert product.GetCameraRel().GetTargets() == [Sdf.Path("/World/left")]
    assert stage.GetRootLayer().GetPrimAtPath(path) is None


def test_the_prefix_of_the_path_when_the_setting_gives_one_then_is_used(render_product, app):
    app.settings.set("/exts/omni.kit.hydra_texture/renderProduct/path/prefix", "Tests/")

    assert render_product().path == "/Render/Tests/Replicator"


def test_a_name_when_it_is_taken_then_gets_a_number(render_product):
    assert [render_product(name="front").name, render_product(name="front").name] == ["front", "front_01"]


def test_a_name_that_is_no_prim_name_when_given_then_is_made_one_and_logged(render_product, caplog):
    assert render_product(name="left camera").name == "left_camera"
    assert "'left camera' is not a prim name" in caplog.text


@pytest.mark.parametrize("name", ["Kamera_ü", "カメラ"])
def test_a_name_in_another_script_when_given_then_is_kept(render_product, name):
    assert render_product(name=name).name == name


def test_an_unnamed_render_product_when_created_then_is_not_one_that_was_made_for_somebody_alone(
    render_product,
):
    of_somebody = [render_product(name="own"), render_product(force_new=True)]

    product = render_product()

    assert product not in of_somebody
    assert render_product() is product


def test_the_same_camera_and_resolution_when_created_again_then_is_the_same_render_product(render_product):
    product = render_product()

    assert render_product() is product
    assert render_product(resolution=(9, 6)) is not product
    assert render_product("right") is not product
    assert render_product(force_new=True) is not product
    assert render_product(name="own") is not product


def test_the_viewports_camera_when_created_again_then_is_a_new_render_product(app):
    products = [create_render_product("/OmniverseKit_Persp", (8, 6)) for _ in range(2)]

    assert [product.name for product in products] == ["Replicator", "Replicator_01"]


def test_a_list_of_cameras_when_created_then_is_a_list_of_render_products(stage, app):
    cameras = [stage.GetPrimAtPath("/World/left"), Sdf.Path("/World/right")]

    products = create_render_product(cameras, (8, 6))

    assert [product.camera_path for product in products] == ["/World/left", "/World/right"]


def test_a_render_product_when_destroyed_then_its_prim_and_its_name_are_free(render_product, stage):
    product = render_product()

    product.destroy()
    product.destroy()

    assert not stage.GetPrimAtPath(product.path)
    again = render_product()
    assert again is not product
    assert again.name == "Replicator"


def test_render_products_when_all_are_destroyed_then_nothing_of_them_is_left(render_product, stage):
    before = stage.GetSessionLayer().ExportToString()
    products = [render_product(name="front"), render_product(), render_product("right")]

    for product in products:
        product.destroy()

    assert stage.GetSessionLayer().ExportToString() == before


@pytest.mark.parametrize("path", ["/Render", "/Render/OmniverseKit/Settings"])
def test_a_parent_that_somebody_else_made_when_render_products_are_destroyed_then_stays(
    render_product, stage, path
):
    with Usd.EditContext(stage, stage.GetSessionLayer()):
        stage.DefinePrim(path)
    product = render_product()

    product.destroy()

    assert stage.GetPrimAtPath(path)
    assert not stage.GetPrimAtPath(FOLDER)


def test_a_parent_that_somebody_else_put_something_in_when_render_products_are_destroyed_then_stays(
    render_product, stage
):
    product = render_product()
    with Usd.EditContext(stage, stage.GetSessionLayer()):
        stage.DefinePrim(f"{FOLDER}/mine")

    product.destroy()

    assert stage.GetPrimAtPath(f"{FOLDER}/mine")


def test_the_prims_of_render_products_when_somebody_has_removed_them_then_can_be_destroyed(
    render_product, stage
):
    product = render_product()
    with Usd.EditContext(stage, stage.GetSessionLayer()):
        stage.RemovePrim("/Render")

    product.destroy()

    assert product.is_destroyed


def test_a_stage_without_session_layer_when_a_render_product_is_created_then_is_refused_and_left_alone(
    app, stage
):
    layer = Sdf.Layer.CreateAnonymous()
    layer.TransferContent(stage.GetRootLayer())
    before = layer.ExportToString()
    app.usd_context.attach_stage(Usd.Stage.Open(layer, sessionLayer=None))

    with pytest.raises(RenderProductError, match="session layer, and this stage has none"):
        create_render_product("/World/left", (8, 6))

    assert layer.ExportToString() == before


@pytest.mark.parametrize(
    "device",
    [
        "cuda:99",
        pytest.param(
            "cuda", marks=pytest.mark.skipif(wp.is_cuda_available(), reason="this machine has CUDA")
        ),
    ],
)
def test_a_device_that_the_machine_lacks_when_a_render_product_is_created_then_is_refused(app, stage, device):
    app.settings.set("/kitless/device", device)

    with pytest.raises(DeviceError, match=f"'{device}', this machine has cpu"):
        create_render_product("/World/left", (8, 6))

    assert not stage.GetPrimAtPath(FOLDER)


@pytest.mark.parametrize("nothing", [None, 3])
def test_something_that_is_no_render_product_when_a_writer_is_attached_to_it_then_is_an_error(
    nothing, collect
):
    with pytest.raises(RenderProductError, match=f"its path or a list of them was expected, not {nothing}"):
        collect(nothing)


def test_a_render_product_when_destroyed_and_forgotten_then_its_memory_is_free(render_product):
    forgotten = weakref.ref(render_product(force_new=True))

    forgotten().destroy()
    kept = render_product(force_new=True)
    gc.collect()

    assert not kept.is_destroyed
    assert forgotten() is None


def test_a_destroyed_render_product_when_attached_then_is_an_error(render_product, collect):
    product = render_product()
    product.destroy()

    with pytest.raises(RenderProductError, match="is destroyed"):
        collect(product)


def test_a_render_product_when_destroyed_under_a_writer_then_the_step_says_so_and_others_have_their_frame(
    render_product, collect
):
    product = render_product()
    other, of_destroyed = collect(render_product("right")), collect(product)
    product.destroy()

    with pytest.raises(
        RenderProductError, match=r"CollectingWriter is attached .* detach before you destroy"
    ):
        orchestrator.step()

    assert (len(other.frames), len(of_destroyed.frames)) == (1, 0)


def test_a_render_product_when_destroyed_under_an_annotator_then_writers_have_their_frame(
    render_product, collect
):
    product = render_product()
    writer = collect(render_product("right"))
    annotator = Annotator("rgb")
    annotator.attach(product)
    product.destroy()

    with pytest.raises(RenderProductError, match=r"rgb is attached .* detach before you destroy"):
        orchestrator.step()

    assert len(writer.frames) == 1


@pytest.mark.parametrize(
    ("camera", "resolution", "message"),
    [
        ("/World/none", (8, 6), "There is no prim '/World/none'"),
        ("not a path", (8, 6), "There is no prim 'not a path'"),
        ("/World/box", (8, 6), "/World/box is a Cube"),
        ("/World/left", (0, 6), r"/World/left: the resolution .* not \(0, 6\)"),
        ("/World/left", (8, -1), "at least 1"),
        ("/World/left", (8,), "at least 1"),
        ("/World/left", (5.7, 5), r"whole numbers .* not \(5\.7, 5\)"),
        ("/World/left", (float("nan"), 5), "whole numbers"),
        ("/World/left", ("16", 12), "whole numbers"),
        ("/World/left", (True, True), "whole numbers"),
        ("/World/left", (10**12, 12), "whole numbers"),
        ("/World/left", "large", "at least 1"),
        ("/World/left", None, "at least 1"),
    ],
)
@pytest.mark.usefixtures("app")
def test_a_render_product_that_cannot_be_when_created_then_is_an_error(camera, resolution, message):
    with pytest.raises(RenderProductError, match=message):
        create_render_product(camera, resolution)


def test_a_camera_that_is_not_active_when_a_render_product_is_created_then_is_an_error(stage, render_product):
    stage.GetPrimAtPath("/World/left").SetActive(False)

    with pytest.raises(RenderProductError, match="/World/left is not active"):
        render_product("left")


@pytest.mark.parametrize("resolution", [[8, 6], (8.0, 6.0), (np.int64(8), np.float32(6))])
def test_a_resolution_in_whole_numbers_of_another_kind_when_given_then_is_integers(
    render_product, resolution
):
    product = render_product(resolution=resolution)

    assert product.resolution == (8, 6)
    assert {type(side) for side in product.resolution} == {int}


def test_a_lens_that_is_not_implemented_when_a_render_product_is_created_then_is_refused_at_once(stage, app):
    camera = UsdGeom.Camera.Define(stage, "/World/Spherical")
    camera.GetPrim().CreateAttribute("cameraProjectionType", Sdf.ValueTypeNames.Token).Set("fisheyeSpherical")

    with pytest.raises(CameraError, match="does not implement cameraProjectionType 'fisheyeSpherical'"):
        create_render_product(camera.GetPrim(), (4, 4))


def test_a_render_product_without_stage_when_created_then_is_an_error(app):
    app.usd_context.close_stage()

    with pytest.raises(RenderProductError, match="needs a stage"):
        create_render_product("/World/left", (8, 6))


def test_a_render_product_that_is_switched_off_when_a_step_is_taken_then_nothing_is_written(
    render_product, collect
):
    product = render_product()
    writer = collect(product)
    product.hydra_texture.set_updates_enabled(False)
    orchestrator.step()
    product.hydra_texture.set_updates_enabled(True)

    orchestrator.step()

    assert len(writer.frames) == 1


def test_the_stage_when_closed_then_all_is_detached_and_logged_and_render_products_are_gone(
    render_product, collect, app, caplog
):
    product = render_product()
    writer = collect(product)
    AnnotatorRegistry.get_annotator("normals").attach(product)

    with caplog.at_level("INFO", logger="kitless.replicator"):
        app.usd_context.close_stage()

    assert [record.getMessage() for record in caplog.records] == [
        f"{type(writer).__name__} is detached: its stage is closed",
        "The annotator normals is detached: its stage is closed",
    ]

    orchestrator.step()
    assert product.is_destroyed
    assert writer.frames == []
    writer.detach()


# -- what the prim says -------------------------------------------------------------------------------


def test_a_render_product_when_its_prim_names_another_camera_then_that_one_is_rendered(
    stage, collect, render_product
):
    UsdGeom.Camera.Define(stage, "/World/near").AddTranslateOp().Set((0, 0, 11))
    product = render_product()
    writer = collect(product, ["distance_to_camera"])
    orchestrator.step()

    with Usd.EditContext(stage, stage.GetSessionLayer()):
        UsdRender.Product(stage.GetPrimAtPath(product.path)).GetCameraRel().SetTargets(["/World/near"])
    orchestrator.step()

    distances = [
        frame["annotators"]["distance_to_camera"]["Replicator"]["data"].min() for frame in writer.frames
    ]
    # The box reaches up to z = 1; the cameras stand at z = 20 and z = 11.
    assert distances == [pytest.approx(19, abs=0.05), pytest.approx(10, abs=0.1)]
    assert [frame["camera"]["Replicator"] for frame in writer.frames] == ["/World/left", "/World/near"]


def test_a_render_product_when_its_prim_names_another_resolution_then_frames_have_it(
    stage, collect, render_product
):
    product = render_product()
    writer = collect(product)

    with Usd.EditContext(stage, stage.GetSessionLayer()):
        UsdRender.Product(stage.GetPrimAtPath(product.path)).GetResolutionAttr().Set(Gf.Vec2i(4, 2))
    orchestrator.step()

    assert writer.frames[0]["annotators"]["rgb"]["Replicator"]["data"].shape == (2, 4, 4)
    assert writer.frames[0]["resolution"]["Replicator"] == (4, 2)


def test_a_render_product_when_its_prim_is_deleted_then_the_step_says_so(stage, collect, render_product):
    product = render_product()
    collect(product)
    with Usd.EditContext(stage, stage.GetSessionLayer()):
        stage.RemovePrim(product.path)

    with pytest.raises(RenderProductError, match=f"The prim of the render product {product.path} is gone"):
        orchestrator.step()


def test_cameras_with_a_name_each_when_render_products_are_made_then_are_called_so(app):
    products = create_render_product(["/World/left", "/World/right"], (8, 6), name=["one", "two"])

    assert [product.name for product in products] == ["one", "two"]


def test_cameras_with_too_few_names_when_render_products_are_made_then_is_an_error(app):
    with pytest.raises(RenderProductError, match="1 names were given for 2 cameras"):
        create_render_product(["/World/left", "/World/right"], (8, 6), name=["one"])


@pytest.fixture
def authored(stage):
    """Path of a RenderProduct prim that the stage brings."""
    product = UsdRender.Product.Define(stage, "/Render/authored")
    product.CreateCameraRel().SetTargets(["/World/right"])
    product.CreateResolutionAttr().Set(Gf.Vec2i(5, 3))
    return "/Render/authored"


@pytest.mark.usefixtures("app")
def test_a_render_product_of_the_stage_when_attached_then_is_rendered_and_stays_when_destroyed(
    stage, collect, authored
):
    product = attach_hydra_texture(authored)
    writer = collect(authored)

    orchestrator.step()

    assert attach_hydra_texture(authored) is product
    assert writer.frames[0]["annotators"]["rgb"]["authored"]["data"].shape == (3, 5, 4)
    assert writer.frames[0]["camera"] == {"authored": "/World/right"}
    writer.detach()
    product.destroy()
    assert product.is_destroyed
    assert stage.GetPrimAtPath(authored)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("path", ["/World/box", "/Nobody", "no path at all"])
def test_something_that_is_no_render_product_when_attached_then_is_an_error(path):
    with pytest.raises(RenderProductError, match=f"There is no RenderProduct prim '{path}'"):
        attach_hydra_texture(path)


@pytest.mark.usefixtures("app")
def test_a_render_product_without_camera_when_attached_then_is_an_error(stage, authored):
    UsdRender.Product(stage.GetPrimAtPath(authored)).GetCameraRel().SetTargets([])

    with pytest.raises(RenderProductError, match="has 0 cameras; it needs one"):
        attach_hydra_texture(authored)


def test_the_setting_of_the_paths_prefix_when_nobody_has_set_it_then_is_the_one_that_paths_have(
    app, render_product
):
    path = render_product().path

    prefix = app.settings.get_as_string("/exts/omni.kit.hydra_texture/renderProduct/path/prefix")
    assert path == f"/Render/{prefix}Replicator"
