"""From the attributes of a camera prim to its lens."""

from __future__ import annotations

import numpy as np
import pytest
from pxr import Gf, Sdf, Usd

from kitless.render import (
    Camera,
    CameraError,
    FThetaLens,
    OpenCVFisheyeLens,
    OpenCVPinholeLens,
    OrthographicLens,
    PinholeLens,
    Sensor,
)

NOW = Usd.TimeCode.Default()


@pytest.fixture
def author(schema):
    """`author(name=value, …)` authors attributes; `:` in names is written as `__`."""

    def author(**values) -> None:
        types = {
            str: Sdf.ValueTypeNames.Token,
            tuple: Sdf.ValueTypeNames.Float2,
            Gf.Vec2i: Sdf.ValueTypeNames.Int2,
        }
        for name, value in values.items():
            schema.GetPrim().CreateAttribute(
                name.replace("__", ":"), types.get(type(value), Sdf.ValueTypeNames.Double)
            ).Set(value)

    return author


@pytest.fixture
def read(schema):
    """The lens at 640 x 480."""
    return lambda: Camera.from_prim(schema.GetPrim(), NOW, 640, 480).lens


def test_a_camera_that_says_nothing_of_its_lens_when_read_then_is_a_pinhole(read):
    assert read() == PinholeLens((640, 480), 50.0, (pytest.approx(20.955), pytest.approx(15.71625)))


def test_a_generalized_projection_when_it_has_no_textures_then_is_the_pinhole(read, author):
    pinhole = read()

    author(cameraProjectionType="generalizedProjection")

    assert read() == pinhole


def test_a_generalized_projection_when_it_has_a_texture_then_is_refused(read, author):
    author(
        cameraProjectionType="generalizedProjection",
        generalizedProjectionDirectionTexturePath="rays.exr",
    )

    with pytest.raises(CameraError, match=r"textures .* \(generalizedProjectionDirectionTexturePath\)"):
        read()


def test_an_orthographic_camera_when_read_then_its_aperture_is_in_tenths_of_a_unit(read, author):
    author(projection="orthographic", horizontalAperture=40.0, horizontalApertureOffset=5.0)

    assert read() == OrthographicLens((640, 480), (4.0, 3.0), (0.5, 0.0))


def test_an_opencv_pinhole_when_read_then_has_all_coefficients(read, author):
    names = ("k1", "k2", "k3", "k4", "k5", "k6", "p1", "p2", "s1", "s2", "s3", "s4")
    coefficients = {f"omni__lensdistortion__opencvPinhole__{name}": i / 64 for i, name in enumerate(names)}
    author(
        omni__lensdistortion__model="opencvPinhole",
        omni__lensdistortion__opencvPinhole__fx=900.0,
        omni__lensdistortion__opencvPinhole__fy=800.0,
        omni__lensdistortion__opencvPinhole__cx=1024.0,
        omni__lensdistortion__opencvPinhole__cy=512.0,
        omni__lensdistortion__opencvPinhole__imageSize=Gf.Vec2i(2048, 1024),
        **coefficients,
    )

    assert read() == OpenCVPinholeLens(
        Sensor((640, 480), (2048.0, 1024.0), (1024.0, 512.0)),
        (900.0, 800.0),
        radial=(0, 1 / 64, 2 / 64, 3 / 64, 4 / 64, 5 / 64),
        tangential=(6 / 64, 7 / 64),
        thin_prism=(8 / 64, 9 / 64, 10 / 64, 11 / 64),
    )


def test_an_opencv_fisheye_when_only_its_schema_is_applied_then_that_says_the_model(read, author, schema):
    schema.GetPrim().AddAppliedSchema("OmniLensDistortionOpenCvFisheyeAPI")
    author(
        omni__lensdistortion__opencvFisheye__fx=300.0,
        omni__lensdistortion__opencvFisheye__fy=310.0,
        omni__lensdistortion__opencvFisheye__cx=320.0,
        omni__lensdistortion__opencvFisheye__cy=240.0,
        omni__lensdistortion__opencvFisheye__k1=0.125,
    )

    # Without an image size the calibration is that of the picture.
    assert read() == OpenCVFisheyeLens(
        Sensor((640, 480), (640.0, 480.0), (320.0, 240.0)), (300.0, 310.0), (0.125, 0, 0, 0)
    )


