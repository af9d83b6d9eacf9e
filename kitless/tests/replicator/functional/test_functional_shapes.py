"""The simple shapes: how large they are, which way they stand, and that they are drawn so."""

import math

import numpy as np
import pytest
from pxr import Usd, UsdGeom

from kitless.replicator.authoring import create

SHAPES = ("cone", "cube", "cylinder", "disk", "plane", "sphere", "torus")

# Half of the size along X, Y and Z of each shape on a stage in metres, Z up.
HALF_SIZES = {
    "cone": (0.5, 0.5, 0.5),
    "cube": (0.5, 0.5, 0.5),
    "cylinder": (0.5, 0.5, 0.5),
    "disk": (0.5, 0.5, 0.0),
    "plane": (0.5, 0.5, 0.0),
    "sphere": (0.5, 0.5, 0.5),
    "torus": (0.5, 0.5, 0.125),
}
MESHES = ("cone", "cube", "cylinder", "sphere")


def range_of(prim):
    """Lowest and highest corner in the world, by USD."""
    cache = UsdGeom.BBoxCache(Usd.TimeCode.Default(), [UsdGeom.Tokens.default_])
    bound = cache.ComputeWorldBound(prim).ComputeAlignedRange()
    return [*bound.GetMin(), *bound.GetMax()]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_when_made_is_a_metre_wide_and_centred_at_its_origin(app, shape):
    prim = getattr(create, shape)(position=(10, 20, 30))
    x, y, z = HALF_SIZES[shape]
    assert range_of(prim) == pytest.approx([10 - x, 20 - y, 30 - z, 10 + x, 20 + y, 30 + z])


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_when_the_stage_is_in_centimetres_is_a_hundred_units_wide(app, stage, shape):
    UsdGeom.SetStageMetersPerUnit(stage, 0.01)
    prim = getattr(create, shape)()
    assert range_of(prim)[3:] == pytest.approx([100.0 * half for half in HALF_SIZES[shape]])


@pytest.mark.parametrize("shape", ["disk", "plane", "torus"])
def test_a_flat_shape_when_y_is_up_lies_flat(app, stage, shape):
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.y)
    prim = getattr(create, shape)()
    width, _, thickness = HALF_SIZES[shape]
    assert range_of(prim)[3:] == pytest.approx([width, thickness, width])


@pytest.mark.parametrize("shape", ["cone", "cylinder"])
def test_a_shape_with_an_axis_when_y_is_up_stands_along_y(app, stage, shape):
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.y)
    assert getattr(create, shape)().GetAttribute("axis").Get() == "Y"


@pytest.mark.parametrize("shape", MESHES)
def test_a_shape_as_mesh_when_made_is_a_mesh_of_the_same_size(app, shape):
    assert getattr(create, shape)().GetTypeName() == shape.capitalize()
    mesh = getattr(create, shape)(as_mesh=True)
    assert mesh.GetTypeName() == "Mesh"
    assert range_of(mesh)[3:] == pytest.approx(HALF_SIZES[shape])


@pytest.mark.parametrize("up_axis", ["Y", "Z"])
def test_a_cube_as_mesh_when_made_has_its_faces_in_kits_order(app, stage, up_axis):
    UsdGeom.SetStageUpAxis(stage, up_axis)
    cube = UsdGeom.Mesh(create.cube(as_mesh=True))
    assert list(cube.GetFaceVertexCountsAttr().Get()) == [4] * 6
    points = np.array(cube.GetPointsAttr().Get())
    faces = np.array(cube.GetFaceVertexIndicesAttr().Get()).reshape(6, 4)
    middles = (points[faces].mean(axis=1) * 2).tolist()
    assert middles == [[0, 0, 1], [0, 0, -1], [0, 1, 0], [0, -1, 0], [-1, 0, 0], [1, 0, 0]]
    assert len(points) == 8


def volume_of(mesh):
    """Volume inside a closed mesh by the divergence theorem; negative if its faces are inside out."""
    points = np.array(mesh.GetPointsAttr().Get(), np.float64)
    indices = iter(mesh.GetFaceVertexIndicesAttr().Get())
    total = 0.0
    for count in mesh.GetFaceVertexCountsAttr().Get():
        face = points[[next(indices) for _ in range(count)]]
        for corner in range(1, count - 1):
            total += np.dot(face[0], np.cross(face[corner], face[corner + 1])) / 6.0
    return total


