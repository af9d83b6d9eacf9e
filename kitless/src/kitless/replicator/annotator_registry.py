"""Annotators by name: ``rep.AnnotatorRegistry`` and ``rep.annotators``."""

from __future__ import annotations

from typing import Any, ClassVar

from kitless.annotators import known_names
from kitless.replicator.annotator import Annotator


class AnnotatorRegistry:
    """What annotators there are."""

    _default_annotators: ClassVar[list[str]] = known_names()

    @classmethod
    def get_annotator(
        cls,
        name: str,
        init_params: dict[str, Any] | None = None,
        device: str | None = None,
        do_array_copy: bool = True,
    ) -> Annotator:
        """A new annotator. See `Annotator`.

        Args:
            name: Its registered name.
            init_params: Its parameters.
            device: None or "cpu".
            do_array_copy: Without effect: `Annotator.get_data` has its own.

        Raises:
            AnnotatorRegistryError: Nobody has the name, kitless does not implement it, or it does not take a
                parameter.
        """
        del do_array_copy
        return Annotator(name, init_params, device)

    @classmethod
    def get_registered_annotators(cls) -> list[str]:
        """The names, sorted."""
        return known_names()


def get(name: str, init_params: dict[str, Any] | None = None, device: str | None = None) -> Annotator:
    """A new annotator. See `AnnotatorRegistry.get_annotator`."""
    return AnnotatorRegistry.get_annotator(name, init_params, device)
