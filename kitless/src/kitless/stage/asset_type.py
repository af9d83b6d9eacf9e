"""What kind of asset a path is, with the names of `omni.kit.widget.stage.stage_model`."""

from __future__ import annotations

from pxr import Sdf


class AssetType:
    """Tells kinds of assets by their file endings.

    Differs:
        Has `is_usd` alone.
    """

    def is_usd(self, asset: str) -> bool:
        """Whether the path ends as a format that USD can read does."""
        return Sdf.FileFormat.FindByExtension(asset) is not None
