"""Looking at prims by a call: the functions of `omni.kit.viewport.utility`."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from kitless.viewport.camera_controls import CameraControls
from kitless.viewport.errors import ViewportError
from kitless.viewport.windows import get_active_viewport

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kitless.viewport.viewport_api import ViewportAPI

_logger = logging.getLogger(__name__)


def frame_viewport_selection(viewport_api: ViewportAPI | None = None, force_legacy_api: bool = False) -> bool:
    """Look at what is selected, from where the camera looked before; at the whole stage where nothing is.

    Args:
        viewport_api: Whose camera is moved; None: the active viewport's.
        force_legacy_api: Taken for Kit's sake.

    Returns:
        Whether the camera looks there now. Why it does not is logged as a warning.
    """
    del force_legacy_api
    viewport = viewport_api or get_active_viewport()
    if viewport is None:
        return False
    return _frame(viewport, viewport.usd_context.get_selection().get_selected_prim_paths())


def frame_viewport_prims(viewport_api: ViewportAPI | None = None, prims: list[str] | None = None) -> bool:
    """Look at prims and what is below them. See `frame_viewport_selection`; without prims nothing is done."""
    viewport = viewport_api or get_active_viewport()
    return bool(prims) and viewport is not None and _frame(viewport, prims or ())


def _frame(viewport: ViewportAPI, paths: Iterable[str]) -> bool:
    controls = CameraControls(viewport, lambda: None)
    try:
        controls.begin()
        return controls.frame(paths)
    except ViewportError as error:
        _logger.warning("The viewport cannot look there: %s", error)
        return False
    finally:
        controls.end()
