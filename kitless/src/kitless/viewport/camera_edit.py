"""Moving a camera prim: live while somebody drags, and as one command that can be undone at the end."""

from __future__ import annotations

from dataclasses import dataclass

from pxr import Gf, Sdf, Usd

from kitless.commands.current import undo_stack
from kitless.commands.stage_command import StageCommand
from kitless.commands.stage_edits import StageEdits
from kitless.stage.properties import editing_where_defined
from kitless.stage.transforms import operation_paths, set_local_matrix
from kitless.viewport.camera_state import CENTER_OF_INTEREST

APERTURES = ("horizontalAperture", "verticalAperture")


@dataclass(frozen=True)
class CameraPlacement:
    """What moving a camera changes on it.

    Attributes:
        local: Its local transform.
        centre_of_interest: In its own space; None leaves what is authored.
        apertures: Horizontal and vertical, in USD's tenths of a unit; None leaves what is authored.
    """

    local: Gf.Matrix4d
    centre_of_interest: Gf.Vec3d | None = None
    apertures: tuple[float, float] | None = None

    def author(self, prim: Usd.Prim) -> None:
        """Write it to the edit target, at the default time."""
        set_local_matrix(prim, self.local)
        if self.centre_of_interest is not None:
            attribute = prim.CreateAttribute(CENTER_OF_INTEREST, Sdf.ValueTypeNames.Vector3d, custom=True)
            attribute.Set(self.centre_of_interest)
        for name, aperture in zip(APERTURES, self.apertures or (), strict=False):
            prim.GetAttribute(name).Set(aperture)


class MoveCameraCommand(StageCommand):
    """Move a camera. Undo puts back what was authored before.

    Args:
        path: The camera.
        placement: Where it goes.
    """

    def __init__(self, path: str | Sdf.Path, placement: CameraPlacement) -> None:
        super().__init__()
        self._path = path
        self._placement = placement

    def _apply(self) -> None:
        prim = self._prim(self._path)
        with editing_where_defined(prim):
            self._edit(*_properties(prim))
            self._placement.author(prim)


class CameraEdit:
    """A camera that is being moved.

    What is authored where the stage's files define the camera becomes one command; the viewport's own camera, in the
    session layer, is moved without a trace, as looking around changes no file.

    Args:
        prim: The camera.
    """

    def __init__(self, prim: Usd.Prim) -> None:
        self.prim = prim
        self._placement: CameraPlacement | None = None
        self._before = StageEdits()
        with editing_where_defined(prim):
            target = prim.GetStage().GetEditTarget()
            self.is_undoable = target.GetLayer() != prim.GetStage().GetSessionLayer()
            if self.is_undoable:
                self._before.record(
                    target.GetLayer(), *(target.MapToSpecPath(path) for path in _properties(prim))
                )

    def move(self, placement: CameraPlacement) -> None:
        """Put the camera somewhere for now."""
        self._placement = placement
        with editing_where_defined(self.prim):
            placement.author(self.prim)

    def finish(self) -> None:
        """Leave it there."""
        if self._placement is None or not self.prim or not self.is_undoable:
            return
        path = self.prim.GetPath()
        self._before.restore()
        undo_stack().execute(
            MoveCameraCommand(path, self._placement),
            "MoveCamera",
            {"path": path, "placement": self._placement},
        )


def _properties(prim: Usd.Prim) -> list[Sdf.Path]:
    names = (*APERTURES, CENTER_OF_INTEREST)
    return [*operation_paths(prim), *(prim.GetPath().AppendProperty(name) for name in names)]
