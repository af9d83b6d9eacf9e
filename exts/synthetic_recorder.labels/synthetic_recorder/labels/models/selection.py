"""The selected prims and their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .label_rows import LabelRow, LabelsOfPrim, Source, labels_of, merged_rows
from .memo import Memo
from .outcome import prims_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pxr import Sdf

    from .stage_labels import StageLabels


class SelectionModel:
    """What is selected, and which labels that has.

    Args:
        labels: The labels of the stage.
    """

    def __init__(self, labels: StageLabels) -> None:
        self._labels = labels
        self._prims = Memo[tuple[LabelsOfPrim, ...]]()
        self._rows = Memo[tuple[LabelRow, ...]]()

    @property
    def version(self) -> tuple[int, int, int]:
        """Another one when the prims or their labels may be others."""
        labels = self._labels
        return labels.selection_version, labels.prims_version, labels.labels_version

    @property
    def prims(self) -> tuple[LabelsOfPrim, ...]:
        """The selected prims."""
        return self._prims.of(self.version, lambda: labels_of(self._labels.selected))

    @property
    def paths(self) -> tuple[Sdf.Path, ...]:
        """The paths of the selected prims."""
        return tuple(prim.path for prim in self.prims)

    @property
    def rows(self) -> tuple[LabelRow, ...]:
        """Their labels, as one list."""
        return self._rows.of(self.version, lambda: merged_rows(self.prims))

    @property
    def told(self) -> str:
        """What is selected, in words."""
        if self._labels.stage is None:
            return "No stage is open."
        prims = self.prims
        if not prims:
            return "Nothing is selected."
        first = str(prims[0].path)
        return first if len(prims) == 1 else f"{prims_text(len(prims))}: {first}, …"

    @property
    def with_old_labels(self) -> Sequence[Sdf.Path]:
        """The selected prims with labels by the old schema."""
        old = (row.paths for row in self.rows if row.source is Source.OWN_BY_OLD_SCHEMA)
        return tuple(dict.fromkeys(path for paths in old for path in paths))

    def destroy(self) -> None:
        """Let go of what was read; may be called again."""
        self._prims.forget()
        self._rows.forget()
