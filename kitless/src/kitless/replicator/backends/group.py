"""The backend that gives every file to several others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitless.replicator.backends.base import BaseBackend, QueueingBackend, require_backend
from kitless.replicator.errors import BackendError

if TYPE_CHECKING:
    from collections.abc import Sequence


class BackendGroup(QueueingBackend):
    """Several backends that all get every file. Each file is encoded once.

    Raises:
        BackendError: There is none, or one of them is no backend.
    """

    _backends: Sequence[BaseBackend] = ()

    def __init__(self, backends: Sequence[BaseBackend]) -> None:
        self._backends = [require_backend(backend) for backend in backends]
        self._require_backends()

    def require_usable(self, path: str) -> None:
        """Refuse what one of the backends refuses."""
        self._require_backends()
        for backend in self._backends:
            if isinstance(backend, QueueingBackend):
                backend.require_usable(path)

    def store(self, path: str, data: bytes) -> None:
        """Store the file with every backend, also after one of them has failed."""
        failures = []
        for backend in self._backends:
            try:
                backend.write_blob(path, data)
            except Exception as error:
                failures.append(error)
        if len(failures) == 1:
            raise failures[0]
        if failures:
            reasons = "; ".join(f"{type(failure).__name__}: {failure}" for failure in failures)
            raise ExceptionGroup(
                f"{path}: {len(failures)} of {len(self._backends)} backends failed: {reasons}", failures
            )

    def _require_backends(self) -> None:
        if not self._backends:
            raise BackendError(
                "BackendGroup has no backends, its files would be nowhere; call initialize(backends=[…]) with some"
            )
