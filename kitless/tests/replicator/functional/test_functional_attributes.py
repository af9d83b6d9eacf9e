"""rep.functional.modify: attributes, visibility and labels of prims that are there."""

import numpy as np
import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdSemantics

from kitless.replicator.authoring import create, create_batch, modify, physics
from kitless.replicator.authoring.errors import AuthoringError
from kitless.semantics import own_labels

TYPES = Sdf.ValueTypeNames


@pytest.fixture
def prim(app, stage):
    return stage.DefinePrim("/Thing", "Xform")


@pytest.mark.parametrize(
    ("type_name", "given", "expected"),
    [
        (TYPES.Float, 3, 3.0),
        (TYPES.Float, np.float64(0.5), 0.5),
        (TYPES.Int, np.int64(3), 3),
        (TYPES.Int, 3.0, 3),
        (TYPES.Bool, np.bool_(True), True),
        (TYPES.String, "text", "text"),
        (TYPES.Token, np.str_("text"), "text"),
        (TYPES.Asset, "/a.png", Sdf.AssetPath("/a.png")),
        (TYPES.Float2, (1, 2), Gf.Vec2f(1, 2)),
        (TYPES.Color3f, [0.5, 0.25, 1], Gf.Vec3f(0.5, 0.25, 1)),
        (TYPES.Double3, Gf.Vec3f(1, 2, 3), Gf.Vec3d(1, 2, 3)),
        (TYPES.Int3, np.array([1.0, 2.0, 3.0]), Gf.Vec3i(1, 2, 3)),
        (TYPES.Quatf, (1, 0, 0, 0), Gf.Quatf(1, 0, 0, 0)),
        (TYPES.Quatf, Gf.Quatd(0, 1, 0, 0), Gf.Quatf(0, 1, 0, 0)),
        (TYPES.Matrix4d, np.eye(4), Gf.Matrix4d(1.0)),
        (TYPES.FloatArray, [1, 2], [1.0, 2.0]),
        (TYPES.TokenArray, ["a", "b"], ["a", "b"]),
        (TYPES.Float3Array, np.zeros((2, 3)), [Gf.Vec3f(0, 0, 0)] * 2),
    ],
)
def test_a_value_when_given_in_any_form_is_the_attributes(prim, type_name, given, expected):
    attribute = prim.CreateAttribute("value", type_name)
    modify.attribute(prim, "value", given)
    got = attribute.Get()
    assert (list(got) if type_name.isArray else got) == expected


@pytest.mark.parametrize(
    ("type_name", "given"),
    [
        (TYPES.Float, "3"),
        (TYPES.Float, float("nan")),
        (TYPES.Float, True),
        (TYPES.Int, 3.5),
        (TYPES.Bool, 1),
        (TYPES.Asset, 3),
        (TYPES.Color3f, (1, 2)),
        (TYPES.Color3f, (1, 2, float("inf"))),
        (TYPES.FloatArray, "12"),
        (TYPES.Matrix4d, np.eye(3)),
    ],
)
def test_a_value_when_it_does_not_fit_is_refused(prim, type_name, given):
    attribute = prim.CreateAttribute("value", type_name)
    with pytest.raises(AuthoringError, match=r"modify\.attribute: "):
        modify.attribute(prim, "value", given)
    assert not attribute.HasAuthoredValue()


def test_values_when_listed_are_for_each_prim(app):
    lights = create_batch.dome_light(count=3)
    modify.attribute(lights, "inputs:intensity", [1.0, 2.0, 3.0])
    assert [light.GetAttribute("inputs:intensity").Get() for light in lights] == [1.0, 2.0, 3.0]
    modify.attribute(lights, "color", np.array([(1, 0, 0), (0, 1, 0), (0, 0, 1)]))
    assert [tuple(light.GetAttribute("inputs:color").Get()) for light in lights] == [
        (1, 0, 0),
        (0, 1, 0),
        (0, 0, 1),
    ]
    modify.attribute(lights, "color", (1, 1, 0))
    assert [tuple(light.GetAttribute("inputs:color").Get()) for light in lights] == [(1, 1, 0)] * 3
    with pytest.raises(AuthoringError, match="one for each of 3 prims, got 2"):
        modify.attribute(lights, "intensity", [1.0, 2.0])


