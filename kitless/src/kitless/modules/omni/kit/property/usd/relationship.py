"""`omni.kit.property.usd.relationship`: absent. kitless has no property window."""

from kitless.app.absent import absent_class

__all__ = ["RelationshipTargetPicker"]

RelationshipTargetPicker = absent_class("omni.kit.property.usd.relationship.RelationshipTargetPicker")
