"""The frame before: each writer, and each annotator that is attached by itself, has its own.

The can moves by z = 1 a frame, the camera looks along -z from 20 units away: the can's motion is 0 only in the first
frame of a take.
"""

import numpy as np
import pytest
from pxr import UsdGeom, UsdSemantics

from kitless.replicator import orchestrator
from kitless.replicator.annotator_registry import get

MOTION = ("motion_vectors",)


@pytest.fixture
def at(app):
    return lambda frame: app.timeline.set_current_time(frame / 24)


def motion(payload, product="Replicator"):
    return payload["annotators"]["motion_vectors"][product]["data"]


def largest(vectors):
    return float(np.abs(vectors).max())


@pytest.fixture
def product(render_product):
    return render_product(resolution=(64, 48))


def test_the_first_frame_of_a_writer_when_it_is_attached_in_the_midst_then_has_no_motion(
    at, collect, product
):
    first = collect(product, MOTION)
    at(0)
    orchestrator.step()
    second = collect(product, MOTION)
    at(1)
    orchestrator.step()
    at(2)
    orchestrator.step()

    assert [largest(motion(frame)) > 0 for frame in first.frames] == [False, True, True]
    assert [largest(motion(frame)) > 0 for frame in second.frames] == [False, True]
    assert np.array_equal(motion(first.frames[2]), motion(second.frames[1]))


def test_frames_that_a_trigger_leaves_out_when_writing_then_the_motion_is_from_the_last_that_was_written(
    at, collect, product
):
    frames = iter([True, False, True])
    every_second = collect(product, MOTION, trigger=lambda: next(frames))
    every = collect(product, MOTION)
    for frame in (0, 1, 2):
        at(frame)
        orchestrator.step()

    first, second = every_second.frames
    assert largest(motion(first)) == 0
    assert largest(motion(second)) > 1.5 * largest(motion(every.frames[2]))


def test_a_preview_when_writing_then_is_no_frame_of_the_writer(at, collect, product):
    writer = collect(product, MOTION)
    alone = get("motion_vectors")
    alone.attach(product)
    at(0)
    orchestrator.preview()
    at(1)
    orchestrator.step()

    assert largest(motion(writer.frames[0])) == 0
    # Who reads an annotator is given the preview too.
    assert largest(alone.get_data()) > 0


def test_two_render_products_when_one_was_switched_off_then_each_goes_by_its_own_frame_before(
    at, collect, render_product
):
    left = render_product("left", (64, 48), name="left")
    right = render_product("right", (64, 48), name="right")
    writer = collect([left, right], MOTION)
    at(0)
    orchestrator.step()
    right.hydra_texture.set_updates_enabled(False)
    at(1)
    orchestrator.step()
    right.hydra_texture.set_updates_enabled(True)
    at(2)
    orchestrator.step()

    of_one_frame, of_two = motion(writer.frames[2], "left"), motion(writer.frames[2], "right")
    assert largest(of_two) > 1.5 * largest(of_one_frame) > 0


def test_annotators_by_themselves_when_attached_one_after_the_other_then_each_has_its_own_frame_before(
    at, product
):
    first, second = get("motion_vectors"), get("motion_vectors")
    first.attach(product)
    at(0)
    orchestrator.step()
    second.attach(product)
    at(1)
    orchestrator.step()

    assert largest(first.get_data()) > 0
    assert largest(second.get_data()) == 0


@pytest.fixture
def lidded(stage):
    """Two quads of a still mesh before everything else; frame 0 has the first in the subset Lid, frame 1 the second."""
    mesh = UsdGeom.Mesh.Define(stage, "/World/mesh")
    mesh.CreatePointsAttr([(x, y, 5) for x in (-2, 0, 2) for y in (-1, 1)])
    mesh.CreateFaceVertexCountsAttr([4, 4])
    mesh.CreateFaceVertexIndicesAttr([0, 2, 3, 1, 2, 4, 5, 3])
    mesh.CreateSubdivisionSchemeAttr("none")
    lid = UsdGeom.Subset.Define(stage, "/World/mesh/Lid")
    lid.GetIndicesAttr().Set([0], 0)
    lid.GetIndicesAttr().Set([1], 1)
    UsdSemantics.LabelsAPI.Apply(lid.GetPrim(), "class").CreateLabelsAttr(["lid"])
    return mesh


@pytest.mark.parametrize("shift", [0, 1])
def test_a_mesh_when_its_subset_has_other_faces_then_all_of_it_moves_as_it_does(
    at, collect, product, lidded, shift
):
    translate = lidded.AddTranslateOp()
    translate.Set((0, 0, 0), 0)
    translate.Set((shift, 0, 0), 1)
    writer = collect(product, (*MOTION, "instance_id_segmentation"))
    for frame in (0, 1):
        at(frame)
        orchestrator.step()

    leaves = writer.frames[1]["annotators"]["instance_id_segmentation"]["Replicator"]
    for name in ("/World/mesh", "/World/mesh/Lid"):
        (leaf,) = (int(key) for key, value in leaves["idToLabels"].items() if value == name)
        vectors = motion(writer.frames[1])[leaves["data"] == leaf]
        # 15 in front of a camera with focal length 50 and aperture 20.955, 64 pixels: 10.18 pixels to a unit.
        assert len(vectors) > 50
        np.testing.assert_allclose(vectors[:, 0], -shift * 64 * 50 / 20.955 / 15, rtol=1e-4)
        np.testing.assert_allclose(vectors[:, 1:], 0.0, atol=1e-4 * shift)
