"""`omni.physics.tensors`: absent classes, for annotations. kitless has no arrays of joints."""

from kitless.app.absent import absent_class

__all__ = ["DofType", "JointType"]

DofType = absent_class("omni.physics.tensors.DofType")
JointType = absent_class("omni.physics.tensors.JointType")
