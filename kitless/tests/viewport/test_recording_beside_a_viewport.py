"""A recording must not see a difference, whether or not somebody looks."""

from __future__ import annotations

import importlib

import pytest
from pxr import Gf, UsdGeom

FRAMES = 6


def record(app, run, folder):
    """Frames of a ball that moves, every file's bytes by its name."""
    rep = importlib.import_module("omni.replicator.core")
    product = rep.create.render_product("/Camera", (64, 36))
    writer = rep.WriterRegistry.get("BasicWriter")
    writer.initialize(
        output_dir=str(folder), rgb=True, distance_to_camera=True, semantic_segmentation=True, normals=True
    )
    writer.attach([product])
    for frame in range(FRAMES):
        app.timeline.set_current_time(frame / app.timeline.get_time_codes_per_second())
        run(rep.orchestrator.step_async(rt_subframes=2, delta_time=0.0))
    run(rep.orchestrator.wait_until_complete_async())
    writer.detach()
    product.destroy()
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def moving_ball(red_ball):
    ball = red_ball.GetPrimAtPath("/World/Ball")
    place = UsdGeom.Xformable(ball).AddTranslateOp()
    place.Set(Gf.Vec3d(-2, 0, 0), 0.0)
    place.Set(Gf.Vec3d(2, 0, 0), 10.0)
    return red_ball


def test_a_recording_when_a_viewport_is_drawn_beside_it_then_every_byte_is_the_same(
    app, run, moving_ball, live, tmp_path
):
    alone = record(app, run, tmp_path / "alone")
    subscription = app.update_stream.create_subscription_to_pop(lambda _event: live.update(), order=450)

    watched = record(app, run, tmp_path / "watched")

    subscription.unsubscribe()
    assert live.picture is not None
    assert len(alone) > 4 * FRAMES
    assert watched == alone
