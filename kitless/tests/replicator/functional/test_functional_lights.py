"""Lights: what they are given, and that pictures are as bright as it says."""

import math

import pytest
from pxr import Gf, Sdf, UsdLux

from kitless.replicator.authoring import create, create_batch, modify
from kitless.replicator.authoring.errors import AuthoringError

KINDS = ("cylinder_light", "disk_light", "distant_light", "dome_light", "rect_light", "sphere_light")


def value(prim, name):
    return prim.GetAttribute(name).Get()


@pytest.mark.parametrize("kind", KINDS)
def test_a_light_when_made_has_an_intensity_of_1000(app, kind):
    light = getattr(create, kind)(name="Light", parent="/World")
    assert str(light.GetPath()) == "/World/Light"
    assert light.GetTypeName() == kind.replace("_", " ").title().replace(" ", "")
    assert value(light, "inputs:intensity") == 1000.0
    assert UsdLux.LightAPI(light)


def test_numbers_of_a_light_when_given_are_written(app):
    light = create.sphere_light(position=(0, 0, 1), intensity=250000, radius=0.3, color=(1.0, 0.5, 0.25))
    assert value(light, "inputs:intensity") == 250000.0
    assert value(light, "inputs:radius") == pytest.approx(0.3)
    assert value(light, "inputs:color") == Gf.Vec3f(1.0, 0.5, 0.25)
    assert value(light, "xformOp:translate") == Gf.Vec3d(0, 0, 1)


def test_a_temperature_when_given_counts(app):
    assert value(create.sphere_light(temperature=3000), "inputs:enableColorTemperature") is True
    lights = create_batch.sphere_light(
        count=2, enable_color_temperature=True, radius=[0.5, 1.0], parent="/World"
    )
    assert [value(light, "inputs:enableColorTemperature") for light in lights] == [True, True]
    assert [value(light, "inputs:radius") for light in lights] == [0.5, 1.0]


def test_a_texture_when_given_is_a_dome_lights_file(app):
    light = create.dome_light(texture="/sky.hdr", intensity=700)
    assert value(light, "inputs:texture:file") == Sdf.AssetPath("/sky.hdr")
    modify.attribute(light, "inputs:texture:file", "/night.hdr")
    assert value(light, "inputs:texture:file") == Sdf.AssetPath("/night.hdr")


def test_a_light_when_it_has_no_such_number_is_not_made(app, stage):
    with pytest.raises(AuthoringError, match="a DistantLight has no radius"):
        create.distant_light(radius=3)
    with pytest.raises(AuthoringError, match="intensity"):
        create.dome_light(intensity="bright")
    with pytest.raises(TypeError, match="brightness"):
        create.dome_light(brightness=3)
    assert not stage.GetPrimAtPath("/DistantLight")


def floor_of(app, look):
    """The light that a white floor sends up to a camera above it."""
    floor = create.plane(scale=(10, 10, 1))
    create.material(
        "OmniPBR.mdl", bind_prims=floor, diffuse_color_constant=(1, 1, 1), reflection_roughness_constant=1.0
    )
    camera = create.camera(position=(0, 0, 5), look_at=(0, 0, 0))
    return lambda: look(camera, "HdrColor")[4, 4, 0]


def test_a_dome_light_when_twice_as_intense_makes_a_floor_twice_as_bright(app, look):
    light = create.dome_light(intensity=200)
    brightness = floor_of(app, look)
    before = brightness()
    modify.attribute(light, "intensity", 400)
    assert before > 0.0
    assert brightness() == pytest.approx(2 * before, rel=1e-5)


def test_a_distant_light_when_turned_shines_by_the_cosine(app, look):
    # It shines down its -Z axis; turned by 60 degrees about X it meets the floor at half its strength.
    light = create.distant_light(intensity=500)
    brightness = floor_of(app, look)
    before = brightness()
    modify.rotation(light, (60, 0, 0))
    assert brightness() == pytest.approx(math.cos(math.radians(60)) * before, rel=1e-2)
    modify.rotation(light, (180, 0, 0))
    assert brightness() == pytest.approx(0.0, abs=1e-6)
