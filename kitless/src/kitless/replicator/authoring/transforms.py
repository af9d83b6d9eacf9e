"""Position, rotation and scale of a prim, as operations of its own transform.

    xformOpOrder = [… translate, rotation, scale …]       rotation: rotateXYZ, another order of three, or orient

What is there already is set where it stands, in the type that it has; what is missing is added in this order. A
transform of other operations, such as a matrix, becomes these three, with the same result.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

import numpy as np
from pxr import Gf, Usd, UsdGeom

from kitless.replicator.authoring.errors import AuthoringError
from kitless.stage.transforms import euler_angles, scale_and_rotation

Op = UsdGeom.XformOp

_logger = logging.getLogger(__name__)

_AXES = {"X": Gf.Vec3d.XAxis(), "Y": Gf.Vec3d.YAxis(), "Z": Gf.Vec3d.ZAxis()}
_EULER_TYPES = {
    order: getattr(Op, f"TypeRotate{order}") for order in ("XYZ", "XZY", "YXZ", "YZX", "ZXY", "ZYX")
}
_EULER_ORDERS = {op_type: order for order, op_type in _EULER_TYPES.items()}
_ROTATIONS = frozenset({*_EULER_ORDERS, Op.TypeOrient})
_VECTORS = {Op.PrecisionDouble: Gf.Vec3d, Op.PrecisionFloat: Gf.Vec3f, Op.PrecisionHalf: Gf.Vec3h}
_QUATERNIONS = {Op.PrecisionDouble: Gf.Quatd, Op.PrecisionFloat: Gf.Quatf, Op.PrecisionHalf: Gf.Quath}


def check_order(order: str) -> None:
    """Refuse what is no order of three axes.

    Raises:
        AuthoringError: It is none.
    """
    if order not in _EULER_TYPES:
        raise AuthoringError(f"rotation order: expected one of {', '.join(_EULER_TYPES)}, got {order!r}")


def check_movable(prims: Iterable[Usd.Prim]) -> None:
    """Refuse prims that cannot be placed, before one of them is.

    Raises:
        AuthoringError: A prim has no transform.
    """
    for prim in prims:
        if not UsdGeom.Xformable(prim):
            raise AuthoringError(
                f"{prim.GetPath()} is a {prim.GetTypeName() or 'prim without type'} and has no transform; move a prim "
                "such as an Xform above or below it"
            )


def add_identity(prim: Usd.Prim) -> None:
    """Give a new prim all three operations, so that callers find the attributes that they set themselves."""
    set_position(prim, Gf.Vec3d(0.0))
    set_rotation(prim, Gf.Vec3d(0.0))
    set_scale(prim, Gf.Vec3d(1.0))


def set_position(prim: Usd.Prim, position: Gf.Vec3d) -> None:
    """Set where the prim's origin is, in the space of its parent.

    Raises:
        AuthoringError: The prim has no transform.
    """
    xformable = _simple(prim)
    op = _find(xformable, Op.TypeTranslate)
    if op is None:
        op = _add(xformable, Op.TypeTranslate)
        _insert(xformable, op, 0)
    _set(op, _VECTORS[op.GetPrecision()](position))


def set_scale(prim: Usd.Prim, scale: Gf.Vec3d) -> None:
    """Set the factors along the prim's own axes. See `set_position`."""
    xformable = _simple(prim)
    op = _find(xformable, Op.TypeScale)
    if op is None:
        op = _add(xformable, Op.TypeScale)
        _insert(xformable, op, _before_closing(xformable))
    _set(op, _VECTORS[op.GetPrecision()](scale))