def test_a_fisheye_of_isaac_sim_5_when_read_then_its_older_names_count(read, author):
    author(
        omni__lensdistortion__model="opencv",
        omni__lensdistortion__opencv__fx=300.0,
        omni__lensdistortion__opencv__fy=310.0,
        omni__lensdistortion__opencv__cx=320.0,
        omni__lensdistortion__opencv__cy=240.0,
    )

    assert isinstance(read(), OpenCVFisheyeLens)


def test_an_f_theta_lens_when_read_then_has_its_polynomial_and_field_of_view(read, author):
    author(
        omni__lensdistortion__model="ftheta",
        omni__lensdistortion__ftheta__nominalWidth=1000.0,
        omni__lensdistortion__ftheta__nominalHeight=500.0,
        omni__lensdistortion__ftheta__opticalCenter=(510.0, 260.0),
        omni__lensdistortion__ftheta__maxFov=180.0,
        omni__lensdistortion__ftheta__k1=0.0025,
        omni__lensdistortion__ftheta__k4=0.0,
    )

    assert read() == FThetaLens(
        Sensor((640, 480), (1000.0, 500.0), (510.0, 260.0)), (0, 0.0025, 0, 0, 0, 0), pytest.approx(np.pi / 2)
    )


def test_a_fisheye_polynomial_of_kit_when_read_then_has_six_coefficients(read, author):
    author(
        cameraProjectionType="fisheyePolynomial",
        fthetaWidth=1000.0,
        fthetaHeight=500.0,
        fthetaCx=510.0,
        fthetaCy=260.0,
        fthetaMaxFov=90.0,
        **{f"fthetaPoly{letter}": 2.0**-i for i, letter in enumerate("ABCDEF", 9) if letter != "A"},
    )

    assert read() == FThetaLens(
        Sensor((640, 480), (1000.0, 500.0), (510.0, 260.0)),
        (0, 2**-10, 2**-11, 2**-12, 2**-13, 2**-14),
        pytest.approx(np.pi / 4),
    )


def test_an_f_theta_lens_without_numbers_when_read_then_has_those_of_its_schema(read, author):
    author(omni__lensdistortion__model="ftheta")

    assert read() == FThetaLens(
        Sensor((640, 480), (1936.0, 1216.0), (970.9424, 600.3748)),
        (0, 0.00245, 0, 0, 0, 0),
        pytest.approx(np.radians(100)),
    )


def test_opencv_lenses_as_kit_writes_them_when_read_then_their_coefficients_stand_in_the_polynomial(
    read, author
):
    author(
        cameraProjectionType="pinholeOpenCV",
        openCVFx=500.0,
        openCVFy=510.0,
        fthetaWidth=640.0,
        fthetaHeight=480.0,
        fthetaCx=320.0,
        fthetaCy=240.0,
        fthetaPolyA=0.5,
        p1=0.25,
        s3=0.125,
    )
    sensor = Sensor((640, 480), (640.0, 480.0), (320.0, 240.0))

    assert read() == OpenCVPinholeLens(
        sensor, (500.0, 510.0), (0.5, 0, 0, 0, 0, 0), (0, 0.25), (0, 0, 0, 0.125)
    )
    author(cameraProjectionType="fisheyeOpenCV", fthetaMaxFov=200.0)
    assert read() == OpenCVFisheyeLens(sensor, (500.0, 510.0), (0.5, 0, 0, 0), pytest.approx(np.radians(100)))


def test_the_newer_attributes_when_both_are_there_then_win(read, author):
    author(cameraProjectionType="fisheyeSpherical", omni__lensdistortion__model="ftheta")

    assert isinstance(read(), FThetaLens)


def test_two_lens_schemas_when_no_model_is_named_then_are_refused(read, schema):
    schema.GetPrim().AddAppliedSchema("OmniLensDistortionOpenCvFisheyeAPI")
    schema.GetPrim().AddAppliedSchema("OmniLensDistortionFthetaAPI")

    with pytest.raises(
        CameraError, match=r"expected one lens, got .*opencvFisheye.*Author omni:lensdistortion:model"
    ):
        read()


