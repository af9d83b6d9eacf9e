"""Whether anything on a stage can change while it is recorded."""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING

from pxr import UsdPhysics

from .stage_prims import drawable_prims

if TYPE_CHECKING:
    from collections.abc import Collection

    from pxr import Usd

# Beyond this many prims nobody knows: a start should not wait for it.
MOST_PRIMS = 20_000

# What graphs and scripts are on a stage, by name: the schemas come with Kit's extensions, not with USD.
_GRAPH_TYPES = ("OmniGraph", "ComputeGraph", "AnimationGraph", "AnimationData")
_SCRIPT_APIS = ("OmniScriptingAPI", "AnimationGraphAPI")
# Replicator's own graphs, which read the stage and change nothing on it.
_READING_GRAPHS = ("/Render/", "/Orchestrator")
# Where Replicator's randomizers are; outside Kit as a mark only.
_RANDOMIZERS = "/Replicator/SDGPipeline"
# Of PhysX, before and after its schemas were called OmniPhysics; a rigid body has its own, and can be off.
_SIMULATED = re.compile(r".*Phys.*(CharacterController|Deformable|Particle)|FlowSimulate")


class Change(enum.Enum):
    """What can change on a stage."""

    NOTHING = "nothing"
    WITH_TIME = "something that goes by the timeline: time samples, bodies of a simulation"
    BY_ITSELF = "something that needs no timeline: graphs, scripts"
    UNKNOWN = "the stage is too large to look through"


def change_of(stage: Usd.Stage, *, timeline_goes_on: bool) -> Change:
    """Return what can change on a stage; of several, what needs less.

    What a Python script does to it between two frames is not on the stage, and not found here.

    Args:
        stage: The stage.
        timeline_goes_on: With it, whatever goes by time is an answer, and nothing else is looked for.
    """
    if stage.GetPrimAtPath(_RANDOMIZERS):
        return Change.BY_ITSELF
    found = Change.NOTHING
    for count, prim in enumerate(drawable_prims(stage)):
        if count >= MOST_PRIMS:
            return Change.UNKNOWN
        # Not GetAppliedSchemas, which leaves out what USD does not know.
        applied = prim.GetPrimTypeInfo().GetAppliedAPISchemas()
        if _acts_by_itself(prim, applied):
            return Change.BY_ITSELF
        if found is Change.NOTHING and (_has_times(prim) or _is_simulated(prim, applied)):
            found = Change.WITH_TIME
            if timeline_goes_on:
                return found
    return found


def _acts_by_itself(prim: Usd.Prim, applied: Collection[str]) -> bool:
    if prim.GetTypeName().startswith(_GRAPH_TYPES):
        return not str(prim.GetPath()).startswith(_READING_GRAPHS)
    return any(api.startswith(_SCRIPT_APIS) for api in applied)


def _has_times(prim: Usd.Prim) -> bool:
    # What only value clips give a value is not among the authored attributes.
    return prim.HasAuthoredMetadata("clips") or any(
        attribute.ValueMightBeTimeVarying() for attribute in prim.GetAuthoredAttributes()
    )


def _is_simulated(prim: Usd.Prim, applied: Collection[str]) -> bool:
    """Return whether a simulation moves a prim, or what is below it."""
    names = [prim.GetTypeName(), *applied]
    if "PhysicsRigidBodyAPI" in names:
        body = UsdPhysics.RigidBodyAPI(prim)
        if body.GetRigidBodyEnabledAttr().Get() is not False:
            return body.GetKinematicEnabledAttr().Get() is not True
    return any(map(_SIMULATED.match, names))
