"""Whose file is whose: by the names alone."""

from __future__ import annotations

import pytest

from synthetic_recorder.core.commit import expected_files
from synthetic_recorder.core.commit.accounting import Accounts, account, require_whole
from synthetic_recorder.core.config import RecorderConfig, WriterConfig
from synthetic_recorder.core.data_set.content import Inspection
from synthetic_recorder.core.errors import FrameFilesError

RGB_AND_NORMALS = expected_files(
    RecorderConfig(writer=WriterConfig("BasicWriter", {"rgb": True, "normals": True})), ["Replicator"]
)
TWO_FRAMES = ["normals_0016.png", "normals_0017.png", "rgb_0016.png", "rgb_0017.png"]


def frames_of(names, batch):
    """Which frame each file is of, by path; those of the recording have None."""
    accounts = account(names, batch, None)
    assert sorted(accounts.frames) == list(batch)
    found = {path: number for number, paths in accounts.frames.items() for path in paths}
    return found | dict.fromkeys(accounts.others)


def whole(size=1):
    return Inspection(size, "0" * 64, None)


def test_basic_writers_files_when_all_are_there_then_each_frame_has_its_own():
    assert account([*TWO_FRAMES, "metadata.txt"], range(16, 18), RGB_AND_NORMALS) == Accounts(
        {16: ["normals_0016.png", "rgb_0016.png"], 17: ["normals_0017.png", "rgb_0017.png"]}, ["metadata.txt"]
    )


def test_basic_writers_metadata_when_it_is_not_there_then_nothing_is_missing():
    assert account(TWO_FRAMES, range(16, 18), RGB_AND_NORMALS).others == []


@pytest.mark.parametrize("missing", TWO_FRAMES)
def test_basic_writers_file_when_it_is_missing_then_frame_and_annotator_are_named(missing):
    names = [name for name in TWO_FRAMES if name != missing]

    with pytest.raises(FrameFilesError) as raised:
        account(names, range(16, 18), RGB_AND_NORMALS)

    annotator, _, number = missing.removesuffix(".png").partition("_00")
    assert f"has not written {missing} (frame {number}, {annotator})." in str(raised.value)
    assert raised.value.files == (missing,)


def test_basic_writers_files_when_many_are_missing_then_five_are_named_and_the_others_counted():
    with pytest.raises(FrameFilesError) as raised:
        account([], range(4), RGB_AND_NORMALS)

    assert "rgb_0001.png (frame 1, rgb), normals_0002.png (frame 2, normals) and 3 more" in str(raised.value)
    assert "4 frames from 0 on" in str(raised.value)
    assert len(raised.value.files) == 8


@pytest.mark.parametrize(
    "extra",
    ["rgb_0018.png", "rgb_0015.png", "rgb_16.png", "rgb_0016.jpg", "Replicator/rgb_0016.png", "notes.txt"],
)
def test_basic_writers_file_when_it_writes_no_such_file_then_is_named(extra):
    with pytest.raises(FrameFilesError, match="record with that") as raised:
        account([*TWO_FRAMES, extra], range(16, 18), RGB_AND_NORMALS)

    assert extra in str(raised.value)
    assert raised.value.files == (extra,)


