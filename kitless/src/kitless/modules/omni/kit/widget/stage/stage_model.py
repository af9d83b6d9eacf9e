"""`omni.kit.widget.stage.stage_model`."""

from kitless.stage.asset_type import AssetType

__all__ = ["AssetType"]
