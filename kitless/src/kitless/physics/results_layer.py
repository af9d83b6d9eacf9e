"""Where bodies are, written to a layer of its own in the session: no file changes, and stopping leaves nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pxr import Gf, Sdf, Usd, UsdGeom

_TRANSFORM = "xformOp:transform:physics"


class ResultsLayer:
    """Transforms of bodies, in a sublayer of a stage's session layer.

    Args:
        stage: The stage; it has a session layer.
    """

    def __init__(self, stage: Usd.Stage) -> None:
        self._session = stage.GetSessionLayer()
        self._layer = Sdf.Layer.CreateAnonymous("physics")
        self._session.subLayerPaths.insert(0, self._layer.identifier)

    def write(self, transforms: Mapping[str, Gf.Matrix4d]) -> None:
        """Put bodies somewhere in the world.

        Args:
            transforms: From each body's frame to the world's, in the stage's unit, by path.
        """
        with Sdf.ChangeBlock():
            for path, matrix in transforms.items():
                attribute = self._layer.GetAttributeAtPath(f"{path}.{_TRANSFORM}")
                if attribute is None:
                    attribute = self._define(path)
                attribute.default = matrix

    def forget(self, paths: Iterable[str]) -> None:
        """Let bodies be where the other layers say."""
        with Sdf.ChangeBlock():
            for path in paths:
                prim = self._layer.GetPrimAtPath(path)
                if prim is not None:
                    for name in (_TRANSFORM, UsdGeom.Tokens.xformOpOrder):
                        if name in prim.properties:
                            prim.RemoveProperty(prim.properties[name])

    def clear(self) -> None:
        """Let everything be where the other layers say."""
        self._layer.Clear()

    def remove(self) -> None:
        """Take the layer out of the session."""
        self._layer.Clear()
        if self._layer.identifier in self._session.subLayerPaths:
            self._session.subLayerPaths.remove(self._layer.identifier)

    def _define(self, path: str) -> Sdf.AttributeSpec:
        prim = Sdf.CreatePrimInLayer(self._layer, path)
        order = Sdf.AttributeSpec(
            prim, UsdGeom.Tokens.xformOpOrder, Sdf.ValueTypeNames.TokenArray, Sdf.VariabilityUniform
        )
        order.default = [UsdGeom.XformOpTypes.resetXformStack, _TRANSFORM]
        return Sdf.AttributeSpec(prim, _TRANSFORM, Sdf.ValueTypeNames.Matrix4d)
