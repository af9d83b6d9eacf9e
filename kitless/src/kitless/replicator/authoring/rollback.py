"""Taking back what was written before an error."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence

from pxr import Sdf, Usd

_TRANSFORM = "xformOp"
"""What the names of all attributes that make a transform begin with."""


@contextlib.contextmanager
def transforms_kept_on_error(prims: Sequence[Usd.Prim]) -> Iterator[None]:
    """Put the transforms of prims back when the block raises, as far as it writes them to the edit target."""
    before = Sdf.Layer.CreateAnonymous("transforms.usda")
    for prim in prims:
        layer, path = _written(prim)
        Sdf.CreatePrimInLayer(before, path)
        _copy_transform(layer, before, path)
    try:
        yield
    except Exception:
        for prim in prims:
            layer, path = _written(prim)
            for name in _transform(layer, path):
                prim.RemoveProperty(name)
            _copy_transform(before, layer, path)
        raise


def _written(prim: Usd.Prim) -> tuple[Sdf.Layer, Sdf.Path]:
    """The layer and the path at which changes of a prim are written."""
    target = prim.GetStage().GetEditTarget()
    return target.GetLayer(), target.MapToSpecPath(prim.GetPath())


def _transform(layer: Sdf.Layer, path: Sdf.Path) -> list[str]:
    spec = layer.GetPrimAtPath(path)
    return [name for name in spec.properties.keys() if name.startswith(_TRANSFORM)] if spec else []  # noqa: SIM118


def _copy_transform(source: Sdf.Layer, target: Sdf.Layer, path: Sdf.Path) -> None:
    for name in _transform(source, path):
        Sdf.CopySpec(source, path.AppendProperty(name), target, path.AppendProperty(name))
