"""``rep.create`` and ``rep.get`` of the graph-style API: which prims there are, what they have, and which are found."""

import pytest
from pxr import Gf, Sdf, UsdGeom, UsdLux

from kitless.replicator import orchestrator
from kitless.replicator.authoring.errors import AuthoringError
from kitless.replicator.errors import GraphError
from kitless.replicator.graph import create, get, layers, modify, trigger
from kitless.replicator.graph.choices import InSequence
from kitless.replicator.graph.distributions import Uniform
from kitless.replicator.graph.materials import material_omnipbr
from kitless.replicator.render_products import create_render_product
from kitless.semantics import own_labels


def paths(item):
    return [str(prim.GetPath()) for prim in item.get_output_prims()["prims"]]


def world_position(prim):
    return UsdGeom.XformCache().GetLocalToWorldTransform(prim).ExtractTranslation()


# -- create ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", ["cone", "cube", "cylinder", "disk", "plane", "sphere", "torus"])
def test_a_shape_when_created_then_is_below_replicator_in_an_xform_at_once(app, stage, shape):
    item = getattr(create, shape)(count=2, semantics=[("class", shape)], position=(1, 2, 3), scale=0.5)

    name = shape.capitalize()
    assert paths(item) == [f"/Replicator/{name}_Xform", f"/Replicator/{name}_Xform_01"]
    for prim in item.prims():
        assert prim.IsA(UsdGeom.Xform)
        assert stage.GetPrimAtPath(prim.GetPath().AppendChild(name)).IsA(UsdGeom.Gprim)
        assert own_labels(prim) == {"class": (shape,)}
        assert prim.GetAttribute("xformOp:translate").Get() == (1, 2, 3)
        assert prim.GetAttribute("xformOp:scale").Get() == (0.5, 0.5, 0.5)


def test_a_list_of_positions_when_given_then_each_prim_has_its_own(app):
    item = create.sphere(count=3, position=[(0, 0, 1), (0, 0, 2), (0, 0, 3)])

    assert [prim.GetAttribute("xformOp:translate").Get()[2] for prim in item.prims()] == [1, 2, 3]


@pytest.mark.parametrize("up", [(0, 1, 0), None])
def test_a_camera_when_its_position_is_drawn_then_looks_where_it_should_from_each(app, up):
    with trigger.on_frame():
        # The origin, at which it looks, is also where it is until its position is drawn.
        item = create.camera(
            position=InSequence([(0, 0, 9), (9, 0, 0)]), look_at=(0, 0, 0), look_at_up_axis=up
        )

    (prim,) = item.prims()
    for towards in ((0, 0, -1), (-1, 0, 0)):
        orchestrator.step()
        view = UsdGeom.Xformable(prim).GetLocalTransformation().TransformDir(Gf.Vec3d(0, 0, -1))
        assert Gf.IsClose(view, Gf.Vec3d(*towards), 1e-9)


def test_a_camera_when_created_then_looks_where_it_should_and_gives_a_render_product(app, collect):
    item = create.camera(position=(0, 0, 30), look_at=(5, 0, 30), name="side", focal_length=50.0)
    product = create_render_product(item, (8, 6))
    writer = collect(product, ("camera_params",))

    orchestrator.step()

    assert product.camera_path == "/Replicator/side/Camera"
    camera = writer.frames[0]["annotators"]["camera_params"]["Replicator"]
    assert camera["cameraFocalLength"] == 50.0
    # Its -Z axis is the world's X: in the rows of the camera's matrix, the third is -X.
    matrix = UsdGeom.XformCache().GetLocalToWorldTransform(item.prims()[0])
    assert Gf.IsClose(Gf.Vec3d(matrix[2][0], matrix[2][1], matrix[2][2]), Gf.Vec3d(-1, 0, 0), 1e-6)


def test_several_cameras_when_given_then_each_has_a_render_product(app):
    products = create_render_product(create.camera(count=2), (8, 6))

    assert [product.camera_path for product in products] == [
        "/Replicator/Camera_Xform/Camera",
        "/Replicator/Camera_Xform_01/Camera",
    ]


def test_an_item_that_is_no_camera_when_a_render_product_is_made_of_it_then_is_an_error(app):
    with pytest.raises(GraphError, match="is not a camera"):
        create_render_product(create.cube(), (8, 6))