@pytest.mark.parametrize(
    ("names", "of_frames"),
    [
        # As most writers name their files: the last number is the frame's.
        (["rgb_0000.png", "rgb_0001.png", "rgb_0002.png"], [0, 1, 2]),
        (["000000.json", "000001.json", "000002.json"], [0, 1, 2]),
        (["0-color.png", "1-color.png", "2-color.png"], [0, 1, 2]),
        (["cam_7_0.png", "cam_7_1.png", "cam_7_2.png"], [0, 1, 2]),
        (["clip_0000/rgb_0.png", "clip_0000/rgb_1.png", "clip_0000/rgb_2.png"], [0, 1, 2]),
        # Isaac Sim's PytorchWriter names the render product last.
        (["rgb_0_Replicator_01.png", "rgb_1_Replicator_01.png", "rgb_2_Replicator_01.png"], [0, 1, 2]),
        # A frame has a folder of its own.
        (["0/rgb.png", "1/rgb.png", "2/rgb.png"], [0, 1, 2]),
        # The number in the file's name comes before that in its folder's.
        (["0/rgb_2.png", "1/rgb_1.png", "2/rgb_0.png"], [2, 1, 0]),
        # Frames without an object have no file.
        (["mask_2.png", "mask_0.png"], [2, 0]),
        # Both numbers say the same.
        (["1/rgb_1.png", "2/rgb_2.png"], [1, 2]),
        (["rgb_1_1.png", "rgb_2_2.png"], [1, 2]),
        # An extension is no part of the name, and neither is a version of a format.
        (["a.mp4", "b.h5"], [None, None]),
        (["rgb_1.jp2"], [1]),
        # Two render products, numbered through (PoseWriter): 3 frames and 6 numbers.
        ([f"{number:06}.png" for number in range(6)], [None] * 6),
        # Counted from 1.
        (["rgb_1.png", "rgb_2.png", "rgb_3.png"], [None] * 3),
        # Frames or cameras? Nobody can tell.
        (["1_2.png", "2_1.png", "0_0.png"], [None] * 3),
        (["list.txt", "coco.json", "metadata.txt"], [None] * 3),
        (["99999999999999999999999999.png"], [None]),
        # Only digits that people count with.
        (["rgb_\u00b2_\u0661.png"], [None]),
    ],
)
def test_files_when_nobody_says_their_names_then_belong_to_the_frame_whose_number_they_bear(names, of_frames):
    assert frames_of(names, range(3)) == dict(zip(names, of_frames, strict=True))


def test_files_when_their_batch_does_not_begin_with_0_then_belong_to_the_frames_of_the_batch():
    names = ["a_15.png", "b_16.png", "b_17.png", "c_18.png", "d_1_16.png"]

    assert frames_of(names, range(16, 18)) == {
        "a_15.png": None,
        "b_16.png": 16,
        "b_17.png": 17,
        "c_18.png": None,
        "d_1_16.png": 16,
    }


def test_files_when_they_are_accounted_for_then_every_one_of_them_is_once_and_sorted():
    names = [f"{kind}_{number}.png" for kind in ("z", "a", "m") for number in (2, 0, 1)]

    accounts = account([*names, "z.txt", "a.txt"], range(3), None)

    assert accounts.frames[2] == ["a_2.png", "m_2.png", "z_2.png"]
    assert accounts.others == ["a.txt", "z.txt"]
    assert sum(map(len, accounts.frames.values())) == 9


def test_files_when_none_is_damaged_then_nothing_is_said():
    accounts = account(TWO_FRAMES, range(16, 18), RGB_AND_NORMALS)

    require_whole(dict.fromkeys(TWO_FRAMES, whole()), accounts, RGB_AND_NORMALS)


def test_a_file_when_it_is_damaged_then_frame_annotator_and_damage_are_named():
    accounts = account(TWO_FRAMES, range(16, 18), RGB_AND_NORMALS)
    inspections = {
        **dict.fromkeys(TWO_FRAMES, whole()),
        "rgb_0017.png": Inspection(7, "0" * 64, "ends within its chunk IDAT, at byte 7"),
    }

    with pytest.raises(FrameFilesError) as raised:
        require_whole(inspections, accounts, RGB_AND_NORMALS)

    assert "rgb_0017.png (frame 17, rgb, ends within its chunk IDAT, at byte 7)" in str(raised.value)
    assert "Nothing of frame 17 is in the data set" in str(raised.value)
    assert raised.value.files == ("rgb_0017.png",)


def test_an_empty_file_when_basic_writer_has_written_it_then_is_damaged_and_others_may_be_so():
    basic = account([*TWO_FRAMES, "metadata.txt"], range(16, 18), RGB_AND_NORMALS)
    other = account(["labels_0.txt"], range(1), None)

    require_whole({"labels_0.txt": whole(0)}, other, None)
    with pytest.raises(FrameFilesError, match=r"metadata\.txt \(is empty\)"):
        require_whole({"metadata.txt": whole(0)}, basic, RGB_AND_NORMALS)
