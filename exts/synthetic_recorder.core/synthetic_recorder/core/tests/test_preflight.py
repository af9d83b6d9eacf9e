"""Preflight against stages in memory and a registry of fake writers."""

from __future__ import annotations

import os

import pytest
from pxr import Sdf, Usd, UsdGeom, UsdSemantics, UsdSkel

from synthetic_recorder.core.config import (
    ControlConfig,
    OnConflict,
    OutputConfig,
    RecorderConfig,
    RenderProductConfig,
    WriterConfig,
)
from synthetic_recorder.core.preflight import run_preflight


class Writer:
    """Stands for Replicator's base class: ``initialize`` hands everything to ``__init__``."""

    def initialize(self, **kwargs):
        self.__init__(**kwargs)


class BasicWriter(Writer):
    def __init__(
        self,
        output_dir=None,
        semantic_types=None,
        rgb=False,
        semantic_segmentation=False,
        colorize_semantic_segmentation=True,
        bounding_box_2d_tight=False,
        instance_id_segmentation=False,
        pointcloud=False,
        pointcloud_include_unlabelled=False,
        skeleton_data=False,
        image_output_format="png",
        frame_padding=4,
        semantic_filter_predicate=None,
        backend=None,
    ):
        raise AssertionError("a check must not run a writer's __init__")


class FolderWriter(Writer):
    def __init__(self, output_dir, num_frames):
        raise AssertionError("a check must not run a writer's __init__")


class OwnInitializeWriter(Writer):
    def __init__(self):
        pass

    def initialize(self, backend, quality=90):
        pass


class HomelessWriter(Writer):
    def __init__(self, rgb=False):
        pass


class BareWriter(Writer):
    """Takes nothing, whatever object's own __init__ says."""


class BrokenWriter(Writer):
    def __new__(cls):
        raise RuntimeError("cannot be made")


WRITERS = {
    cls.__name__: cls
    for cls in (BareWriter, BasicWriter, BrokenWriter, FolderWriter, HomelessWriter, OwnInitializeWriter)
}


class Registry:
    def get_writers(self):
        return WRITERS

    def get(self, name):
        return WRITERS[name].__new__(WRITERS[name])


@pytest.fixture
def stage():
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.Camera.Define(stage, "/World/Camera")
    box = UsdGeom.Cube.Define(stage, "/World/Box")
    UsdSemantics.LabelsAPI.Apply(box.GetPrim(), "class").CreateLabelsAttr(["box"])
    return stage


@pytest.fixture
def findings(stage, tmp_path):
    def findings(*, on=stage, cameras=None, writer=None, output=None, **control):
        config = RecorderConfig(
            render_products=(RenderProductConfig("/World/Camera"),) if cameras is None else tuple(cameras),
            writer=writer or WriterConfig("BasicWriter", {"rgb": True}),
            output=output or OutputConfig(str(tmp_path)),
            control=ControlConfig(**control),
        )
        return run_preflight(config, on, Registry(), Writer)

    return findings


def codes(found):
    return [(finding.code, finding.where) for finding in found]


def test_a_config_that_fits_when_checked_then_nothing_is_found_and_nothing_is_made(findings, tmp_path):
    assert findings() == ()
    assert list(tmp_path.iterdir()) == []


def test_many_problems_when_checked_then_all_are_found_at_once(findings):
    found = findings(
        cameras=[RenderProductConfig("/World/Kamera", 0, 480), RenderProductConfig("/World/Box", 640, -1)],
        writer=WriterConfig("BasicWriter", {"rgb": "yes", "rbg": True}),
        output=OutputConfig("", "a/b"),
        frames=-1,
        rt_subframes=-2,
    )

    assert codes(found) == [
        ("camera-missing", "render_products[0].camera"),
        ("resolution-not-positive", "render_products[0].width"),
        ("camera-not-a-camera", "render_products[1].camera"),
        ("resolution-not-positive", "render_products[1].height"),
        ("writer-parameter", "writer.parameters.rgb"),
        ("writer-parameter", "writer.parameters.rbg"),
        ("output-folder-invalid", "output.folder"),
        ("frames-negative", "control.frames"),
        ("rt-subframes-negative", "control.rt_subframes"),
    ]
    assert all(finding.is_error and finding.what and finding.todo for finding in found)


