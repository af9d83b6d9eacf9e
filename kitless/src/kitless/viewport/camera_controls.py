"""The mouse's hold on a viewport's camera: from pixels to where the camera goes.

The camera is edited where it is defined: the viewport's own in the session layer, one of the stage in its files' edit
target, with one undo step for each drag. A centre of interest is authored where the camera has one already and on the
viewport's own camera; for others it is remembered, so that looking through a camera leaves no new property in a file.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pxr import Gf, Sdf, Usd, UsdGeom

from kitless.stage.transforms import get_world_transform_matrix
from kitless.viewport.bounding_ball import bounding_ball
from kitless.viewport.camera_edit import APERTURES, CameraEdit, CameraPlacement
from kitless.viewport.camera_state import CENTER_OF_INTEREST
from kitless.viewport.errors import ViewportError
from kitless.viewport.view import MARGIN, View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kitless.viewport.viewport_api import ViewportAPI

CAMERA_LOCK = "omni:kit:cameraLock"
"""Kit's attribute of a camera that viewports are not to move."""

DEGREES_PER_HEIGHT = 180.0
"""How far a drag over the picture's height turns the camera."""

STEP_FACTOR = 0.9
"""Of the distance, for each step of the wheel."""

_DEFAULT_METRES = 5.0
_APERTURE_UNIT = 0.1