@pytest.mark.parametrize(
    ("attribute", "model"),
    [
        ("omni:lensdistortion:model", "lut"),
        ("omni:lensdistortion:model", "kannalaBrandtK3"),
        ("cameraProjectionType", "fisheyeSpherical"),
        ("cameraProjectionType", "omniDirectionalStereo"),
    ],
)
def test_a_lens_that_is_not_implemented_when_read_then_the_error_names_it_and_what_is(
    read, author, attribute, model
):
    author(**{attribute.replace(":", "__"): model})

    with pytest.raises(
        CameraError, match=f"/World/Camera: kitless does not implement {attribute} '{model}', only '"
    ):
        read()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"focalLength": np.nan}, "expected a finite number as focalLength, got nan"),
        ({"focalLength": np.inf}, "expected a finite number as focalLength, got inf"),
        ({"focalLength": 1e-9}, "expected a picture between"),
        ({"horizontalApertureOffset": np.nan}, "a finite number as horizontalApertureOffset"),
        (
            {"projection": "orthographic", "horizontalAperture": 0.0},
            "expected horizontalAperture above 0, got 0",
        ),
        (
            {"projection": "orthographic", "cameraProjectionType": "fisheyePolynomial"},
            "exclude each other",
        ),
        (
            {"cameraProjectionType": "fisheyePolynomial", "fthetaPolyB": 0.0},
            "expected fthetaPolyB above 0, got 0",
        ),
        ({"cameraProjectionType": "fisheyePolynomial", "fthetaPolyB": -0.01}, "the angle must grow"),
        (
            {"cameraProjectionType": "fisheyePolynomial", "fthetaPolyA": 0.5},
            "expected fthetaPolyA nearer to 0",
        ),
        (
            {"cameraProjectionType": "fisheyePolynomial", "fthetaPolyC": np.nan},
            "a finite number as fthetaPolyC",
        ),
        ({"cameraProjectionType": "fisheyePolynomial", "fthetaMaxFov": 0.0}, "expected fthetaMaxFov above 0"),
        (
            {"cameraProjectionType": "fisheyePolynomial", "fthetaMaxFov": 400.0},
            "at most 360 degrees, got 400",
        ),
        ({"cameraProjectionType": "fisheyePolynomial", "fthetaWidth": 0.0}, "expected fthetaWidth above 0"),
        (
            {"omni__lensdistortion__model": "opencvPinhole"},
            "expected a value of omni:lensdistortion:opencvPinhole:",
        ),
        (
            {
                "omni__lensdistortion__model": "opencvFisheye",
                "omni__lensdistortion__opencvFisheye__fx": 0.0,
                "omni__lensdistortion__opencvFisheye__fy": 1.0,
            },
            "opencvFisheye:fx and omni:lensdistortion:opencvFisheye:fy above 0, got 0.0 and 1.0",
        ),
        (
            {
                "omni__lensdistortion__model": "ftheta",
                "omni__lensdistortion__ftheta__opticalCenter": (np.nan, 1.0),
            },
            "expected 2 finite numbers as omni:lensdistortion:ftheta:opticalCenter",
        ),
        (
            {
                "cameraProjectionType": "fisheyePolynomial",
                "fthetaWidth": 64.0,
                "fthetaHeight": 48.0,
                "fthetaCx": 1920.0,
                "fthetaPolyB": 0.01,
                "fthetaMaxFov": 90.0,
            },
            "expected a lens that shows something of the picture",
        ),
    ],
)
def test_numbers_that_describe_no_picture_when_read_then_are_refused(read, author, values, message):
    author(**values)

    with pytest.raises(CameraError, match=message):
        read()


def test_a_value_that_is_blocked_when_read_then_the_error_says_to_author_it(read, schema):
    schema.GetFocalLengthAttr().Block()

    with pytest.raises(CameraError, match=r"expected a value of focalLength, got none\. Author it"):
        read()
