"""What transforms without an inverse draw. A camera at z = 10 sees 10 units to each side where z is 0, in 41 pixels.

The pixel in the middle, (20, 20), looks along its axis; columns are 20/41 of a unit apart where z is 0.
"""

from math import cos, radians, sin, sqrt

import numpy as np
import pytest
from pxr import Gf, Usd, UsdGeom, UsdSemantics

from kitless.annotators.earlier_surface import EarlierSurfaces
from kitless.annotators.frame import Frame
from kitless.render import Camera, Renderer
from kitless.scene import SceneTranslator

SIZE = 41
PIXEL = 20 / SIZE
CODE = "transform-not-invertible"


class Bench:
    """A stage with a camera, and what it sees."""

    def __init__(self) -> None:
        self.stage = Usd.Stage.CreateInMemory()
        camera = UsdGeom.Camera.Define(self.stage, "/Camera")
        camera.CreateHorizontalApertureAttr(20.0)
        camera.CreateFocalLengthAttr(10.0)
        camera.AddTranslateOp().Set((0, 0, 10))
        self.translator = SceneTranslator(self.stage, "cpu")
        self.renderer = Renderer("cpu", threads=1)

    def card(self, path="/Card") -> UsdGeom.Mesh:
        """A square from -1 to 1 in the plane z = 0."""
        mesh = UsdGeom.Mesh.Define(self.stage, path)
        mesh.CreatePointsAttr([(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)])
        mesh.CreateFaceVertexCountsAttr([4])
        mesh.CreateFaceVertexIndicesAttr([0, 1, 2, 3])
        mesh.CreateSubdivisionSchemeAttr("none")
        return mesh

    def frame(self, time: float = 0.0) -> Frame:
        code = Usd.TimeCode(time)
        scene = self.translator.update(code)
        camera = Camera.from_prim(self.stage.GetPrimAtPath("/Camera"), code, SIZE, SIZE)
        return Frame(
            render_product="/Render",
            gbuffer=self.renderer.render(scene, camera, channels=frozenset()),
            camera=camera,
            scene=self.translator.snapshot(),
            meters_per_unit=1.0,
            time=time,
            cast_coverage=lambda: self.renderer.cover(scene, camera),
        )

    def columns(self, time: float = 0.0) -> list[int]:
        """Columns of the middle row where something is seen."""
        return np.flatnonzero(self.frame(time).gbuffer.instance[SIZE // 2] >= 0).tolist()

    def points(self, path: str, time: float = 0.0) -> np.ndarray:
        """(P, 3) in the world."""
        scene = self.frame(time).scene
        index = scene.prim_paths.index(path)
        to_world = scene.to_world[index]
        return scene.drawables[index].geometry.points @ to_world[:3, :3] + to_world[3, :3]

    def findings(self) -> list[tuple[str, str]]:
        return [(finding.code, finding.path) for finding in self.translator.findings]

    def message(self) -> str:
        (finding,) = self.translator.findings
        return finding.message


@pytest.fixture
def bench():
    bench = Bench()
    yield bench
    bench.translator.close()
    bench.renderer.close()


def columns_between(lowest: float, highest: float) -> list[int]:
    """Columns whose centres look between two x where z is 0."""
    return [column for column in range(SIZE) if lowest < (column - SIZE // 2) * PIXEL < highest]


def test_a_flat_mesh_that_is_scaled_to_nothing_across_its_plane_is_drawn(bench):
    bench.card().AddScaleOp().Set((3, 3, 0))
    frame = bench.frame()
    assert bench.columns() == columns_between(-3, 3)
    assert frame.gbuffer.ray_distance[20, 20] == pytest.approx(10)
    assert frame.gbuffer.normal[20, 20] == pytest.approx((0, 0, 1))
    assert bench.points("/Card") == pytest.approx(np.array([(-3, -3, 0), (3, -3, 0), (3, 3, 0), (-3, 3, 0)]))
    assert bench.findings() == []


def test_a_solid_that_is_squeezed_flat_is_drawn_in_its_plane(bench):
    cube = UsdGeom.Cube.Define(bench.stage, "/Cube")
    cube.AddTranslateOp().Set((2, 0, 4))
    cube.AddScaleOp().Set((1, 1, 0))
    # At z = 4 a pixel is 0.6 times as wide; the cube spans x from 1 to 3.
    assert bench.columns() == columns_between(1 / 0.6, 3 / 0.6)
    points = bench.points("/Cube")
    assert points[:, 2].tolist() == [4] * 8
    assert set(map(tuple, points[:, :2].tolist())) == {(1, -1), (1, 1), (3, -1), (3, 1)}


def test_a_plane_that_only_rounding_gives_a_third_dimension_is_flat(bench):
    world = UsdGeom.Xform.Define(bench.stage, "/World")
    world.AddRotateXYZOp().Set((10, 20, 30))
    squeeze = UsdGeom.Xform.Define(bench.stage, "/World/Squeeze")
    squeeze.AddScaleOp().Set((2, 2, 0))
    cube = UsdGeom.Cube.Define(bench.stage, "/World/Squeeze/Cube")
    cube.AddRotateXYZOp().Set((40, 50, 60))
    to_world = UsdGeom.XformCache().GetLocalToWorldTransform(cube.GetPrim())
    corners = np.array([(x, y, z, 1.0) for z in (-1, 1) for y in (-1, 1) for x in (-1, 1)])

    # What USD's own matrix makes of the corners.
    expected = (corners @ np.array(to_world))[:, :3]
    assert bench.points("/World/Squeeze/Cube") == pytest.approx(expected, abs=1e-6)
    # The world turns the plane's normal: the third row of its rotation.
    normal = np.array(UsdGeom.XformCache().GetLocalToWorldTransform(world.GetPrim()))[2, :3]
    assert bench.frame().gbuffer.normal[20, 20] == pytest.approx(normal, abs=1e-5)


def test_authored_normals_do_not_tilt_a_surface_that_is_squeezed_flat(bench):
    card = bench.card()
    card.CreateNormalsAttr([(sqrt(0.5), 0, sqrt(0.5))] * 4)
    card.AddScaleOp().Set((3, 3, 0))
    assert bench.frame().gbuffer.normal[20, 20] == pytest.approx((0, 0, 1))


def test_a_flat_mesh_far_from_its_own_origin_lies_exactly_in_its_plane(bench):
    # 10 km along (1, 1, 1) and back again, which float32 has in steps of a millimetre.
    away = 1e4
    place = UsdGeom.Xformable(UsdGeom.Xform.Define(bench.stage, "/Place"))
    place.AddRotateYOp().Set(25.0)
    place.AddScaleOp().Set((1, 1, 0))
    place.AddRotateXYZOp().Set((20, 30, 0))
    place.AddTranslateOp().Set((-away, -away, -away))
    card = bench.card("/Place/Card")
    card.GetPointsAttr().Set([(away + x, away + y, away) for x, y in ((-3, -3), (3, -3), (3, 3), (-3, 3))])
    # The plane is that of x and y, turned by 25 degrees about y.
    assert bench.frame().gbuffer.normal[20, 20] == pytest.approx(
        (sin(radians(25)), 0, cos(radians(25))), abs=1e-5
    )


def test_parts_of_a_mesh_that_is_squeezed_flat_are_where_they_are_in_it(bench):
    mesh = bench.card()
    mesh.GetPointsAttr().Set([(-1, -1, 0), (0, -1, 0), (0, 1, 0), (-1, 1, 0), (2, -1, 0), (2, 1, 0)])
    mesh.GetFaceVertexCountsAttr().Set([4, 4])
    mesh.GetFaceVertexIndicesAttr().Set([0, 1, 2, 3, 1, 4, 5, 2])
    right = UsdGeom.Subset.CreateGeomSubset(mesh, "Right", UsdGeom.Tokens.face, [1])
    UsdSemantics.LabelsAPI.Apply(right.GetPrim(), "class").CreateLabelsAttr(["right"])
    mesh.AddScaleOp().Set((3, 3, 0))
    assert bench.columns() == columns_between(-3, 6)
    assert set(map(tuple, bench.points("/Card/Right").round(6).tolist())) == {
        (0, -3, 0),
        (6, -3, 0),
        (6, 3, 0),
        (0, 3, 0),
    }


def test_point_instances_with_a_scale_of_zero_along_one_direction_share_a_flat_mesh(bench):
    cards = UsdGeom.PointInstancer.Define(bench.stage, "/Cards")
    UsdGeom.Cube.Define(bench.stage, "/Cards/Cube")
    cards.CreatePrototypesRel().SetTargets(["/Cards/Cube"])
    cards.CreateProtoIndicesAttr([0, 0, 0])
    cards.CreatePositionsAttr([(-4, 0, 0), (0, 0, 0), (4, 0, 0)])
    cards.CreateScalesAttr([(1, 1, 0), (1, 1, 1), (2, 1, 0)])
    cards.CreateOrientationsAttr([Gf.Quath(1), Gf.Quath(1), Gf.Quath(0.8, 0, 0, 0.6)])
    left, middle, right = (drawable.geometry for drawable in bench.frame().scene.drawables)
    assert left is right
    assert middle is not left
    assert bench.points("/Cards[0]/Cube")[:, 2].tolist() == [0] * 8


def test_a_thing_that_is_squeezed_and_let_go_again_is_followed_through_time(bench):
    cube = UsdGeom.Cube.Define(bench.stage, "/Cube")
    scale = cube.AddScaleOp()
    for time, size in ((0, (1, 1, 1)), (1, (1, 1, 0)), (2, (0, 0, 0)), (3, (1, 1, 0)), (4, (1, 1, 1))):
        scale.Set(size, time)
    depths = [float(bench.frame(time).gbuffer.ray_distance[20, 20]) for time in range(5)]
    assert depths == pytest.approx([9, 10, np.inf, 10, 9])
    assert bench.findings() == [(CODE, "/Cube")]
    assert bench.message() == "not drawn at time code 2: its size or its transform makes it a point"


def test_a_flat_thing_that_moves_keeps_its_geometry(bench):
    card = bench.card()
    move = card.AddTranslateOp()
    card.AddScaleOp().Set((3, 3, 0))
    before = bench.frame().scene.drawables[0].geometry
    move.Set((0, 0, 5))
    frame = bench.frame()
    assert frame.scene.drawables[0].geometry is before
    assert frame.gbuffer.ray_distance[20, 20] == pytest.approx(5)


def test_points_of_a_thing_that_is_squeezed_are_followed_to_where_they_were(bench):
    cube = UsdGeom.Cube.Define(bench.stage, "/Cube")
    cube.AddTranslateOp().Set((0, 0, 2))
    scale = cube.AddScaleOp()
    scale.Set((1, 1, 0), 0)
    scale.Set((2, 2, 0.5), 1)
    before, now = bench.frame(0), bench.frame(1)
    # Two columns from the middle, on the front at z = 2.5: three quarters of the depth at which a pixel is that wide.
    x = 2 * PIXEL * 0.75
    pixel = np.array([20 * SIZE + 22])
    followed = EarlierSurfaces(now, before.scene).points(np.array([[x, 0, 2.5]]), pixel)
    assert followed[0] == pytest.approx((x / 2, 0, 2), abs=1e-6)


def squeezed_mesh(bench, size):
    bench.card("/Thing").AddScaleOp().Set(size)


def sized_sphere(bench, radius):
    UsdGeom.Sphere.Define(bench.stage, "/Thing").CreateRadiusAttr(radius)


def squeezed_sphere(bench, size):
    UsdGeom.Sphere.Define(bench.stage, "/Thing").AddScaleOp().Set(size)


def moved_cube(bench, x):
    UsdGeom.Cube.Define(bench.stage, "/Thing").AddTranslateOp().Set((x, 0, 0))


def sized_capsule(bench, radius):
    UsdGeom.Capsule.Define(bench.stage, "/Thing").CreateRadiusAttr(radius)


@pytest.mark.parametrize(
    ("define", "value", "reason"),
    [
        (squeezed_mesh, (0, 0, 0), "its size or its transform makes it a point"),
        (squeezed_mesh, (3, 0, 0), "its size or its transform makes it a line"),
        # A card that is seen from its edge has lost its area as well.
        (squeezed_mesh, (0, 3, 3), "its transform makes it a line"),
        (
            squeezed_sphere,
            (3, 3, 0),
            "its size or its transform makes it flat, and only meshes, cubes and planes are drawn flat",
        ),
        # Not nothing, but more digits than the device has.
        (
            squeezed_sphere,
            (3, 3, 1e-9),
            "its size or its transform makes it flat, and only meshes, cubes and planes are drawn flat",
        ),
        (sized_sphere, 0.0, "its size or its transform makes it a point"),
        (sized_capsule, 0.0, "its size or its transform makes it a point"),
        (moved_cube, np.nan, "its transform is not finite, or beyond 1e+15"),
        (moved_cube, np.inf, "its transform is not finite, or beyond 1e+15"),
    ],
)
def test_what_has_no_area_is_not_drawn_and_said_once(bench, define, value, reason):
    define(bench, value)
    for time in (0, 1):
        assert bench.columns(time) == []
    assert bench.findings() == [(CODE, "/Thing")]
    assert bench.message() == f"not drawn at time code 0: {reason}"


def test_point_instances_scaled_to_nothing_are_said_once_for_their_prototype(bench):
    cubes = UsdGeom.PointInstancer.Define(bench.stage, "/Cubes")
    UsdGeom.Cube.Define(bench.stage, "/Cubes/Cube")
    cubes.CreatePrototypesRel().SetTargets(["/Cubes/Cube"])
    cubes.CreateProtoIndicesAttr([0, 0, 0])
    cubes.CreatePositionsAttr([(0, 0, 0)] * 3)
    cubes.CreateScalesAttr([(1, 1, 1), (0, 0, 0), (0, 0, 0)])
    bench.frame()
    assert bench.findings() == [(CODE, "/Cubes/Cube")]
    assert bench.message().startswith("/Cubes[1]/Cube not drawn")


def test_a_thing_that_is_hidden_is_not_said_to_have_no_size(bench):
    cube = UsdGeom.Cube.Define(bench.stage, "/Cube")
    cube.AddScaleOp().Set((0, 0, 0))
    cube.MakeInvisible()
    bench.frame()
    assert bench.findings() == []
