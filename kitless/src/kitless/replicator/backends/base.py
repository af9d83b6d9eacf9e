"""What every backend can do."""

from __future__ import annotations

import functools
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from kitless.io import snapshot
from kitless.replicator import file_functions
from kitless.replicator.errors import BackendError
from kitless.replicator.write_owners import naming_writer, scheduling_party
from kitless.replicator.write_threads import shared_write_queue

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt


class BaseBackend(ABC):
    """A place for files. A subclass says how one file is stored; encoding and threads are done here.

    Differs:
        Which methods of Replicator's own class are abstract is not public. Here it is `write_blob` alone.
    """

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

    def schedule(self, fn: Callable[..., object], /, *args: Any, **kwargs: Any) -> None:
        """Call ``fn`` on a write thread; blocks only while the queue is full.

        What it writes with ``rep.functional`` goes to this backend. It is given arrays and pictures as they are now,
        whatever becomes of them afterwards, and the functions of ``rep.functional`` lists and dictionaries too. Calls
        for one ``path`` are made in their order. A function that runs on a write thread calls ``fn`` at once. What the
        function raises is raised by ``orchestrator.wait_until_complete``, for those whose writer has scheduled it; see
        `kitless.replicator.write_owners`.
        """
        if file_functions.is_scheduled_call():
            # Who waits for the function that schedules waits for its files.
            file_functions.call_for_backend(self, fn, *args, **kwargs)
            return
        # A function of the user's may have a list to put something into, and its first argument may be anything.
        deep = getattr(fn, "__module__", None) == file_functions.__name__
        path = file_functions.path_of(args if deep else (), kwargs)
        values = [snapshot(each, deep=deep) for each in args]
        named = {name: snapshot(each, deep=deep) for name, each in kwargs.items()}
        shared_write_queue().submit(
            naming_writer(functools.partial(file_functions.call_for_backend, self, fn, *values, **named)),
            key=None if path is None else (id(self), path),
            owner=scheduling_party(),
        )

    def write_image(self, path: str, data: npt.ArrayLike) -> None:
        """Schedule an image; see `file_functions.write_image`."""
        self.schedule(file_functions.write_image, path=path, data=data)

    def write_exr(self, path: str, data: npt.ArrayLike) -> None:
        """Schedule an OpenEXR image; see `file_functions.write_exr`."""
        self.schedule(file_functions.write_exr, path=path, data=data)

    def write_array(self, path: str, data: npt.ArrayLike) -> None:
        """Schedule an array as ``.npy``."""
        self.schedule(file_functions.write_np, path=path, data=data)

    def write_json(self, path: str, data: object, indent: int | None = None) -> None:
        """Schedule a value as JSON."""
        self.schedule(file_functions.write_json, path=path, data=data, indent=indent)

    def write_text(self, path: str, data: str) -> None:
        """Schedule a text as UTF-8."""
        self.schedule(file_functions.write_text, path=path, data=data)

    @staticmethod
    def is_done_writing() -> bool:
        """Whether everything that was scheduled, here or on another backend, is written."""
        return shared_write_queue().pending == 0


class QueueingBackend(BaseBackend):
    """A backend whose `write_blob` is queued, too, when a writer calls it: the bases of kitless' own ones."""

    def write_blob(self, path: str, data: bytes) -> None:
        """Store one file: on a write thread, or now where a scheduled function calls it.

        Args:
            path: Relative to the backend's root, with ``/`` between folders.
            data: All of its bytes.

        Raises:
            BackendError: The backend is not initialized, the path leads out of it, or the data is not made of bytes.
        """
        self.require_usable(path)
        if not isinstance(data, bytes | bytearray | memoryview):
            raise BackendError(
                f"{type(self).__name__}.write_blob({str(path)!r}, …) takes bytes, not {type(data).__name__}; "
                "write_text, write_json, write_array and write_image make bytes of other things"
            )
        if file_functions.is_scheduled_call():
            self.store(path, data)
        else:
            self.schedule(self.store, path=path, data=bytes(data))

    @abstractmethod
    def require_usable(self, path: str) -> None:
        """Refuse what cannot be stored.

        Raises:
            BackendError: The backend is not initialized, or the path leads out of it.
        """

    @abstractmethod
    def store(self, path: str, data: bytes) -> None:
        """Store one file on the calling thread, which may be any."""


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
