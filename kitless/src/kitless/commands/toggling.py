"""Commands that show, hide, activate and deactivate prims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Sdf, Usd, UsdGeom

from kitless.commands.stage_command import StageCommand, StageOrContext

if TYPE_CHECKING:
    from collections.abc import Sequence


class ToggleVisibilitySelectedPrimsCommand(StageCommand):
    """Hide prims that are shown, and show those that are hidden.

    A prim that an ancestor hides is shown by showing the ancestor.

    Args:
        selected_paths: The prims. Those without visibility are passed over.
        stage: The stage; None is that of the context.
        visible: True or False shows or hides them all.
    """

    def __init__(
        self,
        selected_paths: Sequence[str | Sdf.Path],
        stage: Usd.Stage | None = None,
        visible: bool | None = None,
    ) -> None:
        super().__init__(stage)
        self._paths = [str(path) for path in selected_paths]
        self._visible = visible

    def _apply(self) -> None:
        for path in self._paths:
            imageable = UsdGeom.Imageable(self._prim(path))
            if not imageable:
                continue
            is_visible = imageable.ComputeVisibility() != UsdGeom.Tokens.invisible
            wanted = not is_visible if self._visible is None else self._visible
            # Showing may have to show ancestors, and to hide what lies beside the prim, active and defined or not.
            prims = [
                ancestor for ancestor in Sdf.Path(path).GetPrefixes() if self.stage.GetPrimAtPath(ancestor)
            ]
            siblings = [
                sibling.GetPath()
                for ancestor in prims
                for sibling in self.stage.GetPrimAtPath(ancestor).GetParent().GetAllChildren()
            ]
            self._edit(*(each.AppendProperty(UsdGeom.Tokens.visibility) for each in dict.fromkeys(siblings)))
            if wanted:
                imageable.MakeVisible()
            else:
                imageable.MakeInvisible()


class ToggleActivePrimsCommand(StageCommand):
    """Activate or deactivate prims.

    Args:
        prim_paths: The prims.
        active: Whether they are active from now on; None is the opposite of what the first is.
        stage_or_context: The stage; None is that of the context.
    """

    def __init__(
        self,
        prim_paths: Sequence[str | Sdf.Path],
        active: bool | None = None,
        stage_or_context: StageOrContext = None,
    ) -> None:
        super().__init__(stage_or_context)
        self._paths = [str(path) for path in prim_paths]
        self._active = active

    def _apply(self) -> None:
        prims = [self._prim(path) for path in self._paths]
        active = not prims[0].IsActive() if self._active is None and prims else bool(self._active)
        for prim in prims:
            self._edit(prim.GetPath())
            prim.SetActive(active)
