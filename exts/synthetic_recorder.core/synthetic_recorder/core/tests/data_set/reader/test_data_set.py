"""Opening a data set, and its frames."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys

import numpy as np
import pytest

from synthetic_recorder.core.data_set import Status
from synthetic_recorder.core.data_set.reader import open_recording
from synthetic_recorder.core.errors import DataSetError, NameMissingError
from synthetic_recorder.core.tests.data_set.verify.handmade import POSE, make_finished, make_unfinished

from .conftest import frame, rgb


def test_a_data_set_when_opened_then_its_frames_are_a_sequence(folder):
    recording = open_recording(folder)

    assert len(recording) == 12
    assert [frame.number for frame in recording] == list(range(12))
    assert recording[-1].number == 11
    assert recording[np.int64(3)].number == 3
    assert [frame.number for frame in recording[9:]] == [9, 10, 11]
    assert recording[4] in recording


@pytest.mark.parametrize("index", [12, -13])
def test_a_frame_that_there_is_not_when_asked_for_then_it_is_an_index_error(folder, index):
    with pytest.raises(IndexError, match="12 frames"):
        open_recording(folder)[index]


def test_a_data_set_when_opened_then_what_its_manifest_says_can_be_asked(folder):
    recording = open_recording(folder)

    assert recording.location == folder
    assert recording.status is Status.COMPLETE
    assert recording.provenance.writer == {"name": "BasicWriter", "version": "0.0.2"}
    assert recording.findings == ()
    assert recording.files == ("metadata.txt",)
    assert recording.read("metadata.txt") == b"{}"


def test_a_frame_when_asked_then_it_tells_its_times_poses_and_files(folder):
    frame = open_recording(folder)[6]

    # 24 frames a second.
    assert (frame.number, frame.time_code, frame.time) == (6, 6.0, 0.25)
    assert list(frame.cameras) == ["/World/Camera"]
    assert frame.cameras["/World/Camera"].dtype == np.float64
    assert frame.cameras["/World/Camera"].tolist() == POSE
    assert len(frame.files) == 9
    assert frame.read("camera_params_0006.json") == b'{"cameraFocalLength": 25.0}'


def test_a_file_of_another_frame_when_asked_for_then_the_names_that_there_are_are_told(folder):
    with pytest.raises(NameMissingError, match=r"rgb_0006\.png"):
        open_recording(folder)[6].read("rgb_0007.png")


def test_a_file_of_no_frame_that_there_is_not_when_asked_for_then_it_is_told(folder):
    with pytest.raises(NameMissingError, match=r"metadata\.txt"):
        open_recording(folder).read("recording.json")


@pytest.mark.parametrize("spoil", [lambda file: file.unlink(), lambda file: file.write_bytes(b"other")])
def test_a_file_when_it_is_not_what_was_recorded_then_it_is_never_given(folder, spoil):
    spoil(folder / "rgb_0003.png")
    recording = open_recording(folder)

    with pytest.raises(DataSetError, match=r"rgb_0003\.png is"):
        recording[3].view()["rgb"]
    assert (recording[4].view()["rgb"] == rgb(4)).all()


def test_a_label_when_a_byte_of_it_has_changed_then_it_is_never_given(folder):
    file = folder / "bounding_box_2d_tight_labels_0000.json"
    file.write_bytes(b'{"1": {"class": "bix"}}')

    with pytest.raises(DataSetError, match="not the file that was recorded"):
        open_recording(folder)[0].view().labels("bounding_box_2d_tight")


@pytest.mark.parametrize("change", [b"", b"{}\n"])
def test_frames_when_they_are_not_those_of_the_manifest_then_the_data_set_is_not_opened(folder, change):
    (folder / "frames.jsonl").write_bytes(change)

    with pytest.raises(DataSetError, match=r"frames\.jsonl is not the file"):
        open_recording(folder)


def test_frames_when_the_manifest_counts_others_then_the_data_set_is_not_opened(tmp_path):
    with pytest.raises(DataSetError, match=r"has 1 lines, and recording\.json says 2 frames"):
        open_recording(make_finished(tmp_path / "set", [frame(0)], frames=2))


def test_a_folder_without_a_data_set_when_opened_then_it_is_refused(tmp_path):
    with pytest.raises(DataSetError, match="there is no data set here"):
        open_recording(tmp_path)


def test_a_manifest_that_cannot_be_read_when_opened_then_the_error_names_it(folder):
    (folder / "recording.json").write_bytes(b"{")

    with pytest.raises(DataSetError, match=r"recording\.json cannot be read"):
        open_recording(folder)


def test_an_unfinished_data_set_when_opened_then_only_whoever_asks_for_it_gets_it(tmp_path):
    folder = make_unfinished(tmp_path / "set", [frame(0), frame(1)], {"metadata.txt": b"{}"})

    with pytest.raises(DataSetError, match="unfinished, with 2 frames"):
        open_recording(folder)
    recording = open_recording(folder, unfinished=True)
    assert recording.status is None
    assert [(each.view()["rgb"] == rgb(each.number)).all() for each in recording] == [True, True]
    assert recording.files == ("metadata.txt",)


def test_a_data_set_of_no_frames_when_opened_then_it_has_none(tmp_path):
    assert list(open_recording(make_finished(tmp_path / "set", []))) == []


def test_a_data_set_when_pickled_then_another_process_elsewhere_reads_the_same(folder, monkeypatch, tmp_path):
    monkeypatch.chdir(folder.parent)
    recording, one = pickle.dumps(open_recording("set")), pickle.dumps(open_recording("set")[2])
    monkeypatch.chdir(folder)

    assert [each.number for each in pickle.loads(recording)] == list(range(12))
    assert (pickle.loads(one).view()["rgb"] == rgb(2)).all()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_process_when_it_was_forked_then_it_opens_its_own_store(folder, monkeypatch):
    recording = open_recording(folder)
    first = recording[0]._files.store
    monkeypatch.setattr(os, "getpid", lambda: -1)

    assert recording[0]._files.store is not first
    assert (recording[0].view()["rgb"] == rgb(0)).all()


def test_a_data_set_when_read_in_a_process_without_an_app_then_no_runtime_is_loaded(folder):
    program = (
        "import sys; from synthetic_recorder.core import open_recording, verify;"
        f"recording = open_recording({str(folder)!r});"
        f"found = verify({str(folder)!r});"
        "view = recording[1].view(); value = int(view['rgb'][0, 0, 0]);"
        "runtime = {'omni', 'carb', 'pxr', 'kitless', 'boto3', 'synthetic_recorder.app'} & set(sys.modules);"
        "import json; print(json.dumps([value, found.is_whole, sorted(runtime)]))"
    )

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert json.loads(ended.stdout) == [1, True, []]
