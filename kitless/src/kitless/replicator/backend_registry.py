"""Backends by name: ``rep.backends.get("DiskBackend")``."""

from __future__ import annotations

import inspect
from typing import Any, ClassVar

from kitless.replicator.backends import BackendGroup, BaseBackend, DiskBackend, S3Backend
from kitless.replicator.errors import BackendError


class BackendRegistry:
    """Backend classes by name."""

    _backends: ClassVar[dict[str, type[BaseBackend]]] = {
        "BackendGroup": BackendGroup,
        "DiskBackend": DiskBackend,
        "S3Backend": S3Backend,
    }

    @classmethod
    def get(cls, name: str, init_params: dict[str, Any] | None = None) -> BaseBackend:
        """A new backend; its constructor runs when parameters are given, or with `BaseBackend.initialize`.

        A class that has an ``initialize`` of its own, and a constructor that needs nothing, is constructed here.

        Raises:
            BackendError: No backend of that name is registered.
        """
        backend_class = cls._backends.get(name)
        if backend_class is None:
            known = ", ".join(sorted(cls._backends))
            raise BackendError(
                f"There is no backend {name!r}; registered are {known}. "
                "Register your own with rep.backends.register(YourBackend)"
            )
        backend = backend_class() if _is_ready_made(backend_class) else backend_class.__new__(backend_class)
        if init_params:
            backend.initialize(**init_params)
        return backend

    @classmethod
    def register(cls, backend_class: type[BaseBackend], name: str | None = None) -> None:
        """Register a backend under its class name or another; a registered one of that name is replaced.

        Raises:
            BackendError: The class is no BaseBackend.
        """
        if not (isinstance(backend_class, type) and issubclass(backend_class, BaseBackend)):
            raise BackendError(f"backends.register expects a subclass of BaseBackend, got {backend_class!r}")
        cls._backends[name or backend_class.__name__] = backend_class

    @classmethod
    def unregister(cls, name: str) -> None:
        """Forget a backend.

        Raises:
            BackendError: No backend of that name is registered.
        """
        if cls._backends.pop(name, None) is None:
            raise BackendError(f"There is no backend {name!r} to unregister")


def _is_ready_made(backend_class: type[BaseBackend]) -> bool:
    """Whether nobody else would run the constructor, and it can be run without arguments."""
    if backend_class.initialize is BaseBackend.initialize:
        return False
    try:
        inspect.signature(backend_class).bind()
    except TypeError:
        return False
    return True