def test_no_stage_when_checked_then_that_is_found_and_the_rest_is_checked_all_the_same(findings):
    found = findings(on=None, cameras=[], frames=-1)

    assert [finding.code for finding in found] == ["stage-missing", "render-products-none", "frames-negative"]


def test_a_missing_camera_when_found_then_the_cameras_of_the_stage_are_named(findings):
    (found,) = findings(cameras=[RenderProductConfig("/World/Kamera")])

    assert found.what == "There is no prim at /World/Kamera on the stage."
    assert found.todo == "Cameras on the stage: /World/Camera."


@pytest.mark.parametrize("path", ["", "World/Camera", "/World/Cam era", "/World/Camera.focalLength!"])
def test_a_camera_path_that_is_none_when_checked_then_is_found(findings, path):
    assert codes(findings(cameras=[RenderProductConfig(path)])) == [
        ("camera-path-invalid", "render_products[0].camera")
    ]


def test_names_of_render_products_when_repeated_or_impossible_then_are_found(findings):
    cameras = [RenderProductConfig("/World/Camera", 64, 48, name) for name in ("left", "left", "2nd", "", "")]

    assert codes(findings(cameras=cameras)) == [
        ("render-product-name-repeated", "render_products[0].name"),
        ("render-product-name-repeated", "render_products[1].name"),
        ("render-product-name-invalid", "render_products[2].name"),
    ]


def test_names_of_render_products_when_the_same_but_for_case_then_are_found(findings):
    cameras = [RenderProductConfig("/World/Camera", 64, 48, name) for name in ("left", "Left")]

    assert codes(findings(cameras=cameras)) == [
        ("render-product-name-repeated", "render_products[0].name"),
        ("render-product-name-repeated", "render_products[1].name"),
    ]


@pytest.mark.parametrize("name", ["Replicator", "Replicator_01", "replicator_12"])
def test_a_name_that_replicator_gives_when_a_render_product_has_none_then_is_found(findings, name):
    named, unnamed = (RenderProductConfig("/World/Camera", 64, 48, each) for each in (name, ""))

    assert codes(findings(cameras=[unnamed, named])) == [
        ("render-product-name-reserved", "render_products[1].name")
    ]
    assert findings(cameras=[named]) == ()


def test_a_very_large_resolution_when_checked_then_is_a_warning(findings):
    (found,) = findings(cameras=[RenderProductConfig("/World/Camera", 8001, 8001)])

    assert (found.code, found.is_error) == ("resolution-large", False)


@pytest.mark.parametrize(("width", "height"), [(10**9, 10**9), (10**7, 1000)])
def test_a_resolution_that_no_image_can_have_when_checked_then_is_an_error(findings, width, height):
    (found,) = findings(cameras=[RenderProductConfig("/World/Camera", width, height)])

    assert (found.code, found.is_error) == ("resolution-too-large", True)


def test_an_unknown_writer_when_checked_then_the_known_ones_are_named(findings):
    (found,) = findings(writer=WriterConfig("BasicWrite"))

    assert found.code == "writer-unknown"
    assert found.todo == f"Registered are {', '.join(WRITERS)}."


