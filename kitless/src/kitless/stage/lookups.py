"""Looking prims and times up, with the names of `omni.usd`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Sdf, Usd

from kitless.app.process import get_app
from kitless.errors import StageNotOpenError

if TYPE_CHECKING:
    from kitless.stage.context import UsdContext


def get_prim_at_path(path: str | Sdf.Path, stage: Usd.Stage | None = None) -> Usd.Prim:
    """The prim at a path; an invalid one, which is false, where there is none.

    Args:
        path: The path of the prim, or of a property of it.
        stage: The stage; None is the open one.

    Raises:
        StageNotOpenError: No stage is given and none is open.
    """
    found = stage if stage is not None else get_app().usd_context.get_stage()
    if found is None:
        raise StageNotOpenError("omni.usd.get_prim_at_path()")
    return found.GetPrimAtPath(Sdf.Path(str(path)).GetPrimPath())


def get_prop_at_path(path: str | Sdf.Path, stage: Usd.Stage | None = None) -> Usd.Property | None:
    """The property at a path; None where there is none. See `get_prim_at_path`."""
    found = get_prim_at_path(path, stage)
    prop = found.GetProperty(Sdf.Path(str(path)).name) if found else None
    return prop if prop else None


def get_prim_descendents(root_prim: Usd.Prim) -> list[Usd.Prim]:
    """A prim and everything below it."""
    return list(Usd.PrimRange(root_prim))


def get_context_from_stage(stage: Usd.Stage) -> UsdContext | None:
    """The USD context in which a stage is open; None where it is not."""
    context = get_app().usd_context
    return context if context.get_stage() == stage else None


def get_frame_time_code(time: float, fps: float) -> float:
    """The time code of a time in seconds, at a rate."""
    return time * fps


def get_frame_time(time_code: float, fps: float) -> float:
    """The time in seconds of a time code, at a rate."""
    return time_code / fps
