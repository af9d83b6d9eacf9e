"""Searching the stage for prims, a part of it with each update."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from omni import ui
from pxr import Usd

from kitless.ui.editor.stage_model import ROWS_AT_ONCE, PrimItem

if TYPE_CHECKING:
    from collections.abc import Iterator

_PRIMS_PER_UPDATE = 5000


class StageSearch(ui.AbstractItemModel):
    """The prims that a text is found in, in the name, the type, or, with a "/" in the text, in the path."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[PrimItem] = []
        self._text = ""
        self._prims: Iterator[Usd.Prim] | None = None

    @property
    def is_searching(self) -> bool:
        """Whether a part of the stage has not been looked at yet."""
        return self._prims is not None

    @property
    def summary(self) -> str:
        """How many were found, in words."""
        if self.is_searching:
            return f"{len(self._found):,} found, searching…"
        if len(self._found) == ROWS_AT_ONCE:
            return f"the first {ROWS_AT_ONCE:,} that were found"
        return (
            f"{len(self._found):,} found"
            if self._found
            else f"no prim has '{self._text}' in its name or type"
        )

    def start(self, stage: Usd.Stage | None, text: str) -> None:
        """Search a stage from the beginning."""
        self._text = text
        self._found = []
        self._prims = None
        if stage is not None:
            self._prims = iter(
                Usd.PrimRange(stage.GetPseudoRoot(), Usd.TraverseInstanceProxies(Usd.PrimDefaultPredicate))
            )
        self._item_changed(None)

    def stop(self) -> None:
        """Look at no more prims; what was found stays."""
        self._prims = None

    def advance(self) -> None:
        """Look at the next prims."""
        if self._prims is None:
            return
        looked_at = list(itertools.islice(self._prims, _PRIMS_PER_UPDATE))
        before = len(self._found)
        for prim in looked_at:
            if len(self._found) < ROWS_AT_ONCE and self._fits(prim):
                self._found.append(PrimItem(prim.GetPath(), str(prim.GetTypeName()), has_children=False))
        if len(looked_at) < _PRIMS_PER_UPDATE or len(self._found) == ROWS_AT_ONCE:
            self._prims = None
        if len(self._found) != before:
            self._item_changed(None)

    def _fits(self, prim: Usd.Prim) -> bool:
        wanted = self._text.lower()
        if "/" in wanted:
            return wanted in str(prim.GetPath()).lower()
        return not prim.IsPseudoRoot() and (
            wanted in prim.GetName().lower() or wanted in str(prim.GetTypeName()).lower()
        )

    def get_item_children(self, item: PrimItem | None) -> list[PrimItem]:
        """The prims that were found; none below one."""
        return self._found if item is None else []

    def can_item_have_children(self, item: PrimItem | None) -> bool:
        """A prim that was found is not opened here."""
        return item is None

    def get_item_value_model_count(self, item: PrimItem | None) -> int:
        """Two columns: path and type."""
        del item
        return 2

    def get_item_value_model(self, item: PrimItem | None, column_id: int) -> Any:
        """None: a delegate draws the rows."""
        del item, column_id
