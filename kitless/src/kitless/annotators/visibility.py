"""How much of each group of drawables is seen, and how much would be with nothing in front of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from kitless.annotators.frame import Frame
    from kitless.render import Coverage

UNKNOWN_RATIO = -1.0
"""The occlusion of what does not cover the centre of any pixel."""

Groups = npt.NDArray[np.int32]
"""(L, N): rows of the group that each drawable belongs to, -1 for none. All drawables of a group are in one row."""


def _visible_pixels(frame: Frame) -> npt.NDArray[np.int64]:
    """(N,) number of pixels that show each drawable."""
    return np.bincount(frame.gbuffer.instance.reshape(-1) + 1, minlength=len(frame.scene.drawables) + 1)[1:]


def visible_extents(frame: Frame) -> npt.NDArray[np.int64]:
    """(N, 4) first column and row, last column and row at which each drawable is seen.

    Of what is not seen the first ones are greater than the last ones.
    """
    instance = frame.gbuffer.instance
    # Of each run of pixels in a row that show the same, the ends are enough.
    is_first = np.ones(instance.shape, dtype=bool)
    np.not_equal(instance[:, 1:], instance[:, :-1], out=is_first[:, 1:])
    starts = np.flatnonzero(is_first)
    ends = np.append(starts[1:], instance.size) - 1
    of_runs = instance.reshape(-1)[starts]
    starts, ends, of_runs = starts[of_runs >= 0], ends[of_runs >= 0], of_runs[of_runs >= 0]
    rows, first_columns = np.divmod(starts, instance.shape[1])
    extents = _no_extents(len(frame.scene.drawables))
    for corner, places in enumerate((first_columns, rows)):
        np.minimum.at(extents[:, corner], of_runs, places)
    for corner, places in enumerate((ends % instance.shape[1], rows), start=2):
        np.maximum.at(extents[:, corner], of_runs, places)
    return extents


def extents_of_groups(extents: npt.NDArray[np.int64], groups: Groups, count: int) -> npt.NDArray[np.int64]:
    """(count, 4) extents of groups, from those of N drawables."""
    united = _no_extents(count)
    for row in groups:
        members = np.flatnonzero(row >= 0)
        np.minimum.at(united[:, :2], row[members], extents[members, :2])
        np.maximum.at(united[:, 2:], row[members], extents[members, 2:])
    return united


def _no_extents(count: int) -> npt.NDArray[np.int64]:
    """(count, 4) extents of nothing, from which extents grow."""
    extents = np.empty((count, 4), dtype=np.int64)
    extents[:, :2] = np.iinfo(np.int64).max
    extents[:, 2:] = -1
    return extents


def occlusion_ratios(frame: Frame, groups: Groups, count: int) -> npt.NDArray[np.float32]:
    """The part of what each group covers that is hidden behind other things.

    A pixel is covered when anything of the group, hidden or not, lies on the ray through its centre; however often, so
    that what hides itself is not occluded.

    Returns:
        float32 (count,), 0 to 1, -1 where no pixel is covered.
    """
    visible = np.zeros(count)
    covered = np.zeros(count, dtype=np.int64)
    of_drawables = _visible_pixels(frame)
    for row in groups:
        members = np.flatnonzero(row >= 0)
        visible += np.bincount(row[members], of_drawables[members], minlength=count)
        covered += _covered_pixels(frame.coverage, row, count)
    # What is seen is there, even if the two ways of casting rays should disagree at an edge.
    covered = np.maximum(covered, visible)
    ratios = np.full(count, UNKNOWN_RATIO, dtype=np.float32)
    is_known = covered > 0
    ratios[is_known] = 1.0 - visible[is_known] / covered[is_known]
    return ratios


def _covered_pixels(coverage: Coverage, group_of: npt.NDArray[np.int32], count: int) -> npt.NDArray[np.int64]:
    """(count,) number of pixels that each group covers, by the group (-1: none) of each of N drawables."""
    groups = group_of[coverage.instances]
    in_groups = groups >= 0
    # Numbers of 16 bits are sorted by counting, many times quicker than others.
    groups = groups[in_groups].astype(np.uint16 if count <= np.iinfo(np.uint16).max else np.int32)
    order = np.argsort(groups, kind="stable")
    groups, pixels = groups[order], coverage.pixels[in_groups][order]
    # Pixels ascend within a group, so that those that are covered several times follow each other.
    is_first = np.ones(len(groups), dtype=bool)
    is_first[1:] = (groups[1:] != groups[:-1]) | (pixels[1:] != pixels[:-1])
    return np.bincount(groups[is_first], minlength=count)
