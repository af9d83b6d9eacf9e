"""What play, pause, stop and jumps do to bodies, and what edits do meanwhile."""

import subprocess
import sys

import pytest
from pxr import Gf, Usd, UsdGeom

from .worlds import add_ball, add_body, add_ground


def texts(stage):
    return stage.GetRootLayer().ExportToString(), stage.GetSessionLayer().ExportToString()


def pile(stage):
    add_ground(stage)
    for number in range(4):
        box = UsdGeom.Cube.Define(stage, f"/Box{number}")
        box.CreateSizeAttr(0.5)
        add_body(box, (0.12 * number, 0.05 * number, 0.5 + 0.6 * number))
    return [f"/Box{number}" for number in range(4)]


def test_stop_puts_everything_back_and_leaves_no_layer(app, stage, played):
    add_ball(stage, "/Ball", (0, 0, 9))
    app.usd_context.attach_stage(stage)
    before = texts(stage)
    layers = len(stage.GetLayerStack())
    player = played(stage)
    player.go_to(1.0)
    assert player.place("/Ball")[2] < 5
    assert texts(stage)[0] == before[0]
    app.timeline.stop()
    assert player.place("/Ball") == (0, 0, 9)
    assert texts(stage) == before
    assert len(stage.GetLayerStack()) == layers


def test_a_pile_when_it_is_played_twice_is_the_same_to_the_bit(app, stage, played):
    boxes = pile(stage)
    player = played(stage)
    takes = []
    for _ in range(2):
        frames = []
        for frame in range(1, 37):
            player.go_to(frame / 24)
            frames.append([player.matrix(path) for path in boxes])
        takes.append(frames)
        app.timeline.stop()
        player.play()
    assert takes[0] == takes[1]
    assert takes[0][0] != takes[0][-1]


def test_a_jump_back_is_where_it_was_at_that_time(stage, played):
    boxes = pile(stage)
    player = played(stage)
    player.go_to(0.5)
    then = [player.matrix(path) for path in boxes]
    player.go_to(1.0)
    player.go_to(0.5)
    assert [player.matrix(path) for path in boxes] == then


def test_time_when_it_goes_in_other_steps_comes_to_the_same(stage, played):
    boxes = pile(stage)
    player = played(stage)
    player.go_to(1.0)
    at_once = [player.matrix(path) for path in boxes]
    player.go_to(0.0)
    for frame in range(1, 25):
        player.go_to(frame / 24)
    assert [player.matrix(path) for path in boxes] == at_once


def test_pause_holds_bodies_and_play_goes_on_from_there(app, stage, played):
    add_ball(stage, "/Ball", (0, 0, 100))
    player = played(stage)
    player.go_to(1.0)
    app.timeline.pause()
    app.timeline.tick()
    assert player.place("/Ball")[2] == pytest.approx(95.095, abs=1e-3)
    player.play()
    player.go_to(2.0)
    assert player.place("/Ball")[2] == pytest.approx(80.38, abs=1e-3)


def test_a_stopped_timeline_when_its_time_is_set_moves_nothing(app, stage, played):
    add_ball(stage, "/Ball", (0, 0, 100))
    player = played(stage)
    app.timeline.stop()
    player.go_to(1.0)
    assert player.place("/Ball") == (0, 0, 100)


def test_a_body_when_it_is_moved_by_hand_falls_from_there_at_rest_and_the_others_go_on(stage, played):
    for name, x in (("A", 0), ("B", 5)):
        add_ball(stage, f"/{name}", (x, 0, 100))
    player = played(stage)
    player.go_to(1.0)
    stage.GetPrimAtPath("/A").GetAttribute("xformOp:translate").Set(Gf.Vec3d(0, 7, 50))
    player.go_to(2.0)
    assert player.place("/A") == pytest.approx((0, 7, 50 - 4.905), abs=1e-3)
    assert player.place("/B") == pytest.approx((5, 0, 80.38), abs=1e-3)


def test_bodies_when_they_come_and_go_while_it_plays_are_simulated_from_then_on(stage, played):
    add_ball(stage, "/A", (0, 0, 100))
    player = played(stage)
    player.go_to(1.0)
    add_ball(stage, "/B", (5, 0, 100))
    player.go_to(2.0)
    assert player.place("/A")[2] == pytest.approx(80.38, abs=1e-3)
    assert player.place("/B")[2] == pytest.approx(95.095, abs=1e-3)
    stage.RemovePrim("/A")
    player.go_to(3.0)
    assert player.place("/B")[2] == pytest.approx(100 - 9.81 * 2, abs=1e-3)


def test_a_stage_when_it_is_closed_while_it_plays_keeps_nothing_of_physics(app, stage, played):
    add_ball(stage, "/Ball", (0, 0, 100))
    before = texts(stage)
    player = played(stage)
    player.go_to(1.0)
    app.usd_context.close_stage()
    assert texts(stage)[0] == before[0]
    assert not stage.GetSessionLayer().subLayerPaths
    assert player.matrix("/Ball") == Gf.Matrix4d().SetTranslate(Gf.Vec3d(0, 0, 100))


def test_newton_when_a_stage_without_bodies_is_played_is_not_imported():
    code = (
        "import sys, kitless\n"
        "from pxr import Usd\n"
        "app = kitless.start()\n"
        "app.usd_context.attach_stage(Usd.Stage.CreateInMemory())\n"
        "app.timeline.play()\n"
        "app.timeline.tick()\n"
        "assert 'newton' not in sys.modules and 'scipy' not in sys.modules\n"
        "app.shutdown()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_body_when_it_has_time_samples_moves_by_physics_and_not_by_them(stage, played):
    ball = add_ball(stage, "/Ball", (0, 0, 100))
    move = ball.GetPrim().GetAttribute("xformOp:translate")
    move.Set(Gf.Vec3d(0, 0, 100), Usd.TimeCode(0))
    move.Set(Gf.Vec3d(9, 9, 9), Usd.TimeCode(48))
    player = played(stage)
    player.go_to(1.0)
    assert player.place("/Ball") == pytest.approx((0, 0, 95.095), abs=1e-3)