@pytest.mark.parametrize(
    ("light_type", "schema"),
    [
        ("distant", UsdLux.DistantLight),
        ("Dome", UsdLux.DomeLight),
        ("Sphere", UsdLux.SphereLight),
        ("rect", UsdLux.RectLight),
        ("disk", UsdLux.DiskLight),
        ("cylinder", UsdLux.CylinderLight),
    ],
)
def test_a_light_when_created_then_has_its_type_and_values(app, light_type, schema):
    item = create.light(light_type=light_type, intensity=400, color=(1, 0.5, 0), temperature=4000, count=2)

    for prim in item.prims():
        light = prim.GetChildren()[0]
        assert light.IsA(schema)
        assert light.GetAttribute("inputs:intensity").Get() == 400
        assert light.GetAttribute("inputs:color").Get() == Gf.Vec3f(1, 0.5, 0)
        assert light.GetAttribute("inputs:colorTemperature").Get() == 4000
        assert light.GetAttribute("inputs:enableColorTemperature").Get() is True


def test_a_light_in_a_trigger_when_it_fires_then_is_drawn_anew_and_is_there_before(app):
    with trigger.on_custom_event("lights"):
        item = create.light(
            light_type="Sphere",
            intensity=Uniform(100, 200),
            position=Uniform((0, 0, 0), (1, 1, 1)),
            scale=Uniform(0.1, 1.0),
            count=3,
        )
    lights = [prim.GetChildren()[0] for prim in item.prims()]
    before = [light.GetAttribute("inputs:intensity").Get() for light in lights]

    trigger.send_og_event("lights")
    app.update()

    after = [light.GetAttribute("inputs:intensity").Get() for light in lights]
    assert before == [1000, 1000, 1000]
    assert all(100 <= value <= 200 for value in after)
    assert len(set(after)) == 3
    for prim in item.prims():
        x, y, z = prim.GetAttribute("xformOp:scale").Get()
        assert x == y == z
        assert 0.1 <= x <= 1.0


def test_a_distribution_outside_of_a_trigger_when_the_app_is_updated_then_is_drawn_once(app):
    item = create.cone(count=2, position=Uniform((1, 1, 1), (2, 2, 2)))
    (first, _) = item.prims()
    before = first.GetAttribute("xformOp:translate").Get()

    app.update()
    drawn = first.GetAttribute("xformOp:translate").Get()
    app.update()

    assert before == (0, 0, 0)
    assert all(1 <= number <= 2 for number in drawn)
    assert first.GetAttribute("xformOp:translate").Get() == drawn


def test_a_group_when_something_is_applied_to_it_then_all_of_its_prims_have_it(app):
    cubes = create.cube(count=2)
    group = create.group([cubes, "/World/box", [create.sphere()]], semantics=[("kind", "thing")])
    with trigger.on_frame(), group:
        modify.pose(position=InSequence([(1, 0, 0), (2, 0, 0), (3, 0, 0), (4, 0, 0)]))

    orchestrator.step()

    assert [prim.GetAttribute("xformOp:translate").Get()[0] for prim in group.prims()] == [1, 2, 3, 4]
    assert own_labels(group.prims()[2])["kind"] == ("thing",)


def test_materials_when_created_then_have_their_inputs_and_drawn_ones_when_the_trigger_fires(app):
    with trigger.on_frame():
        item = material_omnipbr(diffuse=Uniform((0, 0, 0), (1, 1, 1)), roughness=0.25, count=4)
    shaders = [prim.GetChildren()[0] for prim in item.prims()]

    orchestrator.step()

    assert paths(item)[0] == "/Replicator/Looks/OmniPBR"
    assert [shader.GetAttribute("inputs:reflection_roughness_constant").Get() for shader in shaders] == [
        0.25
    ] * 4
    colors = {tuple(shader.GetAttribute("inputs:diffuse_color_constant").Get()) for shader in shaders}
    assert len(colors) == 4


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: create.light(light_type="Laser"), GraphError, "a light_type of Cylinder, Disk, Distant"),
        (
            lambda: create.cube(rotation=(0, 0, 0), look_at=(1, 0, 0)),
            GraphError,
            "a rotation or something to look at",
        ),
        (lambda: create.cube(position="here"), GraphError, "position expects a number, three numbers"),
        (lambda: material_omnipbr(diffuse="red"), AuthoringError, "expected a value of type color3f"),
        (lambda: create.cube(pivot=(0, 0, 0)), TypeError, "unexpected keyword argument 'pivot'"),
        (lambda: create.camera(projection_type=Uniform(0, 1)), GraphError, "projection_type cannot be drawn"),
    ],
)
def test_a_prim_that_cannot_be_when_created_then_is_an_error_and_leaves_nothing(
    app, stage, make, error, message
):
    with pytest.raises(error, match=message):
        make()

    left = {
        str(prim.GetPath()) for prim in stage.Traverse() if str(prim.GetPath()).startswith("/Replicator/")
    }
    assert left <= {"/Replicator/SDGPipeline"}


