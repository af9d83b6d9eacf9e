"""Where a viewport's camera is and what it looks at, with the names of `omni.kit.viewport.utility.camera_state`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Gf, Sdf, Usd, UsdGeom

from kitless.stage.properties import editing_where_defined
from kitless.stage.transforms import get_world_transform_matrix, set_local_matrix
from kitless.viewport.errors import ViewportError
from kitless.viewport.windows import get_active_viewport

if TYPE_CHECKING:
    from kitless.viewport.viewport_api import ViewportAPI

CENTER_OF_INTEREST = "omni:kit:centerOfInterest"

# Below this sine between the view and the up axis, "up" is not a direction of the picture any more.
_PARALLEL = 1e-6


class ViewportCameraState:
    """The place of a camera, in the world and in the stage's unit.

    Args:
        camera_path: The camera; None is the one that the viewport looks through.
        viewport: The viewport; None is the active one.
        time: When; None is the default time.

    Raises:
        ViewportError: There is no viewport, or no such camera.
    """

    def __init__(
        self,
        camera_path: str | Sdf.Path | None = None,
        viewport: ViewportAPI | None = None,
        time: Usd.TimeCode | None = None,
    ) -> None:
        shown = viewport if viewport is not None else get_active_viewport()
        if shown is None or shown.stage is None:
            raise ViewportError(
                "ViewportCameraState needs a viewport and an open stage, and one of them is not there"
            )
        self._camera = shown.stage.GetPrimAtPath(str(camera_path or shown.camera_path))
        if not (self._camera and self._camera.IsA(UsdGeom.Camera)):
            raise ViewportError(
                f"ViewportCameraState expects the path of a camera on the stage, got '{camera_path}'"
            )
        self._time = Usd.TimeCode.Default() if time is None else time

    @property
    def usd_camera(self) -> UsdGeom.Camera:
        """The camera."""
        return UsdGeom.Camera(self._camera)

    @property
    def position_world(self) -> Gf.Vec3d:
        """Where the camera is."""
        return self._to_world().ExtractTranslation()

    @property
    def target_world(self) -> Gf.Vec3d:
        """What it looks at: the centre of interest that is authored on it, or the point one unit in front of it."""
        authored = self._camera.GetAttribute(CENTER_OF_INTEREST)
        centre = authored.Get(self._time) if authored else None
        return self._to_world().Transform(Gf.Vec3d(0.0, 0.0, -1.0) if centre is None else Gf.Vec3d(centre))

    def set_position_world(self, world_position: Gf.Vec3d, rotate: bool) -> None:
        """Move the camera.

        Args:
            world_position: Where it goes.
            rotate: Whether it goes on looking at its target, or in its direction.
        """
        position, target = Gf.Vec3d(world_position), self.target_world
        if rotate:
            self._place(position, target)
            return
        self._set_world(Gf.Matrix4d(self._to_world()).SetTranslateOnly(position))

    def set_target_world(self, world_target: Gf.Vec3d, rotate: bool) -> None:
        """Look at something else.

        Args:
            world_target: What it looks at.
            rotate: Whether it turns there, or moves along with the target.
        """
        target = Gf.Vec3d(world_target)
        if rotate:
            self._place(self.position_world, target)
            return
        moved = self.position_world + target - self.target_world
        self._set_world(Gf.Matrix4d(self._to_world()).SetTranslateOnly(moved))

    def _to_world(self) -> Gf.Matrix4d:
        return get_world_transform_matrix(self._camera, self._time)

    def _place(self, position: Gf.Vec3d, target: Gf.Vec3d) -> None:
        distance = (target - position).GetLength()
        if distance == 0.0:
            raise ViewportError(f"a camera cannot look at {target}, where it is itself; move one of them")
        z_up = UsdGeom.GetStageUpAxis(self._camera.GetStage()) == UsdGeom.Tokens.z
        up, instead = (Gf.Vec3d.ZAxis(), Gf.Vec3d.YAxis()) if z_up else (Gf.Vec3d.YAxis(), -Gf.Vec3d.ZAxis())
        if Gf.Cross((target - position).GetNormalized(), up).GetLength() < _PARALLEL:
            up = instead
        self._set_world(Gf.Matrix4d().SetLookAt(position, target, up).GetInverse())
        centre = self._camera.GetAttribute(CENTER_OF_INTEREST)
        if centre:
            with editing_where_defined(self._camera):
                centre.Set(Gf.Vec3d(0.0, 0.0, -distance), self._time)

    def _set_world(self, to_world: Gf.Matrix4d) -> None:
        parent = get_world_transform_matrix(self._camera.GetParent(), self._time)
        with editing_where_defined(self._camera):
            set_local_matrix(self._camera, to_world * parent.GetInverse(), self._time)
