"""The pictures of the annotators' pages are what the annotators give today.

`pytest tests/pictures --draw-pictures` draws them anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image, ImageDraw
from pxr import Gf, Sdf, Usd

from .capture import SIZE, capture
from .drawing import dimmed, encoded, flow, picture, project, rectangles, strip, wireframes
from .rig import rig_an_arm

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs/images/annotators"
TABLETOP = ROOT / "samples/tabletop/tabletop_labelled.usda"
CAMERA = "/World/turtle_Camera"

# Another machine rounds shading and silhouettes otherwise: a few grey levels here, a pixel of an edge there. A line of
# a box that is a few pixels off makes about 25 in the blocks that it crosses.
MOST_DIFFERENCE = 8.0
BLOCK = 16

type Look = Callable[..., list[Any]]


@pytest.fixture
def look(app, run) -> Look:
    """`look(stage, *requests, camera=…, frames=…)`: annotators' data of one frame of a stage."""
    import omni.replicator.core as rep  # noqa: PLC0415 - served only once the App is there

    def look(
        stage: Path | Usd.Stage, *requests: tuple[str, Any], camera: str = CAMERA, frames: int = 1
    ) -> Any:
        if isinstance(stage, Path):
            app.usd_context.open_stage(str(stage))
        else:
            app.usd_context.attach_stage(stage)
        return run(capture(rep, camera, *requests, frames=frames))

    return look


@pytest.fixture
def look_through(app, look) -> Callable[[dict[str, Any]], Image.Image]:
    """`look_through(attributes)`: the tabletop through its camera with other attributes, by name."""

    def look_through(attributes: dict[str, Any]) -> Image.Image:
        stage = Usd.Stage.Open(str(TABLETOP))
        with Usd.EditContext(stage, stage.GetSessionLayer()):
            camera = stage.GetPrimAtPath(CAMERA)
            for name, value in attributes.items():
                kind = Sdf.ValueTypeNames.Token if isinstance(value, str) else Sdf.ValueTypeNames.Float
                camera.CreateAttribute(name, kind).Set(value)
        (rgb,) = look(stage, ("rgb", None))
        return picture(rgb)

    return look_through


@pytest.fixture
def holds(request) -> Callable[[str, Image.Image], None]:
    """`holds(name, image)`: the docs' picture is this one; with --draw-pictures it becomes this one."""

    def holds(name: str, image: Image.Image) -> None:
        file = IMAGES / f"{name}.png"
        if request.config.getoption("draw_pictures"):
            IMAGES.mkdir(parents=True, exist_ok=True)
            image.save(file, optimize=True)
        with Image.open(file) as opened:
            known = np.asarray(opened.convert("RGB"), dtype=np.float64)
        assert known.shape == (image.height, image.width, 3)
        assert differences(known, np.asarray(image, dtype=np.float64)).max() < MOST_DIFFERENCE

    return holds


