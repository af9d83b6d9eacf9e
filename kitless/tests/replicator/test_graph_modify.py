"""``rep.modify`` and ``rep.randomizer``: what is done to prims when a trigger fires."""

import asyncio

import numpy as np
import pytest
from pxr import Gf, Usd, UsdGeom, UsdShade

from kitless.replicator import orchestrator
from kitless.replicator.authoring.errors import AuthoringError
from kitless.replicator.errors import GraphError
from kitless.replicator.graph import (
    create,
    get,
    instances,
    materials,
    modify,
    randomizers,
    registered,
    trigger,
)
from kitless.replicator.graph.choices import Choice, InSequence
from kitless.replicator.graph.distributions import Uniform
from kitless.replicator.seed import get_global_seed, set_global_seed
from kitless.semantics import own_labels


@pytest.fixture(autouse=True)
def global_seed():
    before = get_global_seed()
    set_global_seed(5)
    yield
    set_global_seed(before)


@pytest.fixture
def box(app, stage):
    return stage.GetPrimAtPath("/World/box")


def carried_out(record, times=1):
    """Carry out with the box what a function records."""
    with trigger.on_frame(), get.prim_at_path("/World/box"):
        record()
    for _ in range(times):
        orchestrator.step()


def diffuse(prim):
    material, _ = UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()
    return material.ComputeSurfaceSource("mdl")[0].GetInput("diffuse_color_constant").Get()


def bound(prim):
    return str(UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()[0].GetPath())


# -- modify ----------------------------------------------------------------------------------------


def test_a_pose_when_given_then_position_rotation_and_scale_are_set(box):
    carried_out(lambda: modify.pose(position=(1, 2, 3), rotation=(0, 0, 90), scale=2))

    matrix = UsdGeom.XformCache().GetLocalToWorldTransform(box)
    # Turned by 90 degrees about Z, X becomes Y; twice as large and moved.
    assert Gf.IsClose(matrix.Transform(Gf.Vec3d(1, 0, 0)), Gf.Vec3d(1, 4, 3), 1e-9)


def test_a_rotation_order_when_given_then_the_angles_turn_in_it(box):
    carried_out(lambda: modify.pose(rotation=(90, 90, 0), rotation_order="YXZ"))

    matrix = UsdGeom.XformCache().GetLocalToWorldTransform(box)
    # First about Y: Z becomes X, which the turn about X leaves. (First about X, Z would become -Y, which stays.)
    assert Gf.IsClose(matrix.TransformDir(Gf.Vec3d(0, 0, 1)), Gf.Vec3d(1, 0, 0), 1e-9)


@pytest.mark.parametrize(
    "target",
    [
        lambda: (3, 0, 0),
        lambda: "/World/ball",
        lambda: get.prim_at_path("/World/ball"),
        lambda: Choice(["/World/ball"]),
        lambda: Uniform((3, 0, 0), (3, 0, 0)),
        lambda: ["/World/ball"],
        lambda: [(3, 0, 0)],
    ],
)
def test_something_to_look_at_when_given_then_minus_z_points_at_it(box, target):
    # The ball is at (3, 0, 0); the box is put at the origin.
    carried_out(lambda: modify.pose(position=(0, 0, 0), look_at=target()))

    matrix = UsdGeom.XformCache().GetLocalToWorldTransform(box)
    assert Gf.IsClose(matrix.TransformDir(Gf.Vec3d(0, 0, -1)), Gf.Vec3d(1, 0, 0), 1e-6)


def test_something_to_look_at_when_the_prim_moves_with_the_same_call_then_is_seen_from_its_new_place(box):
    carried_out(lambda: modify.pose(position=(3, 5, 0), look_at=(3, 0, 0)))

    matrix = UsdGeom.XformCache().GetLocalToWorldTransform(box)
    assert Gf.IsClose(matrix.TransformDir(Gf.Vec3d(0, 0, -1)), Gf.Vec3d(0, -1, 0), 1e-6)


def test_something_to_look_at_when_it_is_the_prims_own_new_place_then_no_prim_is_moved(app):
    pair = create.xform(count=2)
    modify.pose(position=[(1, 0, 0), (5, 0, 0)], look_at=(5, 0, 0), input_prims=pair)

    with pytest.raises(
        AuthoringError, match=r"modify\.pose: expected a point to look at other than the prim's"
    ):
        orchestrator.step()

    assert [prim.GetAttribute("xformOp:translate").Get() for prim in pair.prims()] == [(0, 0, 0)] * 2


