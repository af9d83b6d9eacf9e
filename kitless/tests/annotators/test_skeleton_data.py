"""skeleton_data of an arm that is looked at from z = 10.

The picture is 100 x 100 pixels, and 20 units wide where the arm is: 5 pixels a unit, the origin in its middle, y up.
"""

import numpy as np
import pytest
from pxr import Gf, Usd, UsdGeom, UsdSemantics, UsdSkel

from kitless.annotators import Frame, Take, find_definition
from kitless.render import Camera, Renderer
from kitless.scene import SceneTranslator
from kitless.semantics import StageLabels

from ..scene.arm import JOINTS, bind, define_mesh, define_skeleton, joints  # noqa: TID252 - the same arm

SIZE = 100
PIXELS_PER_UNIT = 5


class Scene:
    """A stage with an arm in a sleeve, and what skeleton_data says of it."""

    def __init__(self) -> None:
        self.stage = Usd.Stage.CreateInMemory()
        self.skeleton = define_skeleton(self.stage, "/Rig")
        camera = UsdGeom.Camera.Define(self.stage, "/Camera")
        camera.CreateHorizontalApertureAttr(20.0)
        camera.CreateFocalLengthAttr(10.0)
        camera.CreateClippingRangeAttr(Gf.Vec2f(0.1, 100))
        self.eye = UsdGeom.Xformable(camera).AddTranslateOp()
        self.eye.Set(Gf.Vec3d(0, 0, 10))
        self.translator = SceneTranslator(self.stage, "cpu")
        self.renderer = Renderer("cpu", threads=1)
        self.take = Take(StageLabels(self.stage))

    def cover(self, path: str, lower: tuple, upper: tuple, height: float, label: str | None = None):
        """A rectangle in a plane of constant z."""
        (left, bottom), (right, top) = lower, upper
        points = [(left, bottom, height), (right, bottom, height), (left, top, height), (right, top, height)]
        mesh = define_mesh(self.stage, path, points)
        if label:
            UsdSemantics.LabelsAPI.Apply(mesh.GetPrim(), "class").CreateLabelsAttr([label])
        return mesh

    def data(self, time: float = 0.0, **parameters) -> dict:
        definition = find_definition("skeleton_data")
        code = Usd.TimeCode(time)
        scene = self.translator.update(code)
        camera = Camera.from_prim(self.stage.GetPrimAtPath("/Camera"), code, SIZE, SIZE)
        frame = Frame(
            render_product="/Render/Replicator",
            gbuffer=self.renderer.render(scene, camera, channels=definition.channels),
            camera=camera,
            scene=self.translator.snapshot(),
            meters_per_unit=1.0,
            time=time,
            cast_coverage=lambda: self.renderer.cover(scene, camera),
        )
        return definition.evaluate(frame, self.take, definition.complete(parameters)).info

    def arm(self, time: float = 0.0, **parameters) -> dict:
        return self.data(time, **parameters)["skeleton_0"]


@pytest.fixture
def scene():
    scene = Scene()
    yield scene
    scene.translator.close()
    scene.renderer.close()


def test_an_arm_when_it_is_bent_then_its_joints_are_where_forward_kinematics_puts_them(scene):
    arm = scene.arm(7.0)

    assert arm["skeleton_joints"] == JOINTS
    assert arm["skeleton_parents"] == [-1, 0, 1]
    assert np.array(arm["global_translations"]) == pytest.approx(joints(7.0), abs=1e-5)
    assert arm["rest_global_translations"] == [[0, 0, 0], [2, 0, 0], [4, 0, 0]]
    assert arm["rest_local_translations"] == [[0, 0, 0], [2, 0, 0], [2, 0, 0]]
    assert arm["rest_local_rotations"] == [[1, 0, 0, 0]] * 3
    # Shoulder and elbow turn by 0.7 of a right angle about z.
    half = 0.7 * np.pi / 4
    bent = [np.cos(half), 0, 0, np.sin(half)]
    assert np.array(arm["local_rotations"]) == pytest.approx(np.array([bent, bent, [1, 0, 0, 0]]), abs=1e-5)


def test_an_arm_when_it_is_bent_then_its_joints_are_seen_where_the_camera_shows_them(scene):
    arm = scene.arm(7.0)

    x, y, _ = joints(7.0).T
    expected = np.stack([50 + PIXELS_PER_UNIT * x, 50 - PIXELS_PER_UNIT * y], axis=1)
    assert np.array(arm["translations_2d"]) == pytest.approx(expected, abs=1e-4)


def test_an_arm_when_it_is_described_then_says_where_it_comes_from(scene):
    arm = scene.arm()

    assert arm["skel_name"] == "Skel"
    assert arm["skel_path"] == "/Rig/Skel"
    assert arm["animation_variant"] == "/Rig/Bend"
    assert arm["asset_path"] == ""


