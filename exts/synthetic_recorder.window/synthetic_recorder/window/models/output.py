"""What the Output frame shows and does: where the data set goes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from synthetic_recorder.core import ForeseenPlace, OnConflict, PlaceAction

from .fields import ConfigValue, TextField
from .foresight import Foresight
from .wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from synthetic_recorder.core import Recorder, RecorderConfig, Subscription

    from .document import ConfigDocument

ON_CONFLICT_CHOICES = (
    (OnConflict.INCREMENT, "Increment: take the next free name"),
    (OnConflict.RESUME, "Resume: go on with that recording"),
    (OnConflict.OVERWRITE, "Overwrite: replace that recording"),
    (OnConflict.FAIL, "Fail: refuse to start"),
)
"""What can be done when the folder exists, and what that is called in a list."""


class OutputModel:
    """The fields of the Output frame, and what they come to.

    Args:
        document: Whose config the fields edit.
        recorder: Whose recording is shown while there is one.

    Attributes:
        directory: Working directory.
        folder: Name of the data set's folder.
        on_conflict: What to do when that exists.
    """

    def __init__(self, document: ConfigDocument, recorder: Recorder) -> None:
        self.directory = TextField(document, "output.directory")
        self.folder = TextField(document, "output.folder")
        self.on_conflict: ConfigValue[OnConflict] = ConfigValue(document, "output.on_conflict")
        self._document = document
        self._recorder = recorder
        self._foresight = Foresight(document)

    @property
    def is_on_disk(self) -> bool:
        """Whether the data set goes to a disk: a bucket has no use for the working directory."""
        return not self._document.config.output.s3.enabled

    @property
    def location(self) -> str:
        """Where the data set goes, in full: a folder, or ``s3://bucket/prefix/folder``; "" until it is known."""
        progress = self._recorder.progress
        if progress is not None:
            return str(progress.path)
        place = self._foresight.place
        return "" if place is None else place.location

    @property
    def outlook(self) -> str:
        """What a start would do there, as a sentence; "" where a finding says why it would do nothing."""
        if not self._document.is_editable:
            return "This is where the recording goes."
        place = self._foresight.place
        return "Looking at the disk ..." if place is None else _in_words(place, self._document.config)

    def find_folder(self) -> str:
        """Return the folder of the data set, or what is there of the way to it; "" when it is not known."""
        folder = self.location if self.is_on_disk else ""
        while folder and not os.path.isdir(folder):  # noqa: PTH112
            parent = os.path.dirname(folder)  # noqa: PTH120
            folder = "" if parent == folder else parent
        return folder

    def look_again(self) -> None:
        """Look at the disk once more: somebody else may have been there."""
        self._foresight.look_again()

    def subscribe(self, callback: Callable[[], None]) -> Subscription:
        """Call ``callback`` when the disk has answered."""
        return self._foresight.subscribe(callback)

    def destroy(self) -> None:
        """Look at the disk no more; may be called again."""
        self._foresight.destroy()


def _in_words(place: ForeseenPlace, config: RecorderConfig) -> str:
    folder = config.output.folder
    frames = counted(place.frames, "frame")
    return {
        PlaceAction.NEW: "A new folder is made at the start.",
        PlaceAction.NEXT_NAME: f"{folder} exists: records to {os.path.basename(place.location)}.",  # noqa: PTH119
        PlaceAction.RESUMED: f"{folder} has {frames}: the recording goes on after them.",
        PlaceAction.REPLACED: f"{folder} has {frames}: they are removed at the start.",
        PlaceAction.ASKED_AT_START: "The bucket is asked at the start.",
        PlaceAction.REFUSED: "",
    }[place.action]
