"""Labels on a stage: reads, writes and surveys them with pxr alone."""

from __future__ import annotations

from .edit import HiddenOpinion, LabelEdit
from .editable import check_editable, prim_to_label
from .editing import add_label, clear_labels, remove_label, replace_labels, upgrade_labels
from .errors import LabelError, LabelsError, PatternError, PrimNotEditableError, StrongerLayerError
from .label import Label, check_label
from .patterns import instances_with_matches, match_prims
from .reading import inherited_labels, merged_labels, own_labels
from .report import LabelReport
from .schemas import PROPERTY_PREFIXES, LabelSchema, PrimLabel
from .survey import LabelCount, LabelledPrim, LabelSurvey, UnlabelledPrim
from .survey_changes import paths_with_other_labels
from .variants import is_of_a_variant

__all__ = [
    "PROPERTY_PREFIXES",
    "HiddenOpinion",
    "Label",
    "LabelCount",
    "LabelEdit",
    "LabelError",
    "LabelReport",
    "LabelSchema",
    "LabelSurvey",
    "LabelledPrim",
    "LabelsError",
    "PatternError",
    "PrimLabel",
    "PrimNotEditableError",
    "StrongerLayerError",
    "UnlabelledPrim",
    "add_label",
    "check_editable",
    "check_label",
    "clear_labels",
    "inherited_labels",
    "instances_with_matches",
    "is_of_a_variant",
    "match_prims",
    "merged_labels",
    "own_labels",
    "paths_with_other_labels",
    "prim_to_label",
    "remove_label",
    "replace_labels",
    "upgrade_labels",
]