# Of round shapes, a circle of 64 corners has this share of the circle's area.
ROUND = 64 * math.sin(2 * math.pi / 64) / (2 * math.pi)


@pytest.mark.parametrize(
    ("shape", "volume"),
    [
        ("cube", 1.0),
        ("cylinder", math.pi / 4 * ROUND),
        ("cone", math.pi / 12 * ROUND),
        ("sphere", math.pi / 6),
        ("torus", 2 * math.pi**2 * 0.375 * 0.125**2),
    ],
)
def test_a_closed_mesh_when_made_has_its_faces_outwards_and_the_shapes_volume(app, shape, volume):
    arguments = {} if shape == "torus" else {"as_mesh": True}
    mesh = UsdGeom.Mesh(getattr(create, shape)(**arguments))
    # The ball's and the ring's facets are inside the round surface.
    tolerance = 0.015 if shape in ("sphere", "torus") else 1e-6
    assert volume_of(mesh) == pytest.approx(volume, rel=tolerance)


@pytest.mark.parametrize("shape", ["cone", "cube", "cylinder", "disk", "plane", "sphere", "torus"])
def test_normals_of_a_mesh_when_made_point_the_way_of_its_faces(app, shape):
    arguments = {"as_mesh": True} if shape in MESHES else {}
    mesh = UsdGeom.Mesh(getattr(create, shape)(**arguments))
    points, normals = (
        np.array(attribute.Get(), np.float64) for attribute in (mesh.GetPointsAttr(), mesh.GetNormalsAttr())
    )
    indices = list(mesh.GetFaceVertexIndicesAttr().Get())
    start = 0
    for count in mesh.GetFaceVertexCountsAttr().Get():
        face = points[indices[start : start + count]]
        across = np.cross(face[1] - face[0], face[2] - face[0])
        if np.linalg.norm(across) > 1e-12:
            assert (normals[start : start + count] @ across > 0).all()
        start += count
    assert np.linalg.norm(normals, axis=1) == pytest.approx(1.0)


def test_a_plane_when_seen_from_above_is_drawn_with_its_normal_up(app, look):
    create.plane(scale=(4, 4, 1))
    camera = create.camera(position=(0, 0, 5), look_at=(0, 0, 0))
    assert look(camera, "normals")[4, 4] == pytest.approx((0, 0, 1, 1))
    assert look(camera, "distance_to_image_plane")[4, 4] == pytest.approx(5.0)


def test_a_cubes_box_when_drawn_is_its_place_turn_and_size(app, look):
    create.cube(position=(1, 2, 3), rotation=(0, 0, 90), scale=(2, 4, 6), semantics={"class": "box"})
    camera = create.camera(position=(20, 2, 3), look_at=(1, 2, 3))
    data = look(camera, "bounding_box_3d")["data"][0]
    assert [data[name] for name in ("x_min", "y_min", "z_min", "x_max", "y_max", "z_max")] == [
        -0.5,
        -0.5,
        -0.5,
        0.5,
        0.5,
        0.5,
    ]
    # Rows are where the cube's own axes go: X, twice as long, to Y; Y, four times as long, to -X.
    expected = [[0, 2, 0, 0], [-4, 0, 0, 0], [0, 0, 6, 0], [1, 2, 3, 1]]
    assert data["transform"] == pytest.approx(np.array(expected), abs=1e-6)


def test_a_torus_when_seen_along_its_axis_has_a_hole(app, look):
    create.torus(semantics={"class": "ring"})
    camera = create.camera(position=(0, 0, 5), look_at=(0, 0, 0))
    depth = look(camera, "distance_to_image_plane", (101, 101))
    # 101 pixels are 5 * 20.955 / 24 = 4.3656 wide in the plane of the ring: 0.375 are 8.7 pixels.
    assert not np.isfinite(depth[50, 50])
    assert depth[50, 50 + 9] == pytest.approx(5.0 - 0.125, abs=0.005)
    assert not np.isfinite(depth[50, 50 + 14])
