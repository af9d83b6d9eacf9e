"""Render products: a camera with a resolution, as a prim that writers and annotators can be attached to."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, overload

from pxr import Gf, Sdf, Tf, Usd, UsdGeom, UsdRender

from kitless.replicator.errors import RenderProductError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kitless.app import App

PATH_PREFIX_SETTING = "/exts/omni.kit.hydra_texture/renderProduct/path/prefix"
DEFAULT_PATH_PREFIX = "OmniverseKit/HydraTextures/"
DEFAULT_NAME = "Replicator"
VIEWPORT_CAMERA = "/OmniverseKit_Persp"

type CameraLike = Usd.Prim | Sdf.Path | str

_logger = logging.getLogger(__name__)


class HydraTexture:
    """The switch of a render product: whether it is rendered at all."""

    def __init__(self) -> None:
        self.updates_enabled = True

    def set_updates_enabled(self, enabled: bool) -> None:
        """Render this product with the next captures, or leave it out of them."""
        self.updates_enabled = bool(enabled)


class RenderProduct:
    """One camera at one resolution. Made by `create_render_product`.

    Attributes:
        path: Path of its prim, in the session layer.
        camera_path: Path of the camera.
        resolution: (width, height) in pixels.
        hydra_texture: Switches its rendering off and on.
    """

    def __init__(self, stage: Usd.Stage, path: str, camera_path: str, resolution: tuple[int, int]) -> None:
        self.path = path
        self.camera_path = camera_path
        self.resolution = resolution
        self.hydra_texture = HydraTexture()
        self._stage: Usd.Stage | None = stage
        with Usd.EditContext(stage, stage.GetSessionLayer()):
            product = UsdRender.Product.Define(stage, path)
            product.CreateCameraRel().SetTargets([Sdf.Path(camera_path)])
            product.CreateResolutionAttr().Set(Gf.Vec2i(*resolution))

    @property
    def name(self) -> str:
        """The last segment of the path: its name in payloads and on disk."""
        return self.path.rpartition("/")[2]

    @property
    def is_destroyed(self) -> bool:
        """Whether it has come to its end."""
        return self._stage is None

    def destroy(self) -> None:
        """Remove the prim. Detach writers and annotators before. Idempotent."""
        stage, self._stage = self._stage, None
        if stage is not None:
            with Usd.EditContext(stage, stage.GetSessionLayer()):
                stage.RemovePrim(self.path)

    def __str__(self) -> str:
        return self.path


class RenderProducts:
    """The render products of the open stage."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._products: list[RenderProduct] = []

    def __iter__(self) -> Iterator[RenderProduct]:
        self._products = [product for product in self._products if not product.is_destroyed]
        return iter(self._products)

    def create(
        self, camera: CameraLike, resolution: tuple[int, int], *, force_new: bool, name: str | None
    ) -> RenderProduct:
        """See `create_render_product`."""
        stage = self._app.usd_context.get_stage()
        if stage is None:
            raise RenderProductError(
                "A render product needs a stage; open one with omni.usd.get_context().open_stage(path)"
            )
        camera_path = _require_camera(stage, camera)
        size = _require_resolution(camera_path, resolution)
        _require_lens(stage.GetPrimAtPath(camera_path), Usd.TimeCode(self._app.timeline.time_code), size)
        if not (name or force_new or camera_path == VIEWPORT_CAMERA):
            for product in self:
                if product.camera_path == camera_path and product.resolution == size:
                    return product
        product = RenderProduct(stage, self._free_path(stage, name), camera_path, size)
        self._products.append(product)
        return product

    def find(self, product: RenderProduct | str) -> RenderProduct:
        """The render product itself, or the one whose prim has this path.

        Raises:
            RenderProductError: There is none, or it is destroyed.
        """
        if isinstance(product, RenderProduct):
            if product.is_destroyed:
                raise RenderProductError(f"The render product {product} is destroyed; create a new one")
            return product
        for candidate in self:
            if candidate.path == str(product):
                return candidate
        existing = ", ".join(map(str, self)) or "none"
        raise RenderProductError(f"There is no render product {product!r}; existing are {existing}")

    def find_all(self, products: Sequence[RenderProduct | str] | RenderProduct | str) -> list[RenderProduct]:
        """`find` for each; a single one counts as a list of one."""
        if isinstance(products, (RenderProduct, str, Sdf.Path)):
            return [self.find(products)]
        return [self.find(product) for product in products]

    def destroy_all(self) -> None:
        """Destroy every render product."""
        for product in self:
            product.destroy()
        self._products.clear()

    def _free_path(self, stage: Usd.Stage, name: str | None) -> str:
        prefix = self._app.settings.get(PATH_PREFIX_SETTING)
        base = Tf.MakeValidIdentifier(name) if name else DEFAULT_NAME
        if name and base != name:
            _logger.warning("The render product's name %r is not a prim name; it becomes %r", name, base)
        stem = f"/Render/{DEFAULT_PATH_PREFIX if prefix is None else prefix}{base}"
        path, number = stem, 0
        while stage.GetPrimAtPath(path):
            number += 1
            path = f"{stem}_{number:02d}"
        return path


