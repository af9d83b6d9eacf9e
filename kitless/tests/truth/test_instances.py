"""Whose pixel it is: the drawn prim, and the nearest labelled one above it."""

from __future__ import annotations

import numpy as np
import pytest
from pxr import Gf, Usd, UsdGeom, UsdSemantics

from .analytic import CUBE_POINTS, CUBE_QUADS, Box, Cone, Cylinder, Plane, Polygons, Sphere
from .placement import look_at, move, stretch, turn
from .ray_caster import UNLABELLED, Pinhole, cast
from .sight_of_instances import SEGMENTATIONS, assert_segmented
from .stages import set_label

FRONT = Pinhole(look_at((0.7, -9.1, 3.2), (0.05, 0.0, 0.1)))


def test_each_pixel_names_its_prim_its_instance_and_its_labels(analytic_stage, watch):
    stage = analytic_stage
    stage.add("/World/floor", Plane(9, 9), move(0, 0, -1.2))
    stage.add("/World/apple", Sphere(0.7), move(-1.8, 0, 0), label="fruit")
    stage.add("/World/pear", Sphere(0.6), stretch(1, 1, 1.4) @ move(0, 0.3, 0), label="fruit")
    stage.add("/World/stone", Box(0.9), turn("Z", 20) @ move(1.7, 0, 0))
    camera = stage.camera(FRONT)

    assert_segmented(
        watch(96, 72, **SEGMENTATIONS),
        stage,
        camera,
        {"/World/apple": "/World/apple", "/World/pear": "/World/pear"},
    )


def test_instance_is_the_nearest_labelled_ancestor_and_labels_are_those_of_all(analytic_stage, watch):
    stage = analytic_stage
    stage.group("/World/kitchen", turn("Z", 10), label="room")
    stage.add("/World/kitchen/stove", Box(1.1), turn("Z", 15) @ move(-1.9, 0, 0))
    stage.group("/World/kitchen/table", move(0.4, 0, 0), label="table")
    stage.add("/World/kitchen/table/top", Box(1), stretch(1.6, 1, 0.2))
    stage.group("/World/kitchen/table/things", move(0, 0, 0.4))
    stage.add("/World/kitchen/table/things/cup", Cylinder(0.2, 0.5), move(-0.4, 0, 0), label="cup")
    stage.add("/World/kitchen/table/things/plate", Cylinder(0.4, 0.1), move(0.4, 0, 0))
    camera = stage.camera(FRONT)
    assert [solid.label for solid in stage.solids] == ["room", "table,room", "cup,table,room", "table,room"]

    assert_segmented(
        watch(96, 72, **SEGMENTATIONS),
        stage,
        camera,
        {
            "/World/kitchen/stove": "/World/kitchen",
            "/World/kitchen/table/top": "/World/kitchen/table",
            "/World/kitchen/table/things/cup": "/World/kitchen/table/things/cup",
            "/World/kitchen/table/things/plate": "/World/kitchen/table",
        },
    )


def test_instances_of_one_prototype_are_instances_of_their_own(analytic_stage, watch):
    # Labels on the prototype's parts, and on one instance as a whole.
    stage = analytic_stage
    stage.stage.CreateClassPrim("/Snowman")
    stage.add("/Snowman/body", Sphere(0.8), move(0, 0, -0.3), label="body")
    stage.add("/Snowman/hat", Cylinder(0.4, 0.6), turn("X", 12) @ move(0, 0, 0.9))
    parts = list(stage.solids)
    stage.solids.clear()
    stage.labels.clear()
    places = {"left": move(-2, 0, 0), "right": turn("X", 14) @ move(2, 0.3, 0)}
    for name, placement in places.items():
        prim = stage.group(f"/World/{name}", placement)
        prim.GetReferences().AddInternalReference("/Snowman")
        prim.SetInstanceable(True)
        for part in parts:
            path = part.path.replace("/Snowman", f"/World/{name}")
            stage.expect(path, part.shape, part.local_to_world @ placement, label=part.label)
    set_label(stage.stage.GetPrimAtPath("/World/left"), "snowman")
    stage.solids = [
        type(solid)(solid.shape, solid.local_to_world, label, solid.path)
        for solid, label in zip(stage.solids, ["body,snowman", "snowman", "body", UNLABELLED], strict=True)
    ]
    camera = stage.camera(FRONT)

    assert_segmented(
        watch(96, 72, **SEGMENTATIONS),
        stage,
        camera,
        {
            "/World/left/body": "/World/left/body",
            "/World/left/hat": "/World/left",
            "/World/right/body": "/World/right/body",
        },
    )


