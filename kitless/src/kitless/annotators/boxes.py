"""What all bounding box annotators have in common: whose boxes they are, what those are called, how much is hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kitless.annotators.definition import Evaluate, Parameters, filter_of
from kitless.annotators.frame import AnnotatorData, Frame
from kitless.annotators.take import Take
from kitless.annotators.visibility import occlusion_ratios

if TYPE_CHECKING:
    from kitless.annotators.extents import PictureExtents
    from kitless.semantics import LabelledThings, Things


def with_integer_ids(evaluate: Evaluate) -> Evaluate:
    """The annotator's ``_fast`` variant: label ids are integers where those of the other are strings."""

    def evaluate_fast(frame: Frame, take: Take, parameters: Parameters) -> AnnotatorData:
        boxes = evaluate(frame, take, parameters)
        by_id = {int(label_id): labels for label_id, labels in boxes.info["idToLabels"].items()}
        return AnnotatorData(boxes.data, {**boxes.info, "idToLabels": by_id})

    return evaluate_fast


@dataclass(frozen=True, eq=False)
class Boxes:
    """The labelled things of a frame, K of them, each of which may get a box.

    Attributes:
        frame: The frame.
        table: What label ids mean.
        things: The things.
    """

    frame: Frame
    table: LabelledThings
    things: Things

    @classmethod
    def of(cls, frame: Frame, take: Take, parameters: Parameters) -> Boxes:
        """Of a frame, with the filter that the parameters ask for."""
        table = take.semantics.things(filter_of(parameters))
        return cls(frame, table, table.of_drawn(frame.scene.prim_paths, frame.scene.names))

    def __len__(self) -> int:
        return len(self.things.names)

    def members(self) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Pairs of a thing and a drawable that is part of it and drawn, as two arrays of indices."""
        is_drawn = np.isfinite(self.frame.scene.to_world).all(axis=(1, 2))
        levels, drawables = np.nonzero((self.things.nesting >= 0) & is_drawn)
        return self.things.nesting[levels, drawables].astype(np.intp), drawables

    def picture_extents(self) -> PictureExtents:
        """Of the things: how far all of each reaches in the picture, and whether a part is inside of the view."""
        return self.frame.once(("picture_extents", self.things), self._picture_extents)

    def occlusion_ratios(self) -> npt.NDArray[np.float32]:
        """(K,) see `kitless.annotators.visibility`."""
        return self.frame.once(
            ("occlusion_ratios", self.things),
            lambda: occlusion_ratios(self.frame, self.things.nesting, len(self)),
        )

    def data(
        self, dtype: np.dtype[np.void], listed: npt.NDArray[np.intp], **fields: npt.NDArray[np.generic]
    ) -> AnnotatorData:
        """The rows of some of the things, sorted by name.

        Args:
            dtype: Of the rows.
            listed: (R,) ascending indices of the things.
            fields: (R, …) values of the fields other than semanticId and occlusionRatio.
        """
        rows = np.empty(len(listed), dtype=dtype)
        rows["semanticId"] = self.things.label_ids[listed]
        rows["occlusionRatio"] = self.occlusion_ratios()[listed]
        for name, values in fields.items():
            rows[name] = values
        label_ids = np.unique(rows["semanticId"]).tolist()
        return AnnotatorData(
            rows,
            {
                "idToLabels": {
                    str(label_id): self.table.label_dictionary(label_id) for label_id in label_ids
                },
                "bboxIds": self.things.numbers[listed],
                "primPaths": [self.things.names[index] for index in listed.tolist()],
            },
        )

    def _picture_extents(self) -> PictureExtents:
        # Imported here, so that scripts that register writers do not wait for Warp.
        from kitless.annotators.extents import PictureExtents, picture_extents  # noqa: PLC0415

        things, drawables = self.members()
        of_drawables = picture_extents(self.frame.scene, self.frame.camera, np.unique(drawables))
        united = PictureExtents(np.full((len(self), 4), np.nan), np.zeros(len(self), dtype=bool))
        extents = of_drawables.extents[drawables]
        np.fmin.at(united.extents[:, :2], things, extents[:, :2])
        np.fmax.at(united.extents[:, 2:], things, extents[:, 2:])
        np.logical_or.at(united.inside, things, of_drawables.inside[drawables])
        return united
