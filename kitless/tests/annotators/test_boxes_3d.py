import numpy as np
import pytest
from pxr import Sdf, UsdGeom, UsdSemantics

from kitless.render import AnalyticKind, AnalyticShape, TriangleMesh

BOX_3D = [
    ("semanticId", "<u4"),
    *((f"{axis}_{end}", "<f4") for end in ("min", "max") for axis in "xyz"),
    ("transform", "<f4", (4, 4)),
    ("occlusionRatio", "<f4"),
]
CORNERS = ["x_min", "y_min", "z_min", "x_max", "y_max", "z_max"]

CUBE = TriangleMesh(
    np.array([[x, y, z] for z in (-0.5, 0.5) for y in (-0.5, 0.5) for x in (-0.5, 0.5)], np.float32),
    np.array([[0, 2, 3], [0, 3, 1], [4, 5, 7], [4, 7, 6]], np.int32),
    np.zeros(4, np.int32),
)
AHEAD = np.array([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, -5, 1.0]])


@pytest.fixture
def boxes(make_frame, evaluate):
    def run(name="bounding_box_3d", parameters=None, **frame):
        result = evaluate(name, make_frame(size=(20, 10), **frame), **(parameters or {}))
        return result.data, result.info

    return run


@pytest.mark.parametrize(
    ("name", "key"), [("bounding_box_3d", "0"), ("bounding_box_3d_fast", 0), ("bounding_box_3d_360", "0")]
)
def test_a_box_when_the_prim_is_scaled_then_is_in_the_prims_space_and_its_transform_has_the_scale(
    boxes, name, key
):
    # A crate of edge 3 on a prim that is scaled by 0.01, turned by 90 degrees around z and moved.
    space = np.array([[0, 0.01, 0, 0], [-0.01, 0, 0, 0], [0, 0, 0.01, 0], [0.2, 0.1, -4, 1]])
    rows, info = boxes(
        name,
        prim_paths=("/can",),
        geometries=[CUBE],
        to_world=[np.diag([3, 3, 3, 1]) @ space],
        spaces={"/can": space},
        coverage=[(0, 0)],
    )

    assert rows.dtype == np.dtype(BOX_3D)
    assert rows["semanticId"].tolist() == [0]
    assert rows[CORNERS].tolist() == [(-1.5, -1.5, -1.5, 1.5, 1.5, 1.5)]
    assert rows["transform"][0].tolist() == space.astype(np.float32).tolist()
    assert rows["occlusionRatio"].tolist() == [1.0]
    assert info["idToLabels"] == {key: {"class": "can", "color": "red"}}
    assert info["primPaths"] == ["/can"]
    assert info["bboxIds"].tolist() == [0]


def test_the_box_of_a_group_when_its_parts_are_turned_then_is_around_them_in_the_groups_space(boxes, stage):
    group = UsdGeom.Xform.Define(stage, "/pair").GetPrim()
    UsdSemantics.LabelsAPI.Apply(group, "class").CreateLabelsAttr(["pair"])
    for part in ("cube", "ball"):
        stage.DefinePrim(f"/pair/{part}", "Mesh")
    half = np.sqrt(0.5)
    turned = np.array([[half, half, 0, 0], [-half, half, 0, 0], [0, 0, 1, 0], [2, 0, 0, 1]])
    space = AHEAD.copy()
    space[3, 0] = 1.0

    rows, info = boxes(
        prim_paths=("/pair/ball", "/pair/cube"),
        geometries=[AnalyticShape(AnalyticKind.SPHERE), CUBE],
        to_world=[np.diag([0.25, 0.5, 0.75, 1]) @ space, turned @ space],
        spaces={"/pair": space},
    )

    # The cube, turned by 45 degrees around (2, 0, 0), reaches to its half diagonal; the ball is stretched.
    assert info["primPaths"] == ["/pair"]
    assert list(rows[CORNERS][0]) == pytest.approx([-0.25, -half, -0.75, 2 + half, half, 0.75], abs=1e-6)


def sampled(kind, half_length, count=400):
    """Points all over a unit shape, by its definition; extents of them are those of the shape within 1e-4 or so."""
    turn, share = np.meshgrid(np.linspace(0, 2 * np.pi, 4 * count), np.linspace(-1, 1, count))
    if kind in (AnalyticKind.SPHERE, AnalyticKind.CAPSULE):
        height = np.sin(share * np.pi / 2)
        radius = np.cos(share * np.pi / 2)
        height = height + np.sign(share) * half_length
    else:
        height = share
        radius = (1 - share) / 2 if kind == AnalyticKind.CONE else np.ones_like(share)
    return np.stack([radius * np.cos(turn), radius * np.sin(turn), height], axis=-1).reshape(-1, 3)


