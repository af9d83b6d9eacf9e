import threading

import numpy as np
import pytest

from kitless.io import WriteQueueError
from kitless.replicator import functional
from kitless.replicator.backend_registry import BackendRegistry
from kitless.replicator.backends import BackendDispatch, BackendGroup, BaseBackend, DiskBackend
from kitless.replicator.errors import BackendError
from kitless.replicator.write_threads import shared_write_queue

PIXEL = np.zeros((1, 1, 4), np.uint8)


class MemoryBackend(BaseBackend):
    def __init__(self, fail: bool = False):
        self.fail = fail
        self.files = {}

    def write_blob(self, path, data):
        if self.fail:
            raise OSError(28, "No space left on device", path)
        self.files[path] = data


def test_a_disk_backend_from_the_registry_when_initialized_then_writes_into_its_folder(tmp_path):
    backend = BackendRegistry.get("DiskBackend")
    backend.initialize(output_dir=str(tmp_path / "a" / "b"))

    backend.schedule(functional.write_image, path="rp/rgb/rgb_0000.png", data=PIXEL)
    backend.write_json("labels.json", {"0": {"class": "x"}})
    backend.write_array("depth.npy", np.zeros(2))
    shared_write_queue().wait()

    assert (tmp_path / "a" / "b" / "rp" / "rgb" / "rgb_0000.png").stat().st_size > 0
    assert (tmp_path / "a" / "b" / "labels.json").read_text() == '{"0": {"class": "x"}}'
    assert backend.output_dir == str(tmp_path / "a" / "b")
    assert backend.is_done_writing()


def test_a_disk_backend_when_it_is_not_initialized_then_writing_says_so():
    with pytest.raises(BackendError, match="call initialize"):
        BackendRegistry.get("DiskBackend").write_blob("a.txt", b"")


def test_a_disk_backend_when_a_path_leads_out_of_it_then_is_an_error(tmp_path):
    with pytest.raises(BackendError, match="leads out of it"):
        DiskBackend(tmp_path).write_blob("../a.txt", b"")


def test_a_folder_that_is_full_when_it_may_not_be_overwritten_then_the_next_name_is_taken(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old.txt").touch()
    (tmp_path / "out_0001").touch()

    assert DiskBackend(tmp_path / "out", overwrite=False).output_dir == str(tmp_path / "out_0002")
    assert DiskBackend(tmp_path / "out").output_dir == str(tmp_path / "out")
    assert DiskBackend(tmp_path / "new", overwrite=False).output_dir == str(tmp_path / "new")


def test_a_relative_folder_when_the_setting_names_a_root_then_lies_below_it(app, tmp_path):
    app.settings.set("/omni/replicator/backends/disk/root_dir", str(tmp_path))

    assert DiskBackend("out").output_dir == str(tmp_path / "out")


def test_a_relative_folder_when_there_is_no_app_then_lies_in_the_users_home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))

    assert DiskBackend("out").output_dir == str(tmp_path / "omni.replicator_out" / "out")


def test_a_function_of_the_users_when_scheduled_then_what_it_writes_goes_to_the_backend(tmp_path):
    backend = DiskBackend(tmp_path)

    def write_twice(stem, data):
        functional.write_json(path=f"{stem}_a.json", data=data)
        functional.write_json(path=f"{stem}_b.json", data=data)

    backend.schedule(write_twice, "pose", data=[1, 2])
    shared_write_queue().wait()

    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "pose_a.json": "[1, 2]",
        "pose_b.json": "[1, 2]",
    }


def test_a_write_that_fails_when_waited_for_then_is_raised_with_its_path():
    MemoryBackend(fail=True).write_image("rgb_0003.png", PIXEL)

    with pytest.raises(WriteQueueError, match=r"No space left on device.*rgb_0003\.png"):
        shared_write_queue().wait()


def test_a_group_when_one_member_fails_then_the_others_have_the_file_and_the_error_is_raised():
    good, bad = MemoryBackend(), MemoryBackend(fail=True)

    BackendGroup([bad, good]).write_image("a.png", PIXEL)

    with pytest.raises(WriteQueueError):
        shared_write_queue().wait()
    assert list(good.files) == ["a.png"]