def test_an_arm_when_the_picture_holds_it_all_then_is_in_view_until_one_joint_leaves(scene):
    # At time 0 the wrist is 4 to the right of the shoulder; the picture ends 10 from its middle.
    move = UsdGeom.Xformable(scene.skeleton).AddTranslateOp()
    move.Set(Gf.Vec3d(5.99, 0, 0))
    assert scene.arm()["in_view"] is True
    move.Set(Gf.Vec3d(6.01, 0, 0))
    assert scene.arm()["in_view"] is False
    assert scene.arm()["translations_2d"][2] == pytest.approx([100.05, 50], abs=1e-4)


def test_a_joint_when_it_is_behind_the_camera_then_has_no_place_in_the_picture(scene):
    scene.eye.Set(Gf.Vec3d(0, 0, -1))
    arm = scene.arm()

    assert np.isnan(arm["translations_2d"]).all()
    assert arm["in_view"] is False
    assert arm["joint_occlusions"] == [False] * 3


def test_joints_when_something_stands_before_them_then_are_occluded_by_its_label(scene):
    scene.cover("/Box", (1, -1), (3, 1), 5.0, "box")
    scene.cover("/Crate", (3.9, -1), (4.3, 1), 0.01)
    arm = scene.arm()

    # At half the distance everything is twice as large: the box hides x from 2 to 6, elbow and wrist.
    assert arm["joint_occlusions"] == [False, True, True]
    assert arm["occlusion_types"] == ["N/A", "box", "box"]


def test_a_joint_when_what_hides_it_has_no_label_then_has_an_occlusion_without_a_type(scene):
    scene.cover("/Crate", (3.9, -1), (4.3, 1), 0.01)
    arm = scene.arm()

    assert arm["joint_occlusions"] == [False, False, True]
    assert arm["occlusion_types"] == ["N/A"] * 3


def test_joints_when_their_own_skin_is_over_them_then_are_not_occluded(scene):
    sleeve = scene.cover("/Rig/Sleeve", (-1, -1), (5, 1), 0.5, "arm")
    bind(sleeve, scene.skeleton, [0] * 4, [1.0] * 4)

    assert scene.arm()["joint_occlusions"] == [False] * 3


def test_joints_when_the_skin_of_another_skeleton_is_over_them_then_are_occluded(scene):
    other = define_skeleton(scene.stage, "/Stranger")
    bind(scene.cover("/Stranger/Sleeve", (-1, -1), (5, 1), 0.5, "arm"), other, [0] * 4, [1.0] * 4)
    data = scene.data()

    assert list(data) == ["skeleton_0", "skeleton_1"]
    assert data["skeleton_0"]["skel_path"] == "/Rig/Skel"
    assert data["skeleton_0"]["joint_occlusions"] == [True] * 3
    assert data["skeleton_0"]["occlusion_types"] == ["arm"] * 3
    assert data["skeleton_1"]["skel_path"] == "/Stranger/Skel"
    assert data["skeleton_1"]["joint_occlusions"] == [False] * 3


@pytest.mark.parametrize(("height", "occluded"), [(0.01, True), (0.0, False), (-0.01, False)])
def test_joints_when_a_floor_is_above_on_or_below_them_then_only_the_one_above_hides_them(
    scene, height, occluded
):
    scene.cover("/Floor", (-9, -9), (9, 9), height, "floor")

    assert scene.arm(5.0)["joint_occlusions"] == [occluded] * 3


def test_joints_when_they_lie_on_a_floor_seen_at_a_low_angle_then_are_not_hidden_by_it(scene):
    # A pixel's centre and the joint in it lie far apart along such a floor.
    camera = UsdGeom.Xformable(scene.stage.GetPrimAtPath("/Camera"))
    camera.AddRotateXOp().Set(85.0)
    scene.eye.Set(Gf.Vec3d(2, -10, 0.9))
    scene.cover("/Floor", (-90, -90), (90, 90), 0.0, "floor")

    for time in range(11):
        assert scene.arm(time)["joint_occlusions"] == [False] * 3


def test_occlusion_types_when_a_filter_is_given_then_are_the_labels_that_pass(scene):
    box = scene.cover("/Box", (-1, -1), (5, 1), 0.5, "box").GetPrim()
    UsdSemantics.LabelsAPI.Apply(box, "material").CreateLabelsAttr(["wood"])

    assert scene.arm(semanticTypes=["material"])["occlusion_types"] == ["wood"] * 3
    assert scene.arm()["occlusion_types"] == ["box"] * 3
    assert scene.arm(semanticFilter="shape: *")["occlusion_types"] == ["N/A"] * 3


def test_a_stage_when_it_has_no_skeleton_then_has_an_empty_dictionary(scene):
    scene.stage.RemovePrim("/Rig")

    assert scene.data() == {}


def test_a_skeleton_when_its_animation_is_edited_then_the_next_frame_has_it(scene):
    scene.arm()
    animation = UsdSkel.Animation(scene.stage.GetPrimAtPath("/Rig/Bend"))
    animation.GetRotationsAttr().Clear()
    animation.GetRotationsAttr().Set([Gf.Quatf(1)] * 3)
    animation.GetTranslationsAttr().Set([(0, 0, 0), (3, 0, 0), (0, 1, 0)])

    assert scene.arm()["global_translations"] == [[0, 0, 0], [3, 0, 0], [3, 1, 0]]
