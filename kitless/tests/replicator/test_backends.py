import io
import threading
from collections import defaultdict

import numpy as np
import pytest
import warp as wp
from PIL import Image

from kitless.io import WriteQueueError
from kitless.replicator import file_functions
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

    backend.schedule(file_functions.write_image, path="rp/rgb/rgb_0000.png", data=PIXEL)
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


@pytest.mark.parametrize(
    ("folder", "overwrite", "reason"),
    [
        ("file", True, "it is a file"),
        ("file/out", True, "Not a directory"),
        ("file/out", False, "Not a directory"),
    ],
)
def test_an_output_folder_that_cannot_be_one_when_given_then_is_an_error(tmp_path, folder, overwrite, reason):
    (tmp_path / "file").touch()

    with pytest.raises(BackendError, match=rf"{folder} cannot be made: {reason}; give another output_dir"):
        DiskBackend(tmp_path / folder, overwrite=overwrite)


def test_a_relative_folder_when_the_setting_names_a_root_then_lies_below_it(app, tmp_path):
    app.settings.set("/omni/replicator/backends/disk/root_dir", str(tmp_path))

    assert DiskBackend("out").output_dir == str(tmp_path / "out")


def test_a_relative_folder_when_no_setting_names_a_root_then_lies_in_the_users_home_and_a_warning_says_so(
    tmp_path, monkeypatch, caplog
):
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = str(tmp_path / "omni.replicator_out" / "out")

    assert DiskBackend("out").output_dir == folder
    (message,) = caplog.messages
    assert f"it is written to {folder}" in message


def test_a_function_of_the_users_when_scheduled_then_what_it_writes_goes_to_the_backend(tmp_path):
    backend = DiskBackend(tmp_path)

    def write_twice(stem, data):
        file_functions.write_json(path=f"{stem}_a.json", data=data)
        file_functions.write_json(path=f"{stem}_b.json", data=data)

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
        ({"params": "/tmp/out"}, "expects output_dir=.*, not '/tmp/out'"),
        ({"params": {"paths": "/tmp/out"}}, "expects output_dir"),
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
    file_functions.write_json(path=str(tmp_path / "new" / "a.json"), data=[1], indent=2)
    file_functions.write_np(path=str(tmp_path / "a.npy"), data=[1])

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

    BackendGroup([own, *dispatch._backends]).schedule(file_functions.write_text, path="a.txt", data="é\n")
    shared_write_queue().wait()

    assert own.files == {"a.txt": b"\xc3\xa9\n"}
    assert (tmp_path / "a.txt").read_bytes() == b"\xc3\xa9\n"


@pytest.fixture
def busy():
    """busy(): all write threads are held until the test is over, or until what it gives is called."""
    gates = []

    def hold():
        gate = threading.Event()
        gates.append(gate)
        for _ in range(shared_write_queue().threads):
            shared_write_queue().submit(lambda: gate.wait(10))
        return gate.set

    yield hold
    for gate in gates:
        gate.set()
    shared_write_queue().wait()


@pytest.mark.parametrize("kind", [np.array, wp.array, Image.fromarray])
def test_a_picture_when_it_is_changed_after_it_was_scheduled_then_is_written_as_it_was(kind, busy):
    backend, before = MemoryBackend(), np.full((4, 4, 3), 7, np.uint8)
    picture, go_on = kind(before), busy()

    backend.write_image("a.png", picture)
    if isinstance(picture, wp.array):
        picture.zero_()
    elif isinstance(picture, Image.Image):
        picture.paste((0, 0, 0), (0, 0, 4, 4))
    else:
        picture[:] = 0
    go_on()
    shared_write_queue().wait()

    assert np.array_equal(np.asarray(Image.open(io.BytesIO(backend.files["a.png"]))), before)


def test_a_dictionary_when_it_grows_after_it_was_scheduled_then_is_written_as_it_was(busy):
    backend, poses = MemoryBackend(), defaultdict(list, {"box": [{"x": 1}]})
    go_on = busy()

    backend.write_json("poses.json", poses)
    poses["box"][0]["x"] = 2
    poses["can"].append(3)
    go_on()
    shared_write_queue().wait()

    assert backend.files["poses.json"] == b'{"box": [{"x": 1}]}'


