"""A chain of three joints, its kinematics worked out here, and the mesh that it bends."""

from __future__ import annotations

import numpy as np
import pytest
from pxr import Gf, UsdGeom, UsdSkel, Vt

from .analytic import Box, Polygons
from .boxes import projected_extent, tight_box
from .motion import motion
from .placement import IDENTITY, look_at, move, stretch, turn
from .ray_caster import Pinhole, Solid, cast
from .sight import assert_close, assert_normals, assert_same
from .sight_of_boxes import assert_holds
from .stages import place, set_label
from .watch import BoxRow

CAMERA = Pinhole(look_at((0.7, -9.1, 2.4), (0.05, 0.0, 1.5)))
JOINTS = ["hip", "hip/knee", "hip/knee/foot"]
# Each joint stands one unit above the one before it, at rest and when it was bound.
REST = [move(0.1, 0, 0.2), move(0, 0, 1), move(0, 0, 1)]
AXES = ["X", "Y", "X"]
# Degrees by which each joint has turned after a second.
ANGLES = [25.0, 40.0, -60.0]
SKELETON = turn("Z", 20) @ move(-0.3, 0.2, -0.4)
RINGS = 7


def local_transforms(second: float) -> list[np.ndarray]:
    """Joint to parent: the turn, then the rest translation."""
    return [turn(axis, second * angle) @ rest for axis, angle, rest in zip(AXES, ANGLES, REST, strict=True)]


def chained(local: list[np.ndarray]) -> list[np.ndarray]:
    """Joint to skeleton."""
    result = [local[0]]
    for transform in local[1:]:
        result.append(transform @ result[-1])
    return result


def hose() -> tuple[np.ndarray, tuple[tuple[int, ...], ...], np.ndarray]:
    """Points (N, 3) of a square hose from z = 0 to 3, its triangles, and weights (N, 3) of the joints."""
    heights = np.linspace(0, 3, RINGS)
    square = [(-0.3, -0.25), (0.35, -0.25), (0.35, 0.25), (-0.3, 0.25)]
    points = np.array([(x, y, z) for z in heights for x, y in square])
    faces = []
    for ring in range(RINGS - 1):
        for corner in range(4):
            a, b = 4 * ring + corner, 4 * ring + (corner + 1) % 4
            faces += [(a, b, b + 4), (a, b + 4, a + 4)]
    # Joint k has the points around height k + 0.5, linearly fading to its neighbours.
    weights = np.maximum(0, 1 - np.abs(points[:, 2:] - np.array([0.5, 1.5, 2.5])))
    weights[points[:, 2] < 0.5] = (1, 0, 0)
    weights[points[:, 2] > 2.5] = (0, 0, 1)
    return points, tuple(faces), weights / weights.sum(axis=1, keepdims=True)


GEOMETRY_BIND = stretch(1.1, 0.9, 1) @ move(0.1, 0, 0.1)


def posed(second: float) -> Polygons:
    """The hose as linear blend skinning bends it, in the skeleton's space."""
    points, faces, weights = hose()
    bound = np.column_stack([points, np.ones(len(points))]) @ GEOMETRY_BIND
    now, bind = chained(local_transforms(second)), chained(REST)
    bent = sum(
        weights[:, [joint]] * (bound @ np.linalg.inv(bind[joint]) @ now[joint])
        for joint in range(len(JOINTS))
    )
    return Polygons(tuple(map(tuple, bent[:, :3].tolist())), faces)


def quaternion(axis: str, degrees: float) -> Gf.Quatf:
    half = np.radians(degrees) / 2
    return Gf.Quatf(float(np.cos(half)), *(float(np.sin(half)) * np.eye(3)["XYZ".index(axis)]).tolist())


