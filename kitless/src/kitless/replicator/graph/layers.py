"""``rep.new_layer`` and ``rep.open_stage``."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from pxr import Sdf, Usd

from kitless.replicator.session import get_session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DEFAULT_NAME = "Replicator"


@contextlib.contextmanager
def new_layer(name: str | None = None) -> Iterator[Sdf.Layer]:
    """Write what is made in the context, and what its triggers change later, into a layer of its own.

    Args:
        name: The layer's name; "Replicator" if it is not given. One of that name is emptied first.

    Yields:
        The layer: in memory, below the session layer, so that it is stronger than the stage's files and is not saved
        with them.

    Raises:
        GraphError: There is no stage.

    Differs:
        The layer is below the session layer.
    """
    stage = get_session().scenario.require_stage("rep.new_layer")
    layer = _layer(stage, name or DEFAULT_NAME)
    with Usd.EditContext(stage, Usd.EditTarget(layer)):
        yield layer


def open_stage(stage_path: str | Path | Sdf.Path) -> Usd.Stage:
    """Open a stage file and close the one that was open.

    Args:
        stage_path: A file that USD can read.

    Returns:
        The stage.

    Raises:
        StageOpenError: It cannot be opened. The stage that was open before still is.
    """
    app = get_session().app
    app.usd_context.open_stage(str(stage_path))
    return get_session().scenario.require_stage("rep.open_stage")


def _layer(stage: Usd.Stage, name: str) -> Sdf.Layer:
    session = stage.GetSessionLayer()
    for identifier in session.subLayerPaths:
        layer = Sdf.Layer.Find(identifier)
        if layer is not None and layer.anonymous and layer.GetDisplayName() == name:
            layer.Clear()
            return layer
    layer = Sdf.Layer.CreateAnonymous(name)
    session.subLayerPaths.insert(0, layer.identifier)
    # The session layer holds its name only; somebody has to hold the layer.
    get_session().scenario.keep(layer)
    return layer
