"""The labels of the open stage, for all parts of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import omni.usd

from synthetic_recorder.labels.semantics import LabelSurvey, paths_with_other_labels

from .memo import Memo
from .stage_watch import StageWatch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pxr import Sdf, Usd

_SCHEMAS_ONLY = {"apiSchemas"}
"""What a change of labels alone changes about a prim that is composed anew."""


class StageLabels:
    """Follows the open stage and its selection.

    The survey is made when it is asked for, and after an edit only as far as labels may have changed.

    Args:
        on_change: Called when something of it is another; often.

    Attributes:
        labels_version: Another number when labels may have changed.
        prims_version: Another number when prims may have come or gone.
        selection_version: Another number when other prims may be selected.
    """

    def __init__(self, on_change: Callable[[], None]) -> None:
        self._on_change = on_change
        self.labels_version = self.prims_version = self.selection_version = 0
        self._survey: LabelSurvey | None = None
        self._changed: set[Sdf.Path] = set()
        self._selected = Memo[tuple["Usd.Prim", ...]]()
        self._selected_paths = Memo[frozenset["Sdf.Path"]]()
        self._watch = StageWatch(self._forget, self._on_notice, self._on_selection, on_change)

    @property
    def stage(self) -> Usd.Stage | None:
        """The open stage; None while none is."""
        return self._watch.stage

    @property
    def edit_layer(self) -> str:
        """What the layer that labels are written to is called; "" without a stage."""
        stage = self.stage
        return "" if stage is None else str(stage.GetEditTarget().GetLayer().GetDisplayName())

    @property
    def survey(self) -> LabelSurvey | None:
        """All labels of the stage; None while none is open."""
        if self.stage is None:
            return None
        if self._survey is None:
            self._survey = LabelSurvey.of(self.stage)
        else:
            self._survey = self._survey.refreshed(self._changed)
        self._changed.clear()
        return self._survey

    @property
    def selected(self) -> tuple[Usd.Prim, ...]:
        """The selected prims that are on the stage."""
        return self._selected.of((self.selection_version, self.prims_version), self._find_selected)

    @property
    def selected_paths(self) -> frozenset[Sdf.Path]:
        """The paths of the selected prims."""
        return self._selected_paths.of(
            (self.selection_version, self.prims_version),
            lambda: frozenset(prim.GetPath() for prim in self.selected),
        )

    def select(self, paths: Iterable[Sdf.Path]) -> None:
        """Select prims on the stage, and no others."""
        texts = list(dict.fromkeys(str(path) for path in paths))
        omni.usd.get_context().get_selection().set_selected_prim_paths(texts, True)

    def destroy(self) -> None:
        """Let go of the stage; may be called again."""
        self._watch.destroy()
        self._survey = None
        self._selected.forget()

    def _find_selected(self) -> tuple[Usd.Prim, ...]:
        if self.stage is None:
            return ()
        paths = omni.usd.get_context().get_selection().get_selected_prim_paths()
        prims = (self.stage.GetPrimAtPath(path) for path in paths)
        return tuple(prim for prim in prims if prim and not prim.IsPseudoRoot())

    def _forget(self) -> None:
        self._survey = None
        self._changed.clear()
        self._selected.forget()
        self.labels_version += 1
        self.prims_version += 1
        self.selection_version += 1
        self._on_change()

    def _on_selection(self) -> None:
        self.selection_version += 1
        self._on_change()

    def _on_notice(self, notice: Usd.Notice.ObjectsChanged) -> None:
        changed = paths_with_other_labels(notice)
        if not changed:
            return
        self._changed.update(changed)
        self.labels_version += 1
        if any(_is_another_prim(notice, path) for path in notice.GetResyncedPaths()):
            self.prims_version += 1
        self._on_change()


def _is_another_prim(notice: Usd.Notice.ObjectsChanged, path: Sdf.Path) -> bool:
    return path.IsAbsoluteRootOrPrimPath() and set(notice.GetChangedFields(path)) != _SCHEMAS_ONLY
