"""Asks everything at once."""

from __future__ import annotations

import importlib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from .check import Check, State
from .diagnosis import Diagnosis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# Modules with a function `check`. By name: where a package is missing, only what needs it cannot be imported.
_AREAS = {
    "Python and packages": "packages",
    "Machine": "machine",
    "Rendering": "rendering",
    "Windows": "windows",
    "Storage": "storage",
    "Recording": "trial",
}


def examine() -> Diagnosis:
    """Look at everything; takes some seconds, and longer where kernels have to be compiled first."""
    # Most of the time processes of their own are waited for.
    with ThreadPoolExecutor(len(_AREAS)) as pool:
        *others, (trial,) = pool.map(_checks, _AREAS)
    return Diagnosis(tuple(check for checks in others for check in checks), trial)


def _checks(area: str) -> list[Check]:
    try:
        check: Callable[[], Iterable[Check]]
        check = importlib.import_module(f".{_AREAS[area]}", __package__).check
        return list(check())
    except Exception as error:
        # Whatever is wrong with the machine, the other areas are told.
        found = f"It could not be looked at: {type(error).__name__}: {error}"
        return [Check(area, area, State.BROKEN, found)]
