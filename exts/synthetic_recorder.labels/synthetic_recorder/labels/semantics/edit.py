"""What has been done to labels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pxr import Sdf

    from .layer_record import LayerRecord


@dataclass(frozen=True)
class HiddenOpinion:
    """What a weaker layer still says, and the edit target hides.

    Attributes:
        path: The prim.
        layer: Identifier of the layer.
    """

    path: Sdf.Path
    layer: str

    def __str__(self) -> str:
        return f"{self.path} keeps its former labels in {self.layer}, where the edit target hides them"


@dataclass(frozen=True)
class LabelEdit:
    """One edit of labels, all of it done.

    Attributes:
        changed: The prims whose labels have changed; empty where all was so already.
        hidden: What weaker layers still say of labels that are gone now.
    """

    changed: tuple[Sdf.Path, ...] = ()
    hidden: tuple[HiddenOpinion, ...] = ()
    _record: LayerRecord | None = field(default=None, repr=False)

    def undo(self) -> None:
        """Make the layer what it was before, exactly. Idempotent.

        Raises:
            LabelsError: The layer is gone.
        """
        if self._record is not None:
            self._record.restore()
