"""What is shown: camera, annotator, size, and how much of it lies over rgb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.preview import identifiers
from synthetic_recorder.preview.models import OWN_SIZE, SIZES
from synthetic_recorder.preview.pictures import DRAWN_ANNOTATORS
from synthetic_recorder.preview.style import ANNOTATOR_SHARE, CAMERA_SHARE, SIZE_SHARE
from synthetic_recorder.widgets import ChoiceModel, wrapped
from synthetic_recorder.widgets.style import ROW_HEIGHT, ROW_SPACING

from .opacity import OpacityModel

if TYPE_CHECKING:
    from synthetic_recorder.preview.models import PreviewModel

_CAMERA = (
    "What is looked through: a render product of the recorder's list, the camera of the active viewport, or any "
    "camera of the stage."
)
_ANNOTATOR = "The annotator that is shown, by Replicator's name."
_SIZE = (
    'Pixels of the picture\'s longer side. A render product that is smaller, or "full size", has its own resolution. '
    "Small pictures are quick."
)
_OPACITY = (
    "How much of the annotator's picture lies over rgb: 1 is that picture alone, as it is recorded, 0 is rgb alone. "
    "Boxes are always drawn over rgb."
)
_OPACITY_LABEL_WIDTH = 50
_OPACITY_WIDTH = 100


class ChoicesSection:
    """Two rows.

    ::

        [ The viewport's camera ▾] [ semantic_segmentation ▾] [ 320 ▾]
        Opacity [======|  ]  Labels of every type count: …

    Args:
        model: What is shown.
    """

    def __init__(self, model: PreviewModel) -> None:
        self._model = model
        self._labels: ui.Label | None = None

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        options = self._model.options
        self._camera = ChoiceModel(options.view, self._model.views.choices(self._model.options.view.value))
        self._annotator = ChoiceModel(options.annotator, [(name, name) for name in DRAWN_ANNOTATORS])
        self._size = ChoiceModel(options.size, [(size, _size_text(size)) for size in SIZES])
        self._opacity = OpacityModel(options.opacity)
        with ui.HStack(height=ROW_HEIGHT, spacing=ROW_SPACING):
            for model, share, identifier, tooltip in (
                (self._camera, CAMERA_SHARE, identifiers.CAMERA, _CAMERA),
                (self._annotator, ANNOTATOR_SHARE, identifiers.ANNOTATOR, _ANNOTATOR),
                (self._size, SIZE_SHARE, identifiers.SIZE, _SIZE),
            ):
                ui.ComboBox(model, width=ui.Fraction(share), identifier=identifier, tooltip=wrapped(tooltip))
        with ui.HStack(height=ROW_HEIGHT, spacing=ROW_SPACING):
            ui.Label("Opacity", width=_OPACITY_LABEL_WIDTH, name="field", tooltip=wrapped(_OPACITY))
            ui.FloatSlider(
                self._opacity,
                min=0.0,
                max=1.0,
                step=0.01,
                width=_OPACITY_WIDTH,
                identifier=identifiers.OPACITY,
                tooltip=wrapped(_OPACITY),
            )
            self._labels = ui.Label("", name="hint", elided_text=True, identifier=identifiers.LABELS)
        self.sync()

    def sync(self) -> None:
        """Show what is chosen and what can be."""
        if self._labels is None:
            return
        self._camera.set_choices(self._model.views.choices(self._model.options.view.value))
        self._annotator.set_choices([(name, name) for name in DRAWN_ANNOTATORS])
        self._size.set_choices([(size, _size_text(size)) for size in SIZES])
        self._opacity.refresh()
        told = self._model.labels
        if self._labels.text != told:
            self._labels.text, self._labels.tooltip = told, wrapped(told)

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._labels = None


def _size_text(size: int) -> str:
    return "full size" if size == OWN_SIZE else str(size)
