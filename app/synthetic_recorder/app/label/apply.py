"""Gives prims the labels that rules say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from synthetic_recorder.labels.semantics import (
    LabelReport,
    add_label,
    instances_with_matches,
    is_of_a_variant,
    match_prims,
    replace_labels,
    upgrade_labels,
)

if TYPE_CHECKING:
    from pxr import Sdf, Usd

    from synthetic_recorder.labels.semantics import HiddenOpinion, LabelEdit, LabelSurvey

    from .rule import LabelRule


class LabelRuleError(Exception):
    """A rule matches no prim."""


@dataclass(frozen=True)
class AppliedRule:
    """What has become of a rule.

    Attributes:
        rule: The rule.
        matched: The prims that its pattern matches, in the order of the stage.
        changed: Those of them whose labels have changed; the others had the label already.
        hidden: What weaker layers still say of labels that are replaced.
        instances: Instances that have prims inside which the pattern matches as well, and which have got no label.
        of_variants: Prims of ``changed`` that only a variant shows, or labels: with another one they keep this label.
    """

    rule: LabelRule
    matched: tuple[Sdf.Path, ...]
    changed: tuple[Sdf.Path, ...]
    hidden: tuple[HiddenOpinion, ...]
    instances: tuple[Sdf.Path, ...]
    of_variants: tuple[Sdf.Path, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            "prims": self.rule.prims,
            "type": self.rule.label.semantic_type,
            "label": self.rule.label.text,
            "matched": [str(path) for path in self.matched],
            "changed": [str(path) for path in self.changed],
            "hidden": [str(hidden) for hidden in self.hidden],
            "instances": [str(path) for path in self.instances],
            "of_variants": [str(path) for path in self.of_variants],
        }


def apply_rule(stage: Usd.Stage, rule: LabelRule, *, replace: bool) -> AppliedRule:
    """Label all prims that a rule matches, or none of them.

    Raises:
        LabelRuleError: It matches none.
        LabelsError: The pattern or the label is none, or a prim cannot be labelled.
    """
    paths, instances = match_prims(stage, rule.prims), instances_with_matches(stage, rule.prims)
    if not paths:
        raise LabelRuleError(_nothing_matches(rule, instances))
    prims = [stage.GetPrimAtPath(path) for path in paths]
    edit = replace_labels(prims, rule.label) if replace else add_label(prims, rule.label)
    changed = (stage.GetPrimAtPath(path) for path in edit.changed)
    of_variants = tuple(prim.GetPath() for prim in changed if is_of_a_variant(prim, rule.label.semantic_type))
    return AppliedRule(rule, paths, edit.changed, edit.hidden, instances, of_variants)


def _nothing_matches(rule: LabelRule, instances: tuple[Sdf.Path, ...]) -> str:
    if instances:
        return (
            f"{rule.prims!r} matches only prims inside instances, which cannot be labelled by themselves. Label the "
            f"instances, such as {instances[0]}, or the asset that they show."
        )
    return (
        f"{rule.prims!r} matches no prim of the stage. Upper and lower case are told apart, and * stands for any "
        "letters of one name: '*box*' finds every prim with box in its name, '/World/**' all that is below /World."
    )


def upgrade_all(stage: Usd.Stage, survey: LabelSurvey) -> LabelEdit:
    """Make all labels of the old schema to ones of the new, but those inside instances: the asset has these.

    Raises:
        LabelsError: A prim's labels cannot be written.
    """
    prims = [stage.GetPrimAtPath(path) for path in LabelReport.of(survey).old_schema]
    return upgrade_labels([prim for prim in prims if not prim.IsInstanceProxy()])
