"""`omni.syntheticdata._syntheticdata`: absent."""

from kitless.app.absent import absent_class

__all__ = ["SensorType"]

SensorType = absent_class("omni.syntheticdata._syntheticdata.SensorType")
