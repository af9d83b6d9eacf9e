"""Every gprim, along every axis, however it is placed."""

from __future__ import annotations

import pytest

from .analytic import Box, Capsule, Cone, Cylinder, Plane, Sphere
from .placement import IDENTITY, look_at, move, shear, stretch, turn
from .ray_caster import Pinhole
from .sight import assert_true

FRONT = Pinhole(look_at((1.3, -13.1, 4.2), (0.1, 0.0, 0.1)))

PLACEMENTS = {
    "upright": IDENTITY,
    "turned": turn("X", 31) @ turn("Y", -17) @ turn("Z", 52),
    "stretched": stretch(0.6, 1.4, 1.2),
    "mirrored": stretch(-1.0, 0.8, 1.1) @ turn("Y", 25),
    "turned inside out": stretch(-1.0, -0.9, -1.1) @ turn("X", 25),
    "sheared": shear(x_by_y=0.3, x_by_z=-0.4, y_by_z=0.25),
}


@pytest.mark.parametrize("axis", ["X", "Y", "Z"])
@pytest.mark.parametrize("placement", PLACEMENTS.values(), ids=PLACEMENTS.keys())
def test_row_of_gprims_is_seen_pixel_by_pixel(analytic_stage, see, placement, axis):
    shapes = {
        "box": Box(1.3),
        "sphere": Sphere(0.8),
        "cylinder": Cylinder(0.6, 1.5, axis),
        "cone": Cone(0.7, 1.6, axis),
        "capsule": Capsule(0.4, 0.9, axis),
        "plane": Plane(1.5, 1.1, axis),
    }
    for number, (label, shape) in enumerate(shapes.items()):
        analytic_stage.add(f"/World/{label}", shape, placement @ move(2.2 * number - 5.5, 0, 0), label=label)
    analytic_stage.add("/World/wall", Plane(9, 2.3, "Y"), move(0, 2.0, 0.5))
    camera = analytic_stage.camera(FRONT)

    assert_true(see(149, 50), analytic_stage.solids, camera)


def test_gprims_of_other_sizes_are_seen_pixel_by_pixel(analytic_stage, see):
    # A flat and a slender one of each, and a capsule without a tube.
    shapes = [
        Cylinder(1.0, 0.1),
        Cylinder(0.1, 2.5),
        Cone(1.1, 0.3),
        Cone(0.2, 2.6),
        Capsule(0.15, 2.1),
        Capsule(0.8, 0.0),
        Plane(0.3, 2.1, "Y"),
        Box(0.25),
    ]
    for number, shape in enumerate(shapes):
        placement = turn("Y", 13) @ move(1.6 * number - 5.6, 0, 0)
        analytic_stage.add(f"/World/shape_{number}", shape, placement, label=f"{number}")
    camera = analytic_stage.camera(FRONT)

    assert_true(see(160, 60), analytic_stage.solids, camera)


def test_gprims_with_fallback_sizes_are_those_of_usd(analytic_stage, see):
    # The fallback values of UsdGeom's schema.
    shapes = {
        "Cube": Box(2.0),
        "Sphere": Sphere(1.0),
        "Cylinder": Cylinder(1.0, 2.0, "Z"),
        "Cone": Cone(1.0, 2.0, "Z"),
        "Capsule": Capsule(0.5, 1.0, "Z"),
        "Plane": Plane(2.0, 2.0, "Z"),
    }
    for number, (schema, shape) in enumerate(shapes.items()):
        placement = move(2.3 * number - 5.8, 0, 0)
        group = f"/World/group_{number}"
        analytic_stage.group(group, placement)
        analytic_stage.stage.DefinePrim(f"{group}/{schema}", schema)
        analytic_stage.expect(f"{group}/{schema}", shape, placement)
    camera = analytic_stage.camera(FRONT)

    assert_true(see(150, 60), analytic_stage.solids, camera)


@pytest.mark.parametrize("distance", [1.0, 0.1, 0.02])
@pytest.mark.parametrize(
    "shape",
    [Box(2), Sphere(1), Cylinder(1, 2), Cone(1, 2), Cone(5, 0.5), Cone(0.2, 4), Plane(2, 2)],
    ids=["box", "sphere", "cylinder", "cone", "flat cone", "slender cone", "plane"],
)
def test_top_of_a_gprim_is_seen_sharp_from_close_by(analytic_stage, see, shape, distance):
    match shape:
        case Cone():
            top = shape.height / 2
        case Plane():
            top = 0.0
        case _:
            top = 1.0
    analytic_stage.add("/World/shape", shape, label="shape")
    eye, target = (0.43 * distance, -distance, top + 0.61 * distance), (0.01 * distance, 0.02 * distance, top)
    camera = analytic_stage.camera(Pinhole(look_at(eye, target), focal_length=30, near=0.01 * distance))

    assert_true(see(96, 64), analytic_stage.solids, camera)
