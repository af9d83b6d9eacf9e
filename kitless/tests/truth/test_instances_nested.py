"""Instancers within instancers and instances, and what happens to them in time."""

from __future__ import annotations

import numpy as np
import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdSemantics

from .analytic import Box, Sphere
from .placement import look_at, move, stretch, turn
from .ray_caster import Pinhole, cast
from .sight_of_instances import SEGMENTATIONS, assert_segmented
from .stages import set_label

FRONT = Pinhole(look_at((0.7, -9.1, 3.2), (0.05, 0.0, 0.1)))


def instancer_at(
    stage, path: str, prototypes: list[str], indices: list[int], places: list[tuple[float, float, float]]
):
    instancer = UsdGeom.PointInstancer.Define(stage.stage, path)
    instancer.CreatePrototypesRel().SetTargets(prototypes)
    instancer.CreateProtoIndicesAttr(indices)
    instancer.CreatePositionsAttr([Gf.Vec3f(*place) for place in places])
    return instancer


def test_instancer_among_the_prototypes_of_another_gives_every_combination(analytic_stage, watch):
    stage = analytic_stage
    outer_places, inner_places = [(-1.7, 0, 0), (1.8, 0.2, 0)], [(-0.6, 0, 0.3), (0.7, 0, -0.2)]
    outer = instancer_at(stage, "/World/Outer", ["/World/Outer/Cluster"], [0, 0], outer_places)
    stage.group("/World/Outer/Cluster", turn("Y", 15))
    instancer_at(
        stage, "/World/Outer/Cluster/Inner", ["/World/Outer/Cluster/Inner/Rock"], [0, 0], inner_places
    )
    rock = stage.add("/World/Outer/Cluster/Inner/Rock", Sphere(0.5), stretch(1, 1, 0.8))
    stage.solids.clear()
    set_label(rock, "rock")
    set_label(outer.GetPrim(), "garden")
    instances = {}
    for i, outer_place in enumerate(outer_places):
        for j, inner_place in enumerate(inner_places):
            path = f"/World/Outer[{i}]/Cluster/Inner[{j}]/Rock"
            placement = stretch(1, 1, 0.8) @ move(*inner_place) @ turn("Y", 15) @ move(*outer_place)
            stage.expect(path, Sphere(0.5), placement, label="rock,garden")
            instances[path] = path
    camera = stage.camera(FRONT)

    assert_segmented(watch(120, 72, **SEGMENTATIONS), stage, camera, instances)


def test_instance_of_usd_with_an_instancer_in_it_has_instances_below_its_own_path(analytic_stage, watch):
    stage = analytic_stage
    stage.stage.CreateClassPrim("/Bed")
    places = [(-0.6, 0, 0.3), (0.7, 0, -0.2)]
    instancer_at(stage, "/Bed/Flowers", ["/Bed/Flowers/Flower"], [0, 0], places)
    stage.add("/Bed/Flowers/Flower", Box(0.7), label="flower")
    stage.solids.clear()
    stage.labels.clear()
    instances = {}
    for name, placement in {"left": move(-1.8, 0, 0), "right": turn("Y", 14) @ move(1.8, 0.3, 0)}.items():
        prim = stage.group(f"/World/{name}", placement)
        prim.GetReferences().AddInternalReference("/Bed")
        prim.SetInstanceable(True)
        for number, place in enumerate(places):
            path = f"/World/{name}/Flowers[{number}]/Flower"
            stage.expect(path, Box(0.7), move(*place) @ placement, label="flower")
            instances[path] = path
    camera = stage.camera(FRONT)

    assert_segmented(watch(120, 72, **SEGMENTATIONS), stage, camera, instances)


def test_instances_of_usd_as_prototypes_are_drawn_at_each_point(analytic_stage, watch):
    stage = analytic_stage
    stage.stage.CreateClassPrim("/Brick")
    stage.add("/Brick/cube", Box(0.8), turn("Z", 30))
    stage.solids.clear()
    places = [(-1.5, 0, 0), (1.6, 0.2, 0.1)]
    instancer_at(stage, "/World/Wall", ["/World/Wall/Brick"], [0, 0], places)
    prim = stage.group("/World/Wall/Brick", stretch(1, 1, 0.6))
    prim.GetReferences().AddInternalReference("/Brick")
    prim.SetInstanceable(True)
    for number, place in enumerate(places):
        placement = turn("Z", 30) @ stretch(1, 1, 0.6) @ move(*place)
        stage.expect(f"/World/Wall[{number}]/Brick/cube", Box(0.8), placement)
    camera = stage.camera(FRONT)

    assert_segmented(watch(96, 72, **SEGMENTATIONS), stage, camera, {})


def test_points_with_time_samples_are_where_the_timeline_is(analytic_stage, watch, app):
    stage = analytic_stage
    stage.stage.SetTimeCodesPerSecond(24)
    instancer = instancer_at(stage, "/World/Balls", ["/World/Balls/Ball"], [0, 0], [(0, 0, 0), (0, 0, 0)])
    stage.add("/World/Balls/Ball", Sphere(0.6))
    stage.solids.clear()
    positions = instancer.GetPositionsAttr()
    positions.Clear()
    positions.Set([Gf.Vec3f(-2, 0, 0), Gf.Vec3f(1, 0, 0)], 0)
    positions.Set([Gf.Vec3f(-1, 0, 1), Gf.Vec3f(2, 0, -1)], 24)
    camera = stage.camera(FRONT)
    watching = watch(96, 72, **SEGMENTATIONS)
    for second in (0.0, 1.0, 0.5):
        app.timeline.set_current_time(second)
        stage.solids.clear()
        for number, start, end in ((0, (-2, 0, 0), (-1, 0, 1)), (1, (1, 0, 0), (2, 0, -1))):
            place = np.array(start) * (1 - second) + np.array(end) * second
            stage.expect(f"/World/Balls[{number}]/Ball", Sphere(0.6), move(*place))

        assert_segmented(watching, stage, camera, {})


