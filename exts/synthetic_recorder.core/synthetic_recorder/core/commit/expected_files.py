"""The files that BasicWriter writes for a frame, as its documentation names them.

::

    one render product            rgb_0000.png
    several                       <render product>/rgb/rgb_0000.png
    several, common folders       rgb/<render product>_rgb_0000.png
    once, whatever is recorded    metadata.txt
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core import basic_writer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from synthetic_recorder.core.config import RecorderConfig

_DEFAULT_PADDING = 4


@dataclass(frozen=True)
class ExpectedFiles:
    """Names of the files of each frame.

    Args:
        parameters: BasicWriter's parameters.
        products: Names of the render products, as Replicator has made them.
    """

    parameters: Mapping[str, Any]
    products: Sequence[str]

    of_recording = frozenset({basic_writer.METADATA})
    """Files that a recording has beside those of its frames."""

    def of_frame(self, number: int) -> dict[str, str]:
        """Return the files of a frame: the annotator that each is of, by path."""
        digits = f"{number:0{self._padding}d}"
        return {f"{prefix}{digits}.{extension}": annotator for prefix, extension, annotator in self._names}

    @cached_property
    def _names(self) -> tuple[tuple[str, str, str], ...]:
        """What stands before and behind the number in each name, and the annotator."""
        return tuple(
            (f"{before}{stem}_", extension, annotator)
            for annotator, stem, extension in self._stems()
            for before in self._before(annotator)
        )

    @cached_property
    def _padding(self) -> int:
        padding: int = self.parameters.get("frame_padding", _DEFAULT_PADDING)
        return padding

    def _stems(self) -> Iterator[tuple[str, str, str]]:
        """Yield the annotator, the stem and the extension of each file of one render product."""
        for annotator in sorted(basic_writer.ANNOTATORS):
            if not basic_writer.is_on(annotator, self.parameters):
                continue
            for stem, extension in basic_writer.FILES[annotator]:
                yield annotator, stem, extension or self._image_extension
            if annotator in basic_writer.DEPTHS and basic_writer.is_on(
                basic_writer.COLORIZE_DEPTH, self.parameters
            ):
                yield annotator, annotator, "png"

    @property
    def _image_extension(self) -> str:
        extension: str = self.parameters.get("image_output_format", "png")
        return extension

    def _before(self, annotator: str) -> Iterator[str]:
        """Yield what stands before the stem, for each render product."""
        for product in self.products:
            if len(self.products) == 1:
                yield ""
            elif basic_writer.is_on(basic_writer.COMMON_OUTPUT_DIR, self.parameters):
                yield f"{annotator}/{product}_"
            else:
                yield f"{product}/{annotator}/"


def expected_files(config: RecorderConfig, products: Sequence[str]) -> ExpectedFiles | None:
    """Return what a recording's writer will write; None for a writer of which nobody says that.

    Args:
        config: What is recorded.
        products: Names of the render products, as Replicator has made them: the last part of each one's path.
    """
    if config.writer.name != basic_writer.NAME:
        return None
    return ExpectedFiles(config.writer.parameters, tuple(products))
