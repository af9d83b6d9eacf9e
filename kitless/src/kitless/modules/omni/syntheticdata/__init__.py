"""`omni.syntheticdata`: importable. kitless makes annotators without OmniGraph, so there are no node templates."""

from omni.syntheticdata import _syntheticdata, sensors

from kitless.app.absent import absent_class

__all__ = ["SyntheticData", "SyntheticDataStage", "_syntheticdata", "sensors"]

SyntheticData = absent_class("omni.syntheticdata.SyntheticData")
# Writers take these two apart at their top, long before they need one.
SyntheticData.NodeTemplate = absent_class("omni.syntheticdata.SyntheticData.NodeTemplate")
SyntheticData.NodeConnectionTemplate = absent_class("omni.syntheticdata.SyntheticData.NodeConnectionTemplate")
SyntheticDataStage = absent_class("omni.syntheticdata.SyntheticDataStage")
