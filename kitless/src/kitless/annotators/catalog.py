"""Every annotator that Replicator and Isaac Sim are known to have, and what kitless computes for it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kitless.annotators import (
    boxes_2d,
    boxes_3d,
    camera_params,
    color,
    distance,
    motion_vectors,
    normals,
    occlusion,
    pointcloud,
    prim_paths,
    reference_time,
    segmentation,
    skeleton,
)
from kitless.annotators.definition import AnnotatorDefinition
from kitless.annotators.errors import AnnotatorNotImplementedError, AnnotatorRegistryError

_FAMILIES = (
    boxes_2d,
    boxes_3d,
    camera_params,
    color,
    distance,
    motion_vectors,
    normals,
    occlusion,
    pointcloud,
    prim_paths,
    reference_time,
    segmentation,
    skeleton,
)


def find_definition(name: str) -> AnnotatorDefinition:
    """The definition of an annotator.

    Raises:
        AnnotatorNotImplementedError: Replicator or Isaac Sim has it and kitless does not.
        AnnotatorRegistryError: Nobody has it.
    """
    definition = _DEFINITIONS.get(name)
    if definition is not None:
        return definition
    if name in _NOT_IMPLEMENTED:
        raise AnnotatorNotImplementedError(
            f"kitless does not implement the annotator {name!r} yet; it has {', '.join(sorted(_DEFINITIONS))}"
        )
    raise AnnotatorRegistryError(f"There is no annotator {name!r}; known are {', '.join(known_names())}")


def known_names() -> list[str]:
    """Names that kitless computes, sorted."""
    return sorted(_DEFINITIONS)


def refused_names() -> list[str]:
    """Names that Replicator or Isaac Sim has and kitless does not compute, sorted."""
    return sorted(_NOT_IMPLEMENTED, key=str.casefold)


_DEFINITIONS: Mapping[str, AnnotatorDefinition] = MappingProxyType(
    {definition.name: definition for family in _FAMILIES for definition in family.DEFINITIONS}
)

_NOT_IMPLEMENTED = frozenset(
    [
        "AmbientOcclusion",
        "DepthSensorDistance",
        "DepthSensorImager",
        "DepthSensorPointCloudColor",
        "DepthSensorPointCloudPosition",
        "DirectDiffuse",
        "DirectSpecular",
        "EmissionAndForegroundMask",
        "GenericModelOutput",
        "IndirectDiffuse",
        "IsaacComputeRTXLidarFlatScan",
        "IsaacCreateRTXLidarScanBuffer",
        "IsaacExtractRTXSensorPointCloud",
        "IsaacExtractRTXSensorPointCloudNoAccumulator",
        "IsaacNoop",
        "IsaacReadCameraInfo",
        "IsaacReadSimulationTime",
        "Motion2d",
        "PtBackground",
        "PtDiffuseFilter",
        "PtDirectIllumation",
        "PtGlobalIllumination",
        *(f"PtMultiMatte{number}" for number in range(8)),
        "PtReflectionFilter",
        "PtReflections",
        "PtRefractionFilter",
        "PtRefractions",
        "PtSelfIllumination",
        "PtVolumes",
        "PtWorldNormal",
        "PtWorldPos",
        "PtZDepth",
        "Reflections",
        "RtxSensorCpu",
        "RtxSensorGpu",
        "SpecularAlbedo",
        "StableIdMap",
        "cross_correspondence",
        "dope",
        "pose",
        "shaded_instance_id_segmentation",
        "shaded_instance_segmentation",
        "skeleton_prims",
    ]
)
