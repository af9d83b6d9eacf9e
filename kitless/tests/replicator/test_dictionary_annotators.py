"""Annotators that have no array, by the example of the reference time."""

import pytest

from kitless.replicator import orchestrator
from kitless.replicator.annotator_registry import get

NINTH_FRAME = {"referenceTimeNumerator": 3, "referenceTimeDenominator": 8}


def at_frame(app, number):
    """24 frames a second."""
    app.timeline.set_current_time(number / 24)


def test_a_dictionary_before_the_first_frame_when_read_then_is_empty(render_product):
    annotator = get("ReferenceTime")
    annotator.attach(render_product())

    assert annotator.get_data() == {}
    assert annotator.get_data(use_legacy_structure=False) == {}


@pytest.mark.parametrize("name", ["ReferenceTime", "reference_time"])
@pytest.mark.parametrize("legacy", [True, False])
def test_a_dictionary_when_read_then_has_its_keys_directly(app, render_product, name, legacy):
    annotator = get(name)
    annotator.attach(render_product())
    at_frame(app, 9)
    orchestrator.step()

    assert annotator.get_data(use_legacy_structure=legacy) == NINTH_FRAME


def test_a_dictionary_when_its_reader_changes_it_then_the_next_one_has_it_whole(app, render_product):
    annotator = get("ReferenceTime")
    annotator.attach(render_product())
    at_frame(app, 9)
    orchestrator.step()

    annotator.get_data().clear()

    assert annotator.get_data() == NINTH_FRAME


def test_the_reference_time_when_the_timeline_stands_at_its_start_then_is_zero_and_can_be_divided(
    render_product,
):
    annotator = get("ReferenceTime")
    annotator.attach(render_product())
    orchestrator.step()

    assert annotator.get_data() == {"referenceTimeNumerator": 0, "referenceTimeDenominator": 1}


@pytest.mark.parametrize(
    ("structure", "place"),
    [
        ("annotator", ("annotators", "ReferenceTime", "Replicator")),
        ("renderProduct", ("renderProducts", "Replicator", "ReferenceTime")),
        ("legacy", ("ReferenceTime",)),
    ],
)
def test_a_dictionary_in_a_payload_when_written_then_has_its_keys_directly(
    app, collect, render_product, structure, place
):
    writer = collect(render_product(), ("rgb", "ReferenceTime"), structure)
    at_frame(app, 9)

    orchestrator.step()

    (payload,) = writer.frames
    found = payload
    for key in place:
        found = found[key]
    assert found == NINTH_FRAME
    assert payload["reference_time"] == NINTH_FRAME


def test_a_payload_when_nobody_asks_for_the_reference_time_then_does_not_have_it(collect, render_product):
    writer = collect(render_product(), ("rgb",))

    orchestrator.step()

    assert "reference_time" not in writer.frames[0]
