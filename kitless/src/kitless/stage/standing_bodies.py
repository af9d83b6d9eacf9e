"""A warning where physics would move something: kitless does not simulate."""

from __future__ import annotations

import logging
from typing import Any

from pxr import Usd, UsdPhysics

_logger = logging.getLogger("kitless.stage")

_NAMED = 3


class StandingBodies:
    """Warns once for each stage that is played and has bodies that physics would move.

    Bodies that are switched off or kinematic, which only follow their own transforms, do not count.
    """

    def __init__(self) -> None:
        self._told = False
        self._may_be_new = True

    def forget(self) -> None:
        """Another stage is open."""
        self._told, self._may_be_new = False, True

    def stage_changed(self, notice: Any) -> None:
        """Look at the stage again when it is played next, if there may be other bodies after this edit."""
        self._may_be_new = (
            self._may_be_new
            or bool(notice.GetResyncedPaths())
            or any(path.name.startswith("physics:") for path in notice.GetChangedInfoOnlyPaths())
        )

    def played(self, stage: Usd.Stage) -> None:
        """Log the warning, if it is due. A stage that has not changed is not searched again."""
        if self._told or not self._may_be_new:
            return
        self._may_be_new = False
        every = Usd.PrimRange(stage.GetPseudoRoot(), Usd.TraverseInstanceProxies(Usd.PrimDefaultPredicate))
        bodies = [str(prim.GetPath()) for prim in every if _would_move(prim)]
        if bodies:
            self._told = True
            _logger.warning(
                "kitless does not simulate physics: while the timeline plays, %d rigid bodies of %s stand still: %s%s",
                len(bodies),
                stage.GetRootLayer().identifier,
                ", ".join(bodies[:_NAMED]),
                f" and {len(bodies) - _NAMED} more" if len(bodies) > _NAMED else "",
                extra={
                    "code": "physics-not-simulated",
                    "where": bodies[0],
                    "what": "rigid bodies stand still",
                },
            )


def _would_move(prim: Usd.Prim) -> bool:
    if not prim.HasAPI(UsdPhysics.RigidBodyAPI):
        return False
    body = UsdPhysics.RigidBodyAPI(prim)
    return bool(body.GetRigidBodyEnabledAttr().Get() and not body.GetKinematicEnabledAttr().Get())
