"""What changed on a stage since the scene was last brought up to date."""

from __future__ import annotations

from dataclasses import dataclass

from pxr import Sdf, Tf, Usd, UsdGeom

from .shape import shape_attribute_names

_LENS = frozenset(UsdGeom.Camera.GetSchemaAttributeNames(False)) - {"fStop"} | {"omni:kit:centerOfInterest"}
"""Names of attributes; what a viewport notes of what it turns around is among them."""

_COLORS = frozenset({"primvars:displayColor", "primvars:displayColor:indices"})


@dataclass(frozen=True)
class Edits:
    """What has changed between two updates; see `StageChanges`."""

    rebuild: bool
    edited: frozenset[Sdf.Path]
    moved: frozenset[Sdf.Path]


class StageChanges:
    """Listens to a stage's notices and sorts them by what they cost.

    Attributes:
        rebuild: Something else than the following has changed: materials, lights, the prims themselves.
        edited: Paths of the gprims whose own shapes or colours have changed.
        moved: Paths of the prims whose own transforms have changed.
    """

    def __init__(self, stage: Usd.Stage) -> None:
        self.rebuild = True
        self.edited: set[Sdf.Path] = set()
        self.moved: set[Sdf.Path] = set()
        self._listener = Tf.Notice.Register(Usd.Notice.ObjectsChanged, self._on_objects_changed, stage)

    def take(self) -> Edits:
        """What has changed, which begins anew: the scene is going to be brought up to date."""
        taken = Edits(self.rebuild, frozenset(self.edited), frozenset(self.moved))
        self.rebuild, self.edited, self.moved = False, set(), set()
        return taken

    def put_back(self, edits: Edits) -> None:
        """Note what was taken once more: the scene was not brought up to date."""
        self.rebuild |= edits.rebuild
        self.edited |= edits.edited
        self.moved |= edits.moved

    def close(self) -> None:
        """Stop listening; idempotent."""
        self._listener.Revoke()

    def _on_objects_changed(self, notice: Usd.Notice.ObjectsChanged, stage: Usd.Stage) -> None:
        paths: list[Sdf.Path] = [*notice.GetResyncedPaths(), *notice.GetChangedInfoOnlyPaths()]
        for path in paths:
            if _is_of_lone_camera(path, stage) and _is_only_seen_through(path.name):
                continue
            if path.IsPropertyPath() and _is_transform(path.name):
                self.moved.add(path.GetPrimPath())
            elif path.IsPropertyPath() and _is_of_its_own(path, stage):
                self.edited.add(path.GetPrimPath())
            elif not (path.IsPropertyPath() and _is_label(path.name)) or _is_of_subset(path, stage):
                self.rebuild = True


def _is_transform(attribute: str) -> bool:
    return bool(UsdGeom.Xformable.IsTransformationAffectedByAttrNamed(attribute))


def _is_of_its_own(attribute: Sdf.Path, stage: Usd.Stage) -> bool:
    """Whether an attribute is one of a gprim's that say what shape and colour it has, and nothing else."""
    prim = stage.GetPrimAtPath(attribute.GetPrimPath())
    if not prim or not prim.IsA(UsdGeom.Gprim):
        return False
    return attribute.name in _COLORS or attribute.name in shape_attribute_names(prim.GetTypeName())


def _is_label(attribute: str) -> bool:
    return attribute.startswith(("semantics:labels:", "semantic:"))


def _is_of_subset(attribute: Sdf.Path, stage: Usd.Stage) -> bool:
    """Whether an attribute is a GeomSubset's: its faces are drawn by themselves if it has a label."""
    prim = stage.GetPrimAtPath(attribute.GetPrimPath())
    return bool(prim) and prim.IsA(UsdGeom.Subset)


def _is_of_lone_camera(attribute: Sdf.Path, stage: Usd.Stage) -> bool:
    """Whether it is a property of a camera with nothing below it, in what it is an instance of neither."""
    if not attribute.IsPropertyPath():
        return False
    prim = stage.GetPrimAtPath(attribute.GetPrimPath())
    return bool(prim) and prim.IsA(UsdGeom.Camera) and not (prim.IsInstance() or prim.GetAllChildren())


def _is_only_seen_through(attribute: str) -> bool:
    """Whether a camera's attribute says where it is and what it sees: who looks changes nothing of what there is.

    An fStop, or a camera that is shown again, is one more finding.
    """
    return attribute in _LENS or _is_transform(attribute)