def test_an_attribute_when_drawn_then_is_set(box):
    carried_out(lambda: modify.attribute("size", InSequence([1.5, 2.5])), times=2)

    assert UsdGeom.Cube(box).GetSizeAttr().Get() == 2.5


def test_an_attribute_of_what_create_has_made_when_set_then_is_the_lights(app):
    dome = create.light(light_type="Dome")
    with trigger.on_frame(), dome:
        modify.attribute("inputs:texture:file", Choice(["sky.exr"]))
        modify.attribute("intensity", 7.0)

    orchestrator.step()

    light = dome.prims()[0].GetChildren()[0]
    assert light.GetAttribute("inputs:texture:file").Get().path == "sky.exr"
    assert light.GetAttribute("inputs:intensity").Get() == 7.0


def test_an_attribute_that_is_not_there_when_given_a_type_then_is_made(box):
    carried_out(lambda: modify.attribute("user:weight", Uniform(1, 2), attribute_type="float"))

    assert 1 <= box.GetAttribute("user:weight").Get() <= 2


def test_an_attribute_that_is_not_there_when_its_value_does_not_fit_then_is_not_made(box):
    with pytest.raises(AuthoringError, match=r"expected a value of type float for /World/box\.user:weight"):
        carried_out(lambda: modify.attribute("user:weight", "heavy", attribute_type="float"))

    assert not box.HasAttribute("user:weight")


def test_semantics_visibility_and_materials_when_set_then_the_prims_have_them(app, box):
    red = materials.material_omnipbr(diffuse=(1, 0, 0))

    def record():
        modify.semantics([("class", "crate")], mode="replace")
        modify.visibility(Choice([False]))
        modify.material(red)

    carried_out(record)

    assert own_labels(box) == {"class": ("crate",)}
    assert UsdGeom.Imageable(box).ComputeVisibility() == "invisible"
    assert bound(box) == "/Replicator/Looks/OmniPBR"


def test_a_variant_when_drawn_then_is_chosen(box):
    variants = box.GetVariantSets().AddVariantSet("paint")
    for name in ("red", "blue"):
        variants.AddVariant(name)

    carried_out(lambda: modify.variant("paint", InSequence(["red", "blue"])), times=2)

    assert variants.GetVariantSelection() == "blue"


def test_a_variant_that_is_not_there_when_chosen_then_is_an_error(box):
    box.GetVariantSets().AddVariantSet("paint").AddVariant("red")

    with pytest.raises(GraphError, match="has no variant 'green' in 'paint'; it has red"):
        carried_out(lambda: modify.variant("paint", "green"))


def test_prims_that_are_given_when_there_is_no_context_then_are_modified(app, box):
    with trigger.on_frame():
        modify.pose(position=(8, 0, 0), input_prims="/World/box")

    orchestrator.step()

    assert box.GetAttribute("xformOp:translate").Get() == (8, 0, 0)


# -- randomizers -----------------------------------------------------------------------------------


def test_rotations_when_drawn_then_are_uniform_in_all_three_angles(app):
    item = create.xform(count=600)
    with trigger.on_frame(), item:
        randomizers.rotation()

    orchestrator.step()

    angles = np.array([prim.GetAttribute("xformOp:rotateXYZ").Get() for prim in item.prims()])
    # Uniform from -180 to 180: the mean is 0, its deviation 360 / sqrt(12 n); a quarter is in each quarter turn.
    assert np.abs(angles).max() <= 180
    assert np.abs(angles.mean(axis=0)).max() <= 5 * 360 / (12 * 600) ** 0.5
    for axis in range(3):
        quarters = np.histogram(angles[:, axis], bins=4, range=(-180, 180))[0]
        assert np.abs(quarters - 150).max() <= 5 * (600 * 3 / 16) ** 0.5


def test_rotations_when_bounded_then_stay_within(box):
    carried_out(lambda: randomizers.rotation(min_angle=(0, 0, 30), max_angle=(0, 0, 60)))

    x, y, z = box.GetAttribute("xformOp:rotateXYZ").Get()
    assert (x, y) == (0, 0)
    assert 30 <= z <= 60


