"""Which texel is seen where."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from .analytic import Polygons
from .looks import dome, set_st, textured
from .placement import IDENTITY, look_at, stretch
from .ray_caster import Pinhole, cast

RED, GREEN, BLUE, YELLOW = (200, 30, 40), (20, 180, 60), (40, 50, 210), (220, 210, 30)
ABOVE = Pinhole(look_at((0.0, 0.0, 5.0), (0.0, 0.0, 0.0), up=(0, 1, 0)), 50.0, 20.0)
# Corners counter-clockwise from bottom left, as the camera above sees them; 2 wide, it fills the picture exactly.
SQUARE = Polygons(((-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)), ((0, 1, 2, 3),))
CORNERS = [(0, 0), (1, 0), (1, 1), (0, 1)]


@pytest.fixture
def four_colors(tmp_path):
    """64 x 64 pixels: red top left, green top right, blue bottom left, yellow bottom right."""
    pixels = np.zeros((64, 64, 3), np.uint8)
    pixels[:32, :32], pixels[:32, 32:], pixels[32:, :32], pixels[32:, 32:] = RED, GREEN, BLUE, YELLOW
    file = tmp_path / "four_colors.png"
    Image.fromarray(pixels).save(file)
    return file


def assert_blocks(picture, blocks):
    """The picture is made of equal blocks of these colours, rows from the top; edges may blend over two pixels."""
    rows, columns = len(blocks), len(blocks[0])
    height, width = picture.shape[0] // rows, picture.shape[1] // columns
    for row, column in np.ndindex(rows, columns):
        block = picture[row * height : (row + 1) * height, column * width : (column + 1) * width]
        difference = np.abs(block[3:-3, 3:-3, :3].astype(int) - blocks[row][column])
        assert difference.max() <= 2, f"block ({row}, {column}) is {block[height // 2, width // 2]}"


def test_image_stands_upright_on_a_square_when_st_starts_bottom_left(analytic_stage, see_rgb, four_colors):
    prim = analytic_stage.add("/World/card", SQUARE)
    set_st(prim, CORNERS, "vertex")
    textured(prim, four_colors)
    analytic_stage.camera(ABOVE)
    dome(analytic_stage.stage)

    assert_blocks(see_rgb(48, 48), [[RED, GREEN], [BLUE, YELLOW]])


def test_image_turns_with_its_coordinates(analytic_stage, see_rgb, four_colors):
    # The corner at the bottom left shows the image's bottom right corner, and so on around: a quarter turn clockwise.
    prim = analytic_stage.add("/World/card", SQUARE)
    set_st(prim, [*CORNERS[1:], CORNERS[0]], "faceVarying")
    textured(prim, four_colors)
    analytic_stage.camera(ABOVE)
    dome(analytic_stage.stage)

    assert_blocks(see_rgb(48, 48), [[BLUE, RED], [YELLOW, GREEN]])


def test_image_is_mirrored_with_its_square(analytic_stage, see_rgb, four_colors):
    prim = analytic_stage.add("/World/card", SQUARE, stretch(-1, 1, 1))
    set_st(prim, CORNERS, "vertex")
    textured(prim, four_colors)
    analytic_stage.camera(ABOVE)
    dome(analytic_stage.stage)

    assert_blocks(see_rgb(48, 48), [[GREEN, RED], [YELLOW, BLUE]])


@pytest.mark.parametrize(
    ("wrap", "top"),
    [
        ("repeat", [RED, GREEN, RED, GREEN]),
        ("mirror", [RED, GREEN, GREEN, RED]),
        ("clamp", [RED, GREEN, GREEN, GREEN]),
        ("black", [RED, GREEN, (0, 0, 0), (0, 0, 0)]),
    ],
)
def test_image_goes_on_beyond_its_edge_as_wrap_says(analytic_stage, see_rgb, four_colors, wrap, top):
    # s runs from 0 to 2; t from 0.5 to 1, the upper half of the image.
    prim = analytic_stage.add("/World/card", SQUARE)
    set_st(prim, [(0, 0.5), (2, 0.5), (2, 1), (0, 1)], "vertex")
    textured(prim, four_colors, wrapS=wrap, wrapT="clamp")
    analytic_stage.camera(ABOVE)
    dome(analytic_stage.stage)

    assert_blocks(see_rgb(96, 96), [top])


def test_faces_of_one_mesh_show_their_own_part_of_the_image(analytic_stage, see_rgb, four_colors):
    # Two rectangles side by side share an edge, but each shows one whole colour, by face-varying coordinates.
    points = ((-1, -1, 0), (0, -1, 0), (1, -1, 0), (1, 1, 0), (0, 1, 0), (-1, 1, 0))
    prim = analytic_stage.add("/World/card", Polygons(points, ((0, 1, 4, 5), (1, 2, 3, 4))))
    in_yellow = [(0.6, 0.1), (0.9, 0.1), (0.9, 0.4), (0.6, 0.4)]
    in_red = [(0.1, 0.6), (0.4, 0.6), (0.4, 0.9), (0.1, 0.9)]
    set_st(prim, [*in_yellow, *in_red], "faceVarying")
    textured(prim, four_colors)
    analytic_stage.camera(ABOVE)
    dome(analytic_stage.stage)

    assert_blocks(see_rgb(48, 48), [[YELLOW, RED]])


@pytest.mark.parametrize(
    ("color_space", "codes"),
    # Raw numbers are linear: 64, 128 and 200 of 255 are 0.2510, 0.5020, 0.7843.
    [("sRGB", (64, 128, 200)), ("auto", (64, 128, 200)), ("raw", (137, 188, 229))],
)
def test_numbers_of_the_image_are_read_in_its_color_space(
    analytic_stage, see_rgb, tmp_path, color_space, codes
):
    Image.new("RGB", (8, 8), (64, 128, 200)).save(tmp_path / "plain.png")
    prim = analytic_stage.add("/World/card", SQUARE)
    set_st(prim, CORNERS, "vertex")
    textured(prim, tmp_path / "plain.png", sourceColorSpace=color_space)
    analytic_stage.camera(ABOVE)
    dome(analytic_stage.stage)

    assert_blocks(see_rgb(24, 24), [[codes]])


def test_image_keeps_its_perspective_on_a_slanted_square(analytic_stage, see_rgb, four_colors):
    stage = analytic_stage
    prim = stage.add("/World/card", SQUARE, IDENTITY)
    set_st(prim, CORNERS, "vertex")
    textured(prim, four_colors)
    camera = stage.camera(Pinhole(look_at((0.6, -2.6, 1.2), (0.05, 0.0, 0.0))))
    dome(stage.stage)

    picture = see_rgb(160, 120)

    truth = cast(stage.solids, camera, 160, 120)
    origin, direction = camera.rays(160, 120)
    point = (origin + np.where(np.isfinite(truth.depth), truth.depth, 0).reshape(-1, 1) * direction).reshape(
        120, 160, 3
    )
    colors = np.array([[YELLOW, GREEN], [BLUE, RED]])[
        (point[..., 0] < 0).astype(int), (point[..., 1] > 0).astype(int)
    ]
    inside = (
        (truth.index == 0)
        & (np.abs(point[..., :2]) > 0.1).all(axis=-1)
        & (np.abs(point[..., :2]) < 0.9).all(axis=-1)
    )
    assert inside.sum() > 2000
    assert np.abs(picture[inside][:, :3].astype(int) - colors[inside]).max() <= 2