def forest(stage, *, ids: list[int] | None = None):
    """A point instancer of two prototypes at four places; returns the instancer and the names of its instances."""
    instancer = UsdGeom.PointInstancer.Define(stage.stage, "/World/Forest")
    stage.group("/World/Forest/Prototypes")
    stage.group("/World/Forest/Prototypes/Tree")
    stage.add("/World/Forest/Prototypes/Tree/trunk", Cylinder(0.2, 1.0), move(0, 0, -0.5))
    stage.add("/World/Forest/Prototypes/Tree/crown", Cone(0.6, 1.2), move(0, 0, 0.5))
    stage.add("/World/Forest/Prototypes/Rock", Sphere(0.5), stretch(1, 1, 0.7))
    stage.solids.clear()
    instancer.CreatePrototypesRel().SetTargets(
        ["/World/Forest/Prototypes/Tree", "/World/Forest/Prototypes/Rock"]
    )
    places = [(-2.6, 0, 0), (-0.9, 0.3, 0.1), (1.0, -0.1, 0), (2.5, 0.2, -0.1)]
    instancer.CreateProtoIndicesAttr([0, 1, 0, 1])
    instancer.CreatePositionsAttr([Gf.Vec3f(*place) for place in places])
    # Turned about Y by 0, 30, 0 and -40 degrees.
    angles = [0, 30, 0, -40]
    halves = np.radians(angles) / 2
    instancer.CreateOrientationsAttr(
        [Gf.Quath(float(np.cos(half)), 0, float(np.sin(half)), 0) for half in halves]
    )
    instancer.CreateScalesAttr([Gf.Vec3f(1, 1, scale) for scale in (1, 1, 1.25, 0.75)])
    if ids is not None:
        instancer.CreateIdsAttr(ids)
    names = [f"/World/Forest[{number}]" for number in (ids or range(4))]
    for name, place, angle, scale, kind in zip(
        names, places, angles, (1, 1, 1.25, 0.75), "TRTR", strict=True
    ):
        placement = stretch(1, 1, scale) @ turn("Y", half_precision(angle)) @ move(*place)
        if kind == "T":
            stage.expect(f"{name}/Tree/trunk", Cylinder(0.2, 1.0), move(0, 0, -0.5) @ placement)
            stage.expect(f"{name}/Tree/crown", Cone(0.6, 1.2), move(0, 0, 0.5) @ placement)
        else:
            stage.expect(f"{name}/Rock", Sphere(0.5), stretch(1, 1, 0.7) @ placement)
    return instancer, names


def half_precision(degrees: float) -> float:
    """The angle that is left of one when sine and cosine of its half are 16-bit numbers."""
    half = np.radians(degrees) / 2
    return float(np.degrees(2 * np.arctan2(float(np.float16(np.sin(half))), float(np.float16(np.cos(half))))))


def relabel(stage, labels: dict[str, str]) -> None:
    """Expect these labels of the solids that stand at or below the given names."""
    stage.solids = [
        type(solid)(
            solid.shape,
            solid.local_to_world,
            next((label for name, label in labels.items() if solid.path.startswith(name)), solid.label),
            solid.path,
        )
        for solid in stage.solids
    ]


