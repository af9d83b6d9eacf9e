"""Cameras: their defaults, their lenses, and that they see as their numbers say."""

import pytest
from pxr import Gf

from kitless.render import CameraError
from kitless.replicator.authoring import create, create_batch
from kitless.replicator.authoring.errors import AuthoringError
from kitless.replicator.render_products import create_render_product


def value(prim, name):
    return prim.GetAttribute(name).Get()


def test_a_camera_when_made_has_the_published_defaults(app):
    camera = create.camera()
    assert value(camera, "focalLength") == 24.0
    assert value(camera, "horizontalAperture") == pytest.approx(20.955)
    assert value(camera, "verticalAperture") == pytest.approx(15.2908)
    assert value(camera, "clippingRange") == Gf.Vec2f(1.0, 1_000_000.0)
    assert value(camera, "focusDistance") == 400.0
    assert value(camera, "fStop") == 0.0
    assert not camera.HasAttribute("cameraProjectionType")


def test_numbers_of_a_camera_when_given_are_written(app):
    camera = create.camera(
        parent="/World",
        name="cam",
        focal_length=18,
        focus_distance=400,
        f_stop=0.0,
        clipping_range=(0.01, 10000),
        horizontal_aperture=36.0,
    )
    assert value(camera, "focalLength") == 18.0
    assert value(camera, "clippingRange") == Gf.Vec2f(0.01, 10000.0)
    assert value(camera, "horizontalAperture") == 36.0


def test_a_batch_of_cameras_when_given_lists_gives_each_its_own(app):
    cameras = create_batch.camera(count=2, focal_length=[18.0, 35.0], clipping_range=[(1, 10), (2, 20)])
    assert [value(camera, "focalLength") for camera in cameras] == [18.0, 35.0]
    assert [value(camera, "clippingRange")[0] for camera in cameras] == [1.0, 2.0]


def test_a_camera_when_it_looks_at_a_cube_sees_it_as_wide_as_its_numbers_say(app, look):
    # The front is 8 away and 1 wide: 1 * 24 / (20.955 * 8) of 1000 pixels are 143.2.
    create.cube(position=(0, 0, -8.5), semantics={"class": "box"})
    camera = create.camera()
    box = look(camera, "bounding_box_2d_tight", (1000, 1000))["data"][0]
    assert box["x_max"] - box["x_min"] + 1 == pytest.approx(143.2, abs=1.0)
    assert (box["x_min"] + box["x_max"]) / 2 == pytest.approx(499.5, abs=0.5)


def test_what_is_before_the_clipping_range_when_looked_at_is_not_seen(app, look):
    create.sphere(position=(0, 0, -1), semantics={"class": "ball"})
    near, far = create_batch.camera(count=2, clipping_range=[(0.1, 100), (2, 100)])
    assert len(look(near, "bounding_box_2d_tight")["data"]) == 1
    assert len(look(far, "bounding_box_2d_tight")["data"]) == 0


FISHEYE = {
    "projection_type": "fisheyePolynomial",
    "fisheye_nominal_width": 512.0,
    "fisheye_nominal_height": 512.0,
    "fisheye_optical_centre_x": 256.0,
    "fisheye_optical_centre_y": 256.0,
    "fisheye_max_fov": 180.0,
    "fisheye_polynomial_a": 0.0,
    "fisheye_polynomial_b": 0.00245,
}


def test_a_fisheye_when_made_has_what_was_given_by_the_names_that_isaac_sim_reads(app):
    camera = create.camera(position=(0, 0, 10), look_at=(0, 0, 0), **FISHEYE)
    assert value(camera, "cameraProjectionType") == "fisheyePolynomial"
    assert (value(camera, "fthetaWidth"), value(camera, "fthetaHeight")) == (512.0, 512.0)
    assert (value(camera, "fthetaCx"), value(camera, "fthetaCy")) == (256.0, 256.0)
    assert value(camera, "fthetaMaxFov") == 180.0
    assert value(camera, "fthetaPolyB") == pytest.approx(0.00245)


def test_a_fisheye_when_it_looks_puts_things_where_its_polynomial_says(app, look):
    # 0.00245 radians a pixel: 0.49 radians to the right are 200 pixels. tan(0.49) = 0.5334.
    create.sphere(position=(0.5334 * 20, 0, -20), scale=0.1, semantics={"class": "ball"})
    camera = create.camera(**FISHEYE)
    box = look(camera, "bounding_box_2d_tight", (512, 512))["data"][0]
    assert (box["x_min"] + box["x_max"] + 1) / 2 == pytest.approx(456, abs=1)
    assert (box["y_min"] + box["y_max"] + 1) / 2 == pytest.approx(256, abs=1)


def test_an_opencv_pinhole_when_it_looks_puts_things_where_its_numbers_say(app, look):
    create.sphere(position=(5, 0, -20), scale=0.1, semantics={"class": "ball"})
    camera = create.camera(
        projection_type="pinholeOpenCV",
        fisheye_nominal_width=512.0,
        fisheye_nominal_height=512.0,
        fisheye_optical_centre_x=256.0,
        fisheye_optical_centre_y=256.0,
        openCV_focal_x=400.0,
        openCV_focal_y=400.0,
    )
    box = look(camera, "bounding_box_2d_tight", (512, 512))["data"][0]
    # 256 + 400 * 5 / 20
    assert (box["x_min"] + box["x_max"] + 1) / 2 == pytest.approx(356, abs=1)


def test_a_lens_that_kitless_lacks_when_rendered_is_refused(app):
    camera = create.camera(projection_type="omniDirectionalStereo", focal_length=24.0)
    with pytest.raises(CameraError, match="omniDirectionalStereo"):
        create_render_product(camera, (8, 8))


def test_a_camera_when_a_number_does_not_fit_is_not_made(app, stage):
    for arguments in (
        {"focal_length": "long"},
        {"clipping_range": 3.0},
        {"clipping_range": [(1, 2)] * 3},
        {"projection_type": 3},
    ):
        with pytest.raises(AuthoringError, match=next(iter(arguments))):
            create.camera(**arguments)
    with pytest.raises(TypeError, match="zoom"):
        create.camera(zoom=3)
    assert not stage.GetPrimAtPath("/Camera")
