"""Cut-outs, opacity, normal maps and ways to look a texture up, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from pxr import Gf, Sdf, UsdGeom, UsdShade

from .analytic import Plane
from .looks import WHITE, dome, matte, set_st, srgb, sun, textured
from .placement import IDENTITY, look_at, move, turn
from .ray_caster import Pinhole
from .test_brightness import ABOVE, CARD, assert_codes

CORNERS = [(0, 0), (1, 0), (1, 1), (0, 1)]


def unit_card(stage, path="/World/card", place=IDENTITY):
    """A mesh from (-1, -1, 0) to (1, 1, 0), with texture coordinates from 0 to 1."""
    mesh = UsdGeom.Mesh.Define(stage.stage, path)
    mesh.CreateSubdivisionSchemeAttr("none")
    mesh.CreatePointsAttr([(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)])
    mesh.CreateFaceVertexCountsAttr([4])
    mesh.CreateFaceVertexIndicesAttr([0, 1, 2, 3])
    UsdGeom.Xformable(mesh).AddTransformOp().Set(Gf.Matrix4d(place.tolist()))
    set_st(mesh.GetPrim(), CORNERS, "vertex")
    return mesh.GetPrim()


def texture_of(prim):
    """The texture node of a prim's material, and its surface."""
    folder = f"{prim.GetPath()}_material"
    stage = prim.GetStage()
    return UsdShade.Shader.Get(stage, f"{folder}/texture"), UsdShade.Shader.Get(stage, f"{folder}/surface")


def checkerboard(path, size=4):
    """RGBA, red, every other pixel clear, beginning with the one at the top left, which is not."""
    rows, columns = np.indices((size, size))
    pixels = np.zeros((size, size, 4), np.uint8)
    pixels[..., 0] = 255
    pixels[..., 3] = np.where((rows + columns) % 2 == 0, 255, 0)
    Image.fromarray(pixels).save(path)
    return path


def cut_out(prim, threshold):
    texture, surface = texture_of(prim)
    surface.CreateInput("opacity", Sdf.ValueTypeNames.Float).ConnectToSource(texture.ConnectableAPI(), "a")
    surface.CreateInput("opacityThreshold", Sdf.ValueTypeNames.Float).Set(threshold)


# Looks straight down from 4 on [-1, 1]: 24 pixels on 4 texels of 2 / 4.
DOWN = Pinhole(look_at((0, 0, 4), (0, 0, 0), up=(0, 1, 0)), focal_length=40.0, horizontal_aperture=20.0)


def opaque_texels(size=24):
    """(24, 24), where DOWN sees an opaque texel of the checkerboard."""
    rows, columns = np.indices((size, size)) // (size // 4)
    return (rows + columns) % 2 == 0


def test_cut_out_when_a_texel_is_clear_then_labels_depth_and_picture_are_those_of_what_lies_behind(
    analytic_stage, see, see_rgb, tmp_path
):
    card = unit_card(analytic_stage)
    textured(card, checkerboard(tmp_path / "board.png"))
    cut_out(card, 0.5)
    floor = analytic_stage.add("/World/floor", CARD, move(0, 0, -1), label="floor")
    matte(floor, (0.0, 1.0, 0.0))
    analytic_stage.camera(DOWN)
    dome(analytic_stage.stage)

    sight = see(24, 24)
    picture = see_rgb(24, 24)

    # Between two texels the opacity is mixed: pixels at their edges may go to either.
    inner = np.zeros((24, 24), bool)
    inner[np.ix_(*[[i for i in range(24) if i % 6 in (2, 3)]] * 2)] = True
    opaque, clear = opaque_texels() & inner, ~opaque_texels() & inner
    assert (sight.labels[opaque] == "UNLABELLED").all()
    assert (sight.labels[clear] == "floor").all()
    assert sight.distance_to_image_plane[opaque] == pytest.approx(4.0, rel=1e-5)
    assert sight.distance_to_image_plane[clear] == pytest.approx(5.0, rel=1e-5)
    assert (picture[opaque][:, 1] < 10).all()
    assert (picture[clear][:, 0] < 10).all()


