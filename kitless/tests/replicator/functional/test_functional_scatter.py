"""rep.functional.randomizer and get: random places and colours, and what is found."""

import itertools

import numpy as np
import pytest
from pxr import Gf, Usd, UsdGeom

from kitless.replicator.authoring import create, create_batch, get, modify, randomizer, utils
from kitless.replicator.authoring.errors import AuthoringError, ScatterError
from kitless.replicator.render_products import create_render_product
from kitless.replicator.rng import ReplicatorRNG
from kitless.replicator.seed import set_global_seed


def places(prims):
    return np.array([utils.get_world_position(prim) for prim in prims])


def test_prims_when_scattered_stand_on_the_surface_and_keep_their_turn_and_size(app):
    cubes = create_batch.cube(count=20, rotation=(0, 0, 30), scale=0.1)
    plane = create.plane(position=(10, 20, 5), scale=(4, 2, 1), visible=False)
    randomizer.scatter_2d(cubes, plane, rng=ReplicatorRNG(seed=1))
    found = places(cubes)
    assert (np.abs(found - (10, 20, 5)) <= (2, 1, 1e-9)).all()
    assert found.std(axis=0)[:2] == pytest.approx((4 / 12**0.5, 2 / 12**0.5), rel=0.3)
    assert cubes[0].GetAttribute("xformOp:rotateXYZ").Get() == Gf.Vec3d(0, 0, 30)
    assert cubes[0].GetAttribute("xformOp:scale").Get() == Gf.Vec3d(0.1, 0.1, 0.1)


def test_points_when_many_are_drawn_lie_evenly_on_the_area(app):
    spots = create_batch.xform(count=800)
    wide = create.plane(position=(10, 0, 0), scale=(3, 1, 1))
    narrow = create.plane(position=(-10, 0, 0))
    randomizer.scatter_2d(spots, [wide, narrow], rng=np.random.default_rng(3))
    found = places(spots)
    on_wide = found[:, 0] > 0
    # Three quarters of the area, four standard deviations of a binomial.
    assert abs(on_wide.sum() - 600) < 4 * (800 * 0.75 * 0.25) ** 0.5
    thirds = np.histogram(found[on_wide, 0], bins=3, range=(8.5, 11.5))[0]
    assert thirds.sum() == on_wide.sum()
    assert np.abs(thirds - on_wide.sum() / 3).max() < 4 * (on_wide.sum() * 2 / 9) ** 0.5


def test_an_offset_when_given_is_along_the_surfaces_normal(app):
    # Turned by 90 degrees about Y, the plane faces +X.
    plane = create.plane(position=(1, 0, 0), rotation=(0, 90, 0), scale=2)
    spots = create_batch.xform(count=5)
    randomizer.scatter_2d(spots, plane, offset=0.25)
    assert places(spots)[:, 0] == pytest.approx(1.25)


def outside(shape, points):
    """How far points are outside of a shape of size 1; negative inside."""
    away, height = np.hypot(points[:, 0], points[:, 1]), np.abs(points[:, 2])
    return {
        "cone": np.maximum(away - (0.5 - points[:, 2]) / 2, height - 0.5),
        "cube": np.abs(points).max(axis=1) - 0.5,
        "cylinder": np.maximum(away, height) - 0.5,
        "sphere": np.linalg.norm(points, axis=1) - 0.5,
    }[shape]


@pytest.mark.parametrize("shape", ["cone", "cube", "cylinder", "sphere"])
@pytest.mark.parametrize("as_mesh", [False, True])
def test_prims_when_scattered_on_a_shape_stand_on_its_surface(app, shape, as_mesh):
    spots = create_batch.xform(count=50)
    randomizer.scatter_2d(spots, getattr(create, shape)(as_mesh=as_mesh), rng=ReplicatorRNG(seed=2))
    # Round surfaces are those of their facets.
    assert outside(shape, places(spots)) == pytest.approx(0.0, abs=0.003)


@pytest.mark.parametrize(("axis", "sizes"), [("X", (0, 3, 2)), ("Y", (2, 0, 3)), ("Z", (2, 3, 0))])
def test_prims_when_scattered_on_usds_plane_stand_on_it(app, stage, axis, sizes):
    plane = UsdGeom.Plane.Define(stage, "/Plane")
    plane.CreateWidthAttr(2.0)
    plane.CreateLengthAttr(3.0)
    plane.CreateAxisAttr(axis)
    spots = create_batch.xform(count=200)
    randomizer.scatter_2d(spots, plane, offset=0.5, rng=ReplicatorRNG(seed=2))
    found = places(spots)
    assert found.max(axis=0) == pytest.approx([size / 2 or 0.5 for size in sizes], abs=0.05)
    assert found.min(axis=0) == pytest.approx([-size / 2 or 0.5 for size in sizes], abs=0.05)


