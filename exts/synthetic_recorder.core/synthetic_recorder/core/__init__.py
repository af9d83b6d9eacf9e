"""Records labelled synthetic data from the open stage.

What is exported here is loaded when it is first asked for (PEP 562), so that the parts that need no Kit, the
config above all, can be imported where there is none.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .config import (
        ControlConfig,
        OnConflict,
        OutputConfig,
        RecorderConfig,
        RenderProductConfig,
        S3Config,
        WriterConfig,
        first_config,
    )
    from .data_set.reader import RecordedDataSet, RecordedFrame, RecordedView, open_recording
    from .data_set.verify import Problem, ProblemKind, Verification, verify
    from .errors import (
        ConfigError,
        DataSetError,
        FrameFilesError,
        MissingPackageError,
        NameMissingError,
        OutputError,
        PreflightError,
        RecorderError,
        RecorderStateError,
        RecordingError,
        ReplayError,
        WriterError,
    )
    from .extension import get_recorder
    from .findings import Finding, Severity
    from .foreseen_place import ForeseenPlace, PlaceAction, foresee_place
    from .preflight import check_s3
    from .progress import Progress
    from .recorder import Recorder
    from .recording import Recording
    from .state import RecorderState
    from .subscriptions import Subscribers, Subscription
    from .writers import WriterDescription, WriterParameter, describe_writer, describe_writers

__all__ = [
    "ConfigError",
    "ControlConfig",
    "DataSetError",
    "Finding",
    "ForeseenPlace",
    "FrameFilesError",
    "MissingPackageError",
    "NameMissingError",
    "OnConflict",
    "OutputConfig",
    "OutputError",
    "PlaceAction",
    "PreflightError",
    "Problem",
    "ProblemKind",
    "Progress",
    "RecordedDataSet",
    "RecordedFrame",
    "RecordedView",
    "Recorder",
    "RecorderConfig",
    "RecorderError",
    "RecorderState",
    "RecorderStateError",
    "Recording",
    "RecordingError",
    "RenderProductConfig",
    "ReplayError",
    "S3Config",
    "Severity",
    "Subscribers",
    "Subscription",
    "Verification",
    "WriterConfig",
    "WriterDescription",
    "WriterError",
    "WriterParameter",
    "check_s3",
    "describe_writer",
    "describe_writers",
    "first_config",
    "foresee_place",
    "get_recorder",
    "open_recording",
    "verify",
]

_MODULE_OF = {
    "ConfigError": "errors",
    "ControlConfig": "config",
    "DataSetError": "errors",
    "Finding": "findings",
    "ForeseenPlace": "foreseen_place",
    "FrameFilesError": "errors",
    "MissingPackageError": "errors",
    "NameMissingError": "errors",
    "OnConflict": "config",
    "OutputConfig": "config",
    "OutputError": "errors",
    "PlaceAction": "foreseen_place",
    "PreflightError": "errors",
    "Problem": "data_set.verify",
    "ProblemKind": "data_set.verify",
    "Progress": "progress",
    "RecordedDataSet": "data_set.reader",
    "RecordedFrame": "data_set.reader",
    "RecordedView": "data_set.reader",
    "Recorder": "recorder",
    "RecorderConfig": "config",
    "RecorderError": "errors",
    "RecorderState": "state",
    "RecorderStateError": "errors",
    "Recording": "recording",
    "RecordingError": "errors",
    "RenderProductConfig": "config",
    "ReplayError": "errors",
    "S3Config": "config",
    "Severity": "findings",
    "Subscribers": "subscriptions",
    "Subscription": "subscriptions",
    "Verification": "data_set.verify",
    "WriterConfig": "config",
    "WriterDescription": "writers",
    "WriterError": "errors",
    "WriterParameter": "writers",
    "check_s3": "preflight",
    "describe_writer": "writers",
    "describe_writers": "writers",
    "first_config": "config",
    "foresee_place": "foreseen_place",
    "get_recorder": "extension",
    "open_recording": "data_set.reader",
    "verify": "data_set.verify",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_MODULE_OF[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
