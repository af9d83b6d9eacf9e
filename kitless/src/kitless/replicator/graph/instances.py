"""``rep.randomizer.instantiate``: assets by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kitless.replicator.authoring import create as functional
from kitless.replicator.authoring import create_batch
from kitless.replicator.errors import GraphError
from kitless.replicator.graph.choices import Choice
from kitless.replicator.graph.distributions import Distribution
from kitless.replicator.graph.prims import PrimsItem, created
from kitless.replicator.graph.scenario import REPLICATOR_PATH
from kitless.replicator.session import get_session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pxr import Usd

    from kitless.replicator.graph.operations import Values

MODES = ("scene_instance", "reference")
_NAME = "Instance_Xform"
_CHILD = "Ref"


def instantiate(
    paths: Distribution | Sequence[str | Path],
    size: int,
    weights: Sequence[float] | None = None,
    mode: str = "scene_instance",
    with_replacements: bool = True,
    seed: int | None = None,
    semantics: Any = None,
) -> PrimsItem:
    """Fill places with files by chance, whenever the trigger fires.

    Args:
        paths: USD files, or a distribution of them.
        size: How many places.
        weights: How likely each file is; see `Choice`.
        mode: "scene_instance": the places share what comes from one file; "reference": each can be changed by itself.
        with_replacements: Whether several places may have the same file.
        seed: In place of the global seed.
        semantics: Labels of the places.

    Returns:
        The item of the places: Xforms below /Replicator, empty until the trigger fires.

    Raises:
        GraphError: There is no such mode, or there are no files.
        AuthoringError: A file is not there when it is drawn.

    Differs:
        There is no mode "point_instance"; a place keeps its path, whatever file is in it.
    """
    called = "randomizer.instantiate"
    if mode not in MODES:
        raise GraphError(f"{called} expects a mode of {' or '.join(MODES)}, got {mode!r}")
    drawn = (
        paths
        if isinstance(paths, Distribution)
        else Choice([str(path) for path in paths], weights, seed=seed, with_replacements=with_replacements)
    )
    scenario = get_session().scenario
    scenario.mark_stage()
    places = create_batch.xform(count=size, name=_NAME, parent=REPLICATOR_PATH, semantics=semantics)
    item = created(f"rep.{called}(…)", places)

    def apply(prims: list[Usd.Prim], values: Values) -> None:
        for prim, path in zip(prims, values["path"], strict=True):
            prim.GetStage().RemovePrim(prim.GetPath().AppendChild(_CHILD))
            child = functional.reference(usd_path=path, name=_CHILD, parent=prim)
            child.SetInstanceable(mode == "scene_instance")

    scenario.record(called, apply, {"path": drawn}, item)
    return item
