"""Pictures of what annotators really give, and not of arrays that look like it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from synthetic_recorder.preview.pictures import DRAWN_ANNOTATORS, draw, probe

SIZE = (64, 48)
CAMERA = "/World/Camera"
PLANE, CUBE = "/World/Plane", "/World/Cube"
COLORIZED = {"semantic_segmentation": {"colorize": True}, "instance_id_segmentation": {"colorize": True}}

# The camera above the cube with another lens each; the optical centres of the last three are beside the middle.
FOCAL = {"fx": 60.0, "fy": 70.0, "cx": 30.0, "cy": 26.0}
F_THETA = {
    "k1": 0.012,
    "k2": 2e-5,
    "opticalCenter": (30.0, 26.0),
    "nominalWidth": 64.0,
    "nominalHeight": 48.0,
}
LENSES = {
    "pinhole": {"horizontalApertureOffset": 2.0, "verticalApertureOffset": -1.0},
    "orthographic": {"projection": "orthographic", "horizontalAperture": 120.0},
    "opencvPinhole": {
        **FOCAL,
        "k1": 0.5,
        "k2": 0.1,
        "k4": 0.2,
        "p1": 0.02,
        "p2": -0.03,
        "s1": 0.02,
        "s3": 0.01,
    },
    "opencvFisheye": {**FOCAL, "k1": 0.3, "k2": -0.05},
    "ftheta": {**F_THETA, "maxFov": 150.0},
}


@pytest.fixture(scope="module")
def stage(app):
    """A labelled cube of edge 2, turned by 30 degrees, over an unlabelled square of 6; the camera is 10 above it.

    The camera has a focal length of 25 and an aperture of 20, and sees 8 x 6 units at that distance, 8 pixels a unit.
    """
    from pxr import Gf, Usd, UsdGeom, UsdSemantics  # noqa: PLC0415

    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    # A unit is two metres.
    UsdGeom.SetStageMetersPerUnit(stage, 2.0)
    plane = UsdGeom.Mesh.Define(stage, PLANE)
    plane.CreatePointsAttr([(-3, -2, 0), (3, -2, 0), (3, 2, 0), (-3, 2, 0)])
    plane.CreateFaceVertexCountsAttr([4])
    plane.CreateFaceVertexIndicesAttr([0, 1, 2, 3])
    cube = UsdGeom.Cube.Define(stage, CUBE)
    UsdSemantics.LabelsAPI.Apply(cube.GetPrim(), "class").CreateLabelsAttr(["box"])
    place = UsdGeom.XformCommonAPI(cube)
    place.SetTranslate(Gf.Vec3d(-1, 0.5, 0))
    place.SetRotate(Gf.Vec3f(10, 0, 30))
    camera = UsdGeom.Camera.Define(stage, CAMERA)
    camera.CreateHorizontalApertureAttr(20.0)
    camera.CreateFocalLengthAttr(25.0)
    camera.CreateClippingRangeAttr(Gf.Vec2f(1, 100))
    UsdGeom.XformCommonAPI(camera).SetTranslate(Gf.Vec3d(0, 0, 10))
    app.run(app.usd_context.attach_stage_async(stage))
    return stage


@pytest.fixture(scope="module")
def look(app, stage):
    """`look(*annotators)`: array and info of each, of one frame."""
    import omni.replicator.core as rep  # noqa: PLC0415

    def look(*names):
        product = rep.create.render_product(CAMERA, SIZE, force_new=True)
        annotators = {
            name: rep.AnnotatorRegistry.get_annotator(name, init_params=COLORIZED.get(name)) for name in names
        }
        for annotator in annotators.values():
            annotator.attach(product)
        app.run(rep.orchestrator.step_async())
        frame = {name: _array_and_info(annotator.get_data()) for name, annotator in annotators.items()}
        for annotator in annotators.values():
            annotator.detach()
        product.destroy()
        return frame

    return look


@pytest.fixture(scope="module")
def frame(look):
    return look(*DRAWN_ANNOTATORS, "camera_params")


@pytest.fixture
def camera_with(stage):
    """Give the camera other attributes, which are gone after the test."""
    from pxr import Gf, Sdf, Usd  # noqa: PLC0415

    kinds = {float: Sdf.ValueTypeNames.Float, str: Sdf.ValueTypeNames.Token, tuple: Sdf.ValueTypeNames.Float2}
    layer = Sdf.Layer.CreateAnonymous()
    stage.GetSessionLayer().subLayerPaths.insert(0, layer.identifier)

    def camera_with(attributes, model=""):
        with Usd.EditContext(stage, layer):
            camera = stage.GetPrimAtPath(CAMERA)
            if model:
                camera.CreateAttribute("omni:lensdistortion:model", Sdf.ValueTypeNames.Token).Set(model)
            for name, value in attributes.items():
                attribute = camera.CreateAttribute(
                    f"omni:lensdistortion:{model}:{name}" if model else name, kinds[type(value)]
                )
                attribute.Set(Gf.Vec2f(*value) if isinstance(value, tuple) else value)

    yield camera_with
    stage.GetSessionLayer().subLayerPaths.remove(layer.identifier)


def _array_and_info(data):
    if not isinstance(data, dict):
        return data, {}
    return (data["data"], data["info"]) if "data" in data else (np.zeros(0), data)


def picture_of(frame, annotator):
    data, info = frame[annotator]
    return draw(annotator, data, info, frame["camera_params"][1], SIZE)


def test_what_is_drawn_then_every_annotator_has_a_picture_without_a_note(frame):
    still = {"motion_vectors"}

    for annotator in DRAWN_ANNOTATORS:
        picture = picture_of(frame, annotator)
        assert picture.pixels.shape == (48, 64, 4)
        assert picture.note == ("Nothing has moved" if annotator in still else "")


def test_segmentation_then_the_plane_is_black_and_around_it_nothing_is(frame):
    picture = picture_of(frame, "semantic_segmentation")

    # The plane is 48 x 32 pixels, from column 8 and row 8 on.
    inside = picture.pixels[8:40, 8:56]
    texts = {entry.text: entry.pixels for entry in picture.legend}
    assert texts["UNLABELLED"] + texts["class: box"] == 48 * 32
    assert texts["BACKGROUND"] == 64 * 48 - 48 * 32
    assert (inside[..., 3] == 255).all()
    assert (picture.pixels[..., 3] == 255).sum() == inside[..., 3].size


def test_segmentation_of_prims_then_the_legend_has_their_paths(frame):
    assert {entry.text for entry in picture_of(frame, "instance_id_segmentation").legend} == {
        "BACKGROUND",
        PLANE,
        CUBE,
    }


def test_tight_box_then_it_is_around_the_pixels_of_the_label(frame):
    (box,) = picture_of(frame, "bounding_box_2d_tight").boxes
    (labelled,) = (
        entry for entry in picture_of(frame, "semantic_segmentation").legend if entry.text == box.text
    )

    rows, columns = np.nonzero(
        (picture_of(frame, "semantic_segmentation").pixels[..., :3] == labelled.color).all(-1)
    )

    assert box.lines.reshape(-1, 2).min(axis=0).tolist() == [columns.min(), rows.min()]
    assert box.lines.reshape(-1, 2).max(axis=0).tolist() == [columns.max() + 1, rows.max() + 1]


def test_distance_then_the_scale_ends_at_the_plane_in_metres(frame):
    scale = picture_of(frame, "distance_to_image_plane").scale

    # The plane is 10 units away, and a unit is two metres. The cube reaches higher than half its edge, and not as high
    # as half its diagonal.
    assert scale.high == pytest.approx(20.0)
    assert 20 - 2 * math.sqrt(3) < scale.low < 20 - 2
    assert scale.unit == "m"


def test_normals_then_they_look_up_where_something_is_hit(frame):
    picture = picture_of(frame, "normals")

    entries = {entry.text: entry.pixels for entry in picture.legend}
    assert entries["nothing is hit"] == 64 * 48 - 48 * 32
    # The cube's upper face is tilted by 10 degrees, and of the others at most slivers are seen.
    assert entries["+Z"] > 0.95 * 48 * 32
    assert picture.pixels[39, 55].tolist() == [127, 127, 255, 255]


def test_probed_pixel_then_it_is_the_plane_in_its_distance(frame):
    # The centre of column 55, row 39 is 23.5 pixels right of and 15.5 below the middle, at 8 pixels a unit.
    facts = probe(frame, 55, 39)

    away = 2 * math.sqrt(10**2 + (23.5 / 8) ** 2 + (15.5 / 8) ** 2)
    assert facts.labels == {"class": "UNLABELLED"}
    assert (facts.instance_path, facts.instance_id) == ("UNLABELLED", 1)
    assert facts.prim_path == PLANE
    assert facts.distance_to_camera == pytest.approx(away)
    assert facts.distance_to_image_plane == pytest.approx(20.0)
    assert facts.normal == (0.0, 0.0, 1.0)
    assert facts.motion == (0.0, 0.0)


def test_probed_pixel_beside_everything_then_it_is_background(frame):
    facts = probe(frame, 0, 0)

    assert facts.labels == {"class": "BACKGROUND"}
    assert facts.prim_path == "BACKGROUND"
    assert math.isinf(facts.distance_to_camera)
    assert facts.normal is None


@pytest.mark.parametrize("name", LENSES)
def test_edges_of_a_cube_through_each_lens_then_they_fill_its_loose_box(look, camera_with, name):
    is_distortion = name in {"opencvPinhole", "opencvFisheye", "ftheta"}
    camera_with(LENSES[name], name if is_distortion else "")

    frame = look("bounding_box_2d_loose", "bounding_box_3d", "camera_params")

    # The loose box is the cube as the renderer projects it, in whole pixels.
    (loose,) = picture_of(frame, "bounding_box_2d_loose").boxes
    (edges,) = picture_of(frame, "bounding_box_3d").boxes
    low, high = edges.lines.reshape(-1, 2).min(axis=0), edges.lines.reshape(-1, 2).max(axis=0)
    tolerance = 0.002
    assert (loose.lines.reshape(-1, 2).min(axis=0) == np.floor(low + tolerance)).all()
    assert (loose.lines.reshape(-1, 2).max(axis=0) == np.ceil(high - tolerance)).all()