def test_a_group_when_given_something_else_than_backends_then_is_an_error():
    with pytest.raises(BackendError, match="not str"):
        BackendGroup(["/tmp"])


def test_a_group_when_it_is_not_initialized_then_writing_says_so():
    with pytest.raises(BackendError, match=r"has no backends.*call initialize"):
        BackendRegistry.get("BackendGroup").write_blob("a.txt", b"")


def test_a_group_without_backends_when_made_then_is_an_error():
    with pytest.raises(BackendError, match="has no backends"):
        BackendGroup([])


@pytest.mark.parametrize("output_dir", ["", 5])
def test_a_folder_without_a_name_when_a_disk_backend_is_made_then_is_an_error(output_dir):
    with pytest.raises(BackendError, match=f"the path of a folder, not {output_dir!r}"):
        BackendRegistry.get("DiskBackend", {"output_dir": output_dir})


@pytest.mark.parametrize("style", ["positional", "keyword"])
def test_a_dispatch_when_given_a_folder_then_is_a_group_with_a_disk_in_it(tmp_path, style):
    folder = str(tmp_path / "out")
    dispatch = (
        BackendDispatch({"paths": {"out_dir": folder}})
        if style == "positional"
        else BackendDispatch(output_dir=folder)
    )

    dispatch.write_image("a.png", PIXEL)
    shared_write_queue().wait()

    assert (tmp_path / "out" / "a.png").is_file()
    assert dispatch.output_dir == folder


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        ({}, "expects output_dir"),
        ({"key_prefix": "k"}, "no bucket"),
        ({"endpoint_url": "http://127.0.0.1:1"}, "no bucket"),
    ],
)
def test_a_dispatch_without_folder_and_bucket_when_made_then_is_an_error(keywords, message):
    with pytest.raises(BackendError, match=message):
        BackendDispatch(**keywords)


def test_a_backend_when_registered_then_can_be_had_until_it_is_unregistered():
    BackendRegistry.register(MemoryBackend)
    try:
        assert BackendRegistry.get("MemoryBackend", {"fail": True}).fail
    finally:
        BackendRegistry.unregister("MemoryBackend")
    with pytest.raises(
        BackendError,
        match="There is no backend 'MemoryBackend'; registered are BackendGroup, DiskBackend, S3Backend",
    ):
        BackendRegistry.get("MemoryBackend")


def test_a_function_that_writes_when_called_without_backend_then_writes_to_the_path(tmp_path):
    functional.write_json(path=str(tmp_path / "new" / "a.json"), data=[1], indent=2)
    functional.write_np(path=str(tmp_path / "a.npy"), data=[1])

    assert (tmp_path / "new" / "a.json").read_text() == "[\n  1\n]"
    assert np.load(tmp_path / "a.npy").tolist() == [1]


def test_bytes_when_a_writer_hands_them_over_then_are_written_by_a_write_thread(tmp_path):
    threads = []

    class NotingBackend(DiskBackend):
        def store(self, path, data):
            threads.append(threading.current_thread().name)
            super().store(path, data)

    NotingBackend(tmp_path).write_blob("sub/a.bin", b"abc")
    shared_write_queue().wait()

    assert (tmp_path / "sub" / "a.bin").read_bytes() == b"abc"
    assert threads[0].startswith("kitless-write-")


def test_a_group_when_a_path_leads_out_of_one_of_its_folders_then_is_an_error(tmp_path):
    with pytest.raises(BackendError, match="leads out of it"):
        BackendGroup([MemoryBackend(), DiskBackend(tmp_path)]).write_blob("../a.bin", b"")


def test_a_backend_of_the_users_when_in_a_group_with_a_dispatchs_then_both_have_the_file(tmp_path):
    own = MemoryBackend()
    dispatch = BackendDispatch(output_dir=str(tmp_path))

    BackendGroup([own, *dispatch._backends]).schedule(functional.write_text, path="a.txt", data="é\n")
    shared_write_queue().wait()

    assert own.files == {"a.txt": b"\xc3\xa9\n"}
    assert (tmp_path / "a.txt").read_bytes() == b"\xc3\xa9\n"