@pytest.mark.parametrize("ids", [None, [7, 3, 12, 40]], ids=["indices", "ids"])
def test_each_instance_of_a_labelled_point_instancer_is_an_instance(analytic_stage, watch, ids):
    stage = analytic_stage
    instancer, names = forest(stage, ids=ids)
    set_label(instancer.GetPrim(), "forest")
    relabel(stage, dict.fromkeys(names, "forest"))
    camera = stage.camera(FRONT)

    assert_segmented(
        watch(120, 72, **SEGMENTATIONS),
        stage,
        camera,
        {solid.path: solid.path.split("]")[0] + "]" for solid in stage.solids},
    )


def test_labels_of_prototypes_name_the_parts_of_each_instance(analytic_stage, watch):
    stage = analytic_stage
    _, names = forest(stage)
    set_label(stage.stage.GetPrimAtPath("/World/Forest/Prototypes/Tree"), "tree")
    set_label(stage.stage.GetPrimAtPath("/World/Forest/Prototypes/Tree/crown"), "crown")
    for number in (0, 2):
        relabel(stage, {f"{names[number]}/Tree/crown": "crown,tree"})
        relabel(stage, {f"{names[number]}/Tree/trunk": "tree"})
    camera = stage.camera(FRONT)

    assert_segmented(
        watch(120, 72, **SEGMENTATIONS),
        stage,
        camera,
        {
            f"{names[number]}/Tree/{part}": f"{names[number]}/Tree" + ("/crown" if part == "crown" else "")
            for number in (0, 2)
            for part in ("trunk", "crown")
        },
    )


def test_point_instancer_under_a_labelled_group_is_one_instance(analytic_stage, watch):
    stage = analytic_stage
    set_label(stage.stage.DefinePrim("/World", "Xform"), "nature")
    _, names = forest(stage)
    relabel(stage, dict.fromkeys(names, "nature"))
    camera = stage.camera(FRONT)

    assert_segmented(
        watch(120, 72, **SEGMENTATIONS),
        stage,
        camera,
        {solid.path: "/World" for solid in stage.solids},
    )


def test_invisible_ids_of_a_point_instancer_are_not_drawn(analytic_stage, watch):
    stage = analytic_stage
    instancer, names = forest(stage, ids=[7, 3, 12, 40])
    instancer.InvisId(12, Usd.TimeCode.Default())
    stage.solids = [solid for solid in stage.solids if not solid.path.startswith(names[2])]
    camera = stage.camera(FRONT)

    assert_segmented(watch(120, 72, **SEGMENTATIONS), stage, camera, {})


def subset(stage, path: str, faces: list[int], label: str | None) -> None:
    """A GeomSubset of a mesh, with or without label."""
    geom_subset = UsdGeom.Subset.Define(stage.stage, path)
    geom_subset.CreateElementTypeAttr(UsdGeom.Tokens.face)
    geom_subset.CreateIndicesAttr(faces)
    geom_subset.CreateFamilyNameAttr("parts")
    if label:
        set_label(geom_subset.GetPrim(), label)


def test_labelled_subsets_of_a_mesh_are_drawn_prims_of_their_own(analytic_stage, watch):
    # The cube's faces: bottom, top, front, back, right, left. Front and top have labels; the others go by the mesh.
    stage = analytic_stage
    placement = turn("Z", 28) @ turn("X", 5)
    stage.add("/World/crate", Polygons(CUBE_POINTS, CUBE_QUADS), placement, label="crate")
    stage.solids.clear()
    subset(stage, "/World/crate/lid", [1], "lid")
    subset(stage, "/World/crate/front", [2], "front")
    subset(stage, "/World/crate/side", [4], None)
    stage.expect("/World/crate/lid", Polygons(CUBE_POINTS, CUBE_QUADS[1:2]), placement, label="lid,crate")
    stage.expect("/World/crate/front", Polygons(CUBE_POINTS, CUBE_QUADS[2:3]), placement, label="front,crate")
    rest = tuple(CUBE_QUADS[face] for face in (0, 3, 4, 5))
    stage.expect("/World/crate", Polygons(CUBE_POINTS, rest), placement, label="crate")
    camera = stage.camera(FRONT)

    assert_segmented(
        watch(64, 48, **SEGMENTATIONS),
        stage,
        camera,
        {solid.path: solid.path for solid in stage.solids},
    )