@pytest.mark.parametrize(
    ("writer", "where"),
    [
        (WriterConfig("BasicWriter", {"rgb": 1}), "rgb"),
        (WriterConfig("BasicWriter", {"rgb": True, "frame_padding": True}), "frame_padding"),
        (WriterConfig("BasicWriter", {"rgb": True, "output_dir": "/data"}), "output_dir"),
        (WriterConfig("BasicWriter", {"rgb": True, "backend": None}), "backend"),
        (WriterConfig("FolderWriter"), "num_frames"),
        (WriterConfig("OwnInitializeWriter", {"quality": True}), "quality"),
        (WriterConfig("OwnInitializeWriter", {"quality": "90"}), "quality"),
        (WriterConfig("OwnInitializeWriter", {"rgb": True}), "rgb"),
    ],
)
def test_a_writers_parameter_when_it_does_not_fit_the_signature_then_is_found(findings, writer, where):
    assert ("writer-parameter", f"writer.parameters.{where}") in codes(findings(writer=writer))


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("pointclout", " Did you mean 'pointcloud'? It has semantic_types, rgb, "),
        ("Rgb", " Did you mean 'rgb'? It has "),
        ("backends", "no such parameter. It has "),
        ("tasty", "no such parameter. It has "),
    ],
)
def test_an_unknown_parameter_when_found_then_a_close_one_is_proposed(findings, name, advice):
    (found,) = findings(writer=WriterConfig("BasicWriter", {"rgb": True, name: True}))

    assert found.what.startswith("BasicWriter has no such parameter.")
    assert advice in found.what


def test_an_unknown_parameter_of_a_writer_without_any_when_found_then_says_so(findings):
    found = findings(writer=WriterConfig("BareWriter", {"rgb": True}))

    assert found[-1].what == "BareWriter has no such parameter. It has none."


@pytest.mark.parametrize(
    "writer", [WriterConfig("FolderWriter", {"num_frames": 3}), WriterConfig("OwnInitializeWriter")]
)
def test_a_writer_with_a_folder_or_a_backend_when_checked_then_fits(findings, writer):
    assert findings(writer=writer) == ()


@pytest.mark.parametrize("parameters", [{"quality": 90.5}, {"quality": None}, {"quality": 90}])
def test_a_writers_parameter_when_it_is_another_number_or_none_then_fits(findings, parameters):
    assert findings(writer=WriterConfig("OwnInitializeWriter", parameters)) == ()


@pytest.mark.parametrize("name", ["HomelessWriter", "BareWriter"])
def test_a_writer_that_cannot_be_told_where_to_write_when_checked_then_is_found(findings, name):
    assert codes(findings(writer=WriterConfig(name))) == [("writer-without-output", "writer.name")]


def test_a_writer_that_cannot_even_be_made_when_checked_then_is_found(findings):
    (found,) = findings(writer=WriterConfig("BrokenWriter"))

    assert (found.code, found.where) == ("writer-refused", "writer.name")
    assert found.what == "BrokenWriter cannot be made: RuntimeError: cannot be made."


def test_a_basic_writer_without_an_annotator_when_checked_then_is_found(findings):
    writer = WriterConfig("BasicWriter", {"rgb": False, "colorize_semantic_segmentation": True})

    assert codes(findings(writer=writer)) == [("writer-nothing-to-write", "writer.parameters")]


SEGMENTATION = WriterConfig("BasicWriter", {"semantic_segmentation": True})


def test_a_semantic_annotator_on_an_unlabelled_stage_when_checked_then_is_a_warning(findings, stage):
    stage.RemovePrim("/World/Box")

    (found,) = findings(writer=SEGMENTATION)

    assert (found.code, found.is_error) == ("labels-none", False)
    assert found.what == (
        "No prim has a semantic label of type class: semantic_segmentation will show nothing that has one."
    )


def test_a_semantic_annotator_when_labels_are_of_another_type_then_is_a_warning(findings):
    writer = WriterConfig("BasicWriter", {"semantic_segmentation": True, "semantic_types": ["shape"]})

    assert [finding.code for finding in findings(writer=writer)] == ["labels-none"]


def by_predicate(predicate, **parameters):
    return WriterConfig(
        "BasicWriter", {"semantic_segmentation": True, "semantic_filter_predicate": predicate, **parameters}
    )


