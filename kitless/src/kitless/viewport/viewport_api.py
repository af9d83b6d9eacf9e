"""One viewport, with the names of Kit's `ViewportAPI`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Gf, Sdf, Usd, UsdGeom

from kitless.app.process import get_app
from kitless.errors import StageNotOpenError
from kitless.stage import VIEWPORT_CAMERA_PATH, UsdContext
from kitless.viewport.errors import ViewportError

if TYPE_CHECKING:
    from kitless.replicator.render_product import RenderProduct

DEFAULT_RESOLUTION = (1280, 720)

_RENDER_PRODUCT_NAME = "omni_kit_widget_viewport_ViewportTexture_{number}"


class ViewportAPI:
    """A camera that is looked through, at a resolution.

    The camera is the viewport's own, `/OmniverseKit_Persp`, until another one is chosen, and again when another stage
    is open.

    Args:
        resolution: (width, height) in pixels.
        number: What tells it from other viewports of the App.

    Attributes:
        updates_enabled: Whether the picture in its window, where there is one, is kept up to date.
        fill_frame: Taken for Kit's sake: the picture always has the shape of the resolution.

    Differs:
        The picture in the window is another one than the render product's, which is made when its path is asked for,
        and rendered when an annotator or a writer is attached to it.
    """

    def __init__(self, resolution: tuple[int, int] = DEFAULT_RESOLUTION, number: int = 0) -> None:
        self.updates_enabled = True
        self.fill_frame = False
        self._number = number
        self._resolution = resolution
        self._camera = Sdf.Path(VIEWPORT_CAMERA_PATH)
        self._stage_of_camera: Usd.Stage | None = None
        self._product: RenderProduct | None = None

    @property
    def id(self) -> str:
        """What tells this viewport from others."""
        return str(self._number)

    @property
    def usd_context(self) -> UsdContext:
        """The USD context whose stage is looked at."""
        return get_app().usd_context

    @property
    def usd_context_name(self) -> str:
        """Its name, which is ""."""
        return self.usd_context.get_name()

    @property
    def stage(self) -> Usd.Stage | None:
        """The stage that is looked at, or None."""
        return self.usd_context.get_stage()

    @property
    def time(self) -> Usd.TimeCode:
        """The time that is looked at: the timeline's."""
        return Usd.TimeCode(get_app().timeline.time_code)

    @property
    def frame_info(self) -> dict[str, object]:
        """What is known of the picture: "viewport_handle" when a stage is open, otherwise nothing."""
        return {} if self.stage is None else {"viewport_handle": self._number}

    # -- camera ------------------------------------------------------------------------------------

    @property
    def camera_path(self) -> Sdf.Path:
        """The camera that is looked through. It can be set, to the path of a camera on the open stage."""
        product = self._live_product()
        if product is not None:
            return Sdf.Path(product.camera_path)
        if self._stage_of_camera is not None and self._stage_of_camera != self.stage:
            self._camera, self._stage_of_camera = Sdf.Path(VIEWPORT_CAMERA_PATH), None
        return self._camera

    @camera_path.setter
    def camera_path(self, camera_path: str | Sdf.Path) -> None:
        path = Sdf.Path(str(camera_path))
        stage = self._require_stage("camera_path")
        prim = stage.GetPrimAtPath(path)
        if not (prim and prim.IsA(UsdGeom.Camera)):
            raise ViewportError(
                f"viewport.camera_path expects the path of a camera on the stage, got '{camera_path}'"
            )
        self._camera, self._stage_of_camera = path, stage
        product = self._live_product()
        if product is not None:
            with Usd.EditContext(stage, stage.GetSessionLayer()):
                stage.GetPrimAtPath(product.path).GetRelationship("camera").SetTargets([path])

    def get_active_camera(self) -> Sdf.Path:
        """The camera that is looked through."""
        return self.camera_path

    def set_active_camera(self, camera_path: str | Sdf.Path) -> None:
        """Look through another camera. See `camera_path`."""
        self.camera_path = Sdf.Path(str(camera_path))

    # -- resolution --------------------------------------------------------------------------------

    @property
    def resolution(self) -> tuple[int, int]:
        """(width, height) in pixels. It can be set."""
        product = self._live_product()
        return self._resolution if product is None else product.resolution

    @resolution.setter
    def resolution(self, resolution: tuple[int, int]) -> None:
        width, height = (int(length) for length in resolution)
        if min(width, height) < 1:
            raise ViewportError(f"viewport.resolution expects two numbers from 1 up, got {resolution!r}")
        self._resolution = (width, height)
        product = self._live_product()
        stage = self.stage
        if product is not None and stage is not None:
            with Usd.EditContext(stage, stage.GetSessionLayer()):
                stage.GetPrimAtPath(product.path).GetAttribute("resolution").Set(Gf.Vec2i(width, height))

    @property
    def full_resolution(self) -> tuple[int, int]:
        """The resolution."""
        return self.resolution

    @property
    def resolution_scale(self) -> float:
        """Always 1."""
        return 1.0

    def get_texture_resolution(self) -> tuple[int, int]:
        """The resolution."""
        return self.resolution

    def set_texture_resolution(self, resolution: tuple[int, int]) -> None:
        """Choose the resolution."""
        self.resolution = resolution

    # -- the picture -------------------------------------------------------------------------------

    @property
    def render_product_path(self) -> str:
        """The path of the viewport's render product, which is made when it is asked for.

        Raises:
            StageNotOpenError: No stage is open.
            RenderProductError: The camera or the resolution cannot be rendered.
        """
        product = self._live_product()
        if product is None:
            from kitless.replicator.render_products import create_render_product  # noqa: PLC0415 - takes a second

            self._require_stage("render_product_path")
            product = self._product = create_render_product(
                str(self.camera_path),
                self._resolution,
                force_new=True,
                name=_RENDER_PRODUCT_NAME.format(number=self._number),
            )
        return product.path

    def get_render_product_path(self) -> str:
        """See `render_product_path`."""
        return self.render_product_path

    @property
    def transform(self) -> Gf.Matrix4d:
        """From the camera's space to the world, in row vectors."""
        camera = UsdGeom.Xformable(self._require_stage("transform").GetPrimAtPath(self.camera_path))
        return camera.ComputeLocalToWorldTransform(self.time)

    @property
    def view(self) -> Gf.Matrix4d:
        """From the world to the camera's space, in row vectors."""
        return self.transform.GetInverse()

    @property
    def projection(self) -> Gf.Matrix4d:
        """From the camera's space to the picture, -1 to 1 along each axis, in row vectors.

        The picture is as wide as the camera's horizontal aperture; its height is that of the resolution.
        """
        stage = self._require_stage("projection")
        camera = UsdGeom.Camera(stage.GetPrimAtPath(self.camera_path)).GetCamera(self.time)
        width, height = self.resolution
        camera.verticalAperture = camera.horizontalAperture * height / width
        return camera.frustum.ComputeProjectionMatrix()

    async def wait_for_rendered_frames(self, additional_frames: int = 0) -> None:
        """Wait for updates of the App: one, and as many more as asked for."""
        for _ in range(additional_frames + 1):
            await get_app().next_update()

    def destroy(self) -> None:
        """Remove the render product. Doing so twice does nothing."""
        product, self._product = self._live_product(), None
        if product is not None:
            product.destroy()

    def _live_product(self) -> RenderProduct | None:
        return None if self._product is None or self._product.is_destroyed else self._product

    def _require_stage(self, called: str) -> Usd.Stage:
        stage = self.stage
        if stage is None:
            raise StageNotOpenError(f"viewport.{called}")
        return stage