@overload
def create_render_product(
    camera: list[CameraLike],
    resolution: tuple[int, int],
    force_new: bool = ...,
    name: str | None = ...,
    render_vars: Sequence[str] | None = ...,
) -> list[RenderProduct]: ...
@overload
def create_render_product(
    camera: CameraLike,
    resolution: tuple[int, int],
    force_new: bool = ...,
    name: str | None = ...,
    render_vars: Sequence[str] | None = ...,
) -> RenderProduct: ...
def create_render_product(
    camera: CameraLike | list[CameraLike],
    resolution: tuple[int, int],
    force_new: bool = False,
    name: str | None = None,
    render_vars: Sequence[str] | None = None,
) -> RenderProduct | list[RenderProduct]:
    """Make a render product, or find one: ``rep.create.render_product``.

    Args:
        camera: A camera's prim or path, or a list of them for a list of render products.
        resolution: (width, height) in pixels.
        force_new: Make a new one even where an unnamed call would give the existing one of this camera and
            resolution. The viewport's camera always gets a new one.
        name: The prim's name, and the folder's name on disk; always makes a new one. Without it: Replicator,
            Replicator_01 …
        render_vars: Not used: annotators ask for what they need.

    Raises:
        RenderProductError: There is no stage, the camera is not a camera on it, or the resolution is not two
            numbers from 1 up.
        CameraError: kitless has no such lens, or the camera's numbers describe no picture.
    """
    from kitless.replicator.session import get_session  # noqa: PLC0415 - the session owns the render products

    del render_vars
    products = get_session().render_products
    if isinstance(camera, list):
        return [products.create(each, resolution, force_new=force_new, name=name) for each in camera]
    return products.create(camera, resolution, force_new=force_new, name=name)


def _require_camera(stage: Usd.Stage, camera: CameraLike) -> str:
    path = str(camera.GetPath()) if isinstance(camera, Usd.Prim) else str(camera)
    prim = stage.GetPrimAtPath(path) if Sdf.Path.IsValidPathString(path) else None
    if not prim:
        raise RenderProductError(f"There is no prim {path!r} on the stage; a render product needs a camera")
    if not prim.IsA(UsdGeom.Camera):
        raise RenderProductError(
            f"{path} is a {prim.GetTypeName() or 'prim without a type'}; a render product needs a Camera"
        )
    return path


def _require_lens(camera: Usd.Prim, time_code: Usd.TimeCode, resolution: tuple[int, int]) -> None:
    """Refuse a camera that cannot be rendered from here, and not at the first frame."""
    # Imported here, so that scripts that register writers do not wait for Warp.
    from kitless.render import Camera  # noqa: PLC0415

    Camera.from_prim(camera, time_code, *resolution)


def _require_resolution(camera_path: str, resolution: tuple[int, int]) -> tuple[int, int]:
    try:
        width, height = (int(side) for side in resolution)
    except (TypeError, ValueError):
        width = height = 0
    if width < 1 or height < 1:
        raise RenderProductError(
            f"Render product of {camera_path}: the resolution is (width, height) in pixels, both at least 1, "
            f"not {resolution!r}"
        )
    return width, height
