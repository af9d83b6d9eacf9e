"""One frame of a recorded data set."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from synthetic_recorder.core.errors import DataSetError, NameMissingError

from .file_names import read_file_name
from .recorded_view import RecordedView

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from synthetic_recorder.core.data_set.records import FrameRecord

    from .checked_files import CheckedFiles


class RecordedFrame:
    """One frame: when it was captured, from where, and what was written.

    Attributes:
        number: Its number in the recording, from 0.
        time_code: Time code of the stage at which it was captured.
        time: Simulation time, in seconds.
        cameras: Pose of each camera by its prim path: (4, 4) float64, camera to world, in stage units. In USD's
            convention points are rows: ``p_world = [p_camera, 1] @ pose``; a camera looks along its -Z, +Y is up.
    """

    def __init__(self, record: FrameRecord, files: CheckedFiles) -> None:
        self.number = record.number
        self.time_code = record.time_code
        self.time = record.time
        self.cameras: dict[str, NDArray[np.float64]] = {
            path: np.array(pose, np.float64) for path, pose in record.cameras.items()
        }
        self._records = {file.path: file for file in record.files}
        self._files = files

    def __repr__(self) -> str:
        return f"<RecordedFrame {self.number} of {self.location}>"

    @property
    def location(self) -> Path | str:
        """Folder of the data set, or ``s3://bucket/prefix/folder``."""
        return self._files.location

    @property
    def files(self) -> tuple[str, ...]:
        """Paths of its files, relative to the data set, sorted."""
        return tuple(self._records)

    @property
    def views(self) -> dict[str, RecordedView]:
        """What each render product has given, by its name, sorted.

        Raises:
            DataSetError: Two files have the same name but for the digits in it; `read` reads them.
        """
        paths: defaultdict[str, dict[tuple[str, str], str]] = defaultdict(dict)
        for path in self._records:
            file = read_file_name(path, self.number)
            of_view = paths[file.view]
            if (other := of_view.setdefault((file.name, file.extension), path)) != path:
                raise DataSetError(
                    self.location, f"{other} and {path} have one name; read them by their paths."
                )
        return {name: RecordedView(self, name, paths[name]) for name in sorted(paths)}

    def view(self, name: str | None = None) -> RecordedView:
        """Return what one render product has given.

        Args:
            name: Name of the render product; None: the only one.

        Raises:
            NameMissingError: There is none of that name, or several and no name.
        """
        views = self.views
        if name is None and len(views) == 1:
            return next(iter(views.values()))
        if name not in views:
            wanted = "no single view" if name is None else f"no view {name!r}"
            raise NameMissingError(self.location, f"frame {self.number} has {wanted}", list(views))
        return views[name]

    def read(self, path: str) -> bytes:
        """Return the bytes of one of its files, as they were recorded.

        Args:
            path: One of `files`.

        Raises:
            NameMissingError: It is none of them.
            DataSetError: The file is not there, or not the one that was recorded.
        """
        if path not in self._records:
            raise NameMissingError(
                self.location, f"frame {self.number} has no file {path!r}", list(self._records)
            )
        return self._files.read(self._records[path])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RecordedFrame):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[Any, ...]:
        return self.number, str(self.location)