class CameraControls:
    """Turns, shifts and zooms the camera of a viewport. Lengths are pixels of the picture, y downwards.

    Args:
        viewport: Whose camera.
        seen_distance: How far away what is in the middle of the picture is, in stage units along the view; None where
            nothing is.
    """

    def __init__(self, viewport: ViewportAPI, seen_distance: Callable[[], float | None]) -> None:
        self._viewport = viewport
        self._seen_distance = seen_distance
        self._distances: dict[tuple[int, Sdf.Path], float] = {}
        self._edit: CameraEdit | None = None

    @property
    def is_moving(self) -> bool:
        """Whether `begin` was called, and `end` was not yet."""
        return self._edit is not None

    def begin(self) -> None:
        """Take hold of the camera; in the middle of a drag this does nothing.

        Raises:
            ViewportError: It cannot be moved; the message says why.
        """
        if self._edit is None:
            self._edit = CameraEdit(self._movable())

    def end(self) -> None:
        """Let go of it; idempotent."""
        edit, self._edit = self._edit, None
        if edit is not None and edit.prim:
            edit.finish()

    # -- between begin and end ---------------------------------------------------------------------

    def orbit(self, right: float, down: float, height: float) -> None:
        """The mouse drags the scene around: to the right, down, over so many pixels of a picture of that height."""
        degrees = DEGREES_PER_HEIGHT / height
        self._place(self._view().orbited(-right * degrees, down * degrees, self._up()))

    def look(self, right: float, down: float, height: float) -> None:
        """The mouse turns the camera where it stands. See `orbit`."""
        degrees = DEGREES_PER_HEIGHT / height
        self._place(self._view().looked(-right * degrees, -down * degrees, self._up()))

    def pan(self, right: float, down: float, width: float) -> None:
        """The mouse drags what is in the target's distance along, in a picture of that width."""
        view = self._view()
        unit = self._picture_width(view.distance) / width
        self._place(view.panned(-right * unit, down * unit))

    def dolly(self, steps: float) -> None:
        """Go nearer by steps of the wheel; below 0 away. An orthographic camera shows less, or more, instead."""
        factor = STEP_FACTOR**steps
        if self._is_orthographic():
            self._place(self._view(), factor)
        else:
            self._place(self._view().dollied(factor))

    def frame(self, paths: Iterable[str]) -> bool:
        """Look at prims and what is below them, at the whole stage where none is given.

        Returns:
            Whether there was something to look at.
        """
        ball = bounding_ball(self._prim().GetStage(), paths, self._viewport.time)
        if ball is None:
            return False
        centre, radius = ball
        view = self._view()
        across = self._picture_width(1.0)
        width, height = self._viewport.resolution
        narrower = across * min(1.0, height / width)
        if self._is_orthographic():
            self._place(
                View(view.framed(centre, radius, 30.0).to_world, 2 * MARGIN * radius),
                2 * MARGIN * radius / narrower,
            )
        else:
            self._place(view.framed(centre, radius, math.degrees(math.atan(narrower / 2))))
        return True

    # -- the camera --------------------------------------------------------------------------------

    def _movable(self) -> Usd.Prim:
        stage = self._viewport.stage
        path = self._viewport.camera_path
        prim = None if stage is None else stage.GetPrimAtPath(path)
        if not (prim and prim.IsA(UsdGeom.Camera)):
            raise ViewportError(f"There is no camera {path} to move. Choose another one.")
        if prim.IsInstanceProxy():
            raise ViewportError(
                f"{path} is in an instance, where nothing can be moved. Look through another camera."
            )
        if prim.HasAttribute(CAMERA_LOCK) and prim.GetAttribute(CAMERA_LOCK).Get():
            raise ViewportError(
                f"{path} is locked ({CAMERA_LOCK}). Look through another camera to look around."
            )
        if _has_samples(prim):
            raise ViewportError(
                f"{path} is animated and goes its own way. Look through another camera to look around."
            )
        return prim

    def _prim(self) -> Usd.Prim:
        if self._edit is None:
            raise ViewportError("CameraControls.begin() comes before the camera is moved")
        if not self._edit.prim:
            raise ViewportError("the camera that is being moved is gone; choose another one")
        return self._edit.prim

    def _view(self) -> View:
        prim = self._prim()
        to_world = get_world_transform_matrix(prim, self._viewport.time)
        rigid = _rigid(to_world)
        return View(rigid, self._distance(prim, to_world, rigid))

    def _distance(self, prim: Usd.Prim, to_world: Gf.Matrix4d, rigid: Gf.Matrix4d) -> float:
        """To the centre of interest: as authored, or as it was last; else what is seen; else the origin, or 5 m."""
        authored = prim.GetAttribute(CENTER_OF_INTEREST)
        centre = authored.Get() if authored else None
        if centre is not None and Gf.Vec3d(centre).GetLength() > 0.0:
            return float(to_world.TransformDir(Gf.Vec3d(centre)).GetLength())
        view = View(rigid, 1.0)
        remembered = self._distances.get(self._key(prim)) or self._seen_distance()
        if remembered:
            return remembered
        ahead = Gf.Dot(-view.position, view.forward)
        return float(ahead) if ahead > 0.0 else _DEFAULT_METRES / self._metres_per_unit()

    def _place(self, view: View, aperture_factor: float = 1.0) -> None:
        prim = self._prim()
        if not (math.isfinite(view.distance) and view.distance > 0.0):
            return
        was = get_world_transform_matrix(prim, self._viewport.time)
        to_world = was * _rigid(was).GetInverse() * view.to_world
        parent = get_world_transform_matrix(prim.GetParent(), self._viewport.time)
        reset = UsdGeom.Xformable(prim).GetResetXformStack()
        local = to_world if reset else to_world * parent.GetInverse()
        edit = self._edit
        if edit is None:
            return
        self._distances[self._key(prim)] = view.distance
        centre = None
        if prim.HasAttribute(CENTER_OF_INTEREST) or not edit.is_undoable:
            scale = to_world.TransformDir(Gf.Vec3d(0.0, 0.0, -1.0)).GetLength()
            centre = Gf.Vec3d(0.0, 0.0, -view.distance / scale)
        apertures = None
        if aperture_factor != 1.0:
            horizontal, vertical = (float(prim.GetAttribute(name).Get()) for name in APERTURES)
            apertures = (horizontal * aperture_factor, vertical * aperture_factor)
        edit.move(CameraPlacement(local, centre, apertures))

    def _picture_width(self, distance: float) -> float:
        """Width of what the picture shows at a distance, in stage units; of a fisheye, as if it were none."""
        prim = self._prim()
        aperture = float(prim.GetAttribute("horizontalAperture").Get(self._viewport.time))
        if self._is_orthographic():
            return aperture * _APERTURE_UNIT
        return distance * aperture / float(prim.GetAttribute("focalLength").Get(self._viewport.time))

    def _is_orthographic(self) -> bool:
        return bool(self._prim().GetAttribute("projection").Get() == UsdGeom.Tokens.orthographic)

    def _up(self) -> Gf.Vec3d:
        z_up = UsdGeom.GetStageUpAxis(self._prim().GetStage()) == UsdGeom.Tokens.z
        return Gf.Vec3d.ZAxis() if z_up else Gf.Vec3d.YAxis()

    def _metres_per_unit(self) -> float:
        return float(UsdGeom.GetStageMetersPerUnit(self._prim().GetStage()))

    @staticmethod
    def _key(prim: Usd.Prim) -> tuple[int, Sdf.Path]:
        return hash(prim.GetStage()), prim.GetPath()


def _rigid(to_world: Gf.Matrix4d) -> Gf.Matrix4d:
    """Rotation and translation of what is rendered: neither scale nor mirrors reach the lens."""
    if to_world.GetDeterminant3() < 0.0:
        to_world = Gf.Matrix4d(Gf.Vec4d(-1.0, 1.0, 1.0, 1.0)) * to_world
    return to_world.RemoveScaleShear()


def _has_samples(prim: Usd.Prim) -> bool:
    """Whether its own transform has time samples, even a single one: they win over whatever is set for all times."""
    return any(op.GetNumTimeSamples() for op in UsdGeom.Xformable(prim).GetOrderedXformOps())
