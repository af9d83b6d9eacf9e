import pytest

from kitless.annotators import (
    AnnotatorNotImplementedError,
    AnnotatorRegistryError,
    find_definition,
    known_names,
)


def test_the_catalogue_when_listed_then_has_what_is_implemented():
    assert known_names() == [
        "LdrColor",
        "PrimPaths",
        "ReferenceTime",
        "distance_to_camera",
        "distance_to_image_plane",
        "motion_vectors",
        "normals",
        "pointcloud",
        "primPaths",
        "reference_time",
        "rgb",
        "semantic_segmentation",
    ]


@pytest.mark.parametrize("name", ["AmbientOcclusion", "PtWorldNormal", "StableIdMap"])
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


def test_a_name_that_nobody_has_when_asked_for_then_the_error_lists_the_known_ones():
    with pytest.raises(
        AnnotatorRegistryError, match="There is no annotator 'depth'; known are LdrColor, dist"
    ) as caught:
        find_definition("depth")

    assert not isinstance(caught.value, AnnotatorNotImplementedError)
