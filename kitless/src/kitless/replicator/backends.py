"""Backends: where a writer's files go.

writer.write(data) ─▶ backend.schedule(write_image, path="rgb_0000.png", data=…)     returns at once
                         └─ write thread ─▶ write_image(…) ─▶ backend.write_blob(path, bytes)
"""

from __future__ import annotations

import functools
from abc import ABC, abstractmethod
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from kitless.replicator import functional
from kitless.replicator.disk_root import absolute_output_dir
from kitless.replicator.errors import BackendError
from kitless.replicator.write_threads import shared_write_queue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt


class BaseBackend(ABC):
    """A place for files. A subclass says how one file is stored; encoding and threads are done here."""

    def initialize(self, **parameters: Any) -> None:
        """Set the backend up. Calls the constructor unless a subclass has something better."""
        self.__init__(**parameters)  # type: ignore[misc]

    @abstractmethod
    def write_blob(self, path: str, data: bytes) -> None:
        """Store one file, now, on the calling thread. Must be safe to call from several threads.

        Args:
            path: Relative to the backend's root, with ``/`` between folders.
            data: All of its bytes.
        """

    def schedule(self, fn: Callable[..., object], *args: Any, **kwargs: Any) -> None:
        """Call ``fn`` on a write thread; blocks only while the queue is full.

        What it writes with ``rep.functional`` goes to this backend. Arrays are not copied: do not change them
        afterwards. What the function raises is raised by ``orchestrator.wait_until_complete``.
        """
        shared_write_queue().submit(functools.partial(functional.call_for_backend, self, fn, *args, **kwargs))

    def write_image(self, path: str, data: npt.ArrayLike) -> None:
        """Schedule an image; see `functional.write_image`."""
        self.schedule(functional.write_image, path=path, data=data)

    def write_array(self, path: str, data: npt.ArrayLike) -> None:
        """Schedule an array as ``.npy``."""
        self.schedule(functional.write_np, path=path, data=data)

    def write_json(self, path: str, data: object, indent: int | None = None) -> None:
        """Schedule a value as JSON."""
        self.schedule(functional.write_json, path=path, data=data, indent=indent)

    @staticmethod
    def is_done_writing() -> bool:
        """Whether everything that was scheduled, here or on another backend, is written."""
        return shared_write_queue().pending == 0


class DiskBackend(BaseBackend):
    """A folder.

    Args:
        output_dir: The folder; made if it is not there. A relative one lies in the folder of the setting
            ``/omni/replicator/backends/disk/root_dir``, or in ``~/omni.replicator_out``. None: `initialize`
            comes later.
        overwrite: Write into a folder that has files in it already. False takes the next free name:
            ``<output_dir>_0001`` …

    Raises:
        BackendError: ``output_dir`` is empty, or no path.
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

    def write_blob(self, path: str, data: bytes) -> None:
        """Write a file; its folders are made. A path out of the folder is refused, an absolute one taken as it is."""
        if ".." in PurePosixPath(path).parts:
            raise BackendError(
                f"DiskBackend writes below {self._folder()}; the path {path!r} leads out of it"
            )
        target = self._folder() / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def _folder(self) -> Path:
        if self._root is None:
            raise BackendError("DiskBackend has no folder yet; call initialize(output_dir=…) first")
        return self._root


class BackendGroup(BaseBackend):
    """Several backends that all get every file. Each file is encoded once.

    Raises:
        BackendError: There is none, or one of them is no backend.
    """

    _backends: Sequence[BaseBackend] = ()

    def __init__(self, backends: Sequence[BaseBackend]) -> None:
        self._backends = [require_backend(backend) for backend in backends]
        self._require_backends()

    def write_blob(self, path: str, data: bytes) -> None:
        """Store the file with every backend, also after one of them has failed."""
        self._require_backends()
        failures = []
        for backend in self._backends:
            try:
                backend.write_blob(path, data)
            except Exception as error:
                failures.append(error)
        if len(failures) == 1:
            raise failures[0]
        if failures:
            raise ExceptionGroup(
                f"{path}: {len(failures)} of {len(self._backends)} backends failed", failures
            )

    def _require_backends(self) -> None:
        if not self._backends:
            raise BackendError(
                "BackendGroup has no backends, its files would be nowhere; call initialize(backends=[…]) with some"
            )


class BackendDispatch(BackendGroup):
    """The older way to ask for a folder: ``BackendDispatch({"paths": {"out_dir": …}})`` or by keyword.

    Raises:
        BackendError: No folder is named, or a bucket is: kitless does not implement S3.
    """

    def __init__(
        self,
        params: dict[str, Any] | None = None,
        *,
        output_dir: str | Path | None = None,
        key_prefix: str | None = None,
        bucket: str | None = None,
        region: str | None = None,
        endpoint_url: str | None = None,
        overwrite: bool = True,
    ) -> None:
        if bucket or key_prefix or region or endpoint_url:
            raise BackendError("kitless does not implement BackendDispatch with S3; name an output_dir only")
        folder = output_dir or (params or {}).get("paths", {}).get("out_dir")
        if not folder:
            raise BackendError('BackendDispatch expects output_dir="…" or {"paths": {"out_dir": "…"}}')
        disk = DiskBackend(folder, overwrite)
        super().__init__([disk])
        self.output_dir = disk.output_dir


def require_backend(backend: object) -> BaseBackend:
    """The same object.

    Raises:
        BackendError: It is no backend.
    """
    if not isinstance(backend, BaseBackend):
        raise BackendError(
            f"A backend is a BaseBackend, not {type(backend).__name__}; rep.backends.get(name) makes one"
        )
    return backend


def _prepare_folder(folder: Path, *, overwrite: bool) -> Path:
    if overwrite:
        folder.mkdir(parents=True, exist_ok=True)
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
        else:
            return candidate
