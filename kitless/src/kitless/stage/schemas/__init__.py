"""Schemas that Kit has and usd-core lacks, as a USD plugin without code.

USD collects its schemas when the process opens the first stage, so they are registered when kitless is imported.
Where a stage was opened before, `prim.HasAPI(Semantics.SemanticsAPI)` would be False for every prim: that is said.
"""

from __future__ import annotations

import logging
from pathlib import Path

from pxr import Plug, Usd

_FOLDER = Path(__file__).parent

_logger = logging.getLogger("kitless.stage")


def register() -> None:
    """Tell USD where the schemas are. Nothing happens when it knows."""
    Plug.Registry().RegisterPlugins(str(_FOLDER))


def warn_when_too_late(identifier: str) -> None:
    """Log a warning when USD had collected its schemas before `register`.

    Args:
        identifier: The schema that is going to be used, such as "SemanticsAPI".
    """
    if Usd.SchemaRegistry().FindAppliedAPIPrimDefinition(identifier) is None:
        _logger.warning(
            "USD was used before kitless was imported and does not know the schema %s: prim.HasAPI() is False for it; "
            "import kitless before the first stage is opened",
            identifier,
        )
