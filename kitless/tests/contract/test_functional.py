"""rep.functional: what is created is there at once, with the label, pose and parent that were asked for."""

import pytest
from pxr import Gf, Usd, UsdGeom, UsdLux, UsdPhysics, UsdSemantics


def labels(prim, kind="class"):
    return list(UsdSemantics.LabelsAPI(prim, kind).GetLabelsAttr().Get() or [])


def position(prim):
    return list(UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(0).ExtractTranslation())


@pytest.mark.parametrize(
    ("semantics", "expected"),
    [
        ({"class": "box"}, ["box"]),
        ({"class": ["a", "b"]}, ["a", "b"]),
        ([("class", "box")], ["box"]),
    ],
)
def test_semantics_when_given_in_any_form_then_are_labels(rep, stage, semantics, expected):
    prim = rep.functional.create.cube(semantics=semantics)

    assert labels(prim) == expected


@pytest.mark.parametrize(
    "shape", ["cube", "sphere", "cone", "cylinder", "torus", "plane", "xform", "scope", "camera"]
)
def test_a_shape_when_created_then_is_a_prim_below_its_parent(rep, stage, shape):
    stage.DefinePrim("/World/Group", "Xform")

    prim = getattr(rep.functional.create, shape)(name="It", parent="/World/Group")

    assert isinstance(prim, Usd.Prim)
    assert str(prim.GetPath()) == "/World/Group/It"


def test_a_name_when_taken_then_the_new_prim_has_another(rep, stage):
    first = rep.functional.create.cube(name="Box")
    second = rep.functional.create.cube(name="Box")

    assert first.GetPath() != second.GetPath()


def test_a_camera_when_created_then_has_the_defaults_of_real_data(rep, stage):
    camera = UsdGeom.Camera(rep.functional.create.camera())

    assert camera.GetFocalLengthAttr().Get() == pytest.approx(24)
    assert camera.GetHorizontalApertureAttr().Get() == pytest.approx(20.955)
    assert camera.GetClippingRangeAttr().Get() == pytest.approx((1, 1e6))


def test_a_camera_that_looks_at_the_origin_when_created_then_sees_it_in_the_middle_with_z_up(rep, stage):
    prim = rep.functional.create.camera(position=(5, 5, 5), look_at=(0, 0, 0))

    to_camera = UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(0).GetInverse()
    seen = to_camera.Transform(Gf.Vec3d(0, 0, 0))
    above = to_camera.Transform(Gf.Vec3d(0, 0, 1))
    assert list(seen) == pytest.approx([0, 0, -(75**0.5)], abs=1e-5)
    assert above[0] == pytest.approx(0, abs=1e-5)
    assert above[1] > 0


def test_position_and_scale_when_given_then_are_the_prims(rep, stage):
    prim = rep.functional.create.cube(position=(1, 2, 3), scale=(2, 1, 1))

    matrix = UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(0)
    assert list(matrix.ExtractTranslation()) == pytest.approx([1, 2, 3])
    assert matrix.TransformDir(Gf.Vec3d(1, 0, 0)).GetLength() == pytest.approx(2)


def test_a_rotation_when_given_then_is_in_degrees_about_x_then_y_then_z(rep, stage):
    prim = rep.functional.create.xform(rotation=(90, 0, 90))

    matrix = UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(0)
    # About x, y becomes z; about z, z stays.
    assert list(matrix.TransformDir(Gf.Vec3d(0, 1, 0))) == pytest.approx([0, 0, 1], abs=1e-6)
    assert list(matrix.TransformDir(Gf.Vec3d(1, 0, 0))) == pytest.approx([0, 1, 0], abs=1e-6)


def test_a_batch_when_created_then_is_a_list_of_that_many(rep, stage):
    prims = rep.functional.create_batch.cube(count=4, name="Box", semantics={"class": "box"})

    assert len(prims) == 4
    assert len({prim.GetPath() for prim in prims}) == 4
    assert all(labels(prim) == ["box"] for prim in prims)


def test_lights_when_created_then_have_their_intensity(rep, stage):
    dome = rep.functional.create.dome_light(intensity=400)
    distant = rep.functional.create.distant_light(intensity=500, rotation=(-45, 0, 0))

    assert UsdLux.LightAPI(dome).GetIntensityAttr().Get() == 400
    assert UsdLux.LightAPI(distant).GetIntensityAttr().Get() == 500


