"""Rotations that look at something."""

from __future__ import annotations

from pxr import Gf, Usd, UsdGeom

from kitless.replicator.authoring.errors import AuthoringError

# Below this sine between the view and the up axis, "up" is not a direction of the picture any more.
_PARALLEL = 1e-6

_AXES = (Gf.Vec3d.XAxis(), Gf.Vec3d.YAxis(), Gf.Vec3d.ZAxis())


def up_axis_of(stage: Usd.Stage) -> Gf.Vec3d:
    """The stage's up axis as a vector."""
    return Gf.Vec3d.ZAxis() if UsdGeom.GetStageUpAxis(stage) == UsdGeom.Tokens.z else Gf.Vec3d.YAxis()


def look_at(wanted_by: str, eye: Gf.Vec3d, target: Gf.Vec3d, up: Gf.Vec3d) -> Gf.Matrix4d:
    """The rotation, local to world, of what stands at ``eye`` and whose -Z axis points at ``target``.

    Its Y axis is as near to ``up`` as that leaves it. Along the up axis itself nothing is up: then X follows Z as the
    direction that it stands back to, Y follows X and Z follows Y. So pictures from straight above, on a stage with Z
    up, have +Y on their right and -X on top, as published pictures of Replicator have.

    Raises:
        AuthoringError: Eye and target are the same point.
    """
    back = eye - target
    if back.Normalize() == 0.0:
        raise AuthoringError(
            f"{wanted_by}: expected a point to look at other than the prim's own, got {target}"
        )
    up = up.GetNormalized()
    right = Gf.Cross(up, back)
    if right.GetLength() < _PARALLEL:
        main = max(range(3), key=lambda axis: abs(up[axis]))
        right = Gf.Cross(up, _AXES[(main + 1) % 3])
    right.Normalize()
    top = Gf.Cross(back, right)
    return Gf.Matrix4d(*right, 0, *top, 0, *back, 0, 0, 0, 0, 1)
