"""The frames of ``frames.jsonl``, each read when it is asked for: opening a large data set takes no time and memory."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from synthetic_recorder.core.config.json_reader import JsonNode
from synthetic_recorder.core.config.json_text import parse_json
from synthetic_recorder.core.data_set.journal import reading
from synthetic_recorder.core.data_set.layout import FRAMES
from synthetic_recorder.core.data_set.records import FrameRecord

if TYPE_CHECKING:
    from pathlib import Path


class FrameLines(Sequence[FrameRecord]):
    """The frames that lines of JSON say.

    Args:
        location: Where the data set lies, for errors.
        lines: Whole lines, one for each frame, in order.
    """

    def __init__(self, location: Path | str, lines: bytes) -> None:
        self._location = location
        self._lines = lines
        # Where each line begins, and the last one ends: 8 bytes each.
        self._begins = array("Q", [0])
        while end := lines.find(b"\n", self._begins[-1]) + 1:
            self._begins.append(end)

    def __len__(self) -> int:
        return len(self._begins) - 1

    @overload
    def __getitem__(self, index: int) -> FrameRecord: ...

    @overload
    def __getitem__(self, index: slice) -> list[FrameRecord]: ...

    def __getitem__(self, index: int | slice) -> FrameRecord | list[FrameRecord]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        line = self._lines[self._begins[index] : self._begins[index + 1]]
        with reading(self._location, FRAMES):
            node = JsonNode(parse_json(line.decode()), f"line {index + 1}")
            frame = FrameRecord.from_json(node)
            if frame.number != index:
                raise node.error(f"expected frame {index}, got {frame.number}")
        return frame
