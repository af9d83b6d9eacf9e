from __future__ import annotations

import itertools

import pytest
from pxr import Usd, UsdGeom

from kitless.viewport.followed_scene import SECONDS, FollowedScene

NOW, LATER = Usd.TimeCode(0.0), Usd.TimeCode(1.0)
BOXES = 30


@pytest.fixture
def stage():
    stage = Usd.Stage.CreateInMemory()
    for number in range(BOXES):
        UsdGeom.Cube.Define(stage, f"/World/Box{number}")
    return stage


@pytest.fixture
def follow(stage):
    """`follow(clock)`: the stage's scene; by default a second passes whenever the clock is looked at."""
    made = []

    def follow(clock=None):
        made.append(FollowedScene(stage, "cpu", clock or itertools.count().__next__))
        return made[-1]

    yield follow
    for each in made:
        each.close()


def calls_until_there(followed, time_code=NOW):
    """How many calls it takes, and the last one's answer."""
    count, answer = 0, None
    while answer is None:
        count, answer = count + 1, followed.advance(time_code)
    return count, answer


def test_advance_when_time_runs_out_with_each_step_then_a_call_does_one(follow):
    calls, (scene, time_code) = calls_until_there(follow())

    # Three walks and the reading of shapes: nowhere is more than one prim's work in a call.
    assert calls > 4 * BOXES
    assert len(scene.drawables) == BOXES
    assert time_code == NOW


def test_advance_when_there_is_time_then_one_call_does_all(follow):
    calls, (scene, _) = calls_until_there(follow(clock=lambda: 0.0))

    assert calls == 1
    assert len(scene.drawables) == BOXES


def test_advance_when_another_time_is_asked_for_meanwhile_then_the_first_one_is_brought_to_its_end(follow):
    followed = follow()
    followed.advance(NOW)

    _, (_, time_code) = calls_until_there(followed, LATER)

    assert time_code == NOW
    assert calls_until_there(followed, LATER)[1][1] == LATER


def test_advance_when_prims_go_meanwhile_then_the_scene_is_without_them(follow, stage):
    followed = follow()
    for _ in range(10):
        followed.advance(NOW)
    for number in range(BOXES // 2):
        stage.RemovePrim(f"/World/Box{number}")

    _, (scene, _) = calls_until_there(followed)

    assert len(scene.drawables) == BOXES - BOXES // 2


def test_advance_when_every_call_is_followed_by_an_edit_then_the_scene_is_there_nevertheless(follow, stage):
    followed = follow(itertools.count(step=SECONDS / 4).__next__)
    size = UsdGeom.Cube.Get(stage, "/World/Box0").CreateSizeAttr(1.0)

    calls, answer = 0, None
    while answer is None:
        calls, answer = calls + 1, followed.advance(NOW)
        size.Set(1.0 + calls)
        assert calls < 50

    # Four steps, eight, sixteen … until all of them fit.
    assert len(answer[0].drawables) == BOXES


def test_close_when_something_is_left_to_do_then_it_is_left(follow):
    followed = follow()
    followed.advance(NOW)

    followed.close()
    followed.close()