def set_rotation(prim: Usd.Prim, rotation: Gf.Vec3d | Gf.Quatd | Gf.Matrix4d, order: str = "XYZ") -> None:
    """Set how the prim is turned, in the space of its parent.

    Args:
        prim: The prim.
        rotation: Angles about the axes in degrees, a quaternion of length 1, or a matrix without scale.
        order: The order in which the angles turn about the axes: "XYZ" turns about X first.

    Raises:
        AuthoringError: The prim has no transform, or there is no such order.
    """
    check_order(order)
    xformable = _simple(prim)
    op = _rotation_op(xformable)
    op_type = op.GetOpType()
    if op_type == Op.TypeOrient:
        _set(op, _QUATERNIONS[op.GetPrecision()](_rotation(rotation, order).GetQuat()))
    elif isinstance(rotation, Gf.Vec3d) and _EULER_TYPES[order] == op_type:
        _set(op, _VECTORS[op.GetPrecision()](rotation))
    else:
        angles = euler_angles(_rotation(rotation, order), _EULER_ORDERS[op_type])
        _set(op, _VECTORS[op.GetPrecision()](angles))


def world_position(prim: Usd.Prim, time: Usd.TimeCode) -> Gf.Vec3d:
    """Where a prim's origin is in the world; where its nearest parent with a transform is if it has none."""
    return UsdGeom.XformCache(time).GetLocalToWorldTransform(prim).ExtractTranslation()


def world_to_parent_rotation(prim: Usd.Prim, rotation: Gf.Matrix4d, time: Usd.TimeCode) -> Gf.Matrix4d:
    """The rotation in the space of a prim's parent that turns the prim as a rotation in the world says.

    Below what scales unevenly or mirrors, axes do not stay at right angles. What is turned as asked is then what
    cameras look by: the transform without its scale and shear, and mirrored back along X.
    """
    if UsdGeom.Xformable(prim).GetResetXformStack():
        return rotation
    parent = UsdGeom.XformCache(time).GetParentToWorldTransform(prim)
    # With local * parent = stretch * rotation, parent * inverse(rotation) = inverse(local) * stretch.
    left, _, right = np.linalg.svd(np.array(parent)[:3, :3] @ np.array(rotation)[:3, :3].T)
    local = (left @ right).T
    if np.linalg.det(local) < 0.0:
        local[0] *= -1.0
    return Gf.Matrix4d(Gf.Matrix3d(local), Gf.Vec3d(0.0))


def move_to(prim: Usd.Prim, point: Gf.Vec3d, time: Usd.TimeCode) -> None:
    """Move a prim so that its origin is at a point of the world.

    Raises:
        AuthoringError: The prim has no transform.
    """
    xformable = _simple(prim)
    if not xformable.GetResetXformStack():
        point = UsdGeom.XformCache(time).GetParentToWorldTransform(prim).GetInverse().Transform(point)
    # A pivot keeps the origin away from what the prim is translated by.
    op = _find(xformable, Op.TypeTranslate)
    translation = Gf.Vec3d(0.0) if op is None else Gf.Vec3d(op.Get(time) or (0.0, 0.0, 0.0))
    set_position(prim, point - (xformable.GetLocalTransformation(time).ExtractTranslation() - translation))


# -- operations ------------------------------------------------------------------------------------


def _simple(prim: Usd.Prim) -> UsdGeom.Xformable:
    """The prim with a transform in which each of the three operations stands at most once."""
    check_movable([prim])
    xformable = UsdGeom.Xformable(prim)
    ops = xformable.GetOrderedXformOps()
    if not all(_is_known(op) for op in ops) or sum(op.GetOpType() in _ROTATIONS for op in ops) > 1:
        _rewrite(xformable)
    return xformable


def _is_known(op: UsdGeom.XformOp) -> bool:
    """Whether it is one of the three, or part of a pivot."""
    if op.GetName().endswith(":pivot"):
        return True
    return op.GetOpName() in _PLAIN_NAMES and not op.IsInverseOp()


_PLAIN_NAMES = frozenset(
    {
        "xformOp:translate",
        "xformOp:scale",
        "xformOp:orient",
        *(f"xformOp:rotate{order}" for order in _EULER_TYPES),
    }
)


