"""What the next session of the same person begins with."""

from __future__ import annotations

import pytest

from .person import Person


@pytest.fixture
def app(start, stage_file):
    """The first session."""
    return start(stage_file)


def test_the_window_when_the_app_starts_anew_then_begins_with_what_was_set_last(
    ready, start, stage_file, workplace
):
    ready.type("control_frames", "23")
    ready.type("output_folder", "of_yesterday")
    ready.find(ready.identifiers.frame_of("s3_bucket")).widget.collapsed = True
    ready.look()

    tomorrow = Person(start(stage_file))
    tomorrow.open_by_menu()

    assert tomorrow.text("control_frames") == "23"
    assert tomorrow.text("output_folder") == "of_yesterday"
    assert tomorrow.text("render_products_0_height") == "48"
    assert tomorrow.is_ticked("writer_parameters_semantic_segmentation")
    assert tomorrow.find(tomorrow.identifiers.frame_of("s3_bucket")).widget.collapsed
    assert not tomorrow.find(tomorrow.identifiers.frame_of("config")).widget.collapsed
