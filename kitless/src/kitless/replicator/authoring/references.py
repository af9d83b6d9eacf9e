"""Prims that come from files, and copies of prims."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pxr import Ar, Sdf, Tf, Usd, UsdUtils

from kitless.replicator.authoring.errors import AuthoringError


def define_reference(wanted_by: str, stage: Usd.Stage, path: Sdf.Path, usd_path: Any) -> Usd.Prim:
    """Define a prim that is the default prim of a file; an Xform where the file does not say what it is.

    Raises:
        AuthoringError: The file is not there, cannot be read, or has no default prim.
    """
    if not isinstance(usd_path, str | Path):
        raise AuthoringError(f"{wanted_by}: expected the path of a USD file as usd_path, got {usd_path!r}")
    identifier = str(usd_path)
    # Relative paths count from the layer that is written to, as USD reads them later.
    anchored = stage.GetEditTarget().GetLayer().ComputeAbsolutePath(identifier)
    if not Ar.GetResolver().Resolve(anchored):
        raise AuthoringError(
            f"{wanted_by}: there is no file {identifier}; kitless reads files of this machine only: download the "
            "asset first, or correct the path"
        )
    try:
        layer = Sdf.Layer.FindOrOpen(anchored)
    except Tf.ErrorException as error:
        raise AuthoringError(f"{wanted_by}: {identifier} cannot be read as USD: {error}") from error
    if layer is None or not layer.GetPrimAtPath(layer.GetDefaultPrimAsPath()):
        raise AuthoringError(
            f"{wanted_by}: {identifier} has no default prim, so that a reference to it is empty; set defaultPrim in it"
        )
    prim = stage.DefinePrim(path)
    prim.GetReferences().AddReference(identifier)
    if not prim.GetTypeName():
        prim.SetTypeName("Xform")
    return prim


def define_clone(stage: Usd.Stage, path: Sdf.Path, source: Usd.Prim) -> Usd.Prim:
    """Copy a prim with all that is below it, so that the copy is its own from then on.

    All layers of the stage count. What the source refers to is referenced by the copy, too; a source that is itself
    part of what a prim above it refers to is written out.
    """
    merged = Sdf.Layer.CreateAnonymous("clone.usda")
    copy = Sdf.Path.absoluteRootPath.AppendChild("Copy")
    layers = [_written_out(stage, source)] if _is_part_of_a_reference(source) else stage.GetLayerStack()
    for layer in layers:
        if layer.GetPrimAtPath(source.GetPath()):
            weaker = Sdf.Layer.CreateAnonymous("clone.usda")
            Sdf.CopySpec(layer, source.GetPath(), weaker, copy)
            UsdUtils.StitchLayers(merged, weaker)
    target = stage.GetEditTarget()
    Sdf.CreatePrimInLayer(target.GetLayer(), target.MapToSpecPath(path))
    Sdf.CopySpec(merged, copy, target.GetLayer(), target.MapToSpecPath(path))
    prim = stage.GetPrimAtPath(path)
    if not prim.IsDefined():
        prim.SetSpecifier(Sdf.SpecifierDef)
    return prim


def _is_part_of_a_reference(prim: Usd.Prim) -> bool:
    """Whether something of the prim comes from what one above it refers to: a file, a variant, an instance."""
    if prim.IsInstanceProxy():
        return True
    nodes = [prim.GetPrimIndex().rootNode]
    for node in nodes:
        nodes.extend(node.children)
    return any(node.IsDueToAncestor() for node in nodes)


def _written_out(stage: Usd.Stage, prim: Usd.Prim) -> Sdf.Layer:
    """A layer that says all of a prim by itself, at the same path."""
    changes = Sdf.Layer.CreateAnonymous("clone.usda")
    changes.subLayerPaths.append(stage.GetSessionLayer().identifier)
    only_this = Usd.StagePopulationMask([prim.GetPath()])
    alone = Usd.Stage.OpenMasked(stage.GetRootLayer(), changes, stage.GetPathResolverContext(), only_this)
    alone.SetEditTarget(changes)
    # What instances share would be left behind.
    while instances := [each for each in alone.Traverse() if each.IsInstance()]:
        for instance in instances:
            instance.SetInstanceable(False)
    return alone.Flatten(addSourceFileComment=False)
