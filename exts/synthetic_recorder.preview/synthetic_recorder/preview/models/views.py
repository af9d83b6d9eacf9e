"""What can be looked through: a render product of the recorder, the viewport's camera, or any camera of the stage."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

import omni.usd
from omni.kit.viewport.utility import get_active_viewport

from synthetic_recorder.core import RenderProductConfig
from synthetic_recorder.preview.errors import PreviewError

from .stage_cameras import StageCameras

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synthetic_recorder.core import Recorder

_BEHIND = ":"


class ViewKind(enum.Enum):
    """Who says camera and resolution."""

    RENDER_PRODUCT = "render_product"
    VIEWPORT = "viewport"
    CAMERA = "camera"


@dataclass(frozen=True)
class View:
    """What is looked through.

    Attributes:
        kind: Who says camera and resolution.
        which: Of a render product its place in the recorder's list, counted from 0; of a camera its path; else "".
    """

    kind: ViewKind
    which: str = ""

    @classmethod
    def of_viewport(cls) -> View:
        """The active viewport's camera, whichever that is."""
        return cls(ViewKind.VIEWPORT)

    @classmethod
    def of_render_product(cls, index: int) -> View:
        """A render product of the recorder's list, counted from 0."""
        return cls(ViewKind.RENDER_PRODUCT, str(index))

    @classmethod
    def of_camera(cls, path: str) -> View:
        """A camera of the stage."""
        return cls(ViewKind.CAMERA, path)

    @classmethod
    def from_text(cls, text: object) -> View:
        """Read what `str` has made.

        Raises:
            ValueError: It is none.
        """
        kind, _, which = str(text).partition(_BEHIND)
        view = cls(ViewKind(kind), which)
        if view.kind is ViewKind.RENDER_PRODUCT and not which.isdecimal():
            raise ValueError(f"{text!r} is no render product; expected its number behind the colon.")
        return view

    def __str__(self) -> str:
        return f"{self.kind.value}{_BEHIND}{self.which}" if self.which else self.kind.value


@dataclass(frozen=True)
class Sight:
    """Camera and resolution.

    Attributes:
        camera: Path of the camera.
        width: Width of what is recorded with it, in pixels.
        height: Height of that, in pixels.
    """

    camera: str
    width: int
    height: int

    def size(self, longer_side: int) -> tuple[int, int]:
        """Width and height of a picture whose longer side has so many pixels; 0 or less than it has: its own."""
        longest = max(self.width, self.height)
        if not 0 < longer_side < longest:
            return self.width, self.height
        width, height = (max(1, round(side * longer_side / longest)) for side in (self.width, self.height))
        return width, height


class ViewsModel:
    """What can be chosen to look through, and what that comes to now.

    Args:
        recorder: Whose render products are offered.

    Attributes:
        cameras: The cameras of the stage.
    """

    def __init__(self, recorder: Recorder) -> None:
        self.cameras = StageCameras()
        self._recorder = recorder

    def choices(self, chosen: View) -> list[tuple[View, str]]:
        """Return what is offered, and what each is called. What is chosen is among them, even when it is gone."""
        offered = [
            *(
                (View.of_render_product(index), _called(index, product))
                for index, product in enumerate(self._recorder.config.render_products)
            ),
            (View.of_viewport(), "The viewport's camera"),
            *((View.of_camera(path), path) for path in self.cameras.all),
        ]
        if chosen in (view for view, _ in offered):
            return offered
        gone = chosen.which if chosen.kind is ViewKind.CAMERA else f"Recorder {int(chosen.which) + 1}"
        return [*offered, (chosen, f"{gone} (gone)")]

    def sight(self, view: View) -> Sight:
        """Return camera and resolution of a view.

        Raises:
            PreviewError: It has none now.
        """
        if omni.usd.get_context().get_stage() is None:
            raise PreviewError("No stage is open.")
        sight = self._found(view)
        if not self.cameras.is_there(sight.camera):
            raise PreviewError(f"There is no camera {sight.camera} on the stage. Choose another one above.")
        if sight.width < 1 or sight.height < 1:
            raise PreviewError(
                f"{sight.camera} has {sight.width} x {sight.height} pixels in the recorder. Give it 1 x 1 or more."
            )
        return sight

    def _found(self, view: View) -> Sight:
        if view.kind is ViewKind.CAMERA:
            # As the recorder would add it.
            return Sight(view.which, RenderProductConfig.width, RenderProductConfig.height)
        if view.kind is ViewKind.VIEWPORT:
            viewport = get_active_viewport()
            if viewport is None or not str(viewport.camera_path):
                raise PreviewError("There is no viewport. Choose a camera above.")
            width, height = viewport.resolution
            return Sight(str(viewport.camera_path), int(width), int(height))
        products: Sequence[RenderProductConfig] = self._recorder.config.render_products
        index = int(view.which)
        if index >= len(products):
            raise PreviewError(
                f"The recorder has no render product {index + 1} any more. Choose another view above."
            )
        product = products[index]
        if not product.camera:
            raise PreviewError(f"Render product {index + 1} of the recorder has no camera yet.")
        return Sight(product.camera, product.width, product.height)


def _called(index: int, product: RenderProductConfig) -> str:
    camera = product.camera or "no camera"
    return f"Recorder {index + 1}: {product.name or camera} ({product.width} x {product.height})"
