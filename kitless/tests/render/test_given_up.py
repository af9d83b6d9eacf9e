"""Pictures that nobody wants any more before they are there."""

from __future__ import annotations

import threading

import pytest

from kitless.render import PinholeLens, RenderCancelledError, Renderer
from kitless.render.renderer import ROWS_PER_BAND


@pytest.fixture
def two_threads():
    renderer = Renderer("cpu", threads=2)
    yield renderer
    renderer.close()


@pytest.fixture
def camera(look):
    """Four bands high."""
    height = 4 * ROWS_PER_BAND
    return look(PinholeLens((8, height), 1.0, (2.0, 1.0)), size=(8, height))


def test_render_when_the_picture_is_not_wanted_then_it_says_that_it_was_given_up(renderer, furnish, camera):
    with pytest.raises(RenderCancelledError, match="the picture of /Camera was given up"):
        renderer.render(furnish(), camera, is_wanted=lambda: False)


def test_render_when_the_picture_is_wanted_then_it_is_the_same_as_without_the_question(
    renderer, furnish, camera
):
    asked = renderer.render(furnish(), camera, channels=frozenset({"color"}), is_wanted=lambda: True)
    unasked = renderer.render(furnish(), camera, channels=frozenset({"color"}))

    assert (asked.color == unasked.color).all()


def test_render_when_one_band_is_given_up_then_it_ends_after_those_that_are_being_drawn(
    two_threads, furnish, camera
):
    both_began, refused, ended = threading.Barrier(2), threading.Event(), threading.Event()
    order = iter(range(4))

    def is_wanted() -> bool:
        number = next(order)
        if number > 1:
            return False
        both_began.wait(timeout=30)
        if number == 0:
            refused.set()
            return False
        refused.wait(timeout=30)
        # Long enough for the other thread to report that its band was given up.
        sum(range(2_000_000))
        ended.set()
        return True

    with pytest.raises(RenderCancelledError):
        two_threads.render(furnish(), camera, is_wanted=is_wanted)

    assert ended.is_set()
