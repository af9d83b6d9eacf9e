"""A recorder that is killed at any of its requests: what is committed is whole, and a resume completes it.

To a bucket, a recorder whose requests do not arrive any more is one that was killed; the first of them arrives by half.
"""

from __future__ import annotations

import boto3
import pytest

from synthetic_recorder.core.config import OnConflict
from synthetic_recorder.core.data_set import DataSet, Status
from synthetic_recorder.core.data_set.s3.reserve import reserve_on_s3
from synthetic_recorder.core.data_set.s3.store import S3Store
from synthetic_recorder.core.errors import DataSetError
from synthetic_recorder.core.tests.s3_servers.proxy import Fault


@pytest.fixture(autouse=True)
def one_session(credentials, monkeypatch):
    """What boto3 reads of its own files is read once, and not for each recorder."""
    session = boto3.Session()
    monkeypatch.setattr(boto3, "Session", lambda: session)


@pytest.fixture
def kill(record, proxy, clock):
    """Record until a request that changes something, the first one that does not arrive; return whether there is one.

    To a bucket, who is killed while he looks is who is killed before what he changes next.
    """
    # Nothing waits for a dead recorder.
    clock.on_wait = lambda: setattr(clock, "waited", clock.waited + 1000)

    def changes(last):
        return sum(request.method != "GET" for request in proxy.requests[: last + 1])

    def kill(number, on_conflict=OnConflict.RESUME):
        proxy.requests.clear()
        proxy.fault = lambda request: Fault.RESET if changes(request.number) > number else None
        try:
            record(proxy, on_conflict)
        except DataSetError:
            return True
        finally:
            proxy.fault = lambda _: None
        return False

    return kill


def require_whole(server, s3):
    """See that what is committed is there."""
    data_set = DataSet.load(S3Store(s3(server)))
    if data_set is not None:
        there = server.objects("sets/one/")
        files = [file for frame in data_set.frames for file in frame.files]
        assert [len(there[file.path]) for file in files] == [file.bytes for file in files]


def test_a_recorder_that_is_killed_at_any_request_when_resumed_then_is_as_if_it_had_not_been(
    expected, record, kill, server, s3
):
    number = 0
    while kill(number):
        require_whole(server, s3)
        record(server)

        assert server.objects("sets/one/") == expected, f"killed at request {number}"
        server.begin()
        number += 1
    assert number == 20


def test_a_recorder_that_is_killed_again_while_it_resumes_when_resumed_then_is_as_if_it_had_not_been(
    expected, record, kill, server, s3
):
    number = 0
    # The first time in its second commit. From where the journal is begun anew, all is as in the test above.
    while number < 10 and kill(11) and kill(number):
        require_whole(server, s3)
        record(server)

        assert server.objects("sets/one/") == expected, f"killed at request {number} of a resume"
        server.begin()
        number += 1
    assert number == 10


def test_a_recorder_that_is_killed_while_it_overwrites_then_there_is_the_old_or_the_new_and_nothing_besides(
    expected, record, kill, server, s3, output, provenance, stage
):
    def record_the_old_one():
        server.begin()
        old = reserve_on_s3(output(server))
        data_set = old.begin(provenance)
        data_set.commit([], [stage("metadata.txt", b"old"), stage("rgb_0000.png", b"old")])
        data_set.finish(Status.COMPLETE, 0)
        old.close()
        return {path: data for path, data in server.objects("sets/one/").items() if "journal" not in path}

    number, old = 0, record_the_old_one()
    kept = {True: 0, False: 0}
    while kill(number, OnConflict.OVERWRITE):
        is_old = "metadata.txt" in DataSet.load(S3Store(s3(server))).files
        if is_old:
            left = server.objects("sets/one/")
            left.pop("journal.jsonl/00000000", None)
            assert left == old, f"killed at request {number}"
        else:
            record(server)
            assert server.objects("sets/one/") == expected, f"killed at request {number}"
        kept[is_old] += 1
        record_the_old_one()
        number += 1
    # The old one, until its manifest goes.
    assert kept == {True: 2, False: 18}