def test_an_attribute_when_it_is_not_there_is_refused_with_those_that_are(app):
    camera = create.camera()
    with pytest.raises(AuthoringError, match=r"/Camera has no attribute 'zoom'; it has .*focalLength"):
        modify.attribute(camera, "zoom", 3)
    modify.attribute(camera, "focalLength", 35)
    assert camera.GetAttribute("focalLength").Get() == 35.0


def test_an_animated_attribute_when_set_has_that_value_at_all_times(app):
    cube = create.cube()
    size = UsdGeom.Cube(cube).GetSizeAttr()
    size.Set(1.0, 0)
    size.Set(2.0, 10)
    modify.attribute(cube, "size", 3.0)
    assert size.Get(Usd.TimeCode(5)) == 3.0


# -- visibility ------------------------------------------------------------------------------------


def test_prims_when_hidden_are_not_drawn_and_are_when_shown_again(app, look):
    cubes = create_batch.cube(count=2, position=[(-0.6, 0, 0), (0.6, 0, 0)], semantics={"class": "box"})
    camera = create.camera(position=(0, 0, 5), look_at=(0, 0, 0), look_at_up_axis=(0, 1, 0))

    def drawn():
        return len(look(camera, "bounding_box_2d_tight", (32, 32))["info"]["primPaths"])

    modify.visibility(cubes, [True, False])
    assert drawn() == 1
    modify.visibility(cubes, False)
    assert drawn() == 0
    modify.visibility(cubes, np.array([True, True]))
    assert drawn() == 2


def test_visibility_when_it_cannot_be_set_is_refused(app):
    material = create.material("OmniPBR.mdl")
    cube = create.cube()
    for value in ("yes", 1, [True, False], None):
        with pytest.raises(AuthoringError, match=r"modify\.visibility"):
            modify.visibility(cube, value)
    with pytest.raises(AuthoringError, match="nothing that can be seen or hidden"):
        modify.visibility(material, False)


# -- labels ----------------------------------------------------------------------------------------


def test_labels_when_added_join_those_that_are_there_once(app):
    cube = create.cube(semantics={"class": "car", "shape": "box"})
    modify.semantics(cube, {"class": ["vehicle", "car"]})
    assert own_labels(cube) == {"class": ("car", "vehicle"), "shape": ("box",)}


def test_labels_when_replaced_leave_those_of_other_types(app):
    cube = create.cube(semantics={"class": "car", "shape": "box"})
    modify.semantics([cube], [("class", "truck")], mode="replace")
    assert own_labels(cube) == {"class": ("truck",), "shape": ("box",)}
    assert [str(name) for name in cube.GetAppliedSchemas()] == [
        "SemanticsLabelsAPI:class",
        "SemanticsLabelsAPI:shape",
    ]


def test_labels_when_cleared_leave_only_what_is_given(app):
    cube = create.cube(semantics={"class": "car", "shape": "box"})
    modify.semantics(cube, {"part": "door"}, mode="clear")
    assert own_labels(cube) == {"part": ("door",)}
    modify.semantics(cube, {}, mode="clear")
    assert own_labels(cube) == {}


def old_label(prim, semantic_type, label, instance):
    prim.AddAppliedSchema(f"SemanticsAPI:{instance}")
    for name, value in (("semanticType", semantic_type), ("semanticData", label)):
        prim.CreateAttribute(f"semantic:{instance}:params:{name}", TYPES.String).Set(value)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("add", {"class": ("car", "truck"), "shape": ("box",)}),
        ("replace", {"class": ("truck",), "shape": ("box",)}),
        ("clear", {"class": ("truck",)}),
    ],
)
def test_labels_of_the_old_schema_when_changed_are_not_left_over(app, mode, expected):
    cube = create.cube()
    old_label(cube, "class", "car", "first")
    old_label(cube, "shape", "box", "second")
    modify.semantics(cube, {"class": "truck"}, mode=mode)
    assert own_labels(cube) == expected


