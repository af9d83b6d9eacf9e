"""Writing the layers of the open stage, and announcing it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from pxr import Sdf, Tf, Usd

from kitless.errors import StageSaveError
from kitless.stage.event_types import StageEventType
from kitless.stage.layers import get_dirty_layers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kitless.app.events import EventStream


class StageSaver:
    """Writes layers between the events SAVING and SAVED, or SAVE_FAILED.

    Args:
        events: Where it is announced.
        get_stage: The stage that is open now.

    Attributes:
        last_saved: The layers that were written last.
    """

    def __init__(self, events: EventStream, get_stage: Callable[[], Usd.Stage | None]) -> None:
        self.last_saved: list[str] = []
        self._events = events
        self._get_stage = get_stage

    def save(self, stage: Usd.Stage) -> None:
        """Write every changed layer, the session layer excepted."""
        root = stage.GetRootLayer()
        with self._saving(stage, root.identifier, get_dirty_layers(stage)):
            if root.anonymous:
                raise StageSaveError(
                    root.identifier, "it is a stage in memory; give it a file with save_as_stage(path)"
                )
            stage.Save()

    def save_as(self, stage: Usd.Stage, url: str) -> None:
        """Write the root layer to another file."""
        with self._saving(stage, url, [url]):
            _require_written(url, stage.GetRootLayer().Export(url))

    def save_layers(self, stage: Usd.Stage, url: str, identifiers: Sequence[str]) -> None:
        """Write some layers; `url` is announced as that of the root layer."""
        with self._saving(stage, url, identifiers):
            for identifier in identifiers:
                layer = Sdf.Layer.Find(identifier)
                if layer is None or not layer.Save():
                    raise StageSaveError(
                        identifier, "no layer of this name is open, or USD could not write it"
                    )

    @contextmanager
    def _saving(self, stage: Usd.Stage, url: str, layers: Sequence[str]) -> Iterator[None]:
        self._events.dispatch(
            StageEventType.SAVING, payload={"savingSublayers": list(layers), "savingRootLayer": url}
        )
        try:
            self._require_still_open(stage, url)
            with _usd_errors(url):
                yield
        except StageSaveError:
            self._events.dispatch(StageEventType.SAVE_FAILED)
            raise
        self.last_saved = list(layers)
        self._events.dispatch(StageEventType.SAVED, payload={"savedLayers": list(layers)})

    def _require_still_open(self, stage: Usd.Stage, url: str) -> None:
        if self._get_stage() != stage:
            raise StageSaveError(url, "somebody has closed the stage when its saving was announced")


def export_stage(stage: Usd.Stage, url: str) -> None:
    """Write all that a stage says, the session layer included, as one layer. Nothing is announced.

    Raises:
        StageSaveError: The file cannot be written.
    """
    with _usd_errors(url):
        _require_written(url, stage.Export(url))


@contextmanager
def _usd_errors(url: str) -> Iterator[None]:
    try:
        yield
    except Tf.ErrorException as error:
        raise StageSaveError(url, str(error).strip()) from error


def _require_written(url: str, written: bool) -> None:
    if not written:
        raise StageSaveError(url, "USD could not write it; is the folder there, and is the ending USD's?")
