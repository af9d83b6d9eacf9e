"""Whether layers measure in the same units, with the names of `omni.metrics.assembler.core`."""

from __future__ import annotations

from typing import TypedDict

from pxr import Sdf, UsdGeom

from kitless.errors import NotImplementedByKitlessError, StageOpenError


class LayerCheck(TypedDict):
    """What `MetricsAssembler.check_layers` found: `ret_val` is True when the units diverge."""

    ret_val: bool


class MetricsAssembler:
    """Compares the units of layers. A layer that does not author them has USD's: centimetres and Y up."""

    def check_layers(self, root_layer: str, layer: str, stage_id: int = -1) -> LayerCheck:
        """Compare the length of a unit and the up axis of two layers.

        Args:
            root_layer: The identifier of the layer that refers to the other.
            layer: The identifier of the other.
            stage_id: The stage's id in `UsdUtils.StageCache`. Layers are found without it.

        Raises:
            StageOpenError: A layer cannot be opened.

        Differs:
            Compares metersPerUnit and upAxis; of Kit's result it has `ret_val` alone.
        """
        del stage_id
        return {"ret_val": _metrics(root_layer) != _metrics(layer)}

    def resolve_stage(self, stage_id: int) -> None:
        """Refuse: kitless does not correct units.

        Raises:
            NotImplementedByKitlessError: Always.
        """
        raise NotImplementedByKitlessError(
            f"omni.metrics.assembler.core: resolve_stage (of stage {stage_id}); scale the prim instead"
        )


def get_metrics_assembler_interface() -> MetricsAssembler:
    """What compares the units of layers."""
    return MetricsAssembler()


def _metrics(identifier: str) -> tuple[float, str]:
    layer = Sdf.Layer.FindOrOpen(identifier)
    if layer is None:
        raise StageOpenError(identifier, "its units cannot be compared, USD cannot open it as a layer")
    root = layer.pseudoRoot
    units, up_axis = (
        root.GetInfo(key) if root.HasInfo(key) else fallback
        for key, fallback in (
            (UsdGeom.Tokens.metersPerUnit, UsdGeom.LinearUnits.centimeters),
            (UsdGeom.Tokens.upAxis, UsdGeom.GetFallbackUpAxis()),
        )
    )
    return float(units), str(up_axis)
