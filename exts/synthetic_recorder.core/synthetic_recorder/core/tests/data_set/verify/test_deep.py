"""What only decoding can find: files that were recorded damaged, and have not changed since."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from synthetic_recorder.core.data_set.verify import ProblemKind, verify

from .handmade import make_finished


def png(shade):
    file = io.BytesIO()
    Image.fromarray(np.full((6, 8, 3), shade, np.uint8)).save(file, "PNG")
    return file.getvalue()


def npy(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def test_whole_pictures_and_arrays_when_decoded_then_nothing_is_wrong(tmp_path):
    frames = [
        {"rgb_0.png": png(9), "depth_0.npy": npy(np.ones((6, 8), np.float32)), "labels_0.json": b'{"a": 1}'}
    ]

    assert verify(make_finished(tmp_path / "set", frames), deep=True).is_whole


def test_damaged_files_when_their_hashes_are_right_then_only_a_deep_look_tells(tmp_path):
    frames = [
        {
            "rgb_0.png": png(9)[:-20],
            "depth_0.npy": npy(np.ones((6, 8), np.float32))[:-1],
            "labels_0.json": b'{"a": ',
        }
    ]
    folder = make_finished(tmp_path / "set", frames)

    assert verify(folder).is_whole
    assert [
        (problem.kind, problem.path, problem.frame) for problem in verify(folder, deep=True).problems
    ] == [
        (ProblemKind.DAMAGED, "depth_0.npy", 0),
        (ProblemKind.DAMAGED, "labels_0.json", 0),
        (ProblemKind.DAMAGED, "rgb_0.png", 0),
    ]


def test_a_changed_picture_when_decoded_then_it_is_changed_and_not_recorded_like_that(tmp_path):
    folder = make_finished(tmp_path / "set", [{"rgb_0.png": png(9)}])
    data = bytearray((folder / "rgb_0.png").read_bytes())
    data[40] ^= 1
    (folder / "rgb_0.png").write_bytes(bytes(data))

    assert verify(folder, deep=True).counts == {ProblemKind.CHANGED: 1}
