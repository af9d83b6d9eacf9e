"""What of other physics than UsdPhysics is on a stage."""

from __future__ import annotations

import re

from pxr import Usd

from kitless.scene.findings import SceneFindings

# PhysX' schemas come with Kit, not with USD; settings of scenes, bodies and colliders are mostly the default's.
_SCHEMA = re.compile(r"(Physx|OmniPhysics|MjcPhysics)\w+")


def report_unsimulated(stage: Usd.Stage, findings: SceneFindings) -> None:
    """Add one finding for each schema of another simulation, at the first prim that has it."""
    every = Usd.PrimRange(stage.GetPseudoRoot(), Usd.TraverseInstanceProxies(Usd.PrimDefaultPredicate))
    first: dict[str, tuple[Usd.Prim, int]] = {}
    for prim in every:
        # Not GetAppliedSchemas, which leaves out what USD does not know.
        names = [*prim.GetPrimTypeInfo().GetAppliedAPISchemas(), str(prim.GetTypeName())]
        for name in names:
            if _SCHEMA.match(name):
                at, count = first.get(name, (prim, 0))
                first[name] = at, count + 1
    by_prim: dict[str, list[str]] = {}
    for name, (prim, count) in first.items():
        by_prim.setdefault(str(prim.GetPath()), []).append(name if count == 1 else f"{name} ({count} prims)")
    for path, names in by_prim.items():
        findings.add("physics-schema-ignored", path, f"Newton knows nothing of {', '.join(names)}")
