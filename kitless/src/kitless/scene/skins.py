"""Which gprims of a stage follow which skeletons (UsdSkel)."""

from __future__ import annotations

from pxr import Sdf, Usd, UsdGeom, UsdSkel

from .findings import SceneFindings
from .skinning import Skin

_EVERYTHING = Usd.TraverseInstanceProxies(Usd.PrimDefaultPredicate)


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
        self.skeletons: dict[Sdf.Path, UsdSkel.SkeletonQuery] = {}
        """Of every skeleton on the stage, instance proxies included, in path order."""
        skeletons: list[UsdSkel.Skeleton] = []
        for prim in Usd.PrimRange.Stage(stage, _EVERYTHING):
            if prim.IsA(UsdSkel.Root):
                self._read(UsdSkel.Root(prim))
            elif prim.IsA(UsdSkel.Skeleton):
                skeletons.append(UsdSkel.Skeleton(prim))
        for skeleton in sorted(skeletons, key=UsdSkel.Skeleton.GetPath):
            query = self._cache.GetSkelQuery(skeleton)
            if query:
                self.skeletons[skeleton.GetPath()] = query

    def of(self, prim: Usd.Prim) -> Skin | None:
        """How a gprim follows a skeleton; None, with a finding if it was meant to, when it follows none."""
        skin = self._skins.get(prim.GetPath())
        if skin is None and prim.HasAPI(UsdSkel.BindingAPI):
            reason = _reason(prim)
            if reason:
                self._findings.add("skinning", prim.GetPath(), f"drawn in its rest pose: {reason}")
        return skin

    def _read(self, root: UsdSkel.Root) -> None:
        self._cache.Populate(root, _EVERYTHING)
        for binding in self._cache.ComputeSkelBindings(root, _EVERYTHING):
            skeleton = binding.GetSkeleton().GetPrim()
            query = self._cache.GetSkelQuery(binding.GetSkeleton())
            if not query:
                continue
            for skinning in binding.GetSkinningTargets():
                path = skinning.GetPrim().GetPath()
                self._skins[path] = Skin(skinning, skeleton, query, self._findings)


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
