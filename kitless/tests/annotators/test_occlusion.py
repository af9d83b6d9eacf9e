import numpy as np
import pytest
from pxr import UsdGeom, UsdSemantics

PATHS = ("/table", "/can", "/box")


@pytest.fixture
def occlusion(make_frame, evaluate):
    def run(instance, coverage, paths=PATHS, **parameters):
        frame = make_frame(instance=instance, coverage=coverage, prim_paths=paths)
        return evaluate("occlusion", frame, **parameters).data

    return run


def test_occlusion_when_evaluated_then_is_the_hidden_part_of_what_is_covered(occlusion):
    # One row of four pixels. The can covers all four and is seen in one; the box covers two and is seen in both; the
    # table, without a label, hides the can in one.
    rows = occlusion([[1, 2, 2, 0]], [(0, 1), (1, 1), (2, 1), (3, 1), (1, 2), (2, 2), (3, 0)])

    assert rows.dtype == np.dtype([("instanceId", "<u4"), ("semanticId", "<u4"), ("occlusionRatio", "<f4")])
    # Instances by path: box 2, can 3. Labels: "box,food" 2, "can" 3.
    assert rows.tolist() == [(2, 2, 0.0), (3, 3, 0.75)]


def test_occlusion_of_what_is_hidden_when_evaluated_then_is_1(occlusion):
    assert occlusion([[0]], [(0, 0), (0, 1)]).tolist() == [(3, 3, 1.0)]


def test_occlusion_of_what_covers_no_pixel_centre_when_evaluated_then_has_no_row(occlusion):
    assert occlusion([[1]], [(0, 1)]).tolist() == [(3, 3, 0.0)]


def test_occlusion_of_several_parts_when_they_hide_each_other_then_is_counted_once(occlusion, stage):
    # Two meshes of one labelled prim: both cover pixel 1; each has one more for itself. One of three is hidden.
    group = UsdGeom.Xform.Define(stage, "/pair").GetPrim()
    UsdSemantics.LabelsAPI.Apply(group, "class").CreateLabelsAttr(["pair"])
    for name in ("left", "right"):
        UsdGeom.Mesh.Define(stage, f"/pair/{name}")

    rows = occlusion(
        [[1, 1, 0]], [(0, 1), (1, 1), (1, 2), (2, 2), (2, 0)], ("/table", "/pair/left", "/pair/right")
    )

    assert rows["occlusionRatio"].tolist() == pytest.approx([1 / 3])


def test_occlusion_when_a_filter_is_given_then_only_what_passes_has_a_row(occlusion):
    rows = occlusion([[1, 2]], [(0, 1), (1, 2)], semanticFilter="color: red")

    assert rows.tolist() == [(2, 2, 0.0)]


def test_occlusion_of_an_empty_scene_when_evaluated_then_has_no_rows_of_the_right_type(occlusion):
    rows = occlusion([[-1, -1]], [], ())

    assert rows.shape == (0,)
    assert rows.dtype.names == ("instanceId", "semanticId", "occlusionRatio")


def test_occlusion_when_more_is_seen_than_covered_then_is_0(occlusion):
    # The two ways of casting rays may disagree about a pixel at an edge.
    assert occlusion([[1, 1]], [(0, 1)]).tolist() == [(3, 3, 0.0)]


def test_occlusion_of_70_000_things_when_evaluated_then_is_that_of_each(occlusion, stage):
    count = 70_000
    for index in range(0, count, 7_000):
        UsdSemantics.LabelsAPI.Apply(
            UsdGeom.Mesh.Define(stage, f"/t{index:05}").GetPrim(), "class"
        ).CreateLabelsAttr(["t"])
    paths = tuple(f"/t{index:05}" for index in range(count))
    covered = [(index + more, index) for index in range(count) for more in (0, 1) if index + more < count]

    rows = occlusion(np.arange(count).reshape(200, 350), covered, paths)

    assert rows["occlusionRatio"].tolist() == [0.5] * 10
