"""USD's matrices and rigid poses."""

from __future__ import annotations

from pxr import Gf

from .description import Pose


def rigid_part(matrix: Gf.Matrix4d) -> Gf.Matrix4d:
    """Rotation and translation of a transform, without scale, shear and reflection."""
    rigid = matrix.RemoveScaleShear()
    return Gf.Matrix4d(Gf.Rotation(rigid.ExtractRotationQuat()), rigid.ExtractTranslation())


def pose_of(frame: Gf.Matrix4d, units: float) -> Pose:
    """The pose of a rigid transform.

    Args:
        frame: Rotation and translation, in the stage's unit.
        units: Metres of that.
    """
    x, y, z = frame.ExtractTranslation() * units
    turn = frame.ExtractRotationQuat().GetNormalized()
    i, j, k = turn.GetImaginary()
    return Pose((x, y, z), (i, j, k, turn.GetReal()))


def frame_of(position: tuple[float, ...], rotation: tuple[float, ...], units: float) -> Gf.Matrix4d:
    """The rigid transform, in the stage's unit, of a pose in metres."""
    x, y, z, w = rotation
    turn = Gf.Rotation(Gf.Quatd(w, x, y, z).GetNormalized())
    return Gf.Matrix4d(turn, Gf.Vec3d(*position) / units)
