"""What is known of a pixel, for people."""

from __future__ import annotations

import math

import pytest


@pytest.fixture
def text(models):
    pictures = pytest.importorskip("synthetic_recorder.preview.pictures")

    def text(**facts):
        return models.facts_text(pictures.PixelFacts(31, 20, **facts))

    return text


@pytest.fixture
def box():
    pictures = pytest.importorskip("synthetic_recorder.preview.pictures")
    return pictures.BoxFacts


def test_a_pixel_when_all_is_known_then_place_labels_distance_and_owner_are_said(text):
    assert text(
        labels={"class": "box"}, label_id=2, distance_to_camera=4.9, prim_path="/World/Box", prim_id=3
    ) == ("31, 20 · class: box (id 2) · 4.900 m", "/World/Box (id 3)")


def test_a_pixel_when_nothing_is_hit_then_that_is_said(text):
    said = text(
        labels={"class": "BACKGROUND"}, label_id=0, distance_to_camera=math.inf, prim_path="BACKGROUND"
    )

    assert said == ("31, 20 · BACKGROUND (id 0) · nothing in sight", "BACKGROUND")


def test_an_instance_when_it_is_the_prim_then_its_path_is_said_once(text):
    said = text(prim_path="/World/Box", prim_id=3, instance_path="/World/Box", instance_id=2)

    assert said[1] == "/World/Box (id 3) · instance (id 2)"


def test_an_instance_when_it_is_above_the_prim_then_both_are_said(text):
    said = text(prim_path="/World/Box/Lid", prim_id=3, instance_path="/World/Box", instance_id=2)

    assert said[1] == "/World/Box/Lid (id 3) · instance /World/Box (id 2)"


def test_measurements_when_they_are_known_then_have_signs_and_units(text):
    said = text(distance_to_image_plane=1234.5, normal=(0.0, 1.0, 0.0), motion=(1.25, -0.5))

    assert (
        said[0] == "31, 20 · 1,234.500 m to the image plane · normal 0.00, 1.00, 0.00 · moved +1.2, -0.5 px"
    )


def test_boxes_when_the_pixel_is_in_some_then_are_named_with_what_is_hidden_of_them(text, box):
    said = text(boxes=(box("class: box", "/World/Box", 0.25), box("class: can", None, 0.0)))

    assert said[0] == "31, 20 · in class: box (25% hidden), class: can"