# -- get -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ({"path_pattern": "BALL"}, ["/World/ball"]),
        ({"path_pattern": "BALL", "ignore_case": False}, []),
        ({"path_pattern": "^/World/(ball|can)$"}, ["/World/ball", "/World/can"]),
        ({"path_match": "/ba"}, ["/World/ball"]),
        ({"prim_types": "Camera"}, ["/World/left", "/World/right"]),
        ({"prim_types": ["cube", "Sphere"]}, ["/World/box", "/World/ball"]),
        (
            {"path_pattern": "/World/", "prim_types_exclusion": ["Camera", "Sphere"]},
            ["/World/box", "/World/can"],
        ),
        (
            {"path_match": "/World/", "path_pattern_exclusion": "ball|left|right"},
            ["/World/box", "/World/can"],
        ),
        ({"semantics": [("class", "box"), ("class", "nobody")]}, ["/World/box"]),
        ({"semantics": ("class", "can")}, ["/World/can"]),
        (
            {"path_pattern": "/World/[bc]", "semantics_exclusion": [("class", "box")]},
            ["/World/ball", "/World/can"],
        ),
    ],
)
@pytest.mark.usefixtures("app")
def test_prims_when_searched_then_those_that_fit_are_found_in_the_order_of_the_stage(search, found):
    assert paths(get.prims(**search)) == found


@pytest.mark.usefixtures("app")
def test_prims_when_searched_again_then_are_those_of_the_first_time_unless_asked(stage):
    cached, fresh = (
        get.prims(path_match="/World/ball"),
        get.prims(path_match="/World/ball", cache_result=False),
    )
    paths(cached)
    UsdGeom.Cube.Define(stage, "/World/ball_01")

    assert paths(cached) == ["/World/ball"]
    assert paths(fresh) == ["/World/ball", "/World/ball_01"]


@pytest.mark.usefixtures("app")
def test_prims_when_what_was_found_is_deleted_then_are_the_others(stage):
    item = get.prims(path_pattern="/World/(ball|can)")
    paths(item)
    stage.RemovePrim("/World/ball")

    assert paths(item) == ["/World/can"]


@pytest.mark.usefixtures("app")
def test_prims_by_path_when_asked_for_then_are_in_the_order_given(stage):
    given = ["/World/can", Sdf.Path("/World/box"), stage.GetPrimAtPath("/World/ball")]

    assert paths(get.prim_at_path(given)) == ["/World/can", "/World/box", "/World/ball"]
    assert paths(get.prim_at_path(Sdf.Path("/World/box"))) == ["/World/box"]


@pytest.mark.parametrize(
    ("search", "message"),
    [
        ({"path_pattern": "("}, "is not a regular expression"),
        ({"semantics": ["class"]}, "pairs of type and label"),
    ],
)
@pytest.mark.usefixtures("app")
def test_a_search_that_cannot_be_when_made_then_is_an_error(search, message):
    with pytest.raises(GraphError, match=message):
        get.prims(**search)


def test_an_operation_that_finds_no_prims_when_carried_out_then_is_a_warning_once(app, caplog):
    with trigger.on_frame(), get.prims(path_pattern="Unicorn"):
        modify.pose(position=(0, 0, 0))

    orchestrator.step()
    orchestrator.step()

    warnings = [record.getMessage() for record in caplog.records if "no prims" in record.getMessage()]
    assert warnings == [
        "modify.pose has no prims to be applied to: rep.get.prims(path_pattern='Unicorn') finds none"
    ]


# -- layers ----------------------------------------------------------------------------------------


def test_a_new_layer_when_written_to_then_has_what_is_made_and_drawn_later_and_the_root_layer_has_nothing(
    app, stage
):
    before = stage.GetRootLayer().ExportToString()
    with layers.new_layer() as layer:
        item = create.cube()
        with trigger.on_frame(), item:
            modify.pose(position=InSequence([(5, 0, 0)]))

    orchestrator.step()

    assert stage.GetRootLayer().ExportToString() == before
    assert layer.GetAttributeAtPath("/Replicator/Cube_Xform.xformOp:translate").default == (5, 0, 0)
    assert world_position(item.prims()[0]) == (5, 0, 0)


def test_a_new_layer_when_made_again_then_is_empty_and_its_graph_is_gone(app, stage):
    with layers.new_layer():
        create.cube()
    with layers.new_layer() as layer:
        item = create.sphere()
        with trigger.on_frame(), item:
            modify.pose(position=InSequence([(5, 0, 0)]))

    orchestrator.step()

    assert not stage.GetPrimAtPath("/Replicator/Cube_Xform")
    assert world_position(item.prims()[0]) == (5, 0, 0)
    assert len(stage.GetSessionLayer().subLayerPaths) == 1
    assert layer.anonymous


def test_a_stage_when_opened_then_is_returned(app, tmp_path, stage):
    file = tmp_path / "stage.usda"
    stage.GetRootLayer().Export(str(file))

    opened = layers.open_stage(file)

    assert opened == app.usd_context.get_stage()
    assert opened.GetPrimAtPath("/World/box")
