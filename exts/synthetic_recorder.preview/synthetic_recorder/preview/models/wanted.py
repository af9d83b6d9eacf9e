"""What is to be seen now, as the person's choices, the recorder and the stage have it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .sources import labels_that_count, sources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from synthetic_recorder.core import WriterConfig
    from synthetic_recorder.preview.feed import Source

    from .options import PreviewOptions
    from .views import Sight, View, ViewsModel


@dataclass(frozen=True)
class Wanted:
    """A picture of anything else is not shown.

    Attributes:
        view: What was chosen to look through.
        sight: What that is now.
        size: Width and height of the picture, in pixels.
        annotator: What is drawn.
        labels: Which labels count, as a sentence.
        sources: What is read.
    """

    view: View
    sight: Sight
    size: tuple[int, int]
    annotator: str
    labels: str
    sources: Mapping[str, Source]

    @classmethod
    def find(cls, options: PreviewOptions, views: ViewsModel, writer: WriterConfig) -> Wanted:
        """Return what is to be seen.

        Raises:
            PreviewError: There is nothing to look through.
        """
        view, annotator = options.view.value, options.annotator.value
        sight = views.sight(view)
        labels, told = labels_that_count(view, writer)
        read = sources(annotator, labels, needs_rgb=options.opacity.value < 1.0)
        return cls(view, sight, sight.size(options.size.value), annotator, told, read)

    def is_seen_in(self, other: Wanted | None) -> bool:
        """Return whether a picture of ``other`` shows this: only what lies below it may differ."""
        return other is not None and replace(self, sources=other.sources) == other

    def is_of_same_render_product(self, other: Wanted | None) -> bool:
        """Return whether camera and size are those of ``other``."""
        return other is not None and (self.sight.camera, self.size) == (other.sight.camera, other.size)
