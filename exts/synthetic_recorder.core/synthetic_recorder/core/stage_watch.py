"""Whether what a recording looks at is still on the stage."""

from __future__ import annotations

from dataclasses import dataclass

import omni.usd

from .errors import RecorderError


@dataclass(frozen=True, slots=True)
class _WatchedPrim:
    path: str
    schema: type
    called: str
    where: str


class StageWatch:
    """The prims that every frame of a take needs: its cameras and its render products.

    Where one of them is gone a renderer may go on all the same and give the last picture again, or a black one. Such a
    frame must not count, so the recorder looks itself.
    """

    def __init__(self) -> None:
        self._prims: list[_WatchedPrim] = []

    def add(self, path: str, schema: type, called: str, where: str) -> None:
        """Watch one more prim.

        A renderer that keeps a prim elsewhere than on the stage is taken at its word: what is not there now is not
        missed later.

        Args:
            path: Path of the prim.
            schema: Schema class that it has now and must keep (``UsdGeom.Camera``).
            called: What a person calls it.
            where: Place in the config that it belongs to.
        """
        stage = omni.usd.get_context().get_stage()
        prim = stage.GetPrimAtPath(path) if stage is not None else None
        if prim and prim.IsA(schema):
            self._prims.append(_WatchedPrim(path, schema, called, where))

    def require_whole(self) -> None:
        """Refuse to go on without one of them.

        Raises:
            RecorderError: A prim was deleted or deactivated, or is something else by now; its path and its place in
                the config are named.
        """
        stage = omni.usd.get_context().get_stage()
        for watched in self._prims:
            prim = stage.GetPrimAtPath(watched.path) if stage is not None else None
            if not prim:
                fate = "is not on the stage any more"
            elif not prim.IsActive():
                fate = "was deactivated"
            elif not prim.IsA(watched.schema):
                fate = f"is no {watched.called} any more"
            else:
                continue
            raise RecorderError(
                f"The {watched.called} {watched.path} ({watched.where}) {fate}. Leave it as it is while a "
                "recording runs, and start again."
            )