def test_colors_when_drawn_then_each_prim_has_its_own_on_a_material_of_its_own(app, stage):
    group = create.group(["/World/box", "/World/ball", "/World/can"])
    with trigger.on_frame(), group:
        randomizers.color(colors=Uniform((0.2, 0.0, 0.0), (0.4, 1.0, 0.0)))

    orchestrator.step()
    first = [diffuse(prim) for prim in group.prims()]
    orchestrator.step()
    second = [diffuse(prim) for prim in group.prims()]

    assert len({tuple(color) for color in (*first, *second)}) == 6
    assert all(0.2 <= red <= 0.4 and 0 <= green <= 1 and blue == 0 for red, green, blue in (*first, *second))
    assert len(stage.GetPrimAtPath("/Replicator/Looks").GetChildren()) == 3


def test_colors_when_listed_then_are_those(box):
    carried_out(lambda: randomizers.color([(1, 0, 0), (0, 1, 0)]))

    assert tuple(diffuse(box)) in {(1, 0, 0), (0, 1, 0)}


def test_a_material_of_a_randomizer_when_deleted_then_is_made_anew(stage, box):
    with trigger.on_frame(), get.prim_at_path("/World/box"):
        randomizers.color([(1, 0, 0)])
    orchestrator.step()
    stage.RemovePrim(bound(box))

    orchestrator.step()

    assert tuple(diffuse(box)) == (1, 0, 0)


def test_materials_when_drawn_then_prims_are_bound_to_one_of_them(app, stage):
    group = create.group(["/World/box", "/World/ball", "/World/can"])
    with trigger.on_frame():
        made = materials.material_omnipbr(count=3)
        with group:
            randomizers.materials(made)
    bindings = []

    for _ in range(6):
        orchestrator.step()
        bindings.append(tuple(bound(prim) for prim in group.prims()))

    # 18 draws of three: the odds against all three coming up are 3 * (2/3)^18, one in 500; the seed is fixed.
    assert {path for each in bindings for path in each} == {str(prim.GetPath()) for prim in made.prims()}
    assert len(set(bindings)) > 1
    assert stage == app.usd_context.get_stage()


def test_materials_of_mdl_files_when_drawn_then_one_is_made_of_each(app, stage):
    with trigger.on_frame(), get.prim_at_path("/World/box"):
        randomizers.materials(["OmniPBR.mdl", "wood/Oak.mdl"])

    looks = [prim.GetName() for prim in stage.GetPrimAtPath("/Replicator/Looks").GetChildren()]
    assert looks == ["OmniPBR", "Oak"]


def test_textures_when_drawn_then_a_material_of_its_own_has_file_and_angle(box):
    carried_out(lambda: randomizers.texture(["oak.png", "ash.png"], texture_rotate=Uniform(80, 95)))

    material, _ = UsdShade.MaterialBindingAPI(box).ComputeBoundMaterial()
    shader = material.ComputeSurfaceSource("mdl")[0]
    assert shader.GetInput("diffuse_texture").Get().path in {"oak.png", "ash.png"}
    assert 80 <= shader.GetInput("texture_rotate").Get() <= 95


def test_prims_when_scattered_then_lie_on_the_surface(app):
    plane = create.plane(scale=10)
    spheres = create.sphere(count=40, scale=0.1)
    with trigger.on_frame(), spheres:
        randomizers.scatter_2d(plane)

    orchestrator.step()

    places = np.array([prim.GetAttribute("xformOp:translate").Get() for prim in spheres.prims()])
    # A plane of 10 m in the stage's own up axis, Y: from -5 to 5 in X and Z.
    assert np.abs(places[:, 1]).max() <= 1e-6
    assert np.abs(places[:, [0, 2]]).max() <= 5
    assert len(np.unique(places, axis=0)) == 40


