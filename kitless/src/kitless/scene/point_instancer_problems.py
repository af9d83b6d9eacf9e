"""What is wrong with a UsdGeom.PointInstancer."""

from __future__ import annotations

import numpy as np
from pxr import Usd, UsdGeom

from .findings import SceneFindings
from .point_instancers import arrays_of_another_length, length_of, prototype_roots
from .primvars import integers


def report_problems(prim: Usd.Prim, time: Usd.TimeCode, *, by_ids: bool, findings: SceneFindings) -> None:
    """Say what of an instancer cannot be drawn, or not be called, as its author meant it.

    Args:
        prim: A `UsdGeom.PointInstancer`.
        time: Time code of the stage.
        by_ids: What `InstanceKeys` says of it.
        findings: Receives what is wrong.
    """
    instancer = UsdGeom.PointInstancer(prim)
    prototypes = integers(instancer.GetProtoIndicesAttr().Get(time))
    roots = prototype_roots(prim)
    positions = length_of(instancer.GetPositionsAttr().Get(time))
    wrong = arrays_of_another_length(prim, time, len(prototypes))
    if len(prototypes) and positions != len(prototypes):
        findings.add(
            "point-instancer-positions",
            prim.GetPath(),
            f"no instance is drawn: {positions} positions for {len(prototypes)} protoIndices",
        )
    elif wrong:
        found = ", ".join(f"{length} {name}" for name, length in wrong.items())
        findings.add(
            "point-instancer-arrays",
            prim.GetPath(),
            f"arrays of another length than the {len(prototypes)} protoIndices are not used: {found}",
        )
    if instancer.GetIdsAttr().HasAuthoredValue() and not by_ids:
        findings.add(
            "point-instancer-ids",
            prim.GetPath(),
            "instances are called by their indices: the ids are not one for each instance, or one is there twice",
        )
    asked_for = np.unique(prototypes).tolist()
    missing = [index for index in asked_for if not (0 <= index < len(roots) and roots[index])]
    if missing:
        findings.add(
            "point-instancer-prototypes",
            prim.GetPath(),
            f"instances of the prototypes {missing} are not drawn: there are {len(roots)} prototypes, "
            f"{sum(root is None for root in roots)} of them not on the stage",
        )
    for primvar in UsdGeom.PrimvarsAPI(prim).GetAuthoredPrimvars():
        per_instance = primvar.GetInterpolation() not in (UsdGeom.Tokens.constant, UsdGeom.Tokens.uniform)
        if primvar.GetPrimvarName() == "displayColor" and per_instance:
            findings.add(
                "primvar-not-used", prim.GetPath(), "displayColor not used: instances do not have their own"
            )