@pytest.mark.parametrize("kind", AnalyticKind)
def test_the_box_of_a_round_shape_when_it_is_sheared_then_is_exact(boxes, kind):
    half_length = 0.7 if kind == AnalyticKind.CAPSULE else 0.0
    skewed = np.array([[0.6, 0.2, -0.1, 0], [-0.3, 0.4, 0.5, 0], [0.1, -0.7, 0.8, 0], [0.1, 0.2, 0.3, 1]])

    rows, _ = boxes(
        prim_paths=("/can",),
        geometries=[AnalyticShape(kind, half_length)],
        to_world=[skewed @ AHEAD],
        spaces={"/can": AHEAD},
    )

    points = sampled(kind, half_length) @ skewed[:3, :3] + skewed[3, :3]
    expected = [*points.min(axis=0), *points.max(axis=0)]
    assert list(rows[CORNERS][0]) == pytest.approx(expected, abs=1e-4)


def test_a_box_when_the_prim_is_behind_the_camera_then_is_in_the_360_degrees_one_only(boxes):
    behind = {
        "prim_paths": ("/can",),
        "geometries": [CUBE],
        "to_world": [np.diag([1, 1, 1, 1.0]) + 5 * np.eye(4)[3][:, None] * [0, 0, 1, 0]],
    }

    assert len(boxes(**behind)[0]) == 0
    rows, info = boxes("bounding_box_3d_360", **behind)
    assert info["primPaths"] == ["/can"]
    assert rows["occlusionRatio"].tolist() == [-1.0]


def turned(angle: float) -> np.ndarray:
    """About the z axis."""
    cosine, sine = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    return np.array([[cosine, sine, 0, 0], [-sine, cosine, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]])


FLAT = np.diag([1, 0, 1, 1.0])


@pytest.mark.parametrize("name", ["bounding_box_3d", "bounding_box_3d_360"])
@pytest.mark.parametrize(
    "space", [AHEAD @ FLAT, *(turned(angle) @ FLAT @ turned(70) for angle in (20, 40, 50))]
)
def test_a_box_when_its_space_is_scaled_to_nothing_then_is_not_there(boxes, name, space):
    # Of some of the spaces rounding leaves a determinant that is not 0.
    rows, info = boxes(
        name, prim_paths=("/can",), geometries=[CUBE], to_world=[AHEAD], spaces={"/can": space}
    )

    assert rows.dtype == np.dtype(BOX_3D)
    assert (len(rows), info["idToLabels"], info["primPaths"], len(info["bboxIds"])) == (0, {}, [], 0)


def test_boxes_when_sorted_then_are_in_the_order_of_paths(boxes):
    rows, info = boxes(
        parameters={"semanticTypes": ["class"]},
        prim_paths=("/can", "/table", "/box"),
        geometries=[CUBE] * 3,
        to_world=[AHEAD] * 3,
    )

    assert info["primPaths"] == ["/box", "/can"]
    assert info["idToLabels"] == {"0": {"class": "box,food"}, "1": {"class": "can"}}
    assert rows["semanticId"].tolist() == [0, 1]


@pytest.mark.parametrize("name", ["bounding_box_3d", "bounding_box_3d_fast", "bounding_box_3d_360"])
def test_boxes_of_an_empty_scene_when_evaluated_then_have_no_rows_of_the_right_type(boxes, name):
    rows, info = boxes(name)

    assert rows.shape == (0,)
    assert rows.dtype == np.dtype(BOX_3D)
    assert info["primPaths"] == []


def test_the_box_of_an_instance_when_its_instancer_is_labelled_then_is_in_the_instances_space(boxes, stage):
    instancer = UsdGeom.PointInstancer.Define(stage, "/trees").GetPrim()
    UsdSemantics.LabelsAPI.Apply(instancer, "class").CreateLabelsAttr(["tree"])
    stage.DefinePrim(Sdf.Path("/trees/oak"), "Mesh")
    shifted = AHEAD.copy()
    shifted[3, 0] = 0.5

    rows, info = boxes(
        prim_paths=("/trees[0]/oak", "/trees[4]/oak"),
        geometries=[CUBE, CUBE],
        to_world=[AHEAD, shifted],
        spaces={"/trees[0]": AHEAD, "/trees[4]": shifted},
        sources={
            **dict.fromkeys(("/trees[0]", "/trees[4]"), "/trees"),
            **dict.fromkeys(("/trees[0]/oak", "/trees[4]/oak"), "/trees/oak"),
        },
    )

    assert info["primPaths"] == ["/trees[0]", "/trees[4]"]
    assert rows[CORNERS].tolist() == [(-0.5, -0.5, -0.5, 0.5, 0.5, 0.5)] * 2
    assert rows["transform"][:, 3, 0].tolist() == [0.0, 0.5]
