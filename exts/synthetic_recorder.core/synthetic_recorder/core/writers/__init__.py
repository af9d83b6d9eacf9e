"""Writers, read from Replicator's registry without setting one up: what they are for and what they take.

``describe_writer`` and ``describe_writers`` need Replicator and are loaded when they are first asked for; the
rest needs Python only.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from .append_free import is_append_free
from .description import WriterDescription
from .parameter import WriterParameter
from .signatures import output_parameter_of
from .suggestions import did_you_mean

if TYPE_CHECKING:
    from .registry import describe_writer, describe_writers

__all__ = [
    "WriterDescription",
    "WriterParameter",
    "describe_writer",
    "describe_writers",
    "did_you_mean",
    "is_append_free",
    "output_parameter_of",
]


def __getattr__(name: str) -> Any:
    if name not in ("describe_writer", "describe_writers"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(".registry", __name__), name)
