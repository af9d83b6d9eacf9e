"""Parameters of writers that are not chosen at present."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import carb.settings

if TYPE_CHECKING:
    from collections.abc import Mapping

_SETTING = "/exts/synthetic_recorder.window/parameters_of_other_writers"


class KeptParameters:
    """Keeps what was set for a writer while another one is chosen.

    A config has one writer, so they have no place in it. They are among the app's settings, as JSON text, and so
    outlive the window, but not the app.
    """

    def keep(self, writer: str, parameters: Mapping[str, Any]) -> None:
        """Keep the parameters of a writer, JSON values by name."""
        text = json.dumps({**self._all(), writer: dict(parameters)})
        carb.settings.get_settings().set(_SETTING, text)

    def of(self, writer: str) -> dict[str, Any]:
        """Return what was kept of a writer; nothing, if nothing was."""
        parameters: dict[str, Any] = self._all().get(writer, {})
        return parameters

    def _all(self) -> dict[str, Any]:
        kept: dict[str, Any] = json.loads(carb.settings.get_settings().get(_SETTING) or "{}")
        return kept
