"""Local and world transforms of prims, with the names of `omni.usd`.

Matrices are USD's: row vectors, so that a point goes to `point * matrix`; lengths are in the stage's unit.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from pxr import Gf, Sdf, Usd, UsdGeom

Op = UsdGeom.XformOp

_AXES = {"X": Gf.Vec3d.XAxis(), "Y": Gf.Vec3d.YAxis(), "Z": Gf.Vec3d.ZAxis()}
_EULER_ORDERS = {
    getattr(Op, f"TypeRotate{order}"): order for order in ("XYZ", "XZY", "YXZ", "YZX", "ZXY", "ZYX")
}
_DEFAULT_ORDER = "XYZ"
_TRANSLATE, _ROTATE, _SCALE = _SIMPLE_ORDER = ("translate", "rotate", "scale")
_KINDS = {
    Op.TypeTranslate: _TRANSLATE,
    **dict.fromkeys((*_EULER_ORDERS, Op.TypeOrient), _ROTATE),
    Op.TypeScale: _SCALE,
}
# xformOp:<kind>; with a suffix, as of a pivot, there are three.
_PARTS_OF_A_PLAIN_NAME = 2
# Of lengths, degrees and factors: what differs less is not authored.
_SAME = 1e-12
# Of the cosines between the axes of a rotation.
_SHEAR_TOLERANCE = 1e-6

_VECTORS = {Op.PrecisionDouble: Gf.Vec3d, Op.PrecisionFloat: Gf.Vec3f, Op.PrecisionHalf: Gf.Vec3h}
_QUATERNIONS = {Op.PrecisionDouble: Gf.Quatd, Op.PrecisionFloat: Gf.Quatf, Op.PrecisionHalf: Gf.Quath}


class SRT(NamedTuple):
    """Scale, Euler angles in degrees, the axes in the order in which they turn (0 is X), and translation."""

    scale: Gf.Vec3d
    rotation: Gf.Vec3d
    rotation_order: Gf.Vec3i
    translation: Gf.Vec3d


def get_world_transform_matrix(prim: Usd.Prim, time_code: Usd.TimeCode | float | None = None) -> Gf.Matrix4d:
    """The transform from a prim's own space to the world.

    Args:
        prim: The prim. One without transform has its parent's.
        time_code: When; None is the default time.
    """
    return UsdGeom.XformCache(_when(time_code)).GetLocalToWorldTransform(prim)


def get_local_transform_matrix(prim: Usd.Prim, time_code: Usd.TimeCode | float | None = None) -> Gf.Matrix4d:
    """The transform from a prim's own space to its parent's; the identity for a prim without one."""
    xformable = UsdGeom.Xformable(prim)
    return xformable.GetLocalTransformation(_when(time_code)) if xformable else Gf.Matrix4d(1.0)


def get_local_transform_SRT(  # noqa: N802 - the name is Kit's
    prim: Usd.Prim, time: Usd.TimeCode | float | None = None
) -> SRT:
    """The local transform taken apart.

    Args:
        prim: The prim.
        time: When; None is the default time.

    Returns:
        (scale, rotation, rotation order, translation). Shear is left out.
    """
    order = _rotation_order(UsdGeom.Xformable(prim))
    matrix = get_local_transform_matrix(prim, time)
    scale, rotation, _ = scale_and_rotation(matrix)
    axes = Gf.Vec3i(*("XYZ".index(axis) for axis in order))
    return SRT(scale, euler_angles(rotation, order), axes, matrix.ExtractTranslation())


def add_default_operations(prim: Usd.Prim) -> None:
    """Give a prim translate, rotateXYZ and scale of the identity, in double precision, unless it has operations."""
    xformable = UsdGeom.Xformable(prim)
    if not xformable or xformable.GetOrderedXformOps():
        return
    xformable.AddTranslateOp(Op.PrecisionDouble).Set(Gf.Vec3d(0.0))
    xformable.AddRotateXYZOp(Op.PrecisionDouble).Set(Gf.Vec3d(0.0))
    xformable.AddScaleOp(Op.PrecisionDouble).Set(Gf.Vec3d(1.0))


def operation_paths(prim: Usd.Prim) -> list[Sdf.Path]:
    """The properties that `set_local_matrix` and `add_default_operations` may author."""
    names = {
        "xformOpOrder",
        "xformOp:translate",
        "xformOp:rotateXYZ",
        "xformOp:scale",
        "xformOp:transform",
        *(str(op.GetOpName()) for op in UsdGeom.Xformable(prim).GetOrderedXformOps()),
    }
    return [prim.GetPath().AppendProperty(name) for name in sorted(names)]


def set_local_matrix(
    prim: Usd.Prim, matrix: Gf.Matrix4d, time_code: Usd.TimeCode | float | None = None
) -> None:
    """Give a prim a local transform.

    Operations of translation, rotation and scale are kept and set. Where they cannot say the matrix, which has
    shear, or are others, they become one operation with the matrix itself.
    """
    xformable = UsdGeom.Xformable(prim)
    add_default_operations(prim)
    scale, rotation, is_sheared = scale_and_rotation(matrix)
    translation = matrix.ExtractTranslation()
    ops = _simple_operations(xformable)
    when = _when(time_code)
    if ops is None or is_sheared:
        _matrix_operation(xformable).Set(matrix, when)
        return
    if _TRANSLATE not in ops and not Gf.IsClose(translation, Gf.Vec3d(0.0), _SAME):
        ops[_TRANSLATE] = xformable.AddTranslateOp(Op.PrecisionDouble)
    if _ROTATE not in ops and abs(rotation.GetAngle()) > _SAME:
        ops[_ROTATE] = xformable.AddRotateXYZOp(Op.PrecisionDouble)
    if _SCALE not in ops and not Gf.IsClose(scale, Gf.Vec3d(1.0), _SAME):
        ops[_SCALE] = xformable.AddScaleOp(Op.PrecisionDouble)
    ordered = [ops[kind] for kind in _SIMPLE_ORDER if kind in ops]
    if xformable.GetOrderedXformOps() != ordered:
        xformable.SetXformOpOrder(ordered, xformable.GetResetXformStack())
    for kind, op in ops.items():
        _set_operation(op, kind, translation, rotation, scale, when)


def compose(
    scale: Gf.Vec3d, rotation: Gf.Vec3d, rotation_order: Gf.Vec3i, translation: Gf.Vec3d
) -> Gf.Matrix4d:
    """The matrix of a transform that was taken apart. See `SRT`."""
    matrix = Gf.Matrix4d().SetScale(Gf.Vec3d(scale))
    for axis in rotation_order:
        turn = Gf.Rotation(_AXES["XYZ"[axis]], rotation[axis])
        matrix *= Gf.Matrix4d().SetRotate(turn)
    return matrix * Gf.Matrix4d().SetTranslate(Gf.Vec3d(translation))


def _when(time_code: Usd.TimeCode | float | None) -> Usd.TimeCode:
    return Usd.TimeCode.Default() if time_code is None else Usd.TimeCode(time_code)


def _rotation_order(xformable: UsdGeom.Xformable) -> str:
    ops = xformable.GetOrderedXformOps() if xformable else []
    orders = [_EULER_ORDERS[op.GetOpType()] for op in ops if op.GetOpType() in _EULER_ORDERS]
    return orders[0] if orders else _DEFAULT_ORDER


def _simple_operations(xformable: UsdGeom.Xformable) -> dict[str, UsdGeom.XformOp] | None:
    """The operations by kind when they are translation, rotation and scale, in this order; some may be missing."""
    found: dict[str, UsdGeom.XformOp] = {}
    for op in xformable.GetOrderedXformOps():
        kind = _KINDS.get(op.GetOpType())
        is_own = not op.IsInverseOp() and len(op.SplitName()) == _PARTS_OF_A_PLAIN_NAME
        if (
            kind is None
            or not is_own
            or any(_SIMPLE_ORDER.index(each) >= _SIMPLE_ORDER.index(kind) for each in found)
        ):
            return None
        found[kind] = op
    return found


def _set_operation(
    op: UsdGeom.XformOp,
    kind: str,
    translation: Gf.Vec3d,
    rotation: Gf.Rotation,
    scale: Gf.Vec3d,
    when: Usd.TimeCode,
) -> None:
    vector = _VECTORS[op.GetPrecision()]
    if kind == _TRANSLATE:
        op.Set(vector(translation), when)
    elif kind == _SCALE:
        op.Set(vector(scale), when)
    elif op.GetOpType() == Op.TypeOrient:
        op.Set(_QUATERNIONS[op.GetPrecision()](rotation.GetQuat()), when)
    else:
        op.Set(vector(euler_angles(rotation, _EULER_ORDERS[op.GetOpType()])), when)


def _matrix_operation(xformable: UsdGeom.Xformable) -> UsdGeom.XformOp:
    ops = xformable.GetOrderedXformOps()
    if len(ops) == 1 and ops[0].GetOpType() == Op.TypeTransform and not ops[0].IsInverseOp():
        return ops[0]
    resets = xformable.GetResetXformStack()
    transform = xformable.MakeMatrixXform()
    xformable.SetResetXformStack(resets)
    return transform


def scale_and_rotation(matrix: Gf.Matrix4d) -> tuple[Gf.Vec3d, Gf.Rotation, bool]:
    """Scale and rotation of a matrix, and whether it has shear that they leave out. A scale may be 0."""
    rows = np.array(matrix)[:3, :3]
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    mirrored = -1.0 if matrix.GetDeterminant3() < 0.0 else 1.0
    axes = mirrored * np.divide(rows, lengths, out=np.zeros((3, 3)), where=lengths > 0.0)
    cosines = axes @ axes.T
    is_sheared = bool(abs(cosines - np.diag(np.diag(cosines))).max() > _SHEAR_TOLERANCE)
    # The nearest rotation; an axis without length is what the others leave for it.
    left, _, right = np.linalg.svd(axes)
    if np.linalg.det(left @ right) < 0.0:
        right[2] *= -1.0
    turned = Gf.Matrix4d(Gf.Matrix3d(left @ right), Gf.Vec3d(0.0))
    return Gf.Vec3d(*(mirrored * lengths[:, 0]).tolist()), turned.ExtractRotation(), is_sheared


def euler_angles(rotation: Gf.Rotation, order: str) -> Gf.Vec3d:
    """Degrees about X, Y and Z that, turned in this order, make the rotation."""
    # Decompose gives its last axis' turn as the first that is made.
    angles = rotation.Decompose(*(_AXES[axis] for axis in reversed(order)))
    by_axis = dict(zip(reversed(order), angles, strict=True))
    return Gf.Vec3d(by_axis["X"], by_axis["Y"], by_axis["Z"])
