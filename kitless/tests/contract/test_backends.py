"""Where files go: disk, groups, backends of the user's."""

import json

import numpy as np
import pytest
from PIL import Image


@pytest.fixture
def disk(rep, output):
    backend = rep.backends.get("DiskBackend")
    backend.initialize(output_dir=str(output))
    return backend


def test_a_disk_backend_when_initialized_then_its_folder_is_there(disk, output):
    assert output.is_dir()


def test_a_function_when_scheduled_then_writes_below_the_root(rep, disk, files, output):
    picture = np.full((4, 6, 3), 77, np.uint8)

    disk.schedule(rep.functional.write_image, data=picture, path="sub/picture.png")
    disk.schedule(rep.functional.write_json, data={"a": [1, 2]}, path="answer.json")
    disk.schedule(rep.functional.write_np, data=np.arange(3), path="array.npy")

    assert files() == ["answer.json", "array.npy", "sub/picture.png"]
    assert np.asarray(Image.open(output / "sub/picture.png")).tolist() == picture.tolist()
    assert json.loads((output / "answer.json").read_text()) == {"a": [1, 2]}


def test_a_writing_function_when_called_with_a_whole_path_then_needs_no_backend(rep, tmp_path):
    rep.functional.write_image(path=str(tmp_path / "picture.png"), data=np.zeros((2, 2, 4), np.uint8))

    assert np.asarray(Image.open(tmp_path / "picture.png")).shape == (2, 2, 4)


@pytest.mark.parametrize("shape", [(4, 6), (4, 6, 3), (4, 6, 4)])
def test_a_picture_when_written_by_the_backends_method_then_is_below_the_root(disk, files, output, shape):
    disk.write_image("a/b.png", np.full(shape, 9, np.uint8))

    assert files() == ["a/b.png"]
    assert np.asarray(Image.open(output / "a/b.png")).shape == shape


def test_bytes_when_written_as_a_blob_then_are_those_bytes(disk, files, output):
    disk.write_blob("raw.bin", b"\x00\x01")

    assert files() == ["raw.bin"]
    assert (output / "raw.bin").read_bytes() == b"\x00\x01"


def test_a_group_when_written_to_then_each_of_its_backends_has_the_file(rep, tmp_path):
    members = [rep.backends.get("DiskBackend") for _ in range(2)]
    for name, member in zip("ab", members, strict=True):
        member.initialize(output_dir=str(tmp_path / name))
    group = rep.backends.BackendGroup(members)

    group.schedule(rep.functional.write_json, data={}, path="x.json")
    rep.orchestrator.wait_until_complete()

    assert (tmp_path / "a/x.json").is_file()
    assert (tmp_path / "b/x.json").is_file()
    assert group._backends == members


def test_a_dispatch_when_given_a_folder_then_writes_there(rep, output, files):
    dispatch = rep.BackendDispatch(output_dir=str(output))

    dispatch.write_image("x.png", np.zeros((2, 2, 4), np.uint8))

    assert files() == ["x.png"]
    assert dispatch.is_done_writing()


def test_a_dispatch_when_given_the_older_dictionary_then_writes_there(rep, output, files):
    dispatch = rep.BackendDispatch({"paths": {"out_dir": str(output)}})

    dispatch.write_blob("x.bin", b"1")

    assert files() == ["x.bin"]


def test_a_backend_of_the_users_when_registered_then_is_got_by_name_and_written_to(
    rep, render_product, files
):
    class Memory(rep.backends.BaseBackend):
        def initialize(self, store):
            self.store = store

        def write_blob(self, path, data):
            self.store[path] = data

    rep.backends.register(Memory)
    store = {}
    backend = rep.backends.get("Memory")
    backend.initialize(store=store)
    writer = rep.WriterRegistry.get("BasicWriter")
    writer.initialize(backend=backend, rgb=True)
    writer.attach(render_product())

    rep.orchestrator.step()
    rep.orchestrator.wait_until_complete()

    assert isinstance(backend, rep.scripts.backends.BaseBackend)
    assert any(str(path).endswith("rgb_0000.png") for path in store)
    rep.backends.unregister("Memory")


def test_an_unknown_backend_when_asked_for_then_the_error_names_it(rep):
    with pytest.raises(Exception, match="NoSuchBackend"):
        rep.backends.get("NoSuchBackend")
