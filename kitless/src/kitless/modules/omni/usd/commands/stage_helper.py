"""`omni.usd.commands.stage_helper`."""

from kitless.commands.stage_helper import UsdStageHelper

__all__ = ["UsdStageHelper"]