def test_labelled_subset_of_a_mesh_without_label_is_the_only_instance(analytic_stage, watch):
    stage = analytic_stage
    placement = turn("Z", 28) @ turn("X", 5)
    stage.add("/World/crate", Polygons(CUBE_POINTS, CUBE_QUADS), placement)
    stage.solids.clear()
    subset(stage, "/World/crate/lid", [1], "lid")
    stage.expect("/World/crate/lid", Polygons(CUBE_POINTS, CUBE_QUADS[1:2]), placement, label="lid")
    stage.expect("/World/crate", Polygons(CUBE_POINTS, (CUBE_QUADS[0], *CUBE_QUADS[2:])), placement)
    camera = stage.camera(FRONT)

    assert_segmented(watch(64, 48, **SEGMENTATIONS), stage, camera, {"/World/crate/lid": "/World/crate/lid"})


def test_filter_that_leaves_the_nearer_label_out_goes_on_to_the_next_ancestor(analytic_stage, watch):
    stage = analytic_stage
    stage.group("/World/car", turn("Z", 20), label="car")
    wheel = stage.add("/World/car/wheel", Sphere(0.5), move(-1, 0, 0))
    UsdSemantics.LabelsAPI.Apply(wheel, "part").CreateLabelsAttr(["wheel"])
    camera = stage.camera(FRONT)
    parameters = {"colorize": False, "semanticTypes": ["class"]}
    watching = watch(
        32,
        24,
        semantics=("semantic_segmentation", parameters),
        instances=("instance_segmentation", parameters),
    )

    frame = watching.step()

    seen = cast(stage.solids, camera, 32, 24).index == 0
    assert set(frame["instances"].resolved()[seen]) == {"/World/car"}
    assert set(frame["semantics"].resolved()[seen]) == {"car"}


def test_ids_follow_the_sorted_names_from_two_on(analytic_stage, watch):
    # Defined in another order, and one of them out of sight.
    stage = analytic_stage
    for name, x in (("c", 1.5), ("a", -1.5), ("d", 99), ("b", 0.1)):
        stage.add(f"/World/{name}", Sphere(0.6), move(x, 0, 0), label=name)
    stage.camera(FRONT)

    frame = watch(64, 48, **SEGMENTATIONS).step()

    for name in ("instance_id_segmentation", "instance_segmentation"):
        table = frame[f"{name}, ids"].info["idToLabels"]
        assert {table[number]: int(number) for number in table if int(number) > 1} == {
            "/World/a": 2,
            "/World/b": 3,
            "/World/c": 4,
        }


def test_prim_that_appears_later_gets_the_next_id(analytic_stage, watch):
    stage = analytic_stage
    stage.add("/World/b", Sphere(0.6), move(-1.5, 0, 0), label="b")
    stage.add("/World/c", Sphere(0.6), move(1.5, 0, 0), label="c")
    stage.camera(FRONT)
    watching = watch(64, 48, **SEGMENTATIONS)
    watching.step()

    stage.add("/World/a", Sphere(0.6), label="a")

    frame = watching.step()
    for name in ("instance_id_segmentation", "instance_segmentation"):
        table = frame[f"{name}, ids"].info["idToLabels"]
        assert {number: table[number] for number in ("2", "3", "4")} == {
            "2": "/World/b",
            "3": "/World/c",
            "4": "/World/a",
        }
