"""What is not simulated as authored is said, once, with the prim's path."""

import logging
import re
from pathlib import Path

import pytest
from pxr import Gf, UsdGeom, UsdPhysics

from .worlds import add_ball, add_body, add_collider

ROOT = Path(__file__).parents[3]


@pytest.fixture
def findings(played, caplog):
    """Play a stage twice and return (code, path) of each finding."""

    def findings(stage):
        with caplog.at_level(logging.WARNING):
            player = played(stage)
            player.go_to(0.1)
            player.app.timeline.stop()
            player.play()
        return [(record.code, record.where) for record in caplog.records if hasattr(record, "code")]

    return findings


def test_a_stage_when_all_of_it_is_simulated_has_no_findings(stage, findings):
    add_ball(stage, "/Ball", (0, 0, 1))
    assert findings(stage) == []


def test_a_drive_when_played_is_a_finding(stage, findings):
    add_ball(stage, "/Ball", (0, 0, 1))
    joint = UsdPhysics.RevoluteJoint.Define(stage, "/Joint")
    joint.CreateBody1Rel().SetTargets(["/Ball"])
    UsdPhysics.DriveAPI.Apply(joint.GetPrim(), "angular").CreateStiffnessAttr(10.0)
    assert findings(stage) == [("physics-drive-ignored", "/Joint")]


def test_a_joint_when_its_axes_are_free_ones_is_a_finding(stage, findings):
    add_ball(stage, "/Ball", (0, 0, 1))
    UsdPhysics.Joint.Define(stage, "/Joint").CreateBody1Rel().SetTargets(["/Ball"])
    assert findings(stage) == [("physics-joint-ignored", "/Joint")]


def test_a_collider_when_its_mesh_is_broken_is_a_finding_and_the_rest_moves(stage, findings):
    add_ball(stage, "/Ball", (0, 0, 1))
    mesh = UsdGeom.Mesh.Define(stage, "/Mesh")
    mesh.CreatePointsAttr([(0, 0, 0), (1, 0, 0)])
    mesh.CreateFaceVertexCountsAttr([3])
    mesh.CreateFaceVertexIndicesAttr([0, 1, 7])
    add_collider(mesh)
    assert findings(stage) == [("physics-collider-ignored", "/Mesh")]


def test_a_ball_when_it_is_stretched_is_a_finding(stage, findings):
    add_ball(stage, "/Ball", (0, 0, 1)).AddScaleOp().Set(Gf.Vec3f(1, 2, 1))
    assert findings(stage) == [("physics-collider-approximated", "/Ball")]


def test_schemas_of_physx_when_many_prims_have_them_are_one_finding(stage, findings):
    for number in range(3):
        ball = add_ball(stage, f"/Ball{number}", (3 * number, 0, 1))
        ball.GetPrim().AddAppliedSchema("PhysxRigidBodyAPI")
    assert findings(stage) == [("physics-schema-ignored", "/Ball0")]


def test_a_body_when_it_sleeps_is_a_finding(stage, findings):
    body = add_body(UsdGeom.Cube.Define(stage, "/Box"))
    UsdPhysics.RigidBodyAPI(body.GetPrim()).CreateStartsAsleepAttr(True)
    assert findings(stage) == [("physics-starts-asleep", "/Box")]


def test_the_table_of_findings_has_exactly_the_codes_of_the_source():
    source = "\n".join(path.read_text() for path in (ROOT / "kitless/src/kitless/physics").glob("*.py"))
    reported = set(re.findall(r'"(physics-[a-z-]+)"', source))
    table = (ROOT / "docs/kitless/physics.md").read_text()
    assert re.findall(r"^\| `(physics-[a-z-]+)`", table, re.MULTILINE) == sorted(reported)