def test_cut_out_when_the_sun_shines_through_then_throws_the_shadow_of_what_is_left(
    analytic_stage, see_rgb, tmp_path
):
    card = unit_card(analytic_stage, place=move(0, 0, 2))
    textured(card, checkerboard(tmp_path / "board.png"))
    cut_out(card, 0.5)
    matte(analytic_stage.add("/World/floor", CARD), (0.5, 0.5, 0.5))
    # From below the card, straight down on the floor; the sun stands right above.
    analytic_stage.camera(
        Pinhole(look_at((0, 0, 1.9), (0, 0, 0), up=(0, 1, 0)), focal_length=19.0, horizontal_aperture=20.0)
    )
    sun(analytic_stage.stage, np.pi * WHITE, IDENTITY)

    picture = see_rgb(24, 24)[..., 0]

    inner = np.ix_(*[[i for i in range(24) if i % 6 in (2, 3)]] * 2)
    assert (picture[inner][opaque_texels()[inner]] == 0).all()
    assert np.abs(picture[inner][~opaque_texels()[inner]].astype(int) - 188).max() <= 2


def test_opacity_when_half_then_picture_is_half_of_both_and_labels_are_those_in_front(
    analytic_stage, see, see_rgb
):
    pane = analytic_stage.add("/World/pane", Plane(9, 9), move(0, 0, 1), label="pane")
    matte(pane, (1.0, 0.0, 0.0)).CreateInput("opacity", Sdf.ValueTypeNames.Float).Set(0.25)
    matte(analytic_stage.add("/World/floor", CARD), (0.0, 1.0, 0.0))
    analytic_stage.camera(ABOVE)
    # Emission instead of light, so that the pane's shadow does not count.
    for name, color in (("pane", (800.0, 0, 0)), ("floor", (0, 400.0, 0))):
        surface = UsdShade.Shader.Get(analytic_stage.stage, f"/World/{name}_material/surface")
        surface.CreateInput("emissiveColor", Sdf.ValueTypeNames.Color3f).Set(color)
    dome(analytic_stage.stage, 0.0)

    # 0.25 * 0.8 = 0.2 of red, 0.75 * 0.4 = 0.3 of green.
    assert_codes(see_rgb(8, 6), (srgb(0.2), srgb(0.3), 0.0))
    assert (see(8, 6).labels == "pane").all()


def test_opacity_when_nothing_is_left_then_there_is_no_surface(analytic_stage, see):
    pane = analytic_stage.add("/World/pane", Plane(9, 9), move(0, 0, 1), label="pane")
    matte(pane, (1.0, 0.0, 0.0)).CreateInput("opacity", Sdf.ValueTypeNames.Float).Set(0.0)
    analytic_stage.add("/World/floor", CARD, label="floor")
    analytic_stage.camera(ABOVE)

    assert (see(8, 6).labels == "floor").all()


@pytest.mark.parametrize("degrees", [0, 90])
def test_normal_map_when_it_leans_then_light_comes_as_on_a_card_that_leans(
    analytic_stage, see_rgb, tmp_path, degrees
):
    # (0.6, 0, 0.8) in tangent space leans towards +u, which is +x of the card, turned with it.
    Image.new("RGB", (2, 2), (204, 128, 230)).save(tmp_path / "normal.png")
    card = unit_card(analytic_stage, place=turn("Z", degrees))
    textured(card, tmp_path / "normal.png", sourceColorSpace="raw")
    texture, surface = texture_of(card)
    surface.GetInput("diffuseColor").ClearSources()
    surface.GetInput("diffuseColor").Set((0.5, 0.5, 0.5))
    surface.CreateInput("normal", Sdf.ValueTypeNames.Normal3f).ConnectToSource(
        texture.ConnectableAPI(), "rgb"
    )
    texture.CreateInput("scale", Sdf.ValueTypeNames.Float4).Set((2, 2, 2, 1))
    texture.CreateInput("bias", Sdf.ValueTypeNames.Float4).Set((-1, -1, -1, 0))
    analytic_stage.camera(DOWN)
    # Light that comes from +x, 30 degrees off the zenith, as the card's u before it is turned.
    sun(analytic_stage.stage, np.pi * WHITE, turn("Y", 30))

    towards_light = np.array([0.5, 0.0, np.sqrt(0.75)])
    lean = np.array([0.6, 0.0, 0.8]) @ turn("Z", degrees)[:3, :3]
    assert_codes(see_rgb(6, 6), [srgb(0.5 * float(lean @ towards_light))] * 3)


