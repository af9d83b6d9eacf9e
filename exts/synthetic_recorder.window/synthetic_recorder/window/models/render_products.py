"""The render products of the config: what the window's list of them shows and does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core import RenderProductConfig

from .fields import IntegerField, TextField
from .stage_cameras import StageCameras

if TYPE_CHECKING:
    from collections.abc import Callable

    from synthetic_recorder.core import RecorderConfig

    from .document import ConfigDocument
    from .fields import Field

PLACE = "render_products"
"""Place of the list in the config."""

RESOLUTIONS = (
    (256, 256, ""),
    (512, 512, ""),
    (640, 480, "VGA"),
    (1024, 1024, ""),
    (1280, 720, "720p"),
    (1920, 1080, "1080p"),
    (2560, 1440, "1440p"),
    (3840, 2160, "4K"),
)
"""Resolutions that are offered: width and height in pixels, and what they are called."""


class RenderProductFields:
    """What is edited of one render product. It goes by its place in the list, whatever stands there.

    Args:
        document: The config.
        index: Place in the list, counted from 0.

    Attributes:
        place: Place in the config.
        camera: Path of the camera.
        width: Width of its images, in pixels.
        height: Height of its images, in pixels.
        name: Name of the render product, and of its folder when there are several; empty = Replicator names it.
    """

    def __init__(self, document: ConfigDocument, index: int) -> None:
        self.place = f"{PLACE}[{index}]"
        self._document = document
        self._index = index
        self.camera = self._field(TextField, "camera")
        self.width = self._field(IntegerField, "width")
        self.height = self._field(IntegerField, "height")
        self.name = self._field(TextField, "name")

    def set_resolution(self, width: int, height: int) -> None:
        """Give both sides at once, in pixels.

        Raises:
            RecorderStateError: Something is being recorded.
        """
        self._document.forget_typed(self.width.place)
        self._document.forget_typed(self.height.place)
        self._document.edit(lambda config: self._with(config, width=width, height=height))

    def _field[F: Field[Any]](self, kind: Callable[..., F], name: str) -> F:
        return kind(
            self._document,
            f"{self.place}.{name}",
            lambda config: getattr(config.render_products[self._index], name),
            lambda config, value: self._with(config, **{name: value}),
        )

    def _with(self, config: RecorderConfig, **values: Any) -> RecorderConfig:
        products = list(config.render_products)
        products[self._index] = replace(products[self._index], **values)
        return replace(config, render_products=tuple(products))


class RenderProductsModel:
    """The list of render products. The same camera may be in it more than once.

    Args:
        document: The config.

    Attributes:
        cameras: The cameras of the stage.
    """

    def __init__(self, document: ConfigDocument) -> None:
        self.cameras = StageCameras()
        self._document = document

    @property
    def products(self) -> tuple[RenderProductConfig, ...]:
        """The render products, in the order in which they are made."""
        return self._document.config.render_products

    @property
    def is_enabled(self) -> bool:
        """Whether the list can be changed."""
        return self._document.is_editable

    def fields(self, index: int) -> RenderProductFields:
        """Return what is edited of the render product at a place in the list."""
        return RenderProductFields(self._document, index)

    def has_camera(self, index: int) -> bool:
        """Return whether the camera of a render product is on the stage and can be recorded with."""
        return index < len(self.products) and self.cameras.is_there(self.products[index].camera)

    def cameras_to_add(self) -> list[str]:
        """Return what ``add`` would add: the selected cameras, else that of the active viewport.

        An empty path, which is to be filled in, where there is neither.
        """
        return self.cameras.selected or [self.cameras.of_viewport or ""]

    def add(self) -> None:
        """Add a render product for each camera that is selected, else one for that of the active viewport.

        Raises:
            RecorderStateError: Something is being recorded.
        """
        added = tuple(RenderProductConfig(camera) for camera in self.cameras_to_add())
        self._put((*self.products, *added))

    def remove(self, index: int) -> None:
        """Take the render product at a place out of the list.

        Raises:
            RecorderStateError: Something is being recorded.
        """
        self._document.forget_typed(PLACE)
        self._put((*self.products[:index], *self.products[index + 1 :]))

    def move(self, index: int, to: int) -> None:
        """Put a render product at another place in the list; without effect where there is none.

        Raises:
            RecorderStateError: Something is being recorded.
        """
        if not 0 <= to < len(self.products):
            return
        self._document.forget_typed(PLACE)
        products = list(self.products)
        products.insert(to, products.pop(index))
        self._put(tuple(products))

    def _put(self, products: tuple[RenderProductConfig, ...]) -> None:
        self._document.edit(lambda config: replace(config, render_products=products))
