"""All segmentations of one frame, held against the truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .ray_caster import BACKGROUND, UNLABELLED, cast
from .sight import assert_same

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .ray_caster import Pinhole
    from .stages import AnalyticStage
    from .watch import Reading, Watch

SEGMENTATIONS = {
    f"{name}, {'colours' if colorize else 'ids'}": (name, {"colorize": colorize})
    for name in ("instance_id_segmentation", "instance_segmentation", "semantic_segmentation")
    for colorize in (False, True)
}

# From the table that NVIDIA's published output shows.
PUBLISHED = {
    0: (0, 0, 0, 0),
    1: (0, 0, 0, 255),
    2: (33, 243, 3, 255),
    3: (240, 4, 111, 255),
    4: (27, 186, 239, 255),
    5: (220, 179, 62, 255),
    6: (97, 5, 219, 255),
    7: (15, 238, 97, 255),
}


def assert_segmented(
    watching: Watch, stage: AnalyticStage, camera: Pinhole, instances: Mapping[str, str]
) -> None:
    """All segmentations name in each pixel the drawn prim, its instance (by `instances`) and its labels."""
    frame = watching.step()
    height, width = frame["instance_id_segmentation, ids"].data.shape
    truth = cast(stage.solids, camera, width, height)
    assert not truth.contested.any(), "the test's scene has pixel centres on edges: move something a little"
    assert set(truth.index.flat) >= set(range(len(stage.solids))), (
        "the test's scene has a solid that is not seen"
    )
    paths = truth.paths(stage.solids)
    paths = np.where(paths == "", BACKGROUND, paths)
    names = {BACKGROUND: BACKGROUND, **{solid.path: UNLABELLED for solid in stage.solids}, **instances}
    instance_names = np.vectorize(names.__getitem__, otypes=[object])(paths).astype(str)
    labels = truth.labels(stage.solids)
    for how in ("ids", "colours"):
        ids = frame[f"instance_id_segmentation, {how}"]
        assert_same(ids.resolved(), paths)
        assert set(ids.info["idToLabels"].values()) >= {BACKGROUND}
        reading = frame[f"instance_segmentation, {how}"]
        assert_same(reading.resolved(), instance_names)
        assert_same(reading.resolved("idToSemantics"), labels)
        assert_same(frame[f"semantic_segmentation, {how}"].resolved(), labels)
    assert_colors_are_those_of_the_ids(frame)


def assert_colors_are_those_of_the_ids(frame: Mapping[str, Reading]) -> None:
    """Equal ids have equal colours and unequal ones others, and each is the published colour of its id."""
    for name in ("instance_id_segmentation", "instance_segmentation", "semantic_segmentation"):
        ids, colors = frame[f"{name}, ids"].data, frame[f"{name}, colours"].data
        color_of = {}
        for number in np.unique(ids).tolist():
            (color,) = np.unique(colors[ids == number], axis=0).tolist()
            color_of[number] = tuple(color)
        assert len(set(color_of.values())) == len(color_of), name
        assert {
            number: color_of[number] for number in color_of if number in PUBLISHED
        }.items() <= PUBLISHED.items()
