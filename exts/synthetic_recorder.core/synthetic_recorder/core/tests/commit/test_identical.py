"""Frames that say something about each other."""

from __future__ import annotations

import pytest

from synthetic_recorder.core.commit import compare_frames
from synthetic_recorder.core.data_set import FileRecord, FrameRecord


def frames(*contents):
    """Make a frame of each dict: what its files hold, by name; ``#`` stands for the frame's number."""
    return [
        FrameRecord(
            number,
            float(number),
            number / 24,
            {},
            tuple(
                FileRecord(name.replace("#", str(number)), 1, content * 64)
                for name, content in sorted(files.items())
            ),
        )
        for number, files in enumerate(contents)
    ]


def findings(*contents):
    return [(finding.code, finding.is_error, finding.what) for finding in compare_frames(frames(*contents))]


def test_frames_when_all_are_different_then_nothing_is_found():
    assert findings({"rgb_#.png": "a"}, {"rgb_#.png": "b"}, {"rgb_#.png": "a"}) == []


@pytest.mark.parametrize("contents", [[], [{}], [{}, {}, {}], [{"rgb_#.png": "a"}]])
def test_frames_when_there_is_nothing_to_compare_then_nothing_is_found(contents):
    assert findings(*contents) == []


def test_frames_when_they_are_the_same_as_the_one_before_then_are_counted_in_one_warning():
    same = {"rgb_#.png": "a", "boxes_#.npy": "b"}
    other = {"rgb_#.png": "c", "boxes_#.npy": "b"}

    assert findings(same, same, same, other, same) == [
        (
            "frames-identical",
            False,
            "2 of 5 frames are the same as the one before, file by file, the first of them frame 1.",
        )
    ]


def test_frames_when_one_file_of_them_is_another_then_they_are_not_the_same():
    assert findings({"a_#.png": "a", "b_#.png": "b"}, {"a_#.png": "a", "b_#.png": "c"}) == []


def test_frames_when_two_files_have_changed_places_then_they_are_not_the_same():
    assert findings({"left_#.png": "a", "right_#.png": "b"}, {"left_#.png": "b", "right_#.png": "a"}) == []


def test_frames_when_some_have_other_files_then_are_counted_in_one_warning():
    usual = {"rgb_#.png": "a", "mask_#.png": "b"}

    # That frame 1 is like frame 0 is another thing than that frame 2 has no mask.
    found = findings(
        {**usual, "rgb_#.png": "1"},
        {**usual, "rgb_#.png": "2"},
        {"rgb_#.png": "3"},
        {**usual, "rgb_#.png": "4"},
        {"other_#.png": "5", "mask_#.png": "b"},
    )

    assert found == [
        (
            "frame-files-differ",
            False,
            "2 of 5 frames have other files than the rest: frame 2 has 1, most have 2.",
        )
    ]


def test_frames_when_the_number_of_digits_grows_then_their_files_are_no_others():
    many = [{"rgb_#_cam_1.png": f"{number % 10}", "#/a.json": "b"} for number in range(12)]

    assert findings(*many) == []
