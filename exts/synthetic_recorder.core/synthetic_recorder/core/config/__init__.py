"""What to record, as data: frozen dataclasses, JSON in and out, no runtime.

Imports neither ``omni`` nor ``carb`` nor ``pxr``, so that a config can be read where there is no Kit.
"""

from .first_session import first_config
from .isaac_sim import is_isaac_sim_config
from .model import ControlConfig, RenderProductConfig, WriterConfig
from .output_config import OnConflict, OutputConfig, S3Config
from .overrides import apply_overrides
from .recorder_config import CONFIG_VERSION, RecorderConfig

__all__ = [
    "CONFIG_VERSION",
    "ControlConfig",
    "OnConflict",
    "OutputConfig",
    "RecorderConfig",
    "RenderProductConfig",
    "S3Config",
    "WriterConfig",
    "apply_overrides",
    "first_config",
    "is_isaac_sim_config",
]