@pytest.fixture
def chain(analytic_stage):
    """A skeleton that is animated from second 0 to 1, and the hose that is bound to it."""
    stage = analytic_stage
    stage.stage.SetTimeCodesPerSecond(24)
    root = UsdSkel.Root.Define(stage.stage, "/World/figure")
    skeleton = UsdSkel.Skeleton.Define(stage.stage, "/World/figure/skeleton")
    place(skeleton, SKELETON)
    skeleton.CreateJointsAttr(JOINTS)
    skeleton.CreateBindTransformsAttr([Gf.Matrix4d(matrix.tolist()) for matrix in chained(REST)])
    skeleton.CreateRestTransformsAttr([Gf.Matrix4d(matrix.tolist()) for matrix in REST])
    animation = UsdSkel.Animation.Define(stage.stage, "/World/figure/animation")
    animation.CreateJointsAttr(JOINTS)
    animation.CreateTranslationsAttr([Gf.Vec3f(*matrix[3, :3].tolist()) for matrix in REST])
    animation.CreateScalesAttr([Gf.Vec3h(1, 1, 1)] * 3)
    rotations = animation.CreateRotationsAttr()
    for second in (0.0, 1.0):
        turned = [quaternion(axis, second * angle) for axis, angle in zip(AXES, ANGLES, strict=True)]
        rotations.Set(Vt.QuatfArray(turned), 24 * second)
    UsdSkel.BindingAPI.Apply(skeleton.GetPrim()).CreateAnimationSourceRel().SetTargets([animation.GetPath()])
    points, faces, weights = hose()
    mesh = UsdGeom.Mesh.Define(stage.stage, "/World/figure/hose")
    mesh.CreatePointsAttr([Gf.Vec3f(*point) for point in points.tolist()])
    mesh.CreateFaceVertexCountsAttr([3] * len(faces))
    mesh.CreateFaceVertexIndicesAttr([index for face in faces for index in face])
    mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    # The mesh's own place does not matter: skinning gives points in the skeleton's space.
    place(mesh, move(9, 9, 9))
    binding = UsdSkel.BindingAPI.Apply(mesh.GetPrim())
    binding.CreateSkeletonRel().SetTargets([skeleton.GetPath()])
    binding.CreateGeomBindTransformAttr(Gf.Matrix4d(GEOMETRY_BIND.tolist()))
    binding.CreateJointIndicesPrimvar(False, 3).Set(Vt.IntArray([0, 1, 2] * len(points)))
    binding.CreateJointWeightsPrimvar(False, 3).Set(Vt.FloatArray(weights.ravel().tolist()))
    set_label(mesh.GetPrim(), "hose")
    set_label(root.GetPrim(), "figure")
    stage.camera(CAMERA)
    return stage


def solids_at(second: float) -> list[Solid]:
    return [Solid(posed(second), SKELETON, "hose,figure", "/World/figure/hose")]


SEEN = ("distance_to_camera", "distance_to_image_plane", "normals")
LABELS = {
    "semantics": ("semantic_segmentation", {"colorize": False}),
    "ids": ("instance_id_segmentation", {"colorize": False}),
}


@pytest.mark.parametrize("second", [0.0, 0.5, 1.0])
def test_skinned_mesh_is_seen_in_its_pose(chain, watch, app, second):
    watching = watch(96, 72, *SEEN, **LABELS)
    app.timeline.set_current_time(second)

    frame = watching.step()

    solids = solids_at(second)
    truth = cast(solids, CAMERA, 96, 72)
    decidable = ~truth.undecidable
    assert decidable.mean() > 0.99
    assert_same(frame["semantics"].resolved()[decidable], truth.labels(solids)[decidable])
    assert_close(frame["distance_to_camera"].data[decidable], truth.distance[decidable])
    assert_normals(frame["normals"].data[..., :3], truth, decidable)


@pytest.mark.parametrize("second", [0.0, 1.0])
def test_boxes_of_a_skinned_mesh_hold_its_pose(chain, watch, app, second):
    watching = watch(96, 72, "bounding_box_2d_tight", "bounding_box_2d_loose", "bounding_box_3d", **LABELS)
    app.timeline.set_current_time(second)

    frame = watching.step()

    solids = solids_at(second)
    seen = frame["ids"].resolved() == "/World/figure/hose"
    for path in ("/World/figure", "/World/figure/hose"):
        assert BoxRow.read(frame["bounding_box_2d_tight"])[path].bounds == tight_box(seen)
        reached = projected_extent(solids, "/World/figure", CAMERA, 96, 72)
        assert_holds(BoxRow.read(frame["bounding_box_2d_loose"])[path].bounds, reached, path)
        row = BoxRow.read(frame["bounding_box_3d"])[path]
        local_to_world = move(9, 9, 9) if path.endswith("hose") else IDENTITY
        corners = np.array(solids[0].shape.points) @ SKELETON[:3, :3] + SKELETON[3, :3]
        local = corners - local_to_world[3, :3]
        np.testing.assert_allclose(row.bounds, [*local.min(axis=0), *local.max(axis=0)], atol=1e-4)
        np.testing.assert_allclose(row.transform, local_to_world, atol=1e-6)


