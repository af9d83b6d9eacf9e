"""What commands of open extensions derive from beside `Command`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitless.app.accessors import get_context

if TYPE_CHECKING:
    from pxr import Usd

    from kitless.stage import UsdContext


class UsdStageHelper:
    """Gives a command its stage: the one that it was made with, otherwise that of a USD context.

    Args:
        stage: The stage.
        context_name: The USD context; None and "" are the one that there is.
    """

    def __init__(self, stage: Usd.Stage | None = None, context_name: str | None = None) -> None:
        self._stage = stage
        self._context_name = context_name or ""

    def _get_stage(self) -> Usd.Stage | None:
        """The stage, or None where the context has none open."""
        return self._stage or self._get_context().get_stage()

    def _get_context(self) -> UsdContext:
        """The USD context."""
        return get_context(self._context_name)
