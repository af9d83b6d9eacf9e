"""All box annotators of one frame, held against the truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from .boxes import projected_extent, tight_box
from .coverage import cover
from .extents import extent
from .ray_caster import cast
from .watch import BoxRow, Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .ray_caster import Pinhole
    from .stages import AnalyticStage

BOXES = ("bounding_box_2d_tight", "bounding_box_2d_loose", "bounding_box_3d")
# As far as an extent and its count of pixels may be off before another pixel counts: 1 / 100 of one.
NEARLY = 0.01


def assert_boxes_true(
    frame: Mapping[str, Reading], stage: AnalyticStage, camera: Pinhole, width: int, height: int
) -> dict[str, dict[str, BoxRow]]:
    """Rows of the three annotators are those of every prim with a label of its own; returns them by annotator."""
    truth = cast(stage.solids, camera, width, height)
    coverage = cover(stage.solids, camera, width, height)
    assert not truth.contested.any(), "the test's scene has pixel centres on edges: move something a little"
    assert not coverage.undecidable.any(), "the test's scene has hidden edges on pixel centres"
    rows = {name: BoxRow.read(frame[name]) for name in BOXES}
    tight, loose, three = rows.values()
    expected_tight, expected_loose = set(), set()
    for path, label in stage.labels.items():
        occlusion = coverage.occlusion(truth, stage.solids, path)
        visible = tight_box(truth.mask(stage.solids, path))
        if visible is not None:
            expected_tight.add(path)
            if path in tight:
                assert tight[path].bounds == visible, path
        reached = projected_extent(stage.solids, path, camera, width, height)
        if reached is not None:
            expected_loose.add(path)
            if path in loose:
                assert_holds(loose[path].bounds, reached, path)
        for row in (box[path] for box in rows.values() if path in box):
            assert row.label == {"class": label}, path
            assert row.occlusion == pytest.approx(occlusion, abs=1e-6), path
        if path in three:
            assert_fits(three[path], stage, path)
    assert set(tight) == expected_tight
    assert set(loose) == expected_loose
    assert set(three) == expected_loose
    for path in three:
        assert len({row[path].box_id for row in rows.values() if path in row}) == 1, path
    return rows


def assert_holds(bounds: tuple[float, ...], reached: np.ndarray, path: str) -> None:
    """Pixels from the first to the last, inclusive, hold what reaches from left to right and from top to bottom."""
    least = np.concatenate([np.floor(reached[:2] + NEARLY), np.ceil(reached[2:] - NEARLY) - 1])
    most = np.concatenate([np.floor(reached[:2] - NEARLY), np.ceil(reached[2:] + NEARLY) - 1])
    fits = (bounds == least) | (bounds == most)
    assert fits.all(), f"{path}: box {bounds} for what reaches {reached.round(3)}"


def assert_contains(outer: tuple[int, ...], inner: tuple[int, ...], path: str) -> None:
    """No border of a rectangle lies beyond that of another."""
    assert outer[0] <= inner[0], path
    assert outer[1] <= inner[1], path
    assert outer[2] >= inner[2], path
    assert outer[3] >= inner[3], path


def assert_fits(row: BoxRow, stage: AnalyticStage, path: str) -> None:
    """The box touches what it holds, in the prim's own space, and the transform is the prim's."""
    local_to_world = stage.local_to_world(path)
    low, high = extent(stage.solids, path, np.linalg.inv(local_to_world))
    size = np.abs(np.concatenate([low, high])).max()
    np.testing.assert_allclose(row.bounds, np.concatenate([low, high]), atol=1e-5 * size, err_msg=path)
    np.testing.assert_allclose(row.transform, local_to_world, rtol=1e-5, atol=1e-5, err_msg=path)
    assert row.transform.dtype == np.float32
