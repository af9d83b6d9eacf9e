import pytest

from kitless.annotators import (
    AnnotatorNotImplementedError,
    AnnotatorRegistryError,
    find_definition,
    known_names,
)

SWITCHES = [
    "bounding_box_2d_loose",
    "bounding_box_2d_tight",
    "bounding_box_3d",
    "camera_params",
    "distance_to_camera",
    "distance_to_image_plane",
    "instance_id_segmentation",
    "instance_segmentation",
    "motion_vectors",
    "normals",
    "occlusion",
    "pointcloud",
    "rgb",
    "semantic_segmentation",
    "skeleton_data",
]


def test_the_catalogue_when_listed_then_is_sorted_and_has_all_that_basic_writer_writes():
    names = known_names()

    assert names == sorted(set(names))
    assert [name for name in SWITCHES if name not in names] == []


@pytest.mark.parametrize("name", known_names())
def test_an_annotator_when_asked_for_without_parameters_then_can_be_used(name):
    definition = find_definition(name)

    assert definition.name == name
    assert definition.complete(None) == dict(definition.parameters)


@pytest.mark.parametrize(
    "name",
    [
        "AmbientOcclusion",
        "IsaacComputeRTXLidarFlatScan",
        "IsaacReadCameraInfo",
        "PtMultiMatte0",
        "PtMultiMatte7",
        "PtWorldNormal",
        "StableIdMap",
        "dope",
    ],
)
def test_an_annotator_of_replicator_when_kitless_lacks_it_then_the_error_names_it(name):
    with pytest.raises(AnnotatorNotImplementedError, match=f"does not implement the annotator '{name}' yet"):
        find_definition(name)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        (
            {"semanticTypes": "class"},
            r'semanticTypes is a list of names such as \["class"\], or None, not \'class\'',
        ),
        ({"semanticTypes": ["class", 3]}, "semanticTypes is a list of names"),
        ({"semanticTypes": {"class": "*"}}, "semanticTypes is a list of names"),
        ({"semanticFilter": ["class: *"]}, "semanticFilter is a predicate"),
    ],
)
def test_semantics_of_another_type_when_given_then_are_an_error(parameters, message):
    with pytest.raises(AnnotatorRegistryError, match=message):
        find_definition("semantic_segmentation").complete(parameters)


@pytest.mark.parametrize(
    ("name", "flag"),
    [
        ("semantic_segmentation", "colorize"),
        ("instance_segmentation", "colorize"),
        ("instance_segmentation_fast", "colorize"),
        ("instance_id_segmentation", "colorize"),
        ("instance_id_segmentation_fast", "colorize"),
        ("pointcloud", "includeUnlabelled"),
    ],
)
@pytest.mark.parametrize("value", ["no", 1, 0, None])
def test_a_switch_that_is_neither_true_nor_false_when_given_then_is_an_error(name, flag, value):
    message = rf"^Annotator '{name}': {flag} is True or False, not {value!r}$"
    with pytest.raises(AnnotatorRegistryError, match=message):
        find_definition(name).complete({flag: value})


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ([], r"Annotator 'pointcloud': parameters are a dictionary such as .*, not \[\]"),
        ("semanticTypes", "parameters are a dictionary"),
        (0, "parameters are a dictionary"),
        ({3: True}, "Annotator 'pointcloud': names of parameters are texts, not 3"),
        ({None: True, "semanticTypes": ["class"], "palette": 1}, "names of parameters are texts, not None"),
    ],
)
def test_parameters_that_are_no_dictionary_of_names_when_given_then_are_an_error(parameters, message):
    with pytest.raises(AnnotatorRegistryError, match=message):
        find_definition("pointcloud").complete(parameters)


def test_a_name_that_nobody_has_when_asked_for_then_the_error_lists_the_known_ones():
    with pytest.raises(
        AnnotatorRegistryError, match=r"There is no annotator 'depth'; known are .*distance_to_camera, "
    ) as caught:
        find_definition("depth")

    assert not isinstance(caught.value, AnnotatorNotImplementedError)
