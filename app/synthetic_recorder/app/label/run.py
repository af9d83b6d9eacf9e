"""Labels a stage as it was asked for."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from kitless.errors import StageOpenError
from synthetic_recorder.app.messages import tell
from synthetic_recorder.app.outcome import Failure, Outcome, Status
from synthetic_recorder.core.errors import ConfigError
from synthetic_recorder.labels.semantics import LabelReport, LabelsError, LabelSurvey

from .apply import LabelRuleError, apply_rule, upgrade_all
from .labelled import LabelledStage
from .layer import LabelLayer
from .place import LabelLayerError
from .request import LabelRequestError

if TYPE_CHECKING:
    from .request import LabelRequest

_REFUSALS = (
    ConfigError,
    LabelLayerError,
    LabelRequestError,
    LabelRuleError,
    LabelsError,
    StageOpenError,
)


def label_stage(request: LabelRequest) -> Outcome:
    """Label a stage and save the labels; on any error nothing is written."""
    try:
        return _label_stage(request)
    except _REFUSALS as error:
        return Failure(Status.REFUSED, str(error))
    except OSError as error:
        return Failure(
            Status.FAILED, f"The labels cannot be saved in {request.save}, and nothing was written: {error}"
        )


def _label_stage(request: LabelRequest) -> LabelledStage:
    begin = time.monotonic()
    rules = request.rules()
    layer = LabelLayer(request.stage, request.save, may_overwrite=request.overwrite)
    for problem in layer.not_composed:
        tell(f"Warning: {request.stage}: {problem}")
    survey = LabelSurvey.of(layer.stage)
    before = LabelReport.of(survey)
    upgraded = upgrade_all(layer.stage, survey) if request.upgrade else None
    applied = tuple(apply_rule(layer.stage, rule, replace=request.replace) for rule in rules)
    return LabelledStage(
        stage=request.stage,
        saved=layer.save() if request.save is not None else None,
        lost=layer.lost(),
        not_composed=layer.not_composed,
        applied=applied,
        upgraded=upgraded,
        before=before,
        after=LabelReport.of(LabelSurvey.of(layer.stage)),
        is_reported=request.report,
        seconds=time.monotonic() - begin,
    )
