"""What a file of a frame holds, by its name.

::

    BasicWriter, one render product                   rgb_0000.png                    view ""      rgb
    BasicWriter, several                              left/rgb/rgb_0000.png           view "left"  rgb
    BasicWriter, several, use_common_output_dir       rgb/left_rgb_0000.png           view "left"  rgb
    any other writer                                  images/train/000012.jpg         view ""      images/train
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

_DIGITS = re.compile(r"\d+")
_SEPARATORS = "_-. "
# The one folder whose files are not called after it.
_SKELETON_FOLDER, _SKELETON = "skeleton_data", "skeleton"


@dataclass(frozen=True, slots=True)
class FileName:
    """What a file's name says.

    Attributes:
        view: Render product; empty when the name says none.
        name: What is in it, without the frame's number: ``rgb``, ``semantic_segmentation_labels``.
        extension: In lower case, with its dot; empty when there is none.
    """

    view: str
    name: str
    extension: str


def read_file_name(path: str, number: int) -> FileName:
    """Return what the name of a file says.

    Args:
        path: Relative to the data set, with ``/`` between folders.
        number: Number of its frame.
    """
    pure = PurePosixPath(path)
    folders = pure.parent.parts
    name = _without_number(pure.stem, number)
    extension = pure.suffix.lower()
    if folders:
        annotator = _SKELETON if folders[-1] == _SKELETON_FOLDER else folders[-1]
        if len(folders) == 1 and (parts := _view_and_name(annotator, name)):
            return FileName(*parts, extension)
        if len(folders) <= 2 and _is_of(annotator, name):
            return FileName(folders[0] if len(folders) == 2 else "", name, extension)
    return FileName("", "/".join(filter(None, (*folders, name))), extension)


def _without_number(stem: str, number: int) -> str:
    # As frames are told apart when they are committed: the last run of digits is the number.
    for digits in reversed(list(_DIGITS.finditer(stem))):
        if int(digits[0]) == number:
            before, after = stem[: digits.start()], stem[digits.end() :]
            return "_".join(filter(None, (before.rstrip(_SEPARATORS), after.lstrip(_SEPARATORS))))
    return stem


def _is_of(annotator: str, name: str) -> bool:
    return name == annotator or name.startswith(f"{annotator}_")


def _view_and_name(annotator: str, name: str) -> tuple[str, str] | None:
    # From the right: a render product may be called rgb_camera, but nothing behind an annotator has its name.
    view, separator, rest = name.rpartition(f"_{annotator}")
    if view and separator and (not rest or rest.startswith("_")):
        return view, annotator + rest
    return None