def test_motion_of_a_skinned_mesh_is_that_of_its_points(chain, watch, app):
    watching = watch(96, 72, "motion_vectors")
    app.timeline.set_current_time(0.5)
    watching.step()
    app.timeline.set_current_time(0.75)

    seen = watching.step()["motion_vectors"].data

    now, before = solids_at(0.75), solids_at(0.5)
    truth = cast(now, CAMERA, 96, 72)
    expected = motion(truth, now, before, CAMERA)
    decidable = ~truth.undecidable
    np.testing.assert_allclose(seen[decidable][:, :2], expected[decidable], atol=0.05)
    assert np.abs(expected).max() > 1


@pytest.mark.parametrize("second", [0.0, 0.5, 1.0])
def test_joints_are_where_forward_kinematics_puts_them(chain, watch, app, second):
    watching = watch(96, 72, "skeleton_data")
    app.timeline.set_current_time(second)

    skeleton = skeleton_of(watching.step())

    places = np.array([(joint @ SKELETON)[3, :3] for joint in chained(local_transforms(second))])
    np.testing.assert_allclose(np.reshape(skeleton["global_translations"], (3, 3)), places, atol=1e-4)
    in_picture = CAMERA.project(places, 96, 72)[:, :2]
    np.testing.assert_allclose(np.reshape(skeleton["translations_2d"], (3, 2)), in_picture, atol=0.01)
    assert list(skeleton["skeleton_parents"]) == [-1, 0, 1]
    assert list(skeleton["skeleton_joints"]) == JOINTS
    assert skeleton["skel_path"] == "/World/figure/skeleton"


def test_rest_of_the_skeleton_does_not_move_with_the_animation(chain, watch, app):
    watching = watch(96, 72, "skeleton_data")
    app.timeline.set_current_time(1.0)

    skeleton = skeleton_of(watching.step())

    np.testing.assert_allclose(
        np.reshape(skeleton["rest_local_translations"], (3, 3)), [matrix[3, :3] for matrix in REST], atol=1e-5
    )
    np.testing.assert_allclose(
        np.reshape(skeleton["local_rotations"], (3, 4))[:, 0],
        [np.cos(np.radians(angle) / 2) for angle in ANGLES],
        atol=1e-5,
    )


def test_joint_behind_a_wall_is_hidden_and_those_below_it_are_not(chain, watch, app):
    # The eye is 2.4 high, 9.3 before the joints at heights -0.2, 0.8 and 1.8; the wall stands at 3 / 4 of the way and
    # reaches from 1.7 to 2.9: the lines to the joints are at heights 0.4, 1.2 and 1.95 there.
    stage = chain
    stage.add("/World/wall", Box(1), stretch(4, 0.1, 1.2) @ move(0, -2, 2.3), label="wall")

    skeleton = skeleton_of(watch(96, 72, "skeleton_data").step())

    assert skeleton["joint_occlusions"] == [False, False, True]
    assert skeleton["occlusion_types"] == ["N/A", "N/A", "wall"]
    assert skeleton["in_view"] is True


def test_skeleton_beside_the_picture_is_not_in_view(chain, watch, app):
    camera = chain.camera(Pinhole(CAMERA.camera_to_world @ move(30, 0, 0)))

    skeleton = skeleton_of(watch(96, 72, "skeleton_data").step())

    assert skeleton["in_view"] is False
    places = np.array([(joint @ SKELETON)[3, :3] for joint in chained(local_transforms(0.0))])
    expected = camera.project(places, 96, 72)[:, :2]
    np.testing.assert_allclose(skeleton["translations_2d"], expected, rtol=1e-4)


def skeleton_of(frame) -> dict:
    """The only skeleton of a frame."""
    reading = frame["skeleton_data"]
    assert [key for key in reading.info if key.startswith("skeleton_")] == ["skeleton_0"]
    return reading.info["skeleton_0"]
