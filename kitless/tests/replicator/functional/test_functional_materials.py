"""Materials: how they are written, bound and changed, and that pictures show them."""

import numpy as np
import pytest
from PIL import Image
from pxr import Gf, Sdf, UsdGeom, UsdShade

from kitless.replicator.authoring import create, create_batch, modify
from kitless.replicator.authoring.errors import AuthoringError


def shader_of(material):
    return UsdShade.Material(material).ComputeSurfaceSource("mdl")[0]


def bound_to(prim):
    material, _ = UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()
    return str(material.GetPath()) if material else None


@pytest.fixture
def albedo(app, look):
    """The base colour, in 255ths, of what is around the origin."""
    camera = create.camera(name="Eye", position=(0, 0, 5), look_at=(0, 0, 0))
    return lambda: tuple(look(camera, "DiffuseAlbedo")[4, 4, :3].tolist())


def test_a_material_when_made_is_written_as_kit_writes_mdl(app):
    material = create.material(
        mdl="OmniPBR.mdl", name="Red", parent="/SDG/Materials", diffuse_color_constant=(1, 0, 0)
    )
    assert (str(material.GetPath()), material.GetTypeName()) == ("/SDG/Materials/Red", "Material")
    shader = shader_of(material)
    assert shader.GetSourceAsset("mdl") == Sdf.AssetPath("OmniPBR.mdl")
    assert shader.GetSourceAssetSubIdentifier("mdl") == "OmniPBR"
    assert shader.GetInput("diffuse_color_constant").Get() == Gf.Vec3f(1, 0, 0)
    assert shader.GetInput("diffuse_color_constant").GetTypeName() == "color3f"


def test_a_material_without_a_name_when_made_is_called_as_its_mdl_among_the_looks(app):
    assert str(create.material("OmniPBR.mdl").GetPath()) == "/Looks/OmniPBR"
    create.xform(name="World")
    paths = [str(material.GetPath()) for material in create_batch.material("/mdl/Base/OmniPBR.mdl", count=2)]
    assert paths == ["/World/Looks/OmniPBR", "/World/Looks/OmniPBR_01"]


@pytest.mark.parametrize("as_mesh", [False, True])
def test_a_colour_when_given_is_seen(albedo, as_mesh):
    cube = create.cube(as_mesh=as_mesh)
    create.material(mdl="OmniPBR.mdl", bind_prims=[cube], diffuse_color_constant=(1, 0, 0.2))
    assert albedo() == (255, 0, 51)


def test_a_roughness_when_given_is_seen(app, look):
    cube = create.cube()
    create.material("OmniPBR.mdl", bind_prims=cube, reflection_roughness_constant=0.6)
    camera = create.camera(position=(0, 0, 5), look_at=(0, 0, 0))
    assert look(camera, "Roughness")[4, 4, 0] == 153


def test_an_emission_when_enabled_is_seen_in_the_dark(app, look):
    create.dome_light(intensity=0)
    cube = create.cube()
    create.material(
        "OmniPBR.mdl",
        bind_prims=cube,
        enable_emission=True,
        emissive_color=(1, 0.5, 0),
        emissive_intensity=500,
    )
    camera = create.camera(position=(0, 0, 5), look_at=(0, 0, 0))
    # On the scale on which a dome of 1000 is white.
    assert look(camera, "HdrColor")[4, 4, :3] == pytest.approx((0.5, 0.25, 0.0), abs=1e-5)


def test_a_colour_when_changed_is_seen_in_the_next_picture(albedo):
    cube = create.cube()
    material = create.material("OmniPBR.mdl", bind_prims=cube)
    assert albedo() == (51, 51, 51)
    modify.attribute(material, "diffuse_color_constant", (0, 1, 0))
    assert albedo() == (0, 255, 0)
    modify.attribute(material, "inputs:diffuse_color_constant", np.array([0.0, 0.0, 1.0]))
    assert albedo() == (0, 0, 255)
    modify.attribute(shader_of(material), "diffuse_color_constant", (1, 1, 0))
    assert albedo() == (255, 255, 0)


def test_a_texture_when_given_is_seen_on_a_plane(albedo, tmp_path):
    # 188 of 255 in sRGB are 0.5029 of the light: 128.
    Image.new("RGB", (2, 2), (188, 255, 0)).save(tmp_path / "a.png")
    plane = create.plane()
    material = create.material("OmniPBR.mdl", bind_prims=plane, diffuse_texture=str(tmp_path / "a.png"))
    assert albedo() == (128, 255, 0)
    modify.attribute(material, "diffuse_tint", (1.0, 0.2, 1.0))
    assert albedo() == (128, 51, 0)


