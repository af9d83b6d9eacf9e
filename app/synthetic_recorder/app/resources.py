"""Where the files are that come with this distribution: extensions, configs, the sample stage.

In a wheel they lie beside this module, in ``data``; in a checkout (also one that is installed editable) they
lie where they are written, at the root of the repository.
"""

from __future__ import annotations

from pathlib import Path

_IN_WHEEL = Path(__file__).parent / "data"
_REPOSITORY = Path(__file__).parents[3]


def extension_folder() -> Path:
    """Return the folder that holds the extensions; kitless finds it through an entry point."""
    return _root() / "exts"


def config(name: str) -> Path:
    """Return the recorder config called ``name`` (``demo``)."""
    return _root() / "config" / f"{name}.json"


def sample(name: str) -> Path:
    """Return a file of the samples (``tabletop/tabletop.usda``)."""
    return _root() / "samples" / name


def _root() -> Path:
    return _IN_WHEEL if _IN_WHEEL.is_dir() else _REPOSITORY
