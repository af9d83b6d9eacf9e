"""What a store does with a bucket, when nothing is wrong."""

from __future__ import annotations

import base64
import hashlib
import io
import logging

import numpy as np
import pytest

from synthetic_recorder.core.data_set.location import open_store
from synthetic_recorder.core.data_set.s3 import bucket as s3_bucket
from synthetic_recorder.core.data_set.s3.store import S3Store
from synthetic_recorder.core.data_set.store import StoredFile
from synthetic_recorder.core.errors import DataSetError
from synthetic_recorder.core.tests.s3_servers.moto import BUCKET


@pytest.fixture
def store(server, s3):
    store = S3Store(s3(server))
    yield store
    store.close()


def test_a_store_when_asked_where_it_is_then_gives_the_url_and_nothing_of_the_server(store):
    assert store.location == "s3://recordings/sets/one"


def test_staged_files_when_put_then_are_objects_with_the_hashes_that_were_expected_and_staged_no_more(
    store, server, stage
):
    files = [stage(f"rgb_{number:04}.png", bytes([number]) * 100) for number in range(40)]

    store.put(files)

    assert server.objects("sets/one/") == {
        f"rgb_{number:04}.png": bytes([number]) * 100 for number in range(40)
    }
    kept = server.client.head_object(Bucket=BUCKET, Key="sets/one/rgb_0007.png", ChecksumMode="ENABLED")
    assert base64.b64decode(kept["ChecksumSHA256"]) == hashlib.sha256(b"\x07" * 100).digest()
    assert not any(file.source.exists() for file in files)


def test_a_file_in_a_folder_when_put_then_its_key_has_the_folder(store, server, tmp_path, stage):
    (tmp_path / "left").mkdir()

    store.put([stage("left/rgb_0000.png", b"rgb")])

    assert server.objects() == {"sets/one/left/rgb_0000.png": b"rgb"}


def test_a_file_that_is_not_what_was_hashed_when_put_then_the_server_refuses_it(proxy, s3, stage, server):
    file = stage("rgb_0000.png", b"what was hashed")
    file.source.write_bytes(b"what is there..")

    with pytest.raises(DataSetError, match="BadDigest"):
        S3Store(s3(proxy)).put([file])

    assert server.objects() == {}


def test_a_file_that_is_gone_when_put_then_is_named(store, stage):
    file = stage("rgb_0000.png", b"rgb")
    file.source.unlink()

    with pytest.raises(DataSetError, match=r"rgb_0000\.png, cannot be read \(No such file or directory\)"):
        store.put([file])


def test_a_large_file_when_put_then_goes_in_parts_and_arrives_whole(store, server, large_file):
    data = large_file.source.read_bytes()

    store.put([large_file])

    assert server.objects("sets/one/") == {"pointcloud_0000.npy": data}
    # The tag of an object in parts ends with how many there are: 12 MiB in pieces of 5.
    assert server.client.head_object(Bucket=BUCKET, Key="sets/one/pointcloud_0000.npy")["ETag"].endswith(
        '-3"'
    )


def test_an_object_when_it_is_written_and_read_then_is_the_same(store):
    store.write("frames.jsonl", b"{}\n")

    assert store.read("frames.jsonl") == b"{}\n"
    assert store.read("recording.json") is None


def test_the_files_when_listed_then_journal_and_what_belongs_to_others_are_left_out(store, server):
    for key in ("one/", "one/a.png", "one/b/c.png", "one/journal.jsonl/00000000", "one_01/d.png", "e.png"):
        server.put(f"sets/{key}", b"12345")

    assert list(store.files()) == [StoredFile("a.png", 5), StoredFile("b/c.png", 5)]