def test_prim_that_hides_and_comes_back_keeps_its_id(analytic_stage, watch):
    stage = analytic_stage
    stage.add("/World/a", Sphere(0.6), move(-1.5, 0, 0), label="a")
    prim = stage.add("/World/b", Sphere(0.6), label="b")
    stage.add("/World/c", Sphere(0.6), move(1.5, 0, 0), label="c")
    stage.camera(FRONT)
    watching = watch(64, 48, **SEGMENTATIONS)
    first = watching.step()
    UsdGeom.Imageable(prim).MakeInvisible()
    hidden = watching.step()

    UsdGeom.Imageable(prim).MakeVisible()

    again = watching.step()
    for name in SEGMENTATIONS:
        assert (again[name].data == first[name].data).all()
        assert again[name].info == first[name].info
    names = set(hidden["instance_segmentation, ids"].info["idToLabels"].values())
    assert "/World/b" not in names
    # What is left has not changed its ids.
    where = first["instance_segmentation, ids"].data == 4
    assert (hidden["instance_segmentation, ids"].data[where] == 4).all()


def test_prim_hidden_at_the_start_of_a_take_has_its_place_in_the_numbers(analytic_stage, watch, app):
    # Visible from second 1 on, by time samples: the stage knows of it from the start.
    stage = analytic_stage
    stage.stage.SetTimeCodesPerSecond(24)
    prim = stage.add("/World/a", Sphere(0.6), move(-1.5, 0, 0), label="a")
    visibility = UsdGeom.Imageable(prim).CreateVisibilityAttr()
    visibility.Set(UsdGeom.Tokens.invisible, 0)
    visibility.Set(UsdGeom.Tokens.inherited, 24)
    stage.add("/World/b", Sphere(0.6), label="b")
    stage.camera(FRONT)
    watching = watch(64, 48, **SEGMENTATIONS)

    first = watching.step()
    app.timeline.set_current_time(1.0)
    second = watching.step()

    for name in ("instance_segmentation, ids", "instance_id_segmentation, ids"):
        assert first[name].info["idToLabels"]["3"] == "/World/b"
        assert second[name].info["idToLabels"]["2"] == "/World/a"
        assert second[name].info["idToLabels"]["3"] == "/World/b"


def test_labels_of_the_old_schema_make_instances_too(analytic_stage, watch):
    stage = analytic_stage
    prim = stage.add("/World/box", Box(1), turn("Z", 20))
    prim.AddAppliedSchema("SemanticsAPI:Semantics")
    for name, value in (("semanticType", "class"), ("semanticData", "crate")):
        prim.CreateAttribute(f"semantic:Semantics:params:{name}", Sdf.ValueTypeNames.String).Set(value)
    stage.solids.clear()
    stage.expect("/World/box", Box(1), turn("Z", 20), label="crate")
    camera = stage.camera(FRONT)

    assert_segmented(watch(48, 36, **SEGMENTATIONS), stage, camera, {"/World/box": "/World/box"})


@pytest.mark.parametrize("colorize", [False, True])
def test_several_labels_and_types_are_all_told(analytic_stage, watch, colorize):
    stage = analytic_stage
    prim = stage.add("/World/box", Box(1), turn("Z", 20))
    UsdSemantics.LabelsAPI.Apply(prim, "class").CreateLabelsAttr(["crate", "wood"])
    UsdSemantics.LabelsAPI.Apply(prim, "use").CreateLabelsAttr(["storage"])
    camera = stage.camera(FRONT)
    requests = {
        name: (name, {"colorize": colorize}) for name in ("semantic_segmentation", "instance_segmentation")
    }

    frame = watch(48, 36, **requests).step()

    row, column = np.argwhere(cast(stage.solids, camera, 48, 36).index == 0)[0]
    for name, table in (("semantic_segmentation", "idToLabels"), ("instance_segmentation", "idToSemantics")):
        value = frame[name].data[row, column]
        key = str(tuple(value.tolist())) if colorize else str(int(value))
        assert frame[name].info[table][key] == {"class": "crate,wood", "use": "storage"}


def test_label_with_time_samples_changes_with_the_timeline(analytic_stage, watch, app):
    stage = analytic_stage
    stage.stage.SetTimeCodesPerSecond(24)
    prim = stage.add("/World/lamp", Sphere(0.8))
    labels = UsdSemantics.LabelsAPI.Apply(prim, "class").CreateLabelsAttr()
    labels.Set(["off"], Usd.TimeCode(0))
    labels.Set(["on"], Usd.TimeCode(24))
    camera = stage.camera(FRONT)
    seen = cast(stage.solids, camera, 48, 36).index == 0
    watching = watch(48, 36, semantics=("semantic_segmentation", {"colorize": False}))

    for second, expected in ((0.0, "off"), (1.0, "on"), (0.0, "off")):
        app.timeline.set_current_time(second)
        assert set(watching.step()["semantics"].resolved()[seen]) == {expected}