def test_files_when_instantiated_then_each_place_has_one_of_them_and_another_when_drawn_again(app, tmp_path):
    files = []
    for name in ("apple", "pear", "plum"):
        asset = Usd.Stage.CreateNew(str(tmp_path / f"{name}.usda"))
        asset.SetDefaultPrim(UsdGeom.Xform.Define(asset, f"/{name}").GetPrim())
        UsdGeom.Sphere.Define(asset, f"/{name}/{name}_body")
        asset.Save()
        files.append(tmp_path / f"{name}.usda")
    with trigger.on_frame():
        places = instances.instantiate(files, size=3, with_replacements=False, semantics=[("class", "fruit")])
        with places:
            modify.pose(position=InSequence([(1, 0, 0), (2, 0, 0), (3, 0, 0)]))
    before = [len(prim.GetChildren()) for prim in places.prims()]
    orders = set()

    for _ in range(8):
        orchestrator.step()
        orders.add(
            tuple(
                str(prim.GetChildren()[0].GetFilteredChildren(Usd.TraverseInstanceProxies())[0].GetName())
                for prim in places.prims()
            )
        )

    assert before == [0, 0, 0]
    # Each order has all three; that one order comes eight times has the odds 6^-7, and the seed is fixed.
    assert {tuple(sorted(order)) for order in orders} == {("apple_body", "pear_body", "plum_body")}
    assert len(orders) > 1
    assert all(prim.GetChildren()[0].IsInstance() for prim in places.prims())
    assert [own_labels(prim) for prim in places.prims()] == [{"class": ("fruit",)}] * 3


def test_a_function_when_registered_then_is_a_randomizer_and_gives_its_item(app, box):
    def paint_boxes(position):
        boxes = get.prims(path_pattern="box")
        with boxes:
            modify.pose(position=position)
        return boxes.node

    registered.register(paint_boxes)
    with trigger.on_frame():
        item = registered.registered_randomizer("paint_boxes")((6, 0, 0))

    orchestrator.step()

    assert item.prims() == [box]
    assert box.GetAttribute("xformOp:translate").Get() == (6, 0, 0)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: registered.register("paint"), GraphError, "expects a function with a name"),
        (lambda: registered.register(lambda: None), GraphError, "expects a function with a name"),
        (lambda: registered.register(print, fn_name="color"), GraphError, "the name 'color' is taken"),
        (
            lambda: registered.registered_randomizer("nobody"),
            AttributeError,
            "core.randomizer.nobody, and no function",
        ),
        (lambda: randomizers.color([(1, 0, 0)]), GraphError, "randomizer.color has no prims"),
        (
            lambda: randomizers.color([(1, 0, 0)], per_sub_mesh=True, input_prims="/World/box"),
            GraphError,
            "no per_sub_mesh=True",
        ),
    ],
)
@pytest.mark.usefixtures("app")
def test_a_randomizer_that_cannot_be_when_used_then_is_an_error(make, error, message):
    with pytest.raises(error, match=message):
        make()


def test_a_function_that_returns_no_item_when_called_then_is_an_error(app):
    registered.register(lambda: 5, fn_name="returns_a_number")

    with pytest.raises(GraphError, match=r"rep\.randomizer\.returns_a_number returned 5"):
        registered.registered_randomizer("returns_a_number")()


# -- streams ---------------------------------------------------------------------------------------


def drawn_by_event(stage, app, others):
    """The x positions that two executions of the event "move" give the box, with others written before and after."""
    for write in others[:1]:
        write()
    with trigger.on_custom_event("move"), get.prim_at_path("/World/box"):
        modify.pose(position=Uniform((0, 0, 0), (1, 1, 1)))
    for write in others[1:]:
        write()
    seen = []
    for _ in range(2):
        trigger.send_og_event("move")
        app.update()
        seen.append(tuple(stage.GetPrimAtPath("/World/box").GetAttribute("xformOp:translate").Get()))
    app.usd_context.attach_stage(Usd.Stage.CreateInMemory())
    return seen


def other_event():
    with trigger.on_custom_event("other"), get.prim_at_path("/World/ball"):
        modify.pose(position=Uniform((0, 0, 0), (1, 1, 1)), scale=Uniform(1, 2))
        randomizers.color(Uniform((0, 0, 0), (1, 1, 1)))


def every_frame():
    with trigger.on_frame(), get.prim_at_path("/World/ball"):
        randomizers.rotation()


def fire_the_other():
    other_event()
    trigger.send_og_event("other")


def sphere_by_chance():
    create.sphere(count=5, position=Uniform((0, 0, 0), (1, 1, 1)))


