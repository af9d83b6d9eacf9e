"""Whatever stands on the stage: all arrays of one frame tell the same story, and it is the true one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from .boxes import tight_box
from .coverage import cover
from .placement import look_at, move, shear, stretch, turn
from .ray_caster import BACKGROUND, UNLABELLED, Pinhole, cast, is_below
from .sight import assert_same
from .sight_of_boxes import assert_contains
from .stages import AnalyticStage, set_label
from .strategies import between, quick, shapes
from .watch import BoxRow, Reading, Watch

if TYPE_CHECKING:
    from .analytic import Shape

WIDTH, HEIGHT = 48, 36
CAMERA = Pinhole(look_at((0.7, -8.1, 2.2), (0.05, 0.0, 0.1)))
PLAIN = ("distance_to_camera", "normals", "occlusion", "bounding_box_2d_tight", "bounding_box_2d_loose")
REQUESTS = {name: (name, None) for name in (*PLAIN, "bounding_box_3d", "pointcloud")} | {
    name: (name, {"colorize": False})
    for name in ("semantic_segmentation", "instance_segmentation", "instance_id_segmentation")
}


@dataclass(frozen=True)
class Piece:
    """One solid of a random scene, in one of three groups."""

    shape: Shape
    placement: np.ndarray
    label: str
    group: str


placements = st.builds(
    lambda skew, scale, angles, place: (
        shear(*skew) @ stretch(*scale) @ turn("X", angles[0]) @ turn("Z", angles[1]) @ move(*place)
    ),
    st.tuples(*[between(-0.5, 0.5)] * 3),
    st.tuples(*[between(0.5, 1.4)] * 3),
    st.tuples(*[between(-180, 180)] * 2),
    st.tuples(between(-3.5, 3.5), between(-2.5, 3), between(-2.5, 2.5)),
)
pieces = st.builds(
    Piece,
    shapes,
    placements,
    st.sampled_from([UNLABELLED, "apple", "pear", "plum"]),
    st.sampled_from(["/World", "/World/named", "/World/plain"]),
)
scenes = st.lists(pieces, min_size=1, max_size=7)


@pytest.fixture
def capture(app, run):
    """`capture(stage)`: one frame of everything, of a fresh take."""
    import omni.replicator.core as rep  # noqa: PLC0415 - served only once the App is there

    def capture() -> dict[str, Reading]:
        watching = Watch(rep, run, "/Camera", (WIDTH, HEIGHT), REQUESTS)
        try:
            return watching.step()
        finally:
            watching.close()

    return capture


def build(app, scene: list[Piece], *, backwards: bool = False) -> AnalyticStage:
    """A new stage with the scene, its prims defined in order or in reverse."""
    app.usd_context.new_stage()
    stage = AnalyticStage(app.usd_context.get_stage())
    stage.group("/World/named", turn("Z", 10), label="fruit")
    stage.group("/World/plain", move(0.1, 0, 0))
    numbered = list(enumerate(scene))
    for number, piece in reversed(numbered) if backwards else numbered:
        stage.add(f"{piece.group}/piece_{number}", piece.shape, piece.placement, label=piece.label)
    stage.camera(CAMERA)
    return stage


def instance_of(path: str, labels: dict[str, str]) -> str:
    """The nearest labelled prim at or above a path."""
    while path and path not in labels:
        path = path.rpartition("/")[0]
    return path or UNLABELLED


@quick
@given(scene=scenes)
def test_arrays_of_one_frame_agree(app, capture, scene):
    stage = build(app, scene)
    truth = cast(stage.solids, CAMERA, WIDTH, HEIGHT)
    coverage = cover(stage.solids, CAMERA, WIDTH, HEIGHT)
    assume(not truth.contested.any())
    assume(not coverage.undecidable.any())

    frame = capture()

    paths = frame["instance_id_segmentation"].resolved()
    true_paths = truth.paths(stage.solids)
    assert_same(paths, np.where(true_paths == "", BACKGROUND, true_paths))
    assert_pixels_agree(frame, paths, stage.labels)
    assert_rows_agree(frame, paths, stage)
    for path, row in BoxRow.read(frame["bounding_box_2d_loose"]).items():
        assert row.occlusion == pytest.approx(coverage.occlusion(truth, stage.solids, path), abs=1e-6), path


def assert_pixels_agree(frame, paths: np.ndarray, labels: dict[str, str]) -> None:
    """Depth, normals and the three segmentations of each pixel."""
    depth, normals = frame["distance_to_camera"].data, frame["normals"].data[..., :3]
    instances, semantics = frame["instance_segmentation"], frame["semantic_segmentation"]
    nothing = paths == BACKGROUND
    assert_same(np.isposinf(depth), nothing)
    assert (depth[~nothing] > 0).all()
    np.testing.assert_allclose(np.linalg.norm(normals[~nothing], axis=-1), 1, atol=1e-5)
    assert (normals[nothing] == 0).all()
    for reading in (instances, semantics):
        assert_same(reading.data == 0, nothing)
    names = instances.resolved()
    expected = {
        path: BACKGROUND if path == BACKGROUND else instance_of(path, labels) for path in np.unique(paths)
    }
    assert_same(names, np.vectorize(expected.__getitem__, otypes=[object])(paths).astype(str))
    assert_same(instances.resolved("idToSemantics"), semantics.resolved())
    # An instance has one semantic id, and a drawn prim one instance.
    for coarse, fine in (
        (semantics.data, instances.data),
        (instances.data, frame["instance_id_segmentation"].data),
    ):
        pairs = np.unique(np.stack([fine.ravel(), coarse.ravel()]), axis=1)
        assert len(np.unique(pairs[0])) == pairs.shape[1]
    assert len(frame["pointcloud"].data) == (semantics.data > 1).sum()


def assert_rows_agree(frame, paths: np.ndarray, stage: AnalyticStage) -> None:
    """Boxes and occlusion of each labelled prim with each other and with the pixels."""
    tight, loose, three = (
        BoxRow.read(frame[name])
        for name in ("bounding_box_2d_tight", "bounding_box_2d_loose", "bounding_box_3d")
    )
    assert set(tight) <= set(loose)
    assert set(loose) == set(three)
    for path in stage.labels:
        mask = np.vectorize(lambda seen, path=path: is_below(seen, path), otypes=[bool])(paths)
        expected = tight_box(mask)
        assert (tight[path].bounds if path in tight else None) == expected, path
        if expected is not None:
            assert_contains(loose[path].bounds, expected, path)
    for path, row in loose.items():
        assert row.occlusion == -1 or 0 <= row.occlusion <= 1
        assert (row.occlusion in (1, -1)) == (path not in tight), path
        assert row.occlusion == three[path].occlusion
        assert path not in tight or row.occlusion == tight[path].occlusion
    rows = frame["occlusion"].data
    assert ((rows["occlusionRatio"] >= 0) & (rows["occlusionRatio"] <= 1)).all()
    names = frame["instance_segmentation"].info["idToLabels"]
    ratios = {names.get(str(row["instanceId"])): float(row["occlusionRatio"]) for row in rows}
    for path, row in loose.items():
        # Of a prim with a labelled one below it, part belongs to the other instance.
        if path in ratios and not any(other != path and is_below(other, path) for other in stage.labels):
            assert ratios[path] == row.occlusion, path


@quick
@given(scene=scenes)
def test_ids_do_not_depend_on_the_order_of_definition_nor_on_the_run(app, capture, scene):
    stage = build(app, scene)
    assume(not cast(stage.solids, CAMERA, WIDTH, HEIGHT).contested.any())
    first, again = capture(), capture()
    build(app, scene, backwards=True)

    backwards = capture()

    for name, reading in first.items():
        assert reading.data.tobytes() == again[name].data.tobytes() == backwards[name].data.tobytes(), name
        for key, value in reading.info.items():
            np.testing.assert_array_equal(value, again[name].info[key])
            np.testing.assert_array_equal(value, backwards[name].info[key])


@settings(quick, max_examples=15)
@given(scene=scenes, number=st.integers(0, 6), label=st.sampled_from(["apple", "melon"]))
def test_new_label_of_a_prim_shows_in_the_next_frame(app, run, scene, number, label):
    import omni.replicator.core as rep  # noqa: PLC0415 - served only once the App is there

    stage = build(app, scene)
    path = stage.solids[number % len(scene)].path
    watching = Watch(rep, run, "/Camera", (WIDTH, HEIGHT), REQUESTS)
    try:
        watching.step()
        set_label(stage.stage.GetPrimAtPath(path), label)
        stage.labels[path] = label
        frame = watching.step()
    finally:
        watching.close()

    paths = frame["instance_id_segmentation"].resolved()
    assert_pixels_agree(frame, paths, stage.labels)
    assert_rows_agree(frame, paths, stage)
    expected = f"{label},fruit" if path.startswith("/World/named") else label
    assert set(frame["semantic_segmentation"].resolved()[paths == path]) <= {expected}
    row = BoxRow.read(frame["bounding_box_2d_loose"]).get(path)
    assert row is None or row.label == {"class": label}
