"""Annotators of scripts' own, by name."""

import numpy as np
import pytest

from kitless.annotators import AnnotatorNotImplementedError, AnnotatorRegistryError
from kitless.errors import NotImplementedByKitlessError
from kitless.replicator import annotator_registry as annotators
from kitless.replicator import orchestrator
from kitless.replicator.annotator_registry import AnnotatorRegistry
from kitless.replicator.augmentations import Augmentation
from kitless.replicator.errors import WriterRegistryError
from kitless.replicator.writer_registry import WriterRegistry


def keep_red(data_in):
    data_in[..., 1:3] = 0
    return data_in


@pytest.fixture
def red():
    """The name of a registered annotator: rgb without green and blue."""
    AnnotatorRegistry.register_annotator(
        "red", annotators.augment("rgb", Augmentation.from_function(keep_red))
    )
    yield "red"
    AnnotatorRegistry.unregister_annotator("red")


def test_a_registered_annotator_when_asked_for_then_gives_what_it_was_registered_with(red, render_product):
    first, second = annotators.get(red), annotators.get(red)
    first.attach(render_product())

    orchestrator.step()

    assert first is not second
    assert first.get_name() == "red"
    assert first.get_data()[..., 0].max() > 0
    assert first.get_data()[..., 1:3].max() == 0
    assert second.get_data().size == 0


def test_a_registered_annotator_when_a_writer_names_it_then_is_in_the_payload(red, collect, render_product):
    writer = collect(render_product(), [red], "legacy")

    orchestrator.step()

    assert writer.frames[0]["red"][..., 1:3].max() == 0


def test_a_registered_annotator_with_parameters_when_asked_for_with_others_then_has_both():
    AnnotatorRegistry.register_annotator(
        "people", annotators.get("semantic_segmentation", init_params={"semanticFilter": "class: person"})
    )
    try:
        annotator = annotators.get("people", init_params={"colorize": True}, device="cuda")
        plain = annotators.get("people")
    finally:
        AnnotatorRegistry.unregister_annotator("people")

    assert annotator.parameters["semanticFilter"] == "class: person"
    assert annotator.parameters["colorize"]
    assert not plain.parameters["colorize"]


@pytest.mark.usefixtures("red")
def test_registered_annotators_when_listed_then_are_among_the_others():
    assert "red" in AnnotatorRegistry.get_registered_annotators()
    assert "rgb" in AnnotatorRegistry.get_registered_annotators()


def test_a_registered_annotator_when_unregistered_then_nobody_has_it(red):
    AnnotatorRegistry.unregister_annotator(red)
    try:
        with pytest.raises(AnnotatorRegistryError, match="There is no annotator 'red'"):
            annotators.get(red)
    finally:
        AnnotatorRegistry.register_annotator(red, "rgb")


@pytest.mark.parametrize("name", ["rgb", "nobody"])
def test_an_annotator_that_no_script_registered_when_unregistered_then_is_an_error(name):
    with pytest.raises(AnnotatorRegistryError, match=f"Nobody has registered an annotator '{name}'"):
        AnnotatorRegistry.unregister_annotator(name)


def test_a_name_of_replicators_when_registered_then_is_an_error():
    with pytest.raises(
        AnnotatorRegistryError, match="'rgb' of Replicator's; register yours under another name"
    ):
        AnnotatorRegistry.register_annotator("rgb", annotators.get("normals"))


def test_something_else_when_given_as_annotator_then_is_an_error():
    with pytest.raises(AnnotatorRegistryError, match="An Annotator or the name of one was expected, not int"):
        AnnotatorRegistry.register_annotator("mine", 5)


# -- output variables and nodes -----------------------------------------------------------------------


def test_an_output_variable_that_is_rendered_when_registered_then_goes_by_the_new_name(render_product):
    AnnotatorRegistry.register_annotator_from_aov(
        aov="LdrColor", output_data_type=np.uint8, output_channels=4, is_gpu_enabled=False, name="picture"
    )
    try:
        annotator = annotators.get("picture")
    finally:
        AnnotatorRegistry.unregister_annotator("picture")
    annotator.attach(render_product())

    orchestrator.step()

    assert annotator.get_data().shape == (6, 8, 4)


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        ({"aov": "GenericModelOutput"}, "does not render the output variable 'GenericModelOutput'"),
        ({"aov": "LdrColor", "output_data_type": np.float32}, "is uint8 in kitless, not float32"),
        ({"aov": "LdrColor", "on_attach_callback": print}, "does not implement on_attach_callback"),
    ],
)
def test_an_output_variable_that_kitless_lacks_when_registered_then_is_an_error(keywords, message):
    with pytest.raises(AnnotatorNotImplementedError, match=message):
        AnnotatorRegistry.register_annotator_from_aov(**keywords)


def test_nodes_when_registered_as_annotator_or_writer_then_the_error_names_call_and_name():
    with pytest.raises(NotImplementedByKitlessError, match=r"register_annotator_from_node .*'dope'"):
        AnnotatorRegistry.register_annotator_from_node(name="dope", input_rendervars=[], node_type_id="x")
    with pytest.raises(NotImplementedByKitlessError, match=r"register_node_writer .*'PublishImage'"):
        WriterRegistry.register_node_writer(
            name="PublishImage", node_type_id="x", annotators=[], category="c"
        )


@pytest.mark.parametrize("name", ["pose", "dope", "RtxSensorGpu"])
def test_an_annotator_that_only_isaac_sims_nodes_compute_when_asked_for_then_the_error_names_it(name):
    with pytest.raises(AnnotatorNotImplementedError, match=f"does not implement the annotator '{name}'"):
        annotators.get(name, init_params={"semanticTypes": ["class"]})


@pytest.mark.parametrize("name", ["CosmosWriter", "KittiWriter", "CocoWriter", "FPSWriter"])
def test_a_writer_of_replicators_that_kitless_lacks_when_asked_for_then_the_error_names_it(name):
    with pytest.raises(
        WriterRegistryError, match=f"kitless does not implement the writer '{name}'; registered are "
    ):
        WriterRegistry.get(name)


def test_who_is_attached_when_asked_then_counts_annotators_and_those_of_writers(collect, render_product):
    assert not AnnotatorRegistry.has_attached_annotators()
    writer = collect(render_product())
    assert AnnotatorRegistry.has_attached_annotators()
    writer.detach()
    annotators.get("rgb").attach(render_product())
    assert AnnotatorRegistry.has_attached_annotators()