def _rewrite(xformable: UsdGeom.Xformable) -> None:
    """Replace whatever makes the transform by translate, rotateXYZ and scale."""
    matrix = xformable.GetLocalTransformation(Usd.TimeCode.EarliestTime())
    resets = xformable.GetResetXformStack()
    scale, rotation, is_sheared = scale_and_rotation(matrix)
    if is_sheared:
        _logger.warning(
            "%s: its transform is sheared, which position, rotation and scale cannot say; the shear is left out",
            xformable.GetPath(),
        )
    xformable.ClearXformOpOrder()
    xformable.SetResetXformStack(resets)
    prim = xformable.GetPrim()
    add_identity(prim)
    set_position(prim, matrix.ExtractTranslation())
    set_rotation(prim, rotation.GetQuat())
    set_scale(prim, scale)


def _find(xformable: UsdGeom.Xformable, *op_types: UsdGeom.XformOp.Type) -> UsdGeom.XformOp | None:
    for op in xformable.GetOrderedXformOps():
        if op.GetOpType() in op_types and op.GetOpName() in _PLAIN_NAMES:
            return op
    return None


def _rotation_op(xformable: UsdGeom.Xformable) -> UsdGeom.XformOp:
    op = _find(xformable, *_ROTATIONS)
    if op is None:
        op = _add(xformable, Op.TypeRotateXYZ)
        scale = _find(xformable, Op.TypeScale)
        place = _before_closing(xformable) if scale is None else _index(xformable, scale)
        _insert(xformable, op, place)
    return op


def _add(xformable: UsdGeom.Xformable, op_type: UsdGeom.XformOp.Type) -> UsdGeom.XformOp:
    """Add an operation as the last one; an attribute that is there, in no order, keeps its type."""
    there = xformable.GetPrim().GetAttribute(f"xformOp:{Op.GetOpTypeToken(op_type)}")
    precision = Op(there).GetPrecision() if there else Op.PrecisionDouble
    return xformable.AddXformOp(op_type, precision)


def _insert(xformable: UsdGeom.Xformable, op: UsdGeom.XformOp, place: int) -> None:
    """Move an operation, which USD has put last, to a place in the order."""
    ops = xformable.GetOrderedXformOps()
    ops.insert(place, ops.pop())
    if ops[-1].GetOpName() != op.GetOpName():
        xformable.SetXformOpOrder(ops, xformable.GetResetXformStack())


def _before_closing(xformable: UsdGeom.Xformable) -> int:
    """Where to put what acts first on points: before the inverse operations that close a pivot, else last."""
    ops = xformable.GetOrderedXformOps()
    place = len(ops) - 1
    while place > 0 and ops[place - 1].IsInverseOp():
        place -= 1
    return place


def _index(xformable: UsdGeom.Xformable, wanted: UsdGeom.XformOp) -> int:
    names = [op.GetOpName() for op in xformable.GetOrderedXformOps()]
    return names.index(wanted.GetOpName())


def _set(op: UsdGeom.XformOp, value: object) -> None:
    attribute = op.GetAttr()
    if attribute.GetNumTimeSamples():
        # A default value beside time samples of the same layer is never seen.
        attribute.Clear()
    attribute.Set(value)


# -- rotations -------------------------------------------------------------------------------------


def _rotation(rotation: Gf.Vec3d | Gf.Quatd | Gf.Matrix4d, order: str) -> Gf.Rotation:
    if isinstance(rotation, Gf.Matrix4d):
        return rotation.ExtractRotation()
    if isinstance(rotation, Gf.Quatd):
        return Gf.Rotation(rotation)
    turned = Gf.Rotation(Gf.Vec3d.XAxis(), 0.0)
    for axis in order:
        turned *= Gf.Rotation(_AXES[axis], rotation["XYZ".index(axis)])
    return turned
