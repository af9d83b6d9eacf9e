"""The render products of a stage: made, found and taken over."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, overload

from pxr import Sdf, Tf, Usd, UsdRender

from kitless.replicator.errors import RenderProductError
from kitless.replicator.graph.holders import camera_of
from kitless.replicator.render_device import chosen_device
from kitless.replicator.render_product import RenderProduct
from kitless.replicator.render_product_checks import (
    CameraLike,
    find_camera,
    require_lens,
    require_resolution,
)
from kitless.replicator.session_prims import SessionPrims

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kitless.app import App

PATH_PREFIX_SETTING = "/exts/omni.kit.hydra_texture/renderProduct/path/prefix"
DEFAULT_NAME = "Replicator"
VIEWPORT_CAMERA = "/OmniverseKit_Persp"

_logger = logging.getLogger(__name__)


class RenderProducts:
    """The render products of the open stage."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._products: list[RenderProduct] = []
        self._prims: SessionPrims | None = None

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
        camera_prim = find_camera(stage, camera)
        camera_path = str(camera_prim.GetPath())
        size = require_resolution(camera_path, resolution)
        require_lens(camera_prim, Usd.TimeCode(self._app.timeline.time_code), size)
        # What cannot be rendered is refused from here on, and not at the first frame.
        chosen_device(self._app.settings)
        shared = not (name or force_new or camera_path == VIEWPORT_CAMERA)
        if shared:
            for product in self:
                if product.shared and (product.camera_path, product.resolution) == (camera_path, size):
                    return product
        if self._prims is None or self._prims.stage != stage:
            self._prims = SessionPrims(stage)
        prims, path = self._prims, self._free_path(stage, name)
        prim = prims.define_render_product(path, camera_path, size)
        product = RenderProduct(prim, shared=shared, remove=partial(prims.remove, path))
        self._products = [*self, product]
        return product

    def adopt(self, path: str) -> RenderProduct:
        """See `attach_hydra_texture`."""
        for product in self:
            if product.path == path:
                return product
        stage = self._app.usd_context.get_stage()
        prim = stage.GetPrimAtPath(path) if stage is not None and Sdf.Path.IsValidPathString(path) else None
        if stage is None or not (prim and prim.IsA(UsdRender.Product)):
            raise RenderProductError(f"There is no RenderProduct prim {path!r} on the stage")
        product = RenderProduct(prim, shared=False, remove=lambda: None)
        camera_prim = find_camera(stage, product.camera_path)
        require_lens(camera_prim, Usd.TimeCode(self._app.timeline.time_code), product.resolution)
        self._products = [*self, product]
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
        """`find` for each; a single one counts as a list of one.

        Raises:
            RenderProductError: There is none for one of them, or it is something else than a render product.
        """
        if isinstance(products, (RenderProduct, str, Sdf.Path)):
            return [self.find(products)]
        if not isinstance(products, Iterable):
            raise RenderProductError(
                f"A render product, its path or a list of them was expected, not {products!r}"
            )
        return [self.find(product) for product in products]

    def destroy_all(self) -> None:
        """Destroy every render product."""
        for product in self:
            product.destroy()
        self._products.clear()
        self._prims = None

    def _free_path(self, stage: Usd.Stage, name: str | None) -> str:
        prefix = self._app.settings.get_as_string(PATH_PREFIX_SETTING)
        base = name or DEFAULT_NAME
        if not Sdf.Path.IsValidIdentifier(base):
            base = Tf.MakeValidIdentifier(base)
            _logger.warning("The render product's name %r is not a prim name; it becomes %r", name, base)
        stem = f"/Render/{prefix}{base}"
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
    name: str | Sequence[str] | None = ...,
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
    name: str | Sequence[str] | None = None,
    render_vars: Sequence[str] | None = None,
) -> RenderProduct | list[RenderProduct]:
    """Make a render product, or find one: ``rep.create.render_product``.

    Args:
        camera: A camera's prim or path, or an item of ``rep.create.camera``; or a list of them, or an item of several
            cameras, for a list of render products.
        resolution: (width, height) in pixels.
        force_new: Make a new one, for the caller alone. Otherwise a call without name gives the one of this camera
            and resolution that another such call has made. The viewport's camera always gets a new one.
        name: The prim's name, and the folder's name on disk; always makes a new one, for the caller alone. Without
            it: Replicator, Replicator_01 … A list of names is for a list of cameras, one for each.
        render_vars: Not used: annotators ask for what they need.

    Raises:
        RenderProductError: There is no stage, or it has no session layer; the camera is not a camera on it, or the
            resolution is not two whole numbers from 1 up.
        CameraError: kitless has no such lens, or the camera's numbers describe no picture.
        DeviceError: The setting ``/kitless/device`` asks for a device that this machine lacks.

    Differs:
        `render_vars` is passed over: annotators ask for what they need. A camera whose lens kitless lacks is refused
        here, not when it is rendered.
    """
    from kitless.replicator.session import get_session  # noqa: PLC0415 - the session owns the render products

    del render_vars
    products = get_session().render_products
    camera = [camera_of(each) for each in camera] if isinstance(camera, list) else camera_of(camera)
    if isinstance(camera, list):
        return [
            products.create(each, resolution, force_new=force_new, name=own_name)
            for each, own_name in zip(camera, _names(name, len(camera)), strict=True)
        ]
    return products.create(camera, resolution, force_new=force_new, name=_names(name, 1)[0])


def attach_hydra_texture(render_product_path: str) -> RenderProduct:
    """Render a RenderProduct prim that is on the stage already: ``rep.vp_manager.attach_hydra_texture``.

    Writers and annotators can be attached to its path from now on. Its camera and resolution are those that the prim
    says at each capture. `RenderProduct.destroy` leaves the prim as it is.

    Args:
        render_product_path: The prim's path.

    Returns:
        The render product; the one that there is when it is rendered already.

    Raises:
        RenderProductError: There is no such prim, or it has no camera or no resolution.
        CameraError: kitless has no such lens, or the camera's numbers describe no picture.
    """
    from kitless.replicator.session import get_session  # noqa: PLC0415 - the session owns the render products

    return get_session().render_products.adopt(str(render_product_path))


def _names(name: str | Sequence[str] | None, cameras: int) -> Sequence[str | None]:
    """A name for each camera."""
    if name is None or isinstance(name, str):
        return [name] * cameras
    if len(name) != cameras:
        raise RenderProductError(
            f"{len(name)} names were given for {cameras} cameras; give one for each, or one text"
        )
    return name
