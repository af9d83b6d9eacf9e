from collections.abc import Callable

import numpy as np
import pytest
from pxr import Sdf, Usd, UsdGeom, UsdSemantics

from kitless.scene.names import drawn_names
from kitless.scene.steps import finish

Label = Callable[..., Usd.Prim]


@pytest.fixture
def stage() -> Usd.Stage:
    return Usd.Stage.CreateInMemory()


@pytest.fixture
def number(stage: Usd.Stage):
    """number(table, names) asks for the ids of names that are drawn, all that is on the stage being drawn names."""
    return lambda table, names: np.array(table.of_drawn(names, finish(drawn_names(stage)))).tolist()


@pytest.fixture
def mesh(stage: Usd.Stage) -> Label:
    """Define a mesh and label it: mesh(path, **{type: labels})."""

    def make(path: str, **labels: list[str]) -> Usd.Prim:
        prim = UsdGeom.Mesh.Define(stage, path).GetPrim()
        label(prim, **labels)
        return prim

    return make


@pytest.fixture
def xform(stage: Usd.Stage) -> Label:
    """Define an Xform and label it: xform(path, **{type: labels})."""

    def make(path: str, **labels: list[str]) -> Usd.Prim:
        prim = UsdGeom.Xform.Define(stage, path).GetPrim()
        label(prim, **labels)
        return prim

    return make


@pytest.fixture
def label_the_old_way() -> Label:
    """label_the_old_way(prim, instance, type, label) writes the schema of before Isaac Sim 5."""

    def apply(prim: Usd.Prim, instance: str, semantic_type: str, data: str) -> None:
        prim.AddAppliedSchema(f"SemanticsAPI:{instance}")
        for name, value in (("semanticType", semantic_type), ("semanticData", data)):
            attribute = prim.CreateAttribute(f"semantic:{instance}:params:{name}", Sdf.ValueTypeNames.String)
            attribute.Set(value)

    return apply


def label(prim: Usd.Prim, **labels: list[str]) -> None:
    for semantic_type, values in labels.items():
        UsdSemantics.LabelsAPI.Apply(prim, semantic_type).CreateLabelsAttr(values)