def test_a_list_when_a_function_of_the_users_is_scheduled_with_it_then_is_that_list():
    results = []

    MemoryBackend().schedule(lambda stem, into: into.append(stem), "a", into=results)
    shared_write_queue().wait()

    assert results == ["a"]


def test_a_path_when_it_is_written_again_and_again_then_the_last_one_stays(tmp_path):
    backend, others_go_on, go_on = DiskBackend(tmp_path), threading.Event(), threading.Event()

    def write_slowly(path, data):
        assert go_on.wait(10)
        file_functions.write_text(path, data)

    backend.schedule(write_slowly, path="poses.json", data="first")
    backend.write_text("./poses.json", "second")
    backend.schedule(lambda path: others_go_on.set(), path="other.json")
    assert others_go_on.wait(10)
    go_on.set()
    shared_write_queue().wait()

    assert (tmp_path / "poses.json").read_text() == "second"


def test_a_function_that_schedules_when_it_was_waited_for_then_so_were_its_files(tmp_path):
    backend, scheduled = DiskBackend(tmp_path), threading.Event()

    def write_later():
        assert scheduled.wait(10)
        backend.write_image("a.png", PIXEL)
        backend.write_blob("a.bin", b"a")

    backend.schedule(write_later)
    mark = shared_write_queue().ticket()
    scheduled.set()
    shared_write_queue().wait_for_ticket(mark)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.bin", "a.png"]


@pytest.mark.parametrize("data", ["text", 5, io.BytesIO(b"a")])
def test_something_that_is_not_made_of_bytes_when_written_as_a_blob_then_is_an_error(data, tmp_path):
    with pytest.raises(BackendError, match=r"write_blob\('a\.txt', …\) takes bytes, not"):
        DiskBackend(tmp_path).write_blob("a.txt", data)


def test_a_disk_backend_with_a_write_blob_of_the_users_when_bytes_are_written_then_it_is_asked_once(tmp_path):
    class Numbered(DiskBackend):
        def write_blob(self, path, data):
            super().write_blob(f"0_{path}", data)

    backend = Numbered(tmp_path)

    backend.write_blob("a.bin", b"a")
    backend.write_text("b.txt", "b")
    shared_write_queue().wait()

    assert sorted(path.name for path in tmp_path.iterdir()) == ["0_a.bin", "0_b.txt"]


@pytest.mark.parametrize(
    ("write", "message"),
    [
        (
            lambda backend: backend.write_json("a.json", {(1, 2): 3}),
            r"tuple \(Raised by write_json for a\.json\)",
        ),
        (lambda backend: backend.write_array("a.npy", np.array([{}])), r"write_np for a\.npy"),
        (lambda backend: backend.write_array("a.npy", [[1], [1, 2]]), r"write_np for a\.npy"),
        (lambda backend: backend.write_text("a.txt", None), r"a\.txt: a text is a str, not NoneType"),
        (lambda backend: backend.schedule(divmod, 1, 0), r"ZeroDivisionError: .*\(Raised by divmod\)"),
    ],
)
def test_a_write_that_cannot_be_made_when_waited_for_then_the_error_says_what_it_was_for(write, message):
    write(MemoryBackend())

    with pytest.raises(WriteQueueError, match=message):
        shared_write_queue().wait()


def test_a_group_when_all_its_members_fail_then_the_error_has_the_reasons():
    BackendGroup([MemoryBackend(fail=True), MemoryBackend(fail=True)]).write_text("a.txt", "a")

    with pytest.raises(
        WriteQueueError, match=r"a\.txt: 2 of 2 backends failed: OSError: .*No space left.*; OSError"
    ):
        shared_write_queue().wait()


def test_a_backend_that_sets_itself_up_when_asked_for_then_its_constructor_has_run():
    class Archive(MemoryBackend):
        def initialize(self, name):
            self.name = name

    BackendRegistry.register(Archive)
    try:
        backend = BackendRegistry.get("Archive", {"name": "a.zip"})
    finally:
        BackendRegistry.unregister("Archive")

    assert (backend.name, backend.files) == ("a.zip", {})
