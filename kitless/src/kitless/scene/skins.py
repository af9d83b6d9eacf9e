"""Which gprims of a stage follow which skeletons (UsdSkel)."""

from __future__ import annotations

from pxr import Sdf, Usd, UsdGeom, UsdSkel

from .copies import IN_PROTOTYPES_TOO
from .findings import SceneFindings
from .skinning import Skin


class Skins:
    """The skeletons of a stage and what is bound to them, as authored when this was made.

    Skeletons work below a `UsdSkel.Root` only, as UsdSkel says.

    Args:
        stage: The stage.
        findings: Receives bindings that lead nowhere.
    """

    def __init__(self, stage: Usd.Stage, findings: SceneFindings) -> None:
        self._findings = findings
        # Its queries live as long as it does.
        self._cache = UsdSkel.Cache()
        self._skins: dict[Sdf.Path, Skin] = {}
        skeletons: list[Usd.Prim] = []
        for prim in Usd.PrimRange.Stage(stage, IN_PROTOTYPES_TOO):
            if prim.IsA(UsdSkel.Root):
                self._read(UsdSkel.Root(prim))
            elif prim.IsA(UsdSkel.Skeleton):
                skeletons.append(prim)
        bound = {skin.skeleton for skin in self._skins.values()}
        self.skeletons_without_skin: tuple[Usd.Prim, ...] = tuple(
            prim for prim in skeletons if prim not in bound and _stands_on_stage(prim)
        )
        """Skeletons of the stage, and not of a point instancer, that nothing is bound to."""

    def of(self, prim: Usd.Prim) -> Skin | None:
        """How a gprim follows a skeleton; None, with a finding if it was meant to, when it follows none."""
        skin = self._skins.get(prim.GetPath())
        if skin is None and prim.HasAPI(UsdSkel.BindingAPI):
            reason = _reason(prim)
            if reason:
                self._findings.add("skinning", prim.GetPath(), f"drawn as authored and not posed: {reason}")
        return skin

    def space_of(self, prim: Usd.Prim) -> Usd.Prim:
        """The prim that places a gprim: the skeleton whose joints move it, else the gprim itself."""
        skin = self._skins.get(prim.GetPath())
        return skin.skeleton if skin is not None and skin.has_joints else prim

    def query(self, skeleton: Usd.Prim) -> UsdSkel.SkeletonQuery:
        """Joints and animation of a skeleton; not valid when its joints are not."""
        return self._cache.GetSkelQuery(UsdSkel.Skeleton(skeleton))

    def _read(self, root: UsdSkel.Root) -> None:
        self._cache.Populate(root, IN_PROTOTYPES_TOO)
        for binding in self._cache.ComputeSkelBindings(root, IN_PROTOTYPES_TOO):
            skeleton = binding.GetSkeleton().GetPrim()
            query = self._cache.GetSkelQuery(binding.GetSkeleton())
            if not query:
                continue
            for skinning in binding.GetSkinningTargets():
                path = skinning.GetPrim().GetPath()
                self._skins[path] = Skin(skinning, skeleton, query, self._findings)


def _stands_on_stage(prim: Usd.Prim) -> bool:
    if not prim.IsDefined() or prim.IsAbstract():
        return False
    while prim:
        if prim.IsA(UsdGeom.PointInstancer):
            return False
        prim = prim.GetParent()
    return True


def _reason(prim: Usd.Prim) -> str | None:
    """Why a gprim with a skeleton's bindings follows none; None for one that was not meant to."""
    bindings = UsdSkel.BindingAPI(prim)
    primvars = UsdGeom.PrimvarsAPI(prim)
    if not primvars.FindPrimvarWithInheritance("skel:jointIndices").HasValue():
        return None if not bindings.GetInheritedSkeleton() else "it has no joint indices"
    if not bindings.GetInheritedSkeleton():
        return "it is bound to no skeleton on the stage"
    ancestor = prim
    while ancestor and not ancestor.IsA(UsdSkel.Root):
        ancestor = ancestor.GetParent()
    if not ancestor:
        return "it stands below no SkelRoot"
    return "its joint indices and weights, or its skeleton, are not valid"