def test_labels_from_another_layer_when_replaced_are_gone(app, stage):
    cube = create.cube(semantics={"class": "car", "shape": "box"})
    old_label(cube, "class", "old", "first")
    with Usd.EditContext(stage, stage.GetSessionLayer()):
        modify.semantics(cube, {"class": "truck"}, mode="clear")
    assert own_labels(cube) == {"class": ("truck",)}


def test_labels_that_change_over_time_when_replaced_do_not_and_are_not_added_to(app):
    cube = create.cube()
    labels = UsdSemantics.LabelsAPI.Apply(cube, "class").CreateLabelsAttr()
    labels.Set(["closed"], 0)
    labels.Set(["open"], 10)
    with pytest.raises(AuthoringError, match="labels that change over time"):
        modify.semantics(cube, {"class": "door"})
    modify.semantics(cube, {"class": "door"}, mode="replace")
    assert own_labels(cube, Usd.TimeCode(5)) == {"class": ("door",)}


def test_labels_when_set_on_a_subset_name_its_faces(app, stage, look):
    cube = create.cube(as_mesh=True)
    face = UsdGeom.Subset.CreateGeomSubset(UsdGeom.Imageable(cube), "top", "face", [0])
    modify.semantics(face, {"class": "top"})
    camera = create.camera(position=(0, 0, 5), look_at=(0, 0, 0))
    data = look(camera, "semantic_segmentation")
    assert data["info"]["idToLabels"][str(data["data"][4, 4])] == {"class": "top"}


def test_labels_when_wrong_are_refused(app):
    cube = create.cube()
    for semantics in ("car", {"class": 3}, [("class",)], [("class", "car", "x")], {"a b": "c"}, 3, [3]):
        with pytest.raises(AuthoringError, match="expected semantics such as"):
            modify.semantics(cube, semantics)
    with pytest.raises(AuthoringError, match="expected mode to be one of add, replace, clear"):
        modify.semantics(cube, {"class": "car"}, mode="remove")
    assert own_labels(cube) == {}


def test_labels_when_given_by_an_iterator_are_those_of_all_prims(app):
    cubes = create_batch.cube(count=2, semantics=zip(["class"], ["box"], strict=True))
    modify.semantics(cubes, zip(["color"], ["red"], strict=True))
    assert [own_labels(cube) for cube in cubes] == [{"class": ("box",), "color": ("red",)}] * 2


def test_what_is_changed_on_several_prims_when_one_cannot_have_it_is_changed_on_none(app, stage):
    cube, group, looks = create.cube(), create.xform(name="Group"), create.material("OmniPBR.mdl")
    animated = create.cube(name="Animated")
    UsdSemantics.LabelsAPI.Apply(animated, "class").CreateLabelsAttr().Set(["box"], 1)
    before = stage.ExportToString()
    for change in (
        lambda: modify.visibility([cube, looks], False),
        lambda: modify.semantics([cube, animated], {"class": "box"}),
        lambda: modify.semantics([cube, "/"], {"class": "box"}),
        # An input that OmniPBR has and nobody has set.
        lambda: modify.attribute(looks, "texture_scale", "large"),
        lambda: physics.apply_collider([cube, group]),
        lambda: physics.apply_rigid_body(cube, weight=3),
        lambda: physics.apply_rigid_body(cube, with_collider=True, disableGravity=True, linearDamping="much"),
        lambda: physics.create_physics_scene("/Scene", weight=3),
        lambda: physics.create_physics_scene("/Physics/Scene", timeStepsPerSecond=60, enableCCD=1),
    ):
        with pytest.raises(AuthoringError):
            change()
        assert stage.ExportToString() == before