@pytest.mark.parametrize(
    "others",
    [
        [other_event],
        [every_frame, other_event],
        [fire_the_other],
        [sphere_by_chance, fire_the_other],
        [orchestrator.preview],
        [lambda: create.cube(position=Uniform((0, 0, 0), (1, 1, 1)))],
    ],
)
def test_what_an_event_draws_when_others_draw_more_then_does_not_change(app, others):
    def stage_with_box():
        stage = Usd.Stage.CreateInMemory()
        for name in ("box", "ball"):
            UsdGeom.Cube.Define(stage, f"/World/{name}")
        app.usd_context.attach_stage(stage)
        return stage

    alone = drawn_by_event(stage_with_box(), app, [])

    assert drawn_by_event(stage_with_box(), app, others) == alone
    assert alone[0] != alone[1]


def test_a_draw_with_a_name_when_others_are_written_before_it_in_its_trigger_then_does_not_change(app, stage):
    def drawn(others):
        with trigger.on_frame(name="shake"), create.xform():
            for _ in range(others):
                modify.pose(scale=Uniform(1, 2))
            item = modify.pose(position=Uniform((0, 0, 0), (1, 1, 1), name="where"))
        orchestrator.step()
        position = tuple(item.prims()[0].GetAttribute("xformOp:translate").Get())
        stage.RemovePrim("/Replicator")
        return position

    assert drawn(others=0) == drawn(others=3)


def test_two_draws_of_one_name_in_a_trigger_when_made_then_differ(app):
    with trigger.on_frame(), create.xform() as item:
        modify.pose(position=Uniform((0, 0, 0), (1, 1, 1), name="same"))
        modify.pose(scale=Uniform((0, 0, 0), (1, 1, 1), name="same"))

    orchestrator.step()

    prim = item.prims()[0]
    assert prim.GetAttribute("xformOp:translate").Get() != prim.GetAttribute("xformOp:scale").Get()


def test_an_item_when_its_with_stands_within_its_own_then_the_outer_items_stay_in_their_order(app):
    outer, inner = create.xform(), create.xform()

    with outer, inner:
        with outer:
            modify.pose(position=(1, 1, 1))
        modify.pose(position=(2, 2, 2))
    app.update()

    places = [item.prims()[0].GetAttribute("xformOp:translate").Get() for item in (outer, inner)]
    assert places == [(1, 1, 1), (2, 2, 2)]


def test_an_item_when_another_task_writes_into_its_with_meanwhile_then_is_not_meant(app):
    first, second = create.xform(), create.xform()

    async def write(item, x):
        with item:
            await app.next_update()
            modify.pose(position=(x, 0, 0))
            await app.next_update()

    async def write_both():
        await asyncio.gather(write(first, 1), write(second, 2))

    app.run(write_both())
    app.update()

    places = [item.prims()[0].GetAttribute("xformOp:translate").Get() for item in (first, second)]
    assert places == [(1, 0, 0), (2, 0, 0)]


def test_an_order_of_angles_that_cannot_be_when_written_down_then_is_an_error_at_once(app):
    with pytest.raises(AuthoringError, match="rotation order: expected one of"):
        modify.pose(rotation=(0, 0, 0), rotation_order="XYX", input_prims=create.xform())


def test_points_to_look_at_when_an_array_has_one_for_each_prim_then_each_sees_its_own(app):
    pair = create.xform(count=2)

    modify.pose(look_at=np.array([(0, 0, -5), (0, 0, 5)]), input_prims=pair)
    app.update()

    # A prim at the origin that looks down, whose -Z axis is down, and one that looks up.
    views = [
        UsdGeom.Xformable(prim).GetLocalTransformation().TransformDir(Gf.Vec3d(0, 0, -1))
        for prim in pair.prims()
    ]
    assert Gf.IsClose(views[0], Gf.Vec3d(0, 0, -1), 1e-9)
    assert Gf.IsClose(views[1], Gf.Vec3d(0, 0, 1), 1e-9)


def test_a_visibility_that_is_not_true_or_false_when_set_then_is_an_error_instead_of_shown(app, box):
    modify.visibility("invisible", input_prims=box)

    with pytest.raises(AuthoringError, match="expected True or False, or one for each prim, got 'invisible'"):
        orchestrator.step()