@pytest.mark.parametrize(
    "predicate",
    [
        "class: can",
        "class: Box",
        "class: can | jar",
        "class: box & toy",
        "class: can, color: box",
        "class: can; color: box",
        "color: *",
        "color: !box",
        "*: can",
        "Class: *",
    ],
)
def test_a_predicate_when_it_can_match_nothing_on_the_stage_then_is_a_warning(findings, predicate):
    (found,) = findings(writer=by_predicate(predicate, semantic_types=["class"]))

    assert (found.code, found.where, found.is_error) == ("labels-none", "stage", False)
    assert found.what == (
        f"No prim has a semantic label that {predicate!r} lets through: "
        "semantic_segmentation will show nothing that has one."
    )
    assert found.todo == (
        "Correct semantic_filter_predicate, label the prims that matter, or switch these annotators off."
    )


@pytest.mark.parametrize(
    "predicate",
    [
        "class: box",
        "class:box",
        "class: *",
        "class: !box",
        "class: !can & *",
        "class: can | box",
        "class: can, box",
        "color: red, class : box",
        "color: red; class: box & !toy",
        "*: box",
        "*: *",
    ],
)
def test_a_predicate_when_it_can_match_something_then_nothing_is_found(findings, predicate):
    assert findings(writer=by_predicate(predicate, semantic_types=["shape"])) == ()


@pytest.mark.parametrize("predicate", ["class", " ; ", 3, ["class: can"]])
def test_a_predicate_that_is_none_when_checked_then_is_left_to_the_writer(findings, predicate):
    assert [found for found in findings(writer=by_predicate(predicate)) if not found.is_error] == []


def test_a_predicate_when_pointclouds_have_no_such_label_then_is_a_warning(findings):
    parameters = {"pointcloud": True, "semantic_filter_predicate": "class: can"}

    (found,) = findings(writer=WriterConfig("BasicWriter", parameters))

    assert found.code == "pointcloud-empty"
    assert found.todo == (
        "Correct semantic_filter_predicate, label the prims that matter, "
        "or switch pointcloud_include_unlabelled on."
    )


def test_a_predicate_when_its_label_comes_with_time_or_by_the_old_schema_then_nothing_is_found(
    findings, stage
):
    labels = label(UsdGeom.Cube.Define(stage, "/World/Late"))
    labels.Set(["jar"], 0)
    labels.Set(["jar", "soup can"], 10)
    old = label_the_old_way(UsdGeom.Cube.Define(stage, "/World/Old"), "part")
    old.Set("lid", 0)
    old.Set("rim", 5)

    assert findings(writer=by_predicate("class: soup can")) == ()
    assert findings(writer=by_predicate("part: rim")) == ()
    assert [found.code for found in findings(writer=by_predicate("class: rim"))] == ["labels-none"]


def test_labels_that_are_empty_texts_when_checked_then_are_none(findings, stage):
    stage.RemovePrim("/World/Box")
    label(UsdGeom.Cube.Define(stage, "/World/Empty"), [""])

    assert [finding.code for finding in findings(writer=SEGMENTATION)] == ["labels-none"]


@pytest.mark.parametrize("types", [3, "class", [["class"]]])
def test_semantic_types_that_are_none_when_checked_then_are_left_to_the_writer(findings, types):
    writer = WriterConfig("BasicWriter", {"semantic_segmentation": True, "semantic_types": types})

    assert findings(writer=writer) == ()


def test_labels_when_of_the_old_schema_or_inside_an_instance_then_count(findings, stage):
    stage.RemovePrim("/World/Box")
    label_the_old_way(UsdGeom.Cube.Define(stage, "/Prototypes/Box/Shape"), "class").Set("box")
    add_an_instance(stage, "/Prototypes/Box")

    assert findings(writer=SEGMENTATION) == ()


def test_labels_of_a_geom_subset_when_nothing_else_has_one_then_count(findings, stage):
    stage.RemovePrim("/World/Box")
    UsdGeom.Mesh.Define(stage, "/World/Mesh")
    label(UsdGeom.Subset.Define(stage, "/World/Mesh/lid"))

    assert findings(writer=SEGMENTATION) == ()


