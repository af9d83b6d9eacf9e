"""``rep.functional.get``: prims that are on the stage now."""

from __future__ import annotations

from typing import Any

from pxr import Sdf, Usd, UsdRender

from kitless.replicator.authoring.errors import AuthoringError
from kitless.replicator.authoring.targets import find_prim, require_stage
from kitless.replicator.graph import get as searches


def prim_at_path(path: str | Sdf.Path) -> Usd.Prim:
    """The prim at a path.

    Raises:
        AuthoringError: There is none.
    """
    return find_prim("rep.functional.get.prim_at_path", path)


def prims(path_pattern: str | None = None, stage: Usd.Stage | None = None, **search: Any) -> list[Usd.Prim]:
    """The prims that fit all that is given, in the order of the stage.

    Args:
        path_pattern: A regular expression that is found in the path.
        stage: The open stage, or None.
        **search: What ``rep.get.prims`` searches by, such as prim_types and semantics.

    Raises:
        AuthoringError: The stage is not the open one.
    """
    if stage is not None and stage != require_stage("rep.functional.get.prims"):
        raise AuthoringError(
            "rep.functional.get.prims: expected the open stage, got another; open it with omni.usd, or leave it out"
        )
    return searches.prims(path_pattern, **search).prims()


def renderproduct() -> list[Usd.Prim]:
    """All render products of the stage, those of the session layer included, in its order."""
    stage = require_stage("rep.functional.get.renderproduct")
    return [prim for prim in stage.Traverse() if prim.IsA(UsdRender.Product)]
