"""An App with an empty stage in metres, Z up, and a way to look at it."""

from collections.abc import Callable
from typing import Any

import pytest
from pxr import Usd, UsdGeom

from kitless.app import App
from kitless.replicator import orchestrator
from kitless.replicator.annotator_registry import get
from kitless.replicator.render_products import create_render_product


@pytest.fixture
def stage() -> Usd.Stage:
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    return stage


@pytest.fixture
def look(app: App) -> Callable[..., Any]:
    """look(camera, annotator, resolution): what the annotator gives after one step."""

    def look_at(camera: Any, annotator: str, resolution: tuple[int, int] = (9, 9)) -> Any:
        product = create_render_product(camera, resolution, force_new=True)
        attached = get(annotator)
        attached.attach(product)
        orchestrator.step()
        data = attached.get_data()
        attached.detach()
        product.destroy()
        return data

    return look_at