@pytest.mark.parametrize("specifier", [Sdf.SpecifierDef, Sdf.SpecifierOver, Sdf.SpecifierClass])
def test_labels_of_a_prototype_when_nothing_else_has_one_then_count(findings, stage, specifier):
    stage.RemovePrim("/World/Box")
    label(UsdGeom.Cube.Define(stage, "/Prototypes/Tree/Leaf"))
    stage.GetPrimAtPath("/Prototypes").SetSpecifier(specifier)
    instancer = UsdGeom.PointInstancer.Define(stage, "/World/Trees")
    instancer.CreatePrototypesRel().SetTargets(["/Prototypes/Tree", "/Prototypes/Missing"])

    assert findings(writer=SEGMENTATION) == ()


def test_a_prototype_that_contains_its_own_instancer_when_checked_then_the_check_ends(findings, stage):
    stage.RemovePrim("/World/Box")
    instancer = UsdGeom.PointInstancer.Define(stage, "/World/Trees/Inner")
    instancer.CreatePrototypesRel().SetTargets(["/World/Trees"])

    assert [finding.code for finding in findings(writer=SEGMENTATION)] == ["labels-none"]


def test_labels_that_come_with_time_when_checked_then_count(findings, stage):
    stage.RemovePrim("/World/Box")
    labels = label(UsdGeom.Cube.Define(stage, "/World/Late"), [])
    labels.Clear()
    labels.Set([], 0)
    labels.Set(["box"], 10)

    assert findings(writer=SEGMENTATION) == ()


def label(schema, labels=("box",)):
    return UsdSemantics.LabelsAPI.Apply(schema.GetPrim(), "class").CreateLabelsAttr(list(labels))


def label_the_old_way(schema, semantic_type):
    """Give a prim the schema of before Isaac Sim 5; returns the attribute that the label goes into."""
    prim = schema.GetPrim()
    prim.AddAppliedSchema("SemanticsAPI:Semantics_a1")
    prefix = "semantic:Semantics_a1:params"
    prim.CreateAttribute(f"{prefix}:semanticType", Sdf.ValueTypeNames.String).Set(semantic_type)
    return prim.CreateAttribute(f"{prefix}:semanticData", Sdf.ValueTypeNames.String)


def add_an_instance(stage, prototype):
    """Make a class of /Prototypes, where the prototype is, and an instance of it."""
    stage.GetPrimAtPath("/Prototypes").SetSpecifier(Sdf.SpecifierClass)
    instance = UsdGeom.Xform.Define(stage, "/World/Instance").GetPrim()
    instance.GetReferences().AddInternalReference(prototype)
    instance.SetInstanceable(True)


def test_a_pointcloud_of_labelled_points_when_there_are_no_labels_then_is_a_warning(findings, stage):
    stage.RemovePrim("/World/Box")

    (found,) = findings(writer=WriterConfig("BasicWriter", {"pointcloud": True}))

    assert (found.code, found.is_error) == ("pointcloud-empty", False)
    assert found.what == "No prim has a semantic label of type class: pointcloud will have no points."
    assert found.todo == "Label the prims that matter, or switch pointcloud_include_unlabelled on."


def test_a_pointcloud_of_all_points_when_there_are_no_labels_then_fits(findings, stage):
    stage.RemovePrim("/World/Box")
    parameters = {"pointcloud": True, "pointcloud_include_unlabelled": True}

    assert findings(writer=WriterConfig("BasicWriter", parameters)) == ()


def test_instance_ids_when_there_are_no_labels_then_fit(findings, stage):
    stage.RemovePrim("/World/Box")

    assert findings(writer=WriterConfig("BasicWriter", {"instance_id_segmentation": True})) == ()


SKELETONS = WriterConfig("BasicWriter", {"skeleton_data": True})


def test_skeleton_data_when_there_is_no_skeleton_then_is_a_warning(findings):
    (found,) = findings(writer=SKELETONS)

    assert (found.code, found.is_error) == ("skeletons-none", False)


def test_skeleton_data_when_there_is_a_skeleton_in_an_instance_then_fits(findings, stage):
    UsdSkel.Skeleton.Define(stage, "/Prototypes/Man/Skeleton")
    add_an_instance(stage, "/Prototypes/Man")

    assert findings(writer=SKELETONS) == ()


