"""A scene that follows its stage in steps, with edits between them, against one that was read anew at the end."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pxr import Sdf, Usd, UsdGeom

from kitless.scene import SceneTranslator
from kitless.scene.steps import finish

from .forest import TREES, Forest

NOW = Usd.TimeCode(0.0)


def as_drawn(scene):
    return {
        drawable.prim_path: np.round(matrix, 6).tolist()
        for drawable, matrix in zip(scene.drawables, scene.to_world, strict=True)
    }


def read_anew(stage):
    translator = SceneTranslator(stage, "cpu")
    drawn = as_drawn(translator.update(NOW))
    translator.close()
    return drawn


@pytest.fixture
def forest():
    forest = Forest()
    yield forest
    forest.close()


def take(steps, count):
    for _ in range(count):
        next(steps)


def count_of(steps):
    return sum(1 for _ in steps)


def test_update_in_steps_when_all_are_taken_then_the_scene_is_that_of_an_update(forest):
    steps = forest.translator.update_in_steps(NOW)

    assert count_of(steps) > 5
    assert as_drawn(forest.translator.update(NOW)) == read_anew(forest.stage)


def test_update_in_steps_when_not_at_the_end_then_the_scene_is_what_it_was(forest):
    before = as_drawn(forest.scene())
    UsdGeom.Cube.Define(forest.stage, "/World/New")

    steps = forest.translator.update_in_steps(NOW)
    take(steps, 6)

    assert as_drawn(forest.translator._scene) == before
    assert "/World/New" in as_drawn(finish(steps))


def test_update_in_steps_when_nothing_was_edited_then_there_is_none(forest):
    forest.scene()

    assert count_of(forest.translator.update_in_steps(NOW)) == 0


def test_update_in_steps_when_it_is_closed_then_the_next_update_has_the_edit(forest):
    forest.scene()
    UsdGeom.Cube.Define(forest.stage, "/World/New")
    steps = forest.translator.update_in_steps(NOW)
    take(steps, 4)

    steps.close()

    assert as_drawn(forest.scene()) == read_anew(forest.stage)


def edit_of(forest, number):
    """One edit of each kind: a prim more, one less, one that moves, one that is hidden, instances that go."""

    def remove():
        forest.stage.RemovePrim("/World/Box0")

    def hide():
        if prim := forest.stage.GetPrimAtPath("/World/Box1"):
            UsdGeom.Imageable(prim).MakeInvisible()

    def move_trees():
        if forest.trees:
            forest.trees.GetPositionsAttr().Set([(1, 0, 0), (2, 0, 0), (3, 0, 0)])

    return (
        lambda: UsdGeom.Cube.Define(forest.stage, "/World/New"),
        remove,
        lambda: forest.move_world.Set((7, 8, 9)),
        hide,
        lambda: forest.stage.RemovePrim(Sdf.Path(TREES)),
        move_trees,
    )[number]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 5)), max_size=6))
def test_update_in_steps_when_the_stage_is_edited_between_them_then_ends_as_if_it_had_been_read_anew(edits):
    forest = Forest()
    for number in range(8):
        UsdGeom.Cube.Define(forest.stage, f"/World/Box{number}")
    steps = forest.translator.update_in_steps(NOW)
    for pause, number in edits:
        for _ in range(pause):
            if next(steps, "ended") == "ended":
                steps = forest.translator.update_in_steps(NOW)
        edit_of(forest, number)()

    finish(steps)

    assert as_drawn(forest.scene()) == read_anew(forest.stage)
    forest.close()
