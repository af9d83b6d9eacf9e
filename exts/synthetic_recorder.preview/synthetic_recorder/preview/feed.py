"""Where the preview's frames come from: a render product of its own, and annotators that are attached to it.

Only public API of Replicator is used, so a real renderer and kitless are read in the same way. The render product has
a name of its own, which no recording gets, and is rendered only while somebody wants a frame of it.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import omni.replicator.core as rep

from .errors import PreviewError

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

PRODUCT_NAME = "SyntheticRecorderPreview"
"""Name of the render product. Named ones are shared with nobody, and others are numbered without counting it."""

_TIME = "ReferenceTime"

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Source:
    """An annotator that is read.

    Attributes:
        name: Replicator's name of it.
        parameters: Its parameters, such as ``{"colorize": True}``; those that are left out have Replicator's defaults.
    """

    name: str
    parameters: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, eq=False)
class FeedFrame:
    """What all annotators say of one frame.

    Attributes:
        arrays: Array and info of each, by the names that the sources were given. Of an annotator that is a dictionary,
            such as camera_params, the array is empty and the dictionary is the info.
        time: When in the scene it was rendered, in seconds; None where the renderer does not say.
    """

    arrays: Mapping[str, tuple[npt.NDArray[Any], Mapping[str, Any]]]
    time: float | None

    def is_same(self, other: FeedFrame) -> bool:
        """Return whether another frame has the same values; its time does not count."""
        return _is_same(self.arrays, other.arrays)


class Feed:
    """Reads annotators of a camera.

    It begins switched off. All calls are made on the thread of the app, and after `close` none but that.

    Args:
        camera_path: Path of the camera.
        resolution: Width and height, in pixels.
        sources: What is read, by any names.

    Raises:
        PreviewError: Replicator has refused the camera or an annotator; nothing of the feed is left.
    """

    def __init__(self, camera_path: str, resolution: tuple[int, int], sources: Mapping[str, Source]) -> None:
        self._camera_path = camera_path
        self._annotators: dict[str, tuple[Source, Any]] = {}
        self._time = None
        self._is_active = True
        try:
            self._product = rep.create.render_product(camera_path, resolution, name=PRODUCT_NAME)
        except Exception as error:
            raise PreviewError(f"{camera_path} cannot be looked through: {error}") from error
        try:
            self.set_active(False)
            self._time = self._attached(Source(_TIME))
            self.follow(sources)
        except BaseException:
            self.close()
            raise

    def follow(self, sources: Mapping[str, Source]) -> None:
        """Read other annotators from now on; those that stay are not attached anew.

        Raises:
            PreviewError: Replicator has refused an annotator.
        """
        for name, (source, annotator) in list(self._annotators.items()):
            if sources.get(name) != source:
                del self._annotators[name]
                _let_go(annotator.detach)
        for name, source in sources.items():
            if name not in self._annotators:
                self._annotators[name] = (source, self._attached(source))

    def set_active(self, is_active: bool) -> None:
        """Let the app render it with the next updates, or leave it out of them."""
        if is_active != self._is_active:
            self._is_active = is_active
            self._product.hydra_texture.set_updates_enabled(is_active)

    def read(self) -> FeedFrame | None:
        """Return what the annotators say now; None as long as one of them has not seen a frame.

        Raises:
            PreviewError: An annotator has no data for what is on the stage now.
        """
        try:
            arrays = {
                name: _parted(annotator.get_data()) for name, (_, annotator) in self._annotators.items()
            }
            time = _seconds(self._time.get_data()) if self._time is not None else None
        except Exception as error:
            raise PreviewError(f"{self._camera_path} gives no picture: {error}") from error
        # Boxes may be none, and a dictionary has no array.
        is_missing = any(
            array.size == 0 and array.dtype.names is None and not info for array, info in arrays.values()
        )
        return None if is_missing else FeedFrame(arrays, time)

    def close(self) -> None:
        """Detach everything and destroy the render product; the stage may be gone. May be called again."""
        annotators = [annotator for _, annotator in self._annotators.values()]
        for annotator in (*annotators, *([self._time] if self._time is not None else [])):
            _let_go(annotator.detach)
        self._annotators, self._time = {}, None
        _let_go(self._product.destroy)

    def _attached(self, source: Source) -> Any:
        try:
            annotator = rep.annotators.get(source.name, init_params=dict(source.parameters) or None)
            annotator.attach(self._product)
        except Exception as error:
            raise PreviewError(f"{source.name} cannot be shown: {error}") from error
        return annotator


def _let_go(give_back: Callable[[], object]) -> None:
    try:
        give_back()
    except Exception:
        # What a closed stage has taken with it cannot be given back, and need not be.
        _logger.info("Something of the preview was gone before it was given back.", exc_info=True)


def _parted(data: Any) -> tuple[npt.NDArray[Any], Mapping[str, Any]]:
    """Array and info of what an annotator returns: an array, an array with info, or a dictionary alone."""
    if not isinstance(data, Mapping):
        return np.asarray(data), {}
    if "data" in data:
        return np.asarray(data["data"]), data.get("info", {})
    return np.empty(0), data


def _seconds(reference_time: Mapping[str, Any]) -> float | None:
    denominator = reference_time.get("referenceTimeDenominator")
    return float(reference_time["referenceTimeNumerator"] / denominator) if denominator else None


def _is_same(value: Any, other: Any) -> bool:
    if isinstance(value, Mapping):
        return value.keys() == other.keys() and all(_is_same(value[key], other[key]) for key in value)
    if isinstance(value, tuple | list):
        return len(value) == len(other) and all(map(_is_same, value, other))
    if isinstance(value, np.ndarray):
        # By bytes: rows of boxes have matrices in them, and distances may be no numbers.
        return (value.dtype, value.shape) == (other.dtype, other.shape) and value.tobytes() == other.tobytes()
    return bool(value == other)