def differences(known: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """Mean difference of two pictures (H, W, 3) in each square block."""
    difference = np.abs(known - drawn).mean(axis=2)
    rows, columns = (range(0, size, BLOCK) for size in difference.shape)
    sums = np.add.reduceat(np.add.reduceat(difference, rows, axis=0), columns, axis=1)
    counts = np.add.reduceat(np.add.reduceat(np.ones_like(difference), rows, axis=0), columns, axis=1)
    return sums / counts


def test_color_page_shows_rgb_and_what_it_is_made_of(look, holds):
    rgb, albedo, hdr = look(TABLETOP, ("rgb", None), ("DiffuseAlbedo", None), ("HdrColor", None))
    tiles = [("rgb", picture(rgb)), ("DiffuseAlbedo", picture(albedo))]
    holds("color", strip([*tiles, ("HdrColor, one stop down", encoded(hdr[..., :3] / 2))]))


def test_depth_page_shows_distance_and_normals(look, holds):
    from kitless.annotators import colorize_depth, colorize_normals  # noqa: PLC0415

    distance, normals = look(TABLETOP, ("distance_to_camera", None), ("normals", None))
    tiles = [
        ("distance_to_camera, colorize_depth", picture(colorize_depth(distance))),
        ("normals", picture(colorize_normals(normals)[..., :3])),
    ]
    holds("depth_and_normals", strip(tiles))


def test_segmentation_page_shows_the_three_segmentations(look, holds):
    names = ("semantic_segmentation", "instance_segmentation", "instance_id_segmentation")
    data = look(TABLETOP, *((name, {"colorize": True}) for name in names))
    holds(
        "segmentation", strip([(name, picture(each["data"])) for name, each in zip(names, data, strict=True)])
    )


def test_boxes_page_shows_tight_loose_and_3d_boxes(look, holds):
    rgb, tight, loose, solid, camera = look(
        TABLETOP,
        ("rgb", None),
        ("bounding_box_2d_tight", None),
        ("bounding_box_2d_loose", None),
        ("bounding_box_3d", None),
        ("camera_params", None),
    )
    tiles = [
        ("bounding_box_2d_tight", rectangles(rgb, tight)),
        ("bounding_box_2d_loose", rectangles(rgb, loose)),
        ("bounding_box_3d", wireframes(rgb, solid, camera)),
    ]
    holds("bounding_boxes", strip(tiles))


def test_motion_page_shows_the_turntable_turning_and_its_points(look, holds):
    motion, points, camera = look(
        TABLETOP,
        ("motion_vectors", None),
        ("pointcloud", {"includeUnlabelled": True}),
        ("camera_params", None),
        frames=2,
    )
    # The same points, seen from the left and above.
    seen_from_aside = camera | {
        "cameraViewTransform": list(
            np.ravel(np.reshape(camera["cameraViewTransform"], (4, 4)) @ swing(points["data"], camera))
        )
    }
    tiles = [
        ("motion_vectors, frame 1", flow(motion)),
        ("pointcloud, from another side", splat(points, seen_from_aside)),
    ]
    holds("motion_and_points", strip(tiles))


def test_skeleton_page_shows_the_joints_of_a_posed_arm(look, holds):
    stage = rig_an_arm()
    rgb, skeletons = look(stage, ("rgb", None), ("skeleton_data", None), camera="/Camera", frames=13)
    image = dimmed(rgb)
    draw = ImageDraw.Draw(image)
    (arm,) = (value for key, value in skeletons.items() if key.startswith("skeleton_"))
    joints = [tuple(joint) for joint in np.reshape(arm["translations_2d"], (-1, 2))]
    for joint, parent in zip(joints, arm["skeleton_parents"], strict=True):
        if parent >= 0:
            draw.line([joint, joints[parent]], fill=(255, 209, 102), width=3)
    for x, y in joints:
        draw.ellipse((x - 5, y - 5, x + 5, y + 5), fill=(239, 71, 111))
    holds("skeleton", strip([("rgb, the mesh is posed", picture(rgb)), ("skeleton_data", image)]))


def test_camera_page_shows_the_tabletop_through_four_lenses(look_through, holds):
    opencv = "omni:lensdistortion:opencvPinhole:"
    fisheye = "omni:lensdistortion:opencvFisheye:"
    middle = {"cx": SIZE[0] / 2, "cy": SIZE[1] / 2}
    lenses = {
        "pinhole": {},
        "orthographic": {"projection": "orthographic", "horizontalAperture": 7.0},
        "OpenCV pinhole, k1 = -0.3": {
            "omni:lensdistortion:model": "opencvPinhole",
            **{
                opencv + name: value
                for name, value in {"fx": 420.0, "fy": 420.0, "k1": -0.3, **middle}.items()
            },
        },
        "OpenCV fisheye": {
            "omni:lensdistortion:model": "opencvFisheye",
            **{fisheye + name: value for name, value in {"fx": 130.0, "fy": 130.0, **middle}.items()},
        },
    }
    holds("lenses", strip([(name, look_through(attributes)) for name, attributes in lenses.items()]))


def swing(points: np.ndarray, camera: dict[str, Any]) -> np.ndarray:
    """A rotation of the camera's space around the middle of the points: 35 degrees aside, 25 from above."""
    view = np.reshape(camera["cameraViewTransform"], (4, 4))
    middle = Gf.Vec3d(*(np.append(np.median(points, axis=0), 1.0) @ view)[:3])
    turn = Gf.Rotation(Gf.Vec3d(0, 1, 0), 35) * Gf.Rotation(Gf.Vec3d(1, 0, 0), 25)
    there, back = Gf.Matrix4d().SetTranslate(-middle), Gf.Matrix4d().SetTranslate(middle)
    return np.array(there * Gf.Matrix4d().SetRotate(turn) * back)


def splat(points: dict[str, Any], camera: dict[str, Any]) -> Image.Image:
    """Points in their colours, far ones first."""
    view = np.reshape(camera["cameraViewTransform"], (4, 4))
    depth = np.column_stack([points["data"], np.ones(len(points["data"]))]) @ view[:, 2]
    columns, rows = np.floor(project(points["data"], camera)).astype(int).T
    image = np.full((SIZE[1], SIZE[0], 3), 20, np.uint8)
    inside = (columns >= 0) & (columns < SIZE[0]) & (rows >= 0) & (rows < SIZE[1])
    order = np.argsort(depth)
    order = order[inside[order]]
    image[rows[order], columns[order]] = points["info"]["pointRgb"][order, :3]
    return picture(image)
