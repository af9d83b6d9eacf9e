"""What the person has chosen: kept in settings, so that a window that is closed and opened shows the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import carb.settings

from synthetic_recorder.core import Subscribers
from synthetic_recorder.preview.pictures import DRAWN_ANNOTATORS

from .views import View

if TYPE_CHECKING:
    from collections.abc import Callable

    from synthetic_recorder.core import Subscription

# Of the person, from session to session; and of the stage, until the app is closed.
_KEPT = "/persistent/exts/synthetic_recorder.preview"
_OF_SESSION = "/exts/synthetic_recorder.preview"

OWN_SIZE = 0
"""As large as the render product."""
SIZES = (160, 320, 640, OWN_SIZE)
"""Pixels of the longer side that are offered."""


class Option[T]:
    """One choice, as widgets change it.

    Args:
        setting: Path of the setting in which it is kept.
        default: What it is while nobody has chosen.
        read: Makes it of the setting's value; raises ValueError for one that is none.
        write: Makes the setting's value of it.
    """

    def __init__(
        self,
        setting: str,
        default: T,
        read: Callable[[Any], T],
        write: Callable[[T], Any] = lambda value: value,
    ) -> None:
        self._setting = setting
        self._default = default
        self._read = read
        self._write = write
        self._changes = Subscribers[None]()

    @property
    def value(self) -> T:
        """What is chosen; what a setting has that is no choice counts as none."""
        kept = carb.settings.get_settings().get(self._setting)
        if kept is None:
            return self._default
        try:
            return self._read(kept)
        except ValueError:
            return self._default

    @property
    def is_enabled(self) -> bool:
        """Whether it can be chosen."""
        return True

    def set(self, value: T) -> None:
        """Choose.

        Raises:
            ValueError: It cannot be chosen.
        """
        carb.settings.get_settings().set(self._setting, self._write(self._read(self._write(value))))
        self._changes.notify(None)

    def subscribe(self, callback: Callable[[], None]) -> Subscription:
        """Call ``callback`` when something was chosen."""
        return self._changes.subscribe(lambda _nothing: callback())


class PreviewOptions:
    """All choices of the window.

    Attributes:
        view: What is looked through.
        annotator: Replicator's name of the annotator that is shown.
        size: Pixels of the picture's longer side, one of `SIZES`.
        opacity: 1: the annotator's picture alone; 0: rgb alone.
    """

    def __init__(self) -> None:
        self.view = Option(f"{_OF_SESSION}/view", View.of_viewport(), View.from_text, str)
        self.annotator = Option(f"{_KEPT}/annotator", "semantic_segmentation", _annotator)
        self.size = Option(f"{_KEPT}/size", 320, _size)
        self.opacity = Option(f"{_KEPT}/opacity", 1.0, _opacity)

    def subscribe(self, callback: Callable[[], None]) -> list[Subscription]:
        """Call ``callback`` when something was chosen."""
        return [option.subscribe(callback) for option in (self.view, self.annotator, self.size, self.opacity)]


def _annotator(name: Any) -> str:
    if name not in DRAWN_ANNOTATORS:
        raise ValueError(
            f"The annotator {name!r} has no picture; choose one of {', '.join(DRAWN_ANNOTATORS)}."
        )
    return str(name)


def _size(pixels: Any) -> int:
    if pixels not in SIZES:
        raise ValueError(f"The size {pixels!r} is not offered; choose one of {', '.join(map(str, SIZES))}.")
    return int(pixels)


def _opacity(share: Any) -> float:
    if not isinstance(share, int | float) or not 0.0 <= share <= 1.0:
        raise ValueError(f"The opacity is {share!r}; expected 0 to 1.")
    return float(share)