def test_a_reference_when_created_then_has_what_the_file_has(rep, stage, tmp_path):
    asset = Usd.Stage.CreateNew(str(tmp_path / "asset.usda"))
    asset.SetDefaultPrim(UsdGeom.Xform.Define(asset, "/Root").GetPrim())
    UsdGeom.Cube.Define(asset, "/Root/Inside")
    asset.Save()

    prim = rep.functional.create.reference(str(tmp_path / "asset.usda"), name="Asset", position=(0, 0, 4))

    assert stage.GetPrimAtPath(f"{prim.GetPath()}/Inside").IsA(UsdGeom.Cube)
    assert position(prim) == pytest.approx([0, 0, 4])


def test_poses_of_several_prims_when_modified_then_each_has_its_own(rep, stage):
    prims = rep.functional.create_batch.cube(count=2)

    rep.functional.modify.pose(prims, position_value=[(1, 0, 0), (0, 2, 0)])

    assert [position(prim) for prim in prims] == [pytest.approx([1, 0, 0]), pytest.approx([0, 2, 0])]


def test_a_position_when_modified_then_is_the_new_one(rep, stage):
    prim = rep.functional.create.cube(position=(1, 1, 1))

    rep.functional.modify.position(prim, (4, 5, 6))

    assert position(prim) == pytest.approx([4, 5, 6])


@pytest.mark.parametrize(
    ("mode", "expected"), [("add", {"old", "new"}), ("replace", {"new"}), ("clear", set())]
)
def test_semantics_when_modified_then_follow_the_mode(rep, stage, mode, expected):
    prim = rep.functional.create.cube(semantics={"class": "old"})

    rep.functional.modify.semantics(prim, {"class": "new"}, mode=mode)

    assert expected <= set(labels(prim)) if mode != "clear" else "old" not in labels(prim)
    assert mode != "replace" or labels(prim) == ["new"]


def test_an_attribute_when_modified_then_has_the_value(rep, stage):
    prim = rep.functional.create.sphere_light(radius=1, intensity=10)

    rep.functional.modify.attribute(prim, "inputs:intensity", 25.0)

    assert prim.GetAttribute("inputs:intensity").Get() == 25


def test_visibility_when_taken_away_then_the_prim_is_not_seen(rep, stage):
    prim = rep.functional.create.cube()

    rep.functional.modify.visibility(prim, False)

    assert UsdGeom.Imageable(prim).ComputeVisibility() == UsdGeom.Tokens.invisible


def test_a_rigid_body_with_collider_when_applied_then_the_schemas_are_there(rep, stage):
    prim = rep.functional.create.cube()

    rep.functional.physics.apply_rigid_body(prim, with_collider=True)

    assert prim.HasAPI(UsdPhysics.RigidBodyAPI)
    assert prim.HasAPI(UsdPhysics.CollisionAPI)


def test_scattered_prims_when_on_a_plane_then_lie_inside_of_it(rep, stage):
    plane = rep.functional.create.plane(scale=(4, 4, 1), position=(0, 0, 2))
    prims = rep.functional.create_batch.cube(count=5, scale=0.1)

    rep.functional.randomizer.scatter_2d(
        prims=prims, surface_prims=plane, rng=rep.rng.ReplicatorRNG(seed=3), check_for_collisions=True
    )

    bound = UsdGeom.BBoxCache(0, ["default"]).ComputeWorldBound(plane).ComputeAlignedRange()
    for prim in prims:
        x, y, z = position(prim)
        assert bound.GetMin()[0] <= x <= bound.GetMax()[0]
        assert bound.GetMin()[1] <= y <= bound.GetMax()[1]
        assert z == pytest.approx(2, abs=0.2)


def test_display_colors_when_randomized_with_the_same_seed_then_are_the_same(rep, stage):
    def colors():
        prims = rep.functional.create_batch.cube(count=3)
        rep.functional.randomizer.display_color(prims, rng=rep.rng.ReplicatorRNG(seed=5))
        return [tuple(UsdGeom.Gprim(prim).GetDisplayColorAttr().Get()[0]) for prim in prims]

    first = colors()

    assert colors() == first
    assert len(set(first)) == 3


def test_a_world_position_when_asked_for_then_counts_the_parents(rep, stage):
    parent = rep.functional.create.xform(position=(1, 0, 0), name="Parent")
    child = rep.functional.create.cube(position=(0, 2, 0), parent=parent)

    assert list(rep.functional.utils.get_world_position(child)) == pytest.approx([1, 2, 0])
