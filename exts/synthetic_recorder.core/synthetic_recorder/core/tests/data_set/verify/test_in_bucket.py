"""Data sets in a bucket, put there object by object: verified, and read back."""

from __future__ import annotations

import pytest

from synthetic_recorder.core.data_set.reader import open_recording
from synthetic_recorder.core.data_set.s3.store import S3Store
from synthetic_recorder.core.data_set.verify import ProblemKind, verify
from synthetic_recorder.core.errors import DataSetError
from synthetic_recorder.core.tests.s3_servers.fixtures import allow, credentials, moto_server, server
from synthetic_recorder.core.tests.s3_servers.moto import BUCKET

from .conftest import two_files
from .handmade import make_finished, make_unfinished

__all__ = ["allow", "credentials", "moto_server", "server"]

KEY = "sets/set"
URL = f"s3://{BUCKET}/{KEY}"


def put(server, path, data):
    server.put(f"{KEY}/{path}", data)


def take(server, path):
    server.client.delete_object(Bucket=BUCKET, Key=f"{KEY}/{path}")


def upload(server, folder):
    for file in folder.rglob("*"):
        if file.is_file():
            path = file.relative_to(folder).as_posix()
            # There is no append in a bucket: the journal is a folder of segments.
            put(server, "journal.jsonl/00000001" if path == "journal.jsonl" else path, file.read_bytes())


def in_bucket(server, **options):
    return verify(URL, endpoint=server.url, region="us-east-1", **options)


@pytest.fixture
def in_server(server, finished):
    """A server with the data set in its bucket."""
    upload(server, finished)
    return server


@pytest.mark.parametrize("deep", [False, True])
def test_a_whole_data_set_when_verified_in_its_bucket_then_nothing_is_wrong(in_server, deep):
    verification = in_bucket(in_server, deep=deep)

    assert verification.problems == ()
    assert verification.location == URL
    assert (verification.frames, verification.files, verification.bytes) == (3, 7, 59)


def test_objects_when_they_are_spoiled_then_each_is_told(in_server):
    take(in_server, "rgb/rgb_0001.bin")
    put(in_server, "boxes_0002.txt", b"box 99")
    put(in_server, "boxes_0001.txt", b"box")
    put(in_server, "rgb/more.bin", b"")
    # Beside the data set, and not in it.
    in_server.put("sets/set_01/rgb.bin")

    assert [(problem.kind, problem.path) for problem in in_bucket(in_server).problems] == [
        (ProblemKind.MISSING, "rgb/rgb_0001.bin"),
        (ProblemKind.SIZE, "boxes_0001.txt"),
        (ProblemKind.CHANGED, "boxes_0002.txt"),
        (ProblemKind.STRANGER, "rgb/more.bin"),
    ]


def test_an_unfinished_data_set_when_verified_in_its_bucket_then_that_is_its_only_problem(server, tmp_path):
    upload(server, make_unfinished(tmp_path / "set", [two_files(0)]))

    verification = in_bucket(server)

    assert verification.counts == {ProblemKind.UNFINISHED: 1}
    assert verification.files == 2


def test_frames_when_their_object_is_missing_then_that_is_told(in_server):
    take(in_server, "frames.jsonl")

    assert in_bucket(in_server).counts == {ProblemKind.FRAMES_FILE: 1}


def test_a_bucket_when_only_listing_and_reading_is_allowed_then_that_is_enough(in_server, allow):
    allow("s3:ListBucket", "s3:GetObject")

    assert in_bucket(in_server).is_whole


def test_a_bucket_when_reading_is_denied_then_it_is_refused(in_server, allow):
    allow("s3:ListBucket")

    with pytest.raises(DataSetError, match=BUCKET):
        in_bucket(in_server)


def test_a_data_set_when_read_from_its_bucket_then_files_are_checked_as_on_a_disk(in_server):
    recording = open_recording(URL, endpoint=in_server.url, region="us-east-1")

    assert len(recording) == 3
    assert recording[1].read("boxes_0001.txt") == b"box 01"
    put(in_server, "boxes_0001.txt", b"box 99")
    with pytest.raises(DataSetError, match="not the file that was recorded"):
        recording[1].read("boxes_0001.txt")


def test_a_server_when_it_has_gone_then_not_every_file_is_waited_for(server, tmp_path, monkeypatch):
    upload(server, make_finished(tmp_path / "set", [{f"a_{number}.txt": b"a"} for number in range(150)]))
    as_it_is, asked = S3Store.open, []

    def refuse(store, path):
        if path == "frames.jsonl":
            return as_it_is(store, path)
        asked.append(path)
        raise DataSetError(URL, "the server does not answer.")

    monkeypatch.setattr(S3Store, "open", refuse)

    with pytest.raises(DataSetError, match=r"files could not be read: .*does not answer"):
        in_bucket(server)
    # 32 in a row are enough, and each of 16 threads may have begun one more.
    assert len(asked) <= 32 + 16


def test_a_place_without_a_data_set_when_looked_at_then_it_is_refused(server):
    with pytest.raises(DataSetError, match="there is no data set here"):
        in_bucket(server)
