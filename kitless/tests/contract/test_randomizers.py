"""Distributions and randomizers: values within what was asked for, the same for the same seed."""

import pytest
from pxr import UsdGeom, UsdSemantics, UsdShade


def transform(prim):
    return UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(0)


@pytest.fixture
def cubes(rep, stage):
    """Four cubes of the graph, and their prims after the first step."""

    def prims():
        return [
            prim
            for prim in stage.Traverse()
            if UsdSemantics.LabelsAPI(prim, "class").GetLabelsAttr().Get() == ["dice"]
        ]

    return rep.create.cube(count=4, semantics=[("class", "dice")]), prims


def test_cubes_of_the_graph_when_created_then_are_that_many_prims_with_the_label(rep, cubes):
    _, prims = cubes

    rep.orchestrator.step()

    assert len(prims()) == 4


def test_positions_when_uniform_then_lie_between_the_bounds_and_differ(rep, cubes):
    group, prims = cubes
    with rep.trigger.on_frame(), group:
        rep.modify.pose(position=rep.distribution.uniform((1, 2, 3), (2, 3, 4)))

    rep.orchestrator.step()

    positions = [tuple(transform(prim).ExtractTranslation()) for prim in prims()]
    assert len(set(positions)) == 4
    for x, y, z in positions:
        assert 1 <= x <= 2
        assert 2 <= y <= 3
        assert 3 <= z <= 4


def test_positions_when_chosen_then_are_among_the_choices(rep, cubes):
    group, prims = cubes
    choices = [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
    with rep.trigger.on_frame(), group:
        rep.modify.pose(position=rep.distribution.choice(choices))

    rep.orchestrator.step()

    assert {tuple(round(each) for each in transform(prim).ExtractTranslation()) for prim in prims()} <= set(
        choices
    )


def test_rotations_when_randomized_then_are_rotations_that_differ(rep, cubes):
    group, prims = cubes
    with rep.trigger.on_frame(), group:
        rep.randomizer.rotation()

    rep.orchestrator.step()

    matrices = [transform(prim) for prim in prims()]
    # One is enough in any axis: only the rows' lengths are alike, as nothing is scaled.
    first = {tuple(round(each, 4) for each in matrix.GetRow3(0).GetNormalized()) for matrix in matrices}
    assert len(first) == 4
    lengths = [matrix.GetRow3(0).GetLength() for matrix in matrices]
    assert lengths == pytest.approx([lengths[0]] * 4)


def test_a_color_when_randomized_then_is_what_the_picture_shows(rep, stage):
    with rep.trigger.on_frame(), rep.get.prim_at_path("/World/crate"):
        rep.randomizer.color(colors=rep.distribution.uniform((0.8, 0, 0), (1, 0, 0)))
    albedo = rep.annotators.get("DiffuseAlbedo")
    albedo.attach(rep.create.render_product("/World/camera", (64, 48)))

    rep.orchestrator.step()

    red, green, blue = (int(each) for each in albedo.get_data()[24, 16, :3])
    assert red > 150
    assert (green, blue) == (0, 0)


def test_materials_when_randomized_then_are_bound(rep, stage):
    materials = rep.create.material_omnipbr(diffuse=rep.distribution.uniform((0, 0, 0), (1, 1, 1)), count=3)
    with rep.trigger.on_frame(), rep.get.prim_at_path("/World/crate"):
        rep.randomizer.materials(materials)

    rep.orchestrator.step()

    bound, _ = UsdShade.MaterialBindingAPI(stage.GetPrimAtPath("/World/crate")).ComputeBoundMaterial()
    assert bound


def test_an_attribute_of_a_light_when_randomized_then_is_within_the_bounds(rep, stage):
    light = rep.create.light(light_type="Sphere", intensity=1)
    with rep.trigger.on_frame(), light:
        rep.modify.attribute("intensity", rep.distribution.uniform(100, 200))

    rep.orchestrator.step()

    intensities = [
        prim.GetAttribute("inputs:intensity").Get()
        for prim in stage.Traverse()
        if prim.GetTypeName() == "SphereLight"
    ]
    assert len(intensities) == 1
    assert 100 <= intensities[0] <= 200


def test_draws_of_one_event_when_another_draws_more_then_are_the_same(rep, stage):
    import omni.usd  # noqa: PLC0415

    def positions(more):
        omni.usd.get_context().new_stage()
        rep.set_global_seed(1)
        watched = rep.create.cube()
        if more:
            other = rep.create.sphere(count=3)
            with rep.trigger.on_custom_event(event_name="other"), other:
                rep.modify.pose(position=rep.distribution.uniform((0, 0, 0), (1, 1, 1)))
        with rep.trigger.on_custom_event(event_name="watched"), watched:
            rep.modify.pose(position=rep.distribution.uniform((0, 0, 0), (1, 1, 1)))
        seen = []
        for _ in range(3):
            if more:
                rep.utils.send_og_event(event_name="other")
            rep.utils.send_og_event(event_name="watched")
            rep.orchestrator.step()
            seen += [
                tuple(transform(prim).ExtractTranslation())
                for prim in omni.usd.get_context().get_stage().Traverse()
                if prim.GetTypeName() == "Cube" or "Cube" in prim.GetName()
            ]
        return seen

    assert positions(more=True) == positions(more=False)
