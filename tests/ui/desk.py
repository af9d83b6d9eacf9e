"""Labels and preview side by side, and what a person does there."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from .seen import picture_seen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy as np

    import kitless

    from .person import Person

# Labels on the left, the preview on the right.
WIDTH, HEIGHT = 420, 616
SCREEN = (2 * WIDTH, HEIGHT + 24)
_MOST_LOOKS = 60


class Desk:
    """A person in front of both windows, the preview looking through one camera.

    Args:
        app: The App, with the extensions enabled and a stage open.
        labels: In front of the labels.
        preview: In front of the preview.
        size: Width and height of what is previewed, in pixels.
        folder: Where screenshots go.
    """

    def __init__(
        self, app: kitless.App, labels: Person, preview: Person, size: tuple[int, int], folder: Path
    ) -> None:
        self.app, self.labels, self.preview, self.size = app, labels, preview, size
        self._file = folder / "screen.png"

    def select(self, *paths: str) -> None:
        """Select prims, as a click in the stage tree does."""
        self.app.usd_context.get_selection().set_selected_prim_paths(list(paths), True)
        self.labels.look()

    def add(self, text: str, semantic_type: str = "class") -> None:
        """Enter type and text, and add the label to what is selected."""
        names = self.labels.identifiers
        if self.labels.text(names.NEW_TYPE) != semantic_type:
            self.labels.type(names.NEW_TYPE, semantic_type)
        if self.labels.text(names.NEW_DATA) != text:
            self.labels.type(names.NEW_DATA, text)
        self.labels.click(names.ADD)

    def picture(self, finer: int = 1) -> np.ndarray:
        """Return what the preview shows, uint8 (height, width, 3); `finer` times as many of each for thin lines."""
        width, height = self.size
        return picture_seen(self.preview, self._file, (width * finer, height * finer))

    def wait_until_seen(self, is_so: Callable[[np.ndarray], bool], what: str, finer: int = 1) -> np.ndarray:
        """Return the picture once it is as it is to be."""
        for _ in range(_MOST_LOOKS):
            picture = self.picture(finer)
            if is_so(picture):
                return picture
        raise AssertionError(f"in vain: {what}. The preview says {self.preview.texts()}")

    def go_to(self, time_code: float) -> None:
        """Move the timeline."""
        timeline = importlib.import_module("omni.timeline").get_timeline_interface()
        timeline.set_current_time(time_code / timeline.get_time_codes_per_second())
        self.preview.look()
