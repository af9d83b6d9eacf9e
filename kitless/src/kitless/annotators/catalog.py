"""Every annotator that Replicator is known to have, and what kitless computes for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from kitless.annotators.color import rgb
from kitless.annotators.distance import distance_to_camera, distance_to_image_plane
from kitless.annotators.errors import AnnotatorNotImplementedError, AnnotatorRegistryError
from kitless.annotators.frame import AnnotatorData, Frame
from kitless.annotators.normals import normals
from kitless.annotators.segmentation import SegmentationParameters, semantic_segmentation
from kitless.semantics import SemanticFilter, SemanticTake

Parameters = Mapping[str, Any]
Evaluate = Callable[[Frame, SemanticTake, Parameters], AnnotatorData]

EVERY_LABEL = "*: *"


@dataclass(frozen=True)
class AnnotatorDefinition:
    """How one annotator is computed.

    Attributes:
        name: The name it is asked for by.
        evaluate: From a frame, the take's ids and the parameters to the data.
        parameters: Parameters it takes, with their defaults.
        needs_color: Whether the frame must be rendered with colour.
        dtype: Of the array; that of the empty array before the first frame.
        check: Raises when parameters have values that cannot be used.
    """

    name: str
    evaluate: Evaluate
    dtype: type[np.generic]
    parameters: Parameters = field(default_factory=lambda: MappingProxyType({}))
    needs_color: bool = False
    check: Callable[[Parameters], object] | None = None

    def complete(self, given: Parameters | None) -> dict[str, Any]:
        """The given parameters with the defaults for the rest.

        Raises:
            AnnotatorRegistryError: A parameter that this annotator does not take, or a value of another type.
            SemanticFilterError: A filter that does not follow the grammar.
        """
        unknown = sorted(set(given or {}).difference(self.parameters))
        if unknown:
            raise AnnotatorRegistryError(
                f"Annotator {self.name!r} does not take {', '.join(unknown)}; "
                f"it takes {', '.join(self.parameters) or 'no parameters'}"
            )
        completed = {**self.parameters, **(given or {})}
        if self.check is not None:
            self.check(completed)
        return completed


def find_definition(name: str) -> AnnotatorDefinition:
    """The definition of an annotator.

    Raises:
        AnnotatorNotImplementedError: Replicator has it and kitless does not.
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


def is_implemented(name: str) -> bool:
    """Whether :func:`find_definition` would find it."""
    return name in _DEFINITIONS


def known_names() -> list[str]:
    """Names that kitless computes, sorted."""
    return sorted(_DEFINITIONS)


def _plain(function: Callable[[Frame], npt.NDArray[Any]]) -> Evaluate:
    return lambda frame, _take, _parameters: AnnotatorData(function(frame))


def _segment(frame: Frame, take: SemanticTake, parameters: Parameters) -> AnnotatorData:
    choice = SegmentationParameters(_filter_of(parameters), bool(parameters["colorize"]))
    return semantic_segmentation(frame, take, choice)


def _filter_of(parameters: Parameters) -> SemanticFilter:
    predicate, types = parameters["semanticFilter"], parameters["semanticTypes"]
    if not (predicate is None or isinstance(predicate, str)):
        raise AnnotatorRegistryError(
            f'semanticFilter is a predicate such as "class: *", or None, not {predicate!r}'
        )
    # A text is a sequence of texts too: "class" would ask for the types "c", "l", "a" and "s".
    if not (
        types is None or (isinstance(types, list | tuple) and all(isinstance(each, str) for each in types))
    ):
        raise AnnotatorRegistryError(
            f'semanticTypes is a list of names such as ["class"], or None, not {types!r}'
        )
    if predicate:
        return SemanticFilter.parse(predicate)
    return SemanticFilter.of_types(types) if types else SemanticFilter.parse(EVERY_LABEL)


_SEGMENTATION_PARAMETERS = MappingProxyType(
    {"semanticTypes": None, "semanticFilter": None, "colorize": False}
)

_DEFINITIONS: Mapping[str, AnnotatorDefinition] = MappingProxyType(
    {
        definition.name: definition
        for definition in (
            AnnotatorDefinition("rgb", _plain(rgb), np.uint8, needs_color=True),
            AnnotatorDefinition("LdrColor", _plain(rgb), np.uint8, needs_color=True),
            AnnotatorDefinition("distance_to_camera", _plain(distance_to_camera), np.float32),
            AnnotatorDefinition("distance_to_image_plane", _plain(distance_to_image_plane), np.float32),
            AnnotatorDefinition("normals", _plain(normals), np.float32),
            AnnotatorDefinition(
                "semantic_segmentation", _segment, np.uint32, _SEGMENTATION_PARAMETERS, check=_filter_of
            ),
        )
    }
)

_NOT_IMPLEMENTED = frozenset(
    [
        "AmbientOcclusion",
        "BumpNormal",
        "DepthLinearized",
        "DepthSensorDistance",
        "DepthSensorImager",
        "DepthSensorPointCloudColor",
        "DepthSensorPointCloudPosition",
        "DiffuseAlbedo",
        "DirectDiffuse",
        "DirectSpecular",
        "EmissionAndForegroundMask",
        "GenericModelOutput",
        "HdrColor",
        "IndirectDiffuse",
        "Motion2d",
        "PtBackground",
        "PtDiffuseFilter",
        "PtDirectIllumation",
        "PtGlobalIllumination",
        "PtReflectionFilter",
        "PtReflections",
        "PtRefractionFilter",
        "PtRefractions",
        "PtSelfIllumination",
        "PtVolumes",
        "PtWorldNormal",
        "PtWorldPos",
        "PtZDepth",
        "ReferenceTime",
        "Reflections",
        "Roughness",
        "RtxSensorCpu",
        "RtxSensorGpu",
        "SmoothNormal",
        "SpecularAlbedo",
        "StableIdMap",
        "bounding_box_2d_loose",
        "bounding_box_2d_loose_fast",
        "bounding_box_2d_tight",
        "bounding_box_2d_tight_fast",
        "bounding_box_3d",
        "bounding_box_3d_360",
        "bounding_box_3d_fast",
        "camera_params",
        "cross_correspondence",
        "instance_id_segmentation",
        "instance_id_segmentation_fast",
        "instance_segmentation",
        "instance_segmentation_fast",
        "motion_vectors",
        "occlusion",
        "pointcloud",
        "pose",
        "primPaths",
        "reference_time",
        "shaded_instance_id_segmentation",
        "shaded_instance_segmentation",
        "skeleton_data",
        "skeleton_prims",
    ]
)