def quarters(path):
    """2 x 2: red, green above blue, white."""
    pixels = np.array([[[255, 0, 0], [0, 255, 0]], [[0, 0, 255], [255, 255, 255]]], np.uint8)
    Image.fromarray(pixels.repeat(8, axis=0).repeat(8, axis=1)).save(path)
    return path


def seen_quarters(picture):
    """Letters of the colours at the middles of the four quarters, by rows."""
    letters = {(255, 0, 0): "r", (0, 255, 0): "g", (0, 0, 255): "b", (255, 255, 255): "w", (0, 0, 0): "-"}
    size = len(picture)
    places = [size // 4, 3 * size // 4]
    return "".join(letters[tuple(picture[row, column, :3].tolist())] for row in places for column in places)


@pytest.mark.parametrize(
    ("scale", "rotation", "translation", "wrap", "expected"),
    [
        ((1, 1), 0, (0, 0), "repeat", "rgbw"),
        ((1, 1), 0, (0.5, 0), "repeat", "grwb"),
        ((1, 1), 0, (0, 0.5), "repeat", "bwrg"),
        ((-1, 1), 0, (1, 0), "repeat", "grwb"),
        # (u, v) becomes (-v, u): the top left, (1/4, 3/4), shows (-3/4, 1/4), which is (1/4, 1/4), blue.
        ((1, 1), 90, (0, 0), "repeat", "brwg"),
        ((1, 1), 0, (0.5, 0), "clamp", "ggww"),
        ((1, 1), 0, (0.5, 0), "mirror", "ggww"),
        ((1, 1), 0, (0.5, 0), "black", "g-w-"),
        # Scaled before it is turned and moved.
        ((0.5, 0.5), 0, (0.5, 0.5), "repeat", "gggg"),
    ],
)
def test_texture_when_its_coordinates_are_moved_then_shows_what_lies_there(
    analytic_stage, see_rgb, tmp_path, scale, rotation, translation, wrap, expected
):
    card = unit_card(analytic_stage)
    textured(card, quarters(tmp_path / "quarters.png"), wrapS=wrap, wrapT=wrap)
    texture, _ = texture_of(card)
    folder = texture.GetPath().GetParentPath()
    moved = UsdShade.Shader.Define(analytic_stage.stage, folder.AppendChild("moved"))
    moved.CreateIdAttr("UsdTransform2d")
    moved.CreateInput("scale", Sdf.ValueTypeNames.Float2).Set(scale)
    moved.CreateInput("rotation", Sdf.ValueTypeNames.Float).Set(rotation)
    moved.CreateInput("translation", Sdf.ValueTypeNames.Float2).Set(translation)
    reader = UsdShade.Shader.Get(analytic_stage.stage, folder.AppendChild("reader"))
    moved.CreateInput("in", Sdf.ValueTypeNames.Float2).ConnectToSource(reader.ConnectableAPI(), "result")
    texture.GetInput("st").ConnectToSource(moved.ConnectableAPI(), "result")
    analytic_stage.camera(DOWN)
    dome(analytic_stage.stage)

    assert seen_quarters(see_rgb(24, 24)) == expected
