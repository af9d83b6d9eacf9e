"""Which prims can be given labels, and what to label instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import PrimNotEditableError

if TYPE_CHECKING:
    from pxr import Sdf, Usd


def prim_to_label(prim: Usd.Prim) -> Usd.Prim:
    """The prim whose labels a prim has and that can be edited: itself, or the instance that it is inside of."""
    while prim.IsInstanceProxy():
        prim = prim.GetParent()
    return prim


def check_editable(prim: Usd.Prim, target: Usd.EditTarget) -> Sdf.Path:
    """Check that labels of a prim can be written to an edit target.

    Returns:
        Where in the target's layer.

    Raises:
        PrimNotEditableError: They cannot.
    """
    if not prim:
        raise PrimNotEditableError("a prim that is gone cannot be labelled; select one that is on the stage")
    if prim.IsPseudoRoot():
        raise PrimNotEditableError("the root of a stage cannot be labelled; select a prim below it")
    if prim.IsInstanceProxy():
        raise PrimNotEditableError(_inside_instance(prim))
    if prim.IsInPrototype():
        raise PrimNotEditableError(
            f"{prim.GetPath()} cannot be labelled: USD has made it from what instances share; label one of the "
            "instances instead"
        )
    layer = target.GetLayer()
    path = target.MapToSpecPath(prim.GetPath())
    if path.isEmpty:
        raise PrimNotEditableError(
            f"{prim.GetPath()} cannot be labelled: the edit target, in {layer.identifier}, has no place for it; choose "
            "another edit target, such as the root layer"
        )
    if not layer.permissionToEdit:
        raise PrimNotEditableError(
            f"{prim.GetPath()} cannot be labelled: the edit target {layer.identifier} is locked; unlock it, or choose "
            "another layer"
        )
    return path


def _inside_instance(prim: Usd.Prim) -> str:
    instance = prim_to_label(prim)
    stack = prim.GetPrimInPrototype().GetPrimStack()
    source = (
        f", or {stack[0].path} in {stack[0].layer.identifier}, which all instances of it share"
        if stack
        else ""
    )
    return (
        f"{prim.GetPath()} cannot be labelled: it is inside the instance {instance.GetPath()}; label "
        f"{instance.GetPath()} instead, and all that it shows has the label{source}"
    )
