"""Render products as prims, in a stage's session layer: recording never changes a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Gf, Sdf, Usd, UsdRender

from kitless.replicator.errors import RenderProductError

if TYPE_CHECKING:
    from collections.abc import Iterator


class SessionPrims:
    """Makes prims in the session layer of a stage and takes them away again, with the parents made for them.

    Args:
        stage: The stage.

    Raises:
        RenderProductError: It has no session layer.
    """

    def __init__(self, stage: Usd.Stage) -> None:
        layer = stage.GetSessionLayer()
        if layer is None:
            raise RenderProductError(
                "A render product is a prim in the session layer, and this stage has none; open it with "
                "omni.usd.get_context().open_stage(path) or Usd.Stage.Open(path), without sessionLayer=None"
            )
        self.stage = stage
        self._layer = layer
        self._parents: set[Sdf.Path] = set()

    def define_render_product(self, path: str, camera_path: str, resolution: tuple[int, int]) -> Usd.Prim:
        """Make the prim of a render product.

        Args:
            path: Where; nothing is there yet.
            camera_path: Path of its camera.
            resolution: (width, height) in pixels.

        Returns:
            The prim.
        """
        self._parents.update(parent for parent in _parents(path) if not self._layer.GetPrimAtPath(parent))
        with Usd.EditContext(self.stage, self._layer):
            product = UsdRender.Product.Define(self.stage, path)
            product.CreateCameraRel().SetTargets([Sdf.Path(camera_path)])
            product.CreateResolutionAttr().Set(Gf.Vec2i(*resolution))
        return product.GetPrim()

    def remove(self, path: str) -> None:
        """Take a prim away, and those of its parents that were made for such prims and hold nothing any more."""
        with Usd.EditContext(self.stage, self._layer):
            self.stage.RemovePrim(path)
            for parent in _parents(path):
                spec = self._layer.GetPrimAtPath(parent)
                if parent not in self._parents or (spec and (spec.nameChildren or spec.properties)):
                    return
                self.stage.RemovePrim(parent)
                self._parents.discard(parent)


def _parents(path: str) -> Iterator[Sdf.Path]:
    """Paths of the parents, the innermost first."""
    parent = Sdf.Path(path).GetParentPath()
    while not parent.IsAbsoluteRootPath():
        yield parent
        parent = parent.GetParentPath()
