"""Labels on stages, by USD's own schema."""

from __future__ import annotations

from pxr import Sdf, Usd, UsdSemantics


def set_labels(stage, path, semantic_type, texts):
    UsdSemantics.LabelsAPI.Apply(stage.GetPrimAtPath(path), semantic_type).CreateLabelsAttr(texts)


def labels_in(file):
    """Return path -> type -> labels of all prims, as USD's own schema reads them."""
    labels = {}
    stage = Usd.Stage.Open(str(file))
    for prim in stage.Traverse():
        types = UsdSemantics.LabelsAPI.GetDirectTaxonomies(prim)
        if types:
            labels[str(prim.GetPath())] = {
                name: list(UsdSemantics.LabelsAPI(prim, name).GetLabelsAttr().Get()) for name in types
            }
    return labels


def flattened(file):
    """Return all that a stage is, without what its root layer says about itself."""
    layer = Usd.Stage.Open(str(file)).Flatten()
    layer.comment = layer.documentation = ""
    return layer.ExportToString().replace(Sdf.Layer.FindOrOpen(str(file)).realPath, "").partition("\n")[2]