def test_skeleton_data_when_there_is_a_skeleton_in_a_prototype_then_fits(findings, stage):
    UsdSkel.Skeleton.Define(stage, "/Prototypes/Man/Skeleton")
    stage.GetPrimAtPath("/Prototypes").SetSpecifier(Sdf.SpecifierClass)
    instancer = UsdGeom.PointInstancer.Define(stage, "/World/Crowd")
    instancer.CreatePrototypesRel().SetTargets(["/Prototypes/Man"])

    assert findings(writer=SKELETONS) == ()


def test_an_output_below_a_file_when_checked_then_is_found(findings, tmp_path):
    (tmp_path / "file").write_text("")

    assert codes(findings(output=OutputConfig(str(tmp_path / "file" / "sub")))) == [
        ("output-directory-invalid", "output.directory")
    ]


@pytest.mark.parametrize(
    "output",
    [
        OutputConfig("x" * 300),
        OutputConfig("", "x" * 300),
        OutputConfig("a\0b"),
        OutputConfig("", "a\0b"),
        OutputConfig("~nobody_of_this_name"),
    ],
    ids=["long-directory", "long-folder", "nul-in-directory", "nul-in-folder", "nobodys-home"],
)
def test_an_output_that_is_no_path_when_checked_then_is_found(findings, output):
    assert codes(findings(output=output)) == [("output-directory-invalid", "output.directory")]


def test_an_output_that_cannot_be_written_to_when_checked_then_is_found(findings, tmp_path, monkeypatch):
    # Whoever runs the tests as root may write everywhere, so what the system says is put in its mouth.
    monkeypatch.setattr(os, "access", lambda path, mode: False)

    assert codes(findings()) == [("output-directory-not-writable", "output.directory")]


def test_a_folder_that_exists_when_conflicts_must_fail_then_is_found(findings, tmp_path):
    (tmp_path / "run").mkdir()

    assert codes(findings(output=OutputConfig(str(tmp_path), "run", OnConflict.FAIL))) == [
        ("output-folder-exists", "output.folder")
    ]
    assert findings(output=OutputConfig(str(tmp_path), "run")) == ()


@pytest.mark.parametrize(("start", "end", "different"), [(0, 4, 5), (1001, 1010, 10), (0.5, 3, 3)])
def test_a_recording_that_is_longer_than_its_timeline_when_checked_then_is_a_warning(
    findings, stage, start, end, different
):
    stage.SetStartTimeCode(start)
    stage.SetEndTimeCode(end)

    (found,) = findings(frames=different + 1, control_timeline=True)

    assert (found.code, found.is_error) == ("timeline-shorter-than-recording", False)
    assert f"from frame {different} on" in found.what
    assert findings(frames=different, control_timeline=True) == ()


@pytest.mark.parametrize(
    ("end", "control"),
    [
        (None, {"frames": 1000, "control_timeline": True}),
        (0, {"frames": 1000, "control_timeline": True}),
        (4, {"frames": 0, "control_timeline": True}),
        (4, {"frames": 1000, "control_timeline": False}),
    ],
    ids=["no-end", "no-range", "until-stopped", "not-controlled"],
)
def test_a_recording_that_cannot_outlast_its_timeline_when_checked_then_nothing_is_found(
    findings, stage, end, control
):
    if end is not None:
        stage.SetEndTimeCode(end)

    assert findings(**control) == ()


def test_notes_of_a_foreign_config_when_checked_then_are_warnings(stage, tmp_path):
    config = RecorderConfig(
        render_products=(RenderProductConfig("/World/Camera"),),
        writer=WriterConfig("BasicWriter", {"rgb": True}),
        output=OutputConfig(str(tmp_path)),
        notes=("telemetry was left out.",),
    )

    (found,) = run_preflight(config, stage, Registry(), Writer)

    assert (found.what, found.is_error) == ("telemetry was left out.", False)
