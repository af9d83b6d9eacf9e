"""Triggers, events, distributions and seeds."""

import pytest
from pxr import UsdGeom


def position(stage, path):
    return tuple(
        UsdGeom.Xformable(stage.GetPrimAtPath(path)).ComputeLocalToWorldTransform(0).ExtractTranslation()
    )


def test_a_registered_randomizer_when_its_event_is_sent_then_runs_at_the_next_step_only(rep, stage):
    with rep.trigger.on_custom_event(event_name="move"), rep.get.prim_at_path("/World/crate"):
        rep.modify.pose(position=rep.distribution.uniform((10, 10, 10), (20, 20, 20)))
    rep.orchestrator.step()
    before = position(stage, "/World/crate")

    rep.utils.send_og_event(event_name="move")
    rep.orchestrator.step()
    moved = position(stage, "/World/crate")
    rep.orchestrator.step()

    assert before == pytest.approx((-2, 0, 0))
    assert all(10 <= each <= 20 for each in moved)
    assert position(stage, "/World/crate") == moved


def test_a_frame_trigger_when_stepped_then_runs_before_the_capture(rep, stage, render_product):
    with rep.trigger.on_frame(), rep.get.prim_at_path("/World/crate"):
        rep.modify.pose(position=rep.distribution.sequence([(-2, 0, 1), (-2, 0, 2)]))
    depth = rep.annotators.get("distance_to_image_plane")
    depth.attach(render_product())

    seen = []
    for _ in range(2):
        rep.orchestrator.step()
        seen.append(float(depth.get_data()[24, 16]))

    # The top is 1 m above the middle, the camera at 10 m.
    assert seen == pytest.approx([8, 7], rel=1e-5)


def test_a_frame_trigger_with_an_interval_when_stepped_then_runs_at_every_second_frame(rep, stage):
    with rep.trigger.on_frame(interval=2), rep.get.prim_at_path("/World/crate"):
        rep.modify.pose(position=rep.distribution.uniform((0, 0, 0), (1, 1, 1)))

    seen = []
    for _ in range(4):
        rep.orchestrator.step()
        seen.append(position(stage, "/World/crate"))

    assert len(set(seen)) == 2


def test_a_function_when_registered_then_is_a_randomizer_of_that_name(rep, stage):
    def lift():
        with rep.get.prim_at_path("/World/crate"):
            rep.modify.pose(position=(0, 0, 7))
        return rep.get.prim_at_path("/World/crate").node

    rep.randomizer.register(lift)
    with rep.trigger.on_frame():
        rep.randomizer.lift()

    rep.orchestrator.step()

    assert position(stage, "/World/crate") == pytest.approx((0, 0, 7))


def drawn(rep, stage):
    """Five positions, of a new stage with the same script."""
    import omni.usd  # noqa: PLC0415

    omni.usd.get_context().new_stage()
    rep.set_global_seed(11)
    cube = rep.create.cube(semantics=[("class", "cube")])
    with rep.trigger.on_frame(), cube:
        rep.modify.pose(position=rep.distribution.normal((0, 0, 0), (1, 1, 1)))
    positions = []
    for _ in range(5):
        rep.orchestrator.step()
        positions.append(
            [
                tuple(UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(0).ExtractTranslation())
                for prim in omni.usd.get_context().get_stage().Traverse()
                if prim.IsA(UsdGeom.Gprim)
            ]
        )
    return positions


def test_a_script_when_run_twice_with_the_same_seed_then_draws_the_same(rep, stage):
    first = drawn(rep, stage)
    second = drawn(rep, stage)

    assert first == second
    assert len({positions[0] for positions in first}) == 5


def test_the_global_seed_when_set_then_is_read_back(rep):
    rep.set_global_seed(123)

    assert rep.get_global_seed() == 123


def test_a_generator_when_made_with_the_global_seed_twice_then_draws_the_same(rep, stage):
    rep.set_global_seed(9)
    first = rep.rng.ReplicatorRNG(seed=9).generator.uniform(size=4).tolist()
    second = rep.rng.ReplicatorRNG(seed=9).generator.uniform(size=4).tolist()

    assert first == second


def test_a_name_that_is_out_of_scope_when_used_then_the_error_names_it(rep):
    with pytest.raises(Exception, match="OgnSomething"):
        rep.utils.create_node("omni.replicator.core.OgnSomething")
