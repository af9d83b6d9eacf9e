"""Prims by patterns of names and paths."""

from __future__ import annotations

import pytest
from pxr import Sdf, Usd, UsdGeom, UsdShade

from synthetic_recorder.labels.semantics import PatternError, instances_with_matches, match_prims

from .authored import cars, forest


@pytest.fixture
def stage():
    stage = Usd.Stage.CreateInMemory()
    for path in ("/World/Shelf/can_1", "/World/Shelf/can_2", "/World/can_3", "/World/Can_4", "/World/box"):
        UsdGeom.Cube.Define(stage, path)
    UsdShade.Material.Define(stage, "/World/Looks/can_paint")
    UsdShade.Shader.Define(stage, "/World/Looks/can_paint/can_shader")
    return stage


def matches(stage, pattern):
    return [str(path) for path in match_prims(stage, pattern)]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("can_1", ["/World/Shelf/can_1"]),
        ("can_*", ["/World/Shelf/can_1", "/World/Shelf/can_2", "/World/can_3"]),
        ("can_?", ["/World/Shelf/can_1", "/World/Shelf/can_2", "/World/can_3"]),
        ("can_??", []),
        ("*an*4", ["/World/Can_4"]),
        ("CAN_1", []),
        ("can", []),
        ("/World/can_*", ["/World/can_3"]),
        ("/World/*/can_*", ["/World/Shelf/can_1", "/World/Shelf/can_2"]),
        ("/World/**/can_*", ["/World/Shelf/can_1", "/World/Shelf/can_2", "/World/can_3"]),
        ("/**/can_3", ["/World/can_3"]),
        ("/World/**", ["/World", "/World/Shelf", "/World/Shelf/can_1"]),
        ("/World", ["/World"]),
        ("/can_3", []),
        ("can.1", []),
        ("[c]an_1", []),
    ],
)
def test_prims_when_matched_then_they_are_those_of_the_pattern(stage, pattern, expected):
    found = matches(stage, pattern)

    assert found[: len(expected)] == expected
    assert pattern.endswith("**") or len(found) == len(expected)


@pytest.mark.parametrize(
    "pattern", ["", "  ", "/", "//", "World/can", "/World//can", "/World/", "/World/**can", "/***"]
)
def test_a_pattern_that_is_none_when_used_then_it_is_refused(stage, pattern):
    with pytest.raises(PatternError):
        match_prims(stage, pattern)


def test_a_pattern_when_it_matches_inside_instances_then_the_instances_are_told_apart():
    stage = cars()

    assert matches(stage, "Wheel") == []
    assert [str(path) for path in instances_with_matches(stage, "Wheel")] == ["/World/Car_1", "/World/Car_2"]
    assert matches(stage, "/World/Car_?") == ["/World/Car_1", "/World/Car_2"]
    assert instances_with_matches(stage, "Car_1") == ()


def test_a_pattern_when_it_matches_prototypes_that_are_drawn_then_each_is_there_once():
    assert matches(forest(), "Crown") == [
        "/World/Forest/Prototypes/Oak/Crown",
        "/World/Forest/Prototypes/Birch/Crown",
    ]


def test_a_prototype_when_it_is_below_an_over_then_it_is_matched():
    stage = forest()
    stage.DefinePrim("/Library/Fir", "Cone")
    stage.GetPrimAtPath("/Library").SetSpecifier(Sdf.SpecifierOver)
    instancer = UsdGeom.PointInstancer(stage.GetPrimAtPath("/World/Forest"))
    instancer.GetPrototypesRel().SetTargets(["/Library/Fir"])

    assert matches(stage, "Fir") == ["/Library/Fir"]


def test_a_pattern_when_an_app_keeps_a_camera_in_the_session_then_does_not_match_it():
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.Cube.Define(stage, "/World/Perspex")
    with Usd.EditContext(stage, stage.GetSessionLayer()):
        UsdGeom.Camera.Define(stage, "/OmniverseKit_Persp")
        stage.OverridePrim("/World")

    assert [str(path) for path in match_prims(stage, "*Pers*")] == ["/World/Perspex"]
    assert [str(path) for path in match_prims(stage, "/W*")] == ["/World"]
