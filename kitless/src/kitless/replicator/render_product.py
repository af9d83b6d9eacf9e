"""A render product: a camera with a resolution, as a prim that writers and annotators can be attached to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import UsdRender

from kitless.replicator.errors import RenderProductError
from kitless.replicator.render_product_checks import require_resolution

if TYPE_CHECKING:
    from collections.abc import Callable

    from pxr import Usd


class HydraTexture:
    """The switch of a render product: whether it is rendered at all."""

    def __init__(self) -> None:
        self.updates_enabled = True

    def set_updates_enabled(self, enabled: bool) -> None:
        """Render this product with the next captures, or leave it out of them."""
        self.updates_enabled = bool(enabled)


class RenderProduct:
    """One camera at one resolution, as its prim says. Made by `create_render_product`.

    Args:
        prim: The RenderProduct prim.
        shared: See the attribute.
        remove: Takes the prim away.

    Attributes:
        path: Path of its prim.
        shared: Whether it is also for others who ask for this camera and resolution and nothing else.
        hydra_texture: Switches its rendering off and on.
    """

    def __init__(self, prim: Usd.Prim, *, shared: bool, remove: Callable[[], None]) -> None:
        self.path = str(prim.GetPath())
        self.shared = shared
        self.hydra_texture = HydraTexture()
        self._product = UsdRender.Product(prim)
        self._remove: Callable[[], None] | None = remove

    @property
    def name(self) -> str:
        """The last segment of the path: its name in payloads and on disk."""
        return self.path.rpartition("/")[2]

    @property
    def camera_path(self) -> str:
        """Path of the camera that the prim names now.

        Raises:
            RenderProductError: It names none, or the prim is gone.
        """
        targets = self._require_prim().GetCameraRel().GetForwardedTargets()
        if len(targets) != 1:
            raise RenderProductError(
                f"The render product {self.path} has {len(targets)} cameras; it needs one"
            )
        return str(targets[0])

    @property
    def resolution(self) -> tuple[int, int]:
        """(width, height) in pixels that the prim names now.

        Raises:
            RenderProductError: These are not two numbers from 1 up, or the prim is gone.
        """
        return require_resolution(self.camera_path, tuple(self._require_prim().GetResolutionAttr().Get()))

    @property
    def is_destroyed(self) -> bool:
        """Whether it has come to its end."""
        return self._remove is None

    def destroy(self) -> None:
        """Remove the prim. Detach writers and annotators before. Idempotent."""
        remove, self._remove = self._remove, None
        if remove is not None:
            remove()

    def __str__(self) -> str:
        return self.path

    def _require_prim(self) -> UsdRender.Product:
        if not self._product:
            raise RenderProductError(
                f"The prim of the render product {self.path} is gone; create another one"
            )
        return self._product
