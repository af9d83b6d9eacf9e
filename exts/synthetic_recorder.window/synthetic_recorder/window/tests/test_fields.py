from __future__ import annotations

import dataclasses

import pytest


@pytest.fixture
def frames(recorder, models):
    """The field of the number of frames."""
    document = models.ConfigDocument(recorder)
    yield models.IntegerField(
        document,
        "control.frames",
        lambda config: config.control.frames,
        lambda config, value: dataclasses.replace(
            config, control=dataclasses.replace(config.control, frames=value)
        ),
    )
    document.destroy()


def test_type_when_the_text_is_a_number_then_the_config_has_it_at_once(frames, recorder):
    frames.type("25")

    assert recorder.config.control.frames == 25
    assert frames.problem is None


def test_type_when_the_text_is_no_number_then_it_stays_and_the_config_keeps_its_value(frames, recorder):
    frames.type("2x")

    assert frames.text == "2x"
    assert frames.problem == "'2x' is not a whole number."
    assert recorder.config.control.frames == 10


def test_text_when_somebody_else_sets_the_config_then_shows_that_value(frames, recorder):
    frames.type("2x")

    recorder.config = dataclasses.replace(
        recorder.config, control=dataclasses.replace(recorder.config.control, frames=7)
    )

    assert frames.text == "7"
    assert frames.problem is None