def test_a_texture_when_given_lies_on_a_plane_as_it_is_seen_on_screen(app, look, tmp_path):
    image = Image.new("RGB", (2, 2))
    image.putdata([(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)])
    image.save(tmp_path / "corners.png")
    plane = create.plane(scale=(4, 4, 1))
    create.material("OmniPBR.mdl", bind_prims=plane, diffuse_texture=str(tmp_path / "corners.png"))
    camera = create.camera(position=(0, 0, 4))
    picture = look(camera, "DiffuseAlbedo", (64, 64)).astype(int)
    # The picture is 3.4925 wide; 1 left of its middle, in the middle of a texel, is pixel 32 - 64 / 3.4925 = 13.7.
    assert picture[13, 13, :3] == pytest.approx((255, 0, 0), abs=8)
    assert picture[13, 50, :3] == pytest.approx((0, 255, 0), abs=8)
    assert picture[50, 13, :3] == pytest.approx((0, 0, 255), abs=8)
    assert picture[50, 50, :3] == pytest.approx((255, 255, 255), abs=8)


def test_a_batch_when_bound_gives_each_prim_its_own_material(app):
    cubes = create_batch.cube(count=2)
    materials = create_batch.material(
        "OmniPBR.mdl", bind_prims=cubes, count=2, project_uvw=True, metallic_constant=[0.25, 0.75]
    )
    assert [bound_to(cube) for cube in cubes] == [str(material.GetPath()) for material in materials]
    assert [shader_of(material).GetInput("metallic_constant").Get() for material in materials] == [0.25, 0.75]
    modify.attribute(materials, "diffuse_texture", np.array(["/a.png", "/b.png"]))
    modify.attribute(materials, "texture_rotate", np.array([10.0, 20.0]))
    modify.attribute(materials, "diffuse_color_constant", np.array([(1.0, 0, 0), (0, 1.0, 0)]))
    shaders = [shader_of(material) for material in materials]
    assert [shader.GetInput("diffuse_texture").Get().path for shader in shaders] == ["/a.png", "/b.png"]
    assert [shader.GetInput("texture_rotate").Get() for shader in shaders] == [10.0, 20.0]
    assert [tuple(shader.GetInput("diffuse_color_constant").Get()) for shader in shaders] == [
        (1, 0, 0),
        (0, 1, 0),
    ]


def test_a_material_when_bound_above_goes_before_what_is_bound_below(albedo):
    create.xform(name="Asset")
    body = create.cube(parent="/Asset")
    create.material("OmniPBR.mdl", bind_prims=body, diffuse_color_constant=(1, 0, 0))
    green = create.material("OmniPBR.mdl", diffuse_color_constant=(0, 1, 0))
    modify.material("/Asset", green)
    assert albedo() == (0, 255, 0)


def test_a_material_when_given_to_a_new_prim_is_bound(app):
    material = create.material("OmniPBR.mdl")
    assert bound_to(create.plane(material=material)) == "/Looks/OmniPBR"


def test_another_mdl_when_made_has_inputs_in_the_types_of_their_values(app):
    material = create.material(
        "/library/Glass.mdl", thin=True, ior=1.5, steps=3, tint=(1, 1, 0), scale=(2, 2), map="a.png"
    )
    shader = shader_of(material)
    assert {each.GetBaseName(): str(each.GetTypeName()) for each in shader.GetInputs()} == {
        "ior": "float",
        "map": "asset",
        "scale": "float2",
        "steps": "int",
        "thin": "bool",
        "tint": "color3f",
    }


def test_a_material_when_something_is_wrong_is_not_made(app, stage):
    cube = create.cube()
    with pytest.raises(AuthoringError, match="OmniPBR has no input 'diffuse_colour'"):
        create.material("OmniPBR.mdl", diffuse_colour=(1, 0, 0))
    with pytest.raises(AuthoringError, match="expected a value of type color3f"):
        create.material("OmniPBR.mdl", diffuse_color_constant="red")
    with pytest.raises(AuthoringError, match="expected mdl such as"):
        create.material("OmniPBR")
    with pytest.raises(AuthoringError, match="expected one value, or one for each of 1 prims, got 2"):
        create_batch.material("OmniPBR.mdl", bind_prims=[cube], count=2)
    with pytest.raises(AuthoringError, match="expected a Material, got /Cube, a Cube"):
        modify.material(cube, cube)
    assert not stage.GetPrimAtPath("/Looks/OmniPBR")
    assert not cube.HasAPI(UsdShade.MaterialBindingAPI)


def test_display_color_when_set_by_attribute_is_seen(albedo):
    cubes = create_batch.cube(count=2, position=[(0, 0, 0), (9, 0, 0)])
    modify.attribute(cubes, "primvars:displayColor", [(1.0, 0.0, 0.0)])
    assert albedo() == (255, 0, 0)
    assert UsdGeom.Gprim(cubes[1]).GetDisplayColorAttr().Get()[0] == Gf.Vec3f(1, 0, 0)