def test_prims_when_checked_for_collisions_do_not_touch(app):
    cubes = create_batch.cube(count=8)
    plane = create.plane(scale=(8, 8, 1))
    randomizer.scatter_2d(
        prims=cubes, surface_prims=plane, check_for_collisions=True, rng=ReplicatorRNG(seed=4)
    )
    for first, second in itertools.combinations(places(cubes), 2):
        # Cubes of 1 that are not turned touch exactly where both X and Y are nearer than 1.
        assert np.abs(first - second)[:2].max() >= 1.0


def test_turned_prims_when_checked_for_collisions_are_told_by_their_turned_boxes(app):
    # Two boards of 4 by 0.2 across each other fill a field of 3 only side by side.
    boards = create_batch.cube(count=6, scale=(4, 0.2, 0.2), rotation=(0, 0, 45))
    randomizer.scatter_2d(
        boards, create.plane(scale=(3, 3, 1)), check_for_collisions=True, rng=ReplicatorRNG(seed=5)
    )
    for first, second in itertools.combinations(places(boards), 2):
        along = abs((first - second) @ (0.5**0.5, 0.5**0.5, 0))
        across = abs((first - second) @ (-(0.5**0.5), 0.5**0.5, 0))
        assert across >= 0.2 or along >= 4.0


def test_prims_when_others_are_in_the_way_keep_off_them(app):
    wall = create.cube(scale=(2, 6, 1))
    cubes = create_batch.cube(count=5, scale=0.5)
    randomizer.scatter_2d(
        cubes, create.plane(scale=(6, 6, 1)), no_collision_prims=wall, rng=ReplicatorRNG(seed=6)
    )
    assert (np.abs(places(cubes)[:, 0]) >= 1.25).all()


def test_extents_when_given_limit_the_points(app):
    spots = create_batch.xform(count=10)
    randomizer.scatter_2d(spots, create.plane(scale=(9, 9, 1)), extents=((0, 0, -1), (2, 1, 1)))
    found = places(spots)
    assert (found[:, :2] >= 0).all()
    assert (found[:, :2] <= (2, 1)).all()


def test_extents_when_they_leave_little_of_the_surface_are_filled_evenly(app):
    spots = create_batch.xform(count=300)
    field = create.plane(scale=(100, 100, 1))
    randomizer.scatter_2d(
        spots, field, extents=((1, 1, 0), (-1, 2, 3)), offset=2.5, rng=np.random.default_rng(2)
    )
    found = places(spots)
    assert (found[:, :2] >= (-1, 1)).all()
    assert (found[:, :2] <= (1, 2)).all()
    assert found[:, 2] == pytest.approx(2.5)
    # Uniform values: the mean within four of its standard deviations, width / sqrt(12 n).
    assert np.abs(found[:, :2].mean(axis=0) - (0, 1.5)).max() <= 4 * 2 / (12 * 300) ** 0.5
    with pytest.raises(ScatterError, match="no part of the surfaces is within the extents"):
        randomizer.scatter_2d(spots, field, extents=((0, 0, 1), (1, 1, 2)))


def test_a_mirrored_surface_when_scattered_on_faces_where_its_mirror_image_does(app):
    create.xform(name="Mirror", scale=(-1, 1, 1))
    spots = create_batch.xform(count=5)
    randomizer.scatter_2d(spots, create.plane(parent="/Mirror"), offset=0.25)
    assert places(spots)[:, 2] == pytest.approx(0.25)


def test_prims_below_each_other_when_scattered_are_all_on_the_surface(app):
    arm = create.xform(name="Arm")
    hand = create.cube(parent=arm)
    randomizer.scatter_2d([hand, arm], create.plane(position=(0, 0, 7)))
    assert places([hand, arm])[:, 2] == pytest.approx(7.0)


def test_a_thousand_prims_when_checked_for_collisions_do_not_touch(app):
    cubes = create_batch.cube(count=1000, scale=0.5)
    randomizer.scatter_2d(
        cubes, create.plane(scale=(50, 50, 1)), check_for_collisions=True, rng=ReplicatorRNG(seed=9)
    )
    found = places(cubes)[:, :2]
    apart = np.abs(found[:, None] - found[None]).max(axis=2)
    assert apart[~np.eye(1000, dtype=bool)].min() >= 0.5


def test_prims_below_a_turned_parent_when_scattered_are_on_the_surface_of_the_world(app):
    create.xform(name="Arm", position=(3, 4, 5), rotation=(10, 20, 30), scale=2)
    spots = create_batch.xform(count=5, parent="/Arm")
    randomizer.scatter_2d(spots, create.plane(position=(0, 0, 7)))
    found = places(spots)
    assert found[:, 2] == pytest.approx(7.0)
    assert np.abs(found[:, :2]).max() <= 0.5


