"""Holding the probe's answers against each other."""

import json
import zipfile
from pathlib import Path

import pytest

from kitless.probe import ProbeArchiveError, compare, read_answers
from kitless.probe.archive import Answers, Experiment

QUESTIONS = {3: "how segmentation is stored", 5: "whether boxes are inclusive"}


def answers(**experiments: object) -> Answers:
    return Answers(
        QUESTIONS,
        {name: Experiment((3,), answer, None) for name, answer in experiments.items()},
    )


def test_compare_when_the_answers_are_the_same_then_it_agrees_and_counts_the_leaves():
    there = answers(files={"a.png": {"mode": "I;16", "shape": [48, 64]}, "b.json": {}})

    comparison = compare(there, there)

    assert comparison.agrees
    assert comparison.same == {3: 3, 5: 0}


@pytest.mark.parametrize(
    ("there", "here"),
    [
        (9.0, 9.0005),
        ([1.0, 2.0, float("inf")], [1.0, 2.0, float("inf")]),
        (float("nan"), float("nan")),
        (0, 0.0),
    ],
)
def test_compare_when_numbers_are_within_the_tolerance_then_they_are_the_same(there, here):
    assert compare(answers(files=there), answers(files=here)).agrees


@pytest.mark.parametrize(
    ("there", "here"),
    [
        (9.0, 9.02),
        (9.0, float("inf")),
        (True, 1),
        (None, 0),
        ("I;16", "RGBA"),
        ([1, 2], [1, 2, 3]),
        ({}, []),
        ([{"x": 1}], [{"x": 2}]),
    ],
)
def test_compare_when_a_leaf_is_another_then_it_is_a_finding(there, here):
    assert len(compare(answers(files=there), answers(files=here)).findings) == 1


def test_compare_when_a_leaf_is_on_one_side_only_then_the_path_says_where():
    comparison = compare(
        answers(files={"a.json": {"one": 1}}), answers(files={"a.json": {"one": 1, "two": 2}})
    )

    (difference,) = comparison.findings
    assert (difference.path, difference.there, difference.here) == ("files / a.json / two", "nothing", 2)
    assert difference.settles == (3,)


@pytest.mark.parametrize(
    "path",
    [
        ("versions", "usd"),
        ("all_switches", "rgb_0000.png", "at", "near_box"),
        ("all_switches", "semantic_segmentation_0000.png", "at", "near_box"),
        ("annotators", "LdrColor", "after a step", "at", "near_box"),
        ("annotators", "bounding_box_2d_tight", "after a step", "data", "rows"),
    ],
)
def test_compare_when_the_leaf_is_the_renderers_own_then_the_difference_is_expected(path):
    def nested(value):
        for key in reversed(path[1:]):
            value = {key: value}
        return answers(**{path[0]: value})

    comparison = compare(nested(1), nested(2))

    assert comparison.agrees
    assert comparison.differences[0].expected


@pytest.mark.parametrize(
    "path",
    [
        ("all_switches", "rgb_0000.png", "shape"),
        ("all_switches", "distance_to_camera_0000.npy", "at", "near_box"),
        ("annotators", "semantic_segmentation", "labels", "near_box"),
        ("annotators", "bounding_box_2d_tight", "boxes", "/World/near_box"),
    ],
)
def test_compare_when_the_leaf_says_something_about_labels_or_geometry_then_it_is_a_finding(path):
    def nested(value):
        for key in reversed(path[1:]):
            value = {key: value}
        return answers(**{path[0]: value})

    assert not compare(nested(1), nested(2)).agrees


def test_compare_when_an_experiment_failed_there_then_it_does_not_agree_and_says_so():
    there = Answers(QUESTIONS, {"files": Experiment((3,), None, "RuntimeError: no")})

    comparison = compare(there, answers(files=1))

    assert comparison.failed == {"files": "failed there: RuntimeError: no"}
    assert not comparison.agrees


def test_compare_when_an_experiment_is_on_one_side_only_then_it_is_among_the_failed():
    comparison = compare(answers(old=1), answers(new=1))

    assert sorted(comparison.failed) == ["new", "old"]


def archive_of(tmp_path: Path, text: str, name: str = "answers.json") -> Path:
    path = tmp_path / "answers.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, text)
    return path


def test_read_answers_when_the_file_is_missing_then_the_error_says_what_to_give(tmp_path):
    with pytest.raises(ProbeArchiveError, match=r"no such file; give the isaacsim_probe\.zip"):
        read_answers(tmp_path / "nowhere.zip")


@pytest.mark.parametrize(
    "text",
    ["no JSON", "[]", "{}", json.dumps({"probe": 1, "questions": {}, "experiments": {"a": {}}})],
)
def test_read_answers_when_the_answers_are_damaged_then_it_is_an_error_of_the_archive(tmp_path, text):
    with pytest.raises(ProbeArchiveError):
        read_answers(archive_of(tmp_path, text))


def test_read_answers_when_the_archive_is_none_or_has_no_answers_then_it_is_an_error_of_the_archive(tmp_path):
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(b"PK\x03\x04 and no more")

    for path in (damaged, archive_of(tmp_path, "{}", "other.json"), tmp_path):
        with pytest.raises(ProbeArchiveError):
            read_answers(path)


def test_read_answers_when_the_probe_is_a_later_one_then_the_error_names_both_versions(tmp_path):
    text = json.dumps({"probe": 2, "questions": {}, "experiments": {}})

    with pytest.raises(ProbeArchiveError, match="version 2, and this kitless reads 1"):
        read_answers(archive_of(tmp_path, text))
