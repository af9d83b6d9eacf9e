"""Boxes of solids anywhere around the camera: behind it, through its near plane, around it, beside the picture."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from .boxes import projected_extent, tight_box
from .coverage import cover
from .placement import IDENTITY, move, shear, stretch, turn
from .ray_caster import Pinhole, cast
from .sight_of_boxes import BOXES, assert_fits, assert_holds
from .stages import AnalyticStage
from .strategies import between, quick, shapes
from .watch import BoxRow, Watch

WIDTH, HEIGHT = 48, 36

placements = st.builds(
    lambda skew, scale, angles, place: (
        shear(*skew) @ stretch(*scale) @ turn("X", angles[0]) @ turn("Z", angles[1]) @ move(*place)
    ),
    st.tuples(*[between(-0.5, 0.5)] * 3),
    st.tuples(*[between(0.3, 3)] * 3),
    st.tuples(*[between(-180, 180)] * 2),
    st.tuples(between(-4, 4), between(-3, 3), between(-8, 3)),
)


@settings(quick, max_examples=20)
@given(
    solids=st.lists(st.tuples(shapes, placements), min_size=1, max_size=4),
    near=st.sampled_from([0.05, 0.7, 2.0]),
    focal_length=st.sampled_from([8.0, 20.0]),
)
def test_boxes_hold_what_is_before_the_near_plane(app, run, solids, near, focal_length):
    import omni.replicator.core as rep  # noqa: PLC0415 - served only once the App is there

    app.usd_context.new_stage()
    stage = AnalyticStage(app.usd_context.get_stage())
    for number, (shape, placement) in enumerate(solids):
        stage.add(f"/World/solid_{number}", shape, placement, label=f"solid {number}")
    camera = stage.camera(Pinhole(IDENTITY, focal_length, 20, near=near, far=50))
    truth = cast(stage.solids, camera, WIDTH, HEIGHT)
    coverage = cover(stage.solids, camera, WIDTH, HEIGHT)
    assume(not truth.contested.any())
    assume(not coverage.undecidable.any())
    watching = Watch(rep, run, "/Camera", (WIDTH, HEIGHT), {name: (name, None) for name in BOXES})
    try:
        frame = watching.step()
    finally:
        watching.close()

    tight, loose, three = (BoxRow.read(frame[name]) for name in BOXES)
    assert set(loose) == set(three)
    for path in stage.labels:
        reached = projected_extent(stage.solids, path, camera, WIDTH, HEIGHT)
        if path in loose:
            assert reached is not None, path
            assert_holds(loose[path].bounds, reached, path)
            assert_fits(three[path], stage, path)
        # What covers a pixel is in the frustum; what covers none may be, between the pixel centres.
        assert path in loose or not coverage.mask(stage.solids, path).any(), path
        expected = tight_box(truth.mask(stage.solids, path))
        assert (tight[path].bounds if path in tight else None) == expected, path
        occlusion = coverage.occlusion(truth, stage.solids, path)
        assert path not in loose or loose[path].occlusion == pytest.approx(occlusion, abs=1e-6), path