@pytest.mark.parametrize("prefix", ["a b+c%20d", "höhe/日本 🙂", "?a&b=c#d", "'\"<&>;", "sets." + "x" * 700])
def test_a_prefix_of_odd_characters_when_used_then_is_the_one_that_is_meant(server, s3, stage, prefix):
    store = S3Store(s3(server, f"{prefix}/set"))
    names = ["1000%2F+.png", "ü &.npy"]

    store.begin_journal(b'{"recording": {}}\n')
    store.put([stage(name, b"12345") for name in names])

    assert [file.path for file in store.files()] == names
    assert store.location == f"s3://{BUCKET}/{prefix}/set"
    assert open_store(store.location, endpoint=server.url, region="us-east-1").journal() is not None
    assert all(store.read(name) == b"12345" for name in names)
    assert all(key.startswith(f"{prefix}/set/") for key in server.objects())


def test_more_files_than_a_server_lists_at_once_when_listed_then_all_are_there(store, server, monkeypatch):
    monkeypatch.setattr(s3_bucket, "PAGE", 2)
    for name in "abcde":
        server.put(f"sets/one/{name}", b"")

    assert [file.path for file in store.files()] == ["a", "b", "c", "d", "e"]


def test_files_when_removed_then_are_gone_and_those_that_are_not_there_do_not_matter(store, server):
    server.put("sets/one/a.png")
    server.put("sets/one/b.png")

    store.remove(["a.png", "never.png"])

    assert list(server.objects()) == ["sets/one/b.png"]


def test_files_that_may_not_be_deleted_when_removed_then_they_stay_and_the_log_says_so(
    server, s3, allow, caplog
):
    server.put("sets/one/journal.jsonl/00000000")
    allow("s3:ListBucket")

    with caplog.at_level(logging.WARNING):
        S3Store(s3(server)).remove_journal()

    assert "may not be deleted, and stays (journal.jsonl/00000000)" in caplog.text


@pytest.mark.parametrize("name", ["recording.json", "frames.jsonl"])
def test_a_manifest_that_may_not_be_deleted_when_removed_then_is_an_error(server, s3, allow, name):
    server.put(f"sets/one/{name}")
    allow("s3:ListBucket")

    with pytest.raises(DataSetError, match=f"{name} may not be deleted.*Have s3:DeleteObject allowed"):
        S3Store(s3(server)).remove([name])


def test_a_manifest_that_is_not_there_when_removed_by_who_may_not_then_is_no_error(server, s3, allow):
    allow("s3:ListBucket")

    S3Store(s3(server)).remove(["recording.json", "frames.jsonl"])


def test_an_object_when_opened_then_reads_like_a_file(store, server):
    data = np.arange(100_000, dtype=np.uint32).tobytes()
    server.put("sets/one/depth_0000.npy", data)

    with store.open("depth_0000.npy") as opened:
        assert opened.read(10) == data[:10]
        assert opened.seek(-4, io.SEEK_END) == 399_996
        assert opened.read() == data[-4:]
        assert opened.read() == b""
        assert opened.seek(300_000) == 300_000
        assert opened.read(1000) == data[300_000:301_000]
        opened.seek(0)
        assert opened.read() == data


def test_an_array_in_a_bucket_when_loaded_by_numpy_then_is_the_array(store, server):
    array = np.arange(50_000, dtype=np.float32).reshape(100, 500)
    file = io.BytesIO()
    np.save(file, array)
    server.put("sets/one/depth_0000.npy", file.getvalue())

    with store.open("depth_0000.npy") as opened:
        assert np.array_equal(np.load(io.BytesIO(opened.read())), array)


def test_an_empty_object_when_opened_then_has_no_bytes(store, server):
    server.put("sets/one/empty", b"")

    with store.open("empty") as opened:
        assert opened.read() == b""


def test_an_object_that_is_not_there_when_opened_then_is_named(store):
    with pytest.raises(FileNotFoundError, match=r"rgb_0000\.png"):
        store.open("rgb_0000.png")


def test_an_object_when_it_is_replaced_while_it_is_read_then_is_an_error(store, server):
    server.put("sets/one/large", bytes(10**6))

    with store.open("large") as opened:
        opened.read(1)
        server.put("sets/one/large", b"1" * 10**6)
        opened.seek(900_000)
        with pytest.raises(DataSetError, match="PreconditionFailed"):
            opened.read()
