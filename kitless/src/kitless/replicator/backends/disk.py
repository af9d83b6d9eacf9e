"""The backend that writes into a folder."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from kitless.replicator.backends.base import QueueingBackend
from kitless.replicator.disk_root import absolute_output_dir
from kitless.replicator.errors import BackendError


class DiskBackend(QueueingBackend):
    """A folder.

    Args:
        output_dir: The folder; made if it is not there. A relative one lies in the folder of the setting
            ``/omni/replicator/backends/disk/root_dir``, or in ``~/omni.replicator_out``. None: `initialize`
            comes later.
        overwrite: Write into a folder that has files in it already. False takes the next free name:
            ``<output_dir>_0001`` …

    Raises:
        BackendError: ``output_dir`` is empty, no path, or cannot be a folder: it is a file, or lies below one.

    Differs:
        The name that ``overwrite=False`` takes is kitless' choice, and so is that a path with ``..`` in it is refused.
    """

    _root: Path | None = None

    def __init__(self, output_dir: str | Path | None = None, overwrite: bool = True) -> None:
        if output_dir is not None:
            self._root = _prepare_folder(absolute_output_dir(output_dir), overwrite=overwrite)

    @property
    def output_dir(self) -> str:
        """The folder, absolute.

        Raises:
            BackendError: The backend is not initialized.
        """
        return str(self._folder())

    def require_usable(self, path: str) -> None:
        """Refuse a path out of the folder; an absolute one is taken as it is."""
        folder = self._folder()
        if ".." in PurePosixPath(path).parts:
            raise BackendError(f"DiskBackend writes below {folder}; the path {path!r} leads out of it")

    def store(self, path: str, data: bytes) -> None:
        """Write a file; its folders are made."""
        target = self._folder() / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def _folder(self) -> Path:
        if self._root is None:
            raise BackendError("DiskBackend has no folder yet; call initialize(output_dir=…) first")
        return self._root


def _prepare_folder(folder: Path, *, overwrite: bool) -> Path:
    if overwrite:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _no_folder(folder, error) from error
        return folder
    candidate, attempt = folder, 0
    while True:
        try:
            candidate.mkdir(parents=True)
        except FileExistsError:
            if candidate.is_dir() and not any(candidate.iterdir()):
                return candidate
            attempt += 1
            candidate = folder.with_name(f"{folder.name}_{attempt:04d}")
        except OSError as error:
            raise _no_folder(folder, error) from error
        else:
            return candidate


def _no_folder(folder: Path, error: OSError) -> BackendError:
    reason = "it is a file" if isinstance(error, FileExistsError) else error.strerror
    return BackendError(f"DiskBackend: the folder {folder} cannot be made: {reason}; give another output_dir")