def test_prims_when_there_is_no_room_do_not_move(app):
    cubes = create_batch.cube(count=5, position=(9, 9, 9))
    with pytest.raises(ScatterError, match="no room for 5 prims") as raised:
        randomizer.scatter_2d(cubes, create.plane(), check_for_collisions=True)
    assert isinstance(raised.value, ValueError)
    assert places(cubes) == pytest.approx(9.0)


def test_places_when_the_seed_is_the_same_are_the_same(app):
    cubes, plane = create_batch.cube(count=3), create.plane(scale=9)

    def scattered(rng=None):
        randomizer.scatter_2d(cubes, plane, check_for_collisions=True, rng=rng)
        return places(cubes).tolist()

    assert scattered(ReplicatorRNG(seed=7)) == scattered(ReplicatorRNG(seed=7))
    assert scattered(ReplicatorRNG(seed=7)) != scattered(ReplicatorRNG(seed=8))
    set_global_seed(5)
    first = scattered()
    assert scattered() != first
    set_global_seed(5)
    assert scattered() == first


def test_scattering_when_an_argument_is_wrong_is_refused(app):
    cube, plane = create.cube(), create.plane()
    with pytest.raises(AuthoringError, match="expected surfaces with an area, got /Xform"):
        randomizer.scatter_2d(cube, create.xform())
    with pytest.raises(AuthoringError, match="expected rng to be"):
        randomizer.scatter_2d(cube, plane, rng=3)
    with pytest.raises(AuthoringError, match="expected extents to be two corners"):
        randomizer.scatter_2d(cube, plane, extents=3)
    with pytest.raises(AuthoringError, match="offset"):
        randomizer.scatter_2d(cube, plane, offset="far")


# -- colours ---------------------------------------------------------------------------------------


def test_display_colors_when_drawn_are_seen_and_are_the_generators_numbers(app, look):
    cubes = create_batch.cube(count=2, position=[(0, 0, 0), (9, 0, 0)])
    randomizer.display_color(cubes, rng=np.random.default_rng(3))
    expected = np.random.default_rng(3).uniform(size=(2, 3))
    camera = create.camera()
    for cube, color in zip(cubes, expected, strict=True):
        modify.pose(
            camera, position_value=utils.get_world_position(cube) + Gf.Vec3d(0, 0, 5), rotation_value=0
        )
        assert look(camera, "DiffuseAlbedo")[4, 4, :3] == pytest.approx(color * 255, abs=0.51)


def test_a_display_color_when_drawn_for_an_asset_is_that_of_all_its_parts(app):
    create.xform(name="Asset")
    body, lid = create.cube(parent="/Asset"), create.sphere(parent="/Asset")
    UsdGeom.Gprim(lid).CreateDisplayColorAttr([(1, 0, 0)])
    randomizer.display_color("/Asset", rng=ReplicatorRNG(seed=1))
    color = UsdGeom.PrimvarsAPI(body).FindPrimvarWithInheritance("displayColor").Get()[0]
    assert UsdGeom.Gprim(lid).GetDisplayColorAttr().Get()[0] == color
    with pytest.raises(AuthoringError, match="nothing that can be seen"):
        randomizer.display_color(create.material("OmniPBR.mdl"))


# -- get -------------------------------------------------------------------------------------------


def test_render_products_when_asked_for_are_those_of_the_stage(app):
    camera = create.camera()
    assert get.renderproduct() == []
    product = create_render_product(camera, (8, 6), name="Front")
    (found,) = get.renderproduct()
    assert str(found.GetPath()) == product.path
    assert tuple(found.GetAttribute("resolution").Get()) == (8, 6)
    assert found.GetRelationship("camera").GetTargets() == [camera.GetPath()]


def test_prims_when_searched_by_pattern_are_in_the_order_of_the_stage(app, stage):
    create.xform(name="World")
    create_batch.cube(count=2, parent="/World")
    create.sphere(parent="/World")
    assert [prim.GetName() for prim in get.prims(path_pattern="/World/Cube.*", stage=stage)] == [
        "Cube",
        "Cube_01",
    ]
    assert get.prim_at_path("/World/Sphere").GetTypeName() == "Sphere"
    with pytest.raises(AuthoringError, match="no prim at /World/Cone"):
        get.prim_at_path("/World/Cone")
    with pytest.raises(AuthoringError, match="expected the open stage"):
        get.prims(path_pattern="x", stage=Usd.Stage.CreateInMemory())
