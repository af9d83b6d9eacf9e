"""Reserving the key of a data set in a bucket: the names of a disk, and nobody overwrites anybody."""

from __future__ import annotations

import dataclasses
import errno
import json
import sys
import threading

import pytest

from synthetic_recorder.core.config import OnConflict
from synthetic_recorder.core.data_set import DataSet, Status
from synthetic_recorder.core.data_set.s3 import reserve as s3_reserve
from synthetic_recorder.core.data_set.s3.reserve import reserve_on_s3
from synthetic_recorder.core.data_set.s3.store import S3Store
from synthetic_recorder.core.errors import DataSetError, MissingPackageError, OutputError
from synthetic_recorder.core.tests.s3_servers.proxy import Fault


@pytest.fixture
def reserve(output, server):
    """Reserve ``sets/one``, and give everything back at the end."""
    reserved = []

    def reserve(on_conflict=OnConflict.INCREMENT, at=server, prefix="sets", folder="one"):
        place = dataclasses.replace(output(at, on_conflict, prefix), folder=folder)
        reserved.append(reserve_on_s3(place))
        return reserved[-1]

    yield reserve
    for each in reserved:
        each.close()


@pytest.fixture
def record(reserve, provenance, frame):
    """Record frames 0 and 1, and finish."""

    def record(status=Status.COMPLETE):
        reserved = reserve()
        data_set = reserved.begin(provenance)
        data_set.commit([frame(0), frame(1)])
        data_set.finish(status, 2)
        reserved.close()

    return record


def test_a_bucket_when_empty_then_the_name_itself_is_reserved(reserve, server):
    reserved = reserve()

    assert reserved.store.location == "s3://recordings/sets/one"
    assert reserved.data_set is None
    assert list(server.objects()) == ["sets/one/journal.jsonl/00000000"]


@pytest.mark.parametrize("prefix", ["", "/", "runs/july/"])
def test_a_prefix_when_reserved_then_stands_before_the_folder_once(reserve, server, prefix):
    reserve(prefix=prefix)

    (key,) = server.objects()
    assert key == "/".join(filter(None, [prefix.strip("/"), "one/journal.jsonl/00000000"]))


def test_a_name_when_any_object_is_below_it_then_the_next_free_one_is_reserved(reserve, server):
    server.put("sets/one/somebodys.txt")
    server.put("sets/one_01/somebodys.txt")

    assert reserve().store.location == "s3://recordings/sets/one_02"


def test_names_that_only_begin_alike_when_reserved_then_are_not_taken(reserve, server):
    server.put("sets/one_more/somebodys.txt")
    server.put("sets/one")

    assert reserve().store.location == "s3://recordings/sets/one"


def test_a_name_that_is_taken_when_it_must_fail_then_says_what_to_do(reserve, server):
    server.put("sets/one/somebodys.txt")

    with pytest.raises(
        OutputError, match=r"s3://recordings/sets/one exists, and on_conflict is fail.*increment"
    ):
        reserve(OnConflict.FAIL)

    assert list(server.objects()) == ["sets/one/somebodys.txt"]


def test_a_reservation_when_released_then_nothing_is_left_here_and_there(reserve, server, temporary_folder):
    reserve().release()

    assert server.objects() == {}
    assert list(temporary_folder.iterdir()) == []


def test_two_recorders_when_they_reserve_at_the_same_instant_then_get_two_keys(output, server):
    together, reserved = threading.Barrier(4), []

    def reserve():
        together.wait()
        reserved.append(reserve_on_s3(output(server)))

    threads = [threading.Thread(target=reserve) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    locations = sorted(each.store.location.rpartition("/")[2] for each in reserved)
    for each in reserved:
        each.release()
    assert locations == ["one", "one_01", "one_02", "one_03"]


def test_a_server_that_ignores_conditions_when_two_reserve_one_key_then_only_the_last_one_begins(
    reserve, proxy, provenance, s3
):
    first = reserve(at=proxy)
    # The second one has looked before the first one was there.
    proxy.fault = lambda _: Fault.UNCONDITIONAL
    second = S3Store(s3(proxy))
    assert second.reserve()

    with pytest.raises(DataSetError, match="another recorder has begun there meanwhile"):
        first.begin(provenance)

    assert second.is_reserved()
    second.close()


def test_a_reservation_whose_answer_is_lost_when_repeated_then_is_ours(reserve, proxy, clock):
    proxy.fault = lambda request: Fault.LOST if request.method == "PUT" and request.number < 3 else None

    assert reserve(at=proxy).store.location == "s3://recordings/sets/one"


def test_staging_when_reserved_then_is_an_empty_folder_of_this_machine(reserve, temporary_folder):
    staging = reserve().staging

    assert staging.is_relative_to(temporary_folder)
    assert list(staging.iterdir()) == []


def test_staging_that_a_killed_recorder_has_left_when_reserved_again_then_is_empty(reserve):
    reserved = reserve()
    (reserved.staging / "rgb_0000.png").write_bytes(b"half")
    reserved._staging._lock.release()

    assert list(reserve(OnConflict.RESUME).staging.iterdir()) == []


def test_staging_of_somebody_else_when_reserved_then_is_refused_and_nothing_stays(
    reserve, server, temporary_folder, tmp_path
):
    reserved = reserve()
    folder = reserved.staging.parent
    reserved.release()
    folder.symlink_to(tmp_path)

    with pytest.raises(DataSetError, match=r"belongs to somebody else\. Set TMPDIR"):
        reserve()

    assert server.objects() == {}
    assert not (tmp_path / "files").exists()


def test_no_room_for_staging_when_reserved_then_says_what_to_do(reserve, server, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))

    with pytest.raises(DataSetError, match="set TMPDIR to a folder with room"):
        reserve()

    assert server.objects() == {}


def test_a_machine_without_a_temporary_folder_when_reserved_then_says_what_to_do(
    reserve, server, monkeypatch
):
    def find_none():
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr("tempfile.gettempdir", find_none)

    with pytest.raises(
        DataSetError, match=r"No usable temporary directory found.*set TMPDIR to a folder with room"
    ):
        reserve()

    assert server.objects() == {}


def test_a_recording_when_finished_then_its_files_and_its_manifest_are_all_there_is(record, server):
    record()

    assert list(server.objects("sets/one/")) == [
        "depth_0000.npy",
        "depth_0001.npy",
        "frames.jsonl",
        "recording.json",
        "rgb_0000.png",
        "rgb_0001.png",
    ]


def test_nothing_when_resumed_then_is_a_new_recording(reserve):
    reserved = reserve(OnConflict.RESUME)

    assert (reserved.store.location, reserved.data_set) == ("s3://recordings/sets/one", None)


def test_a_reservation_of_a_killed_recorder_when_resumed_then_is_a_new_recording(reserve, provenance, server):
    server.put("sets/one/journal.jsonl/00000000", b'{"reserved": "somebody"}\n')

    reserved = reserve(OnConflict.RESUME)
    reserved.begin(provenance)

    assert reserved.data_set is None
    assert list(server.objects("sets/")) == ["one/journal.jsonl/00000001"]


@pytest.mark.parametrize("policy", [OnConflict.RESUME, OnConflict.OVERWRITE])
def test_what_is_no_data_set_when_taken_over_then_is_refused_and_stays(reserve, server, policy):
    server.put("sets/one/somebodys.txt")

    with pytest.raises(OutputError, match=r"is no data set of this recorder"):
        reserve(policy)

    assert list(server.objects()) == ["sets/one/somebodys.txt"]


def test_an_unfinished_recording_when_resumed_then_goes_on_and_ends_as_if_it_had_never_stopped(
    reserve, record, provenance, frame, server
):
    record()
    expected = server.objects("sets/one/")
    reserved = reserve()
    reserved.begin(provenance).commit([frame(0)])
    reserved.close()

    resumed = reserve(OnConflict.RESUME, folder="one_01")
    assert [frame.number for frame in resumed.data_set.frames] == [0]
    data_set = resumed.begin(provenance)
    data_set.commit([frame(1)])
    data_set.finish(Status.COMPLETE, 2)

    assert server.objects("sets/one_01/") == expected


def test_a_stopped_recording_when_resumed_then_it_has_no_manifest_until_it_ends(
    reserve, record, provenance, frame, server
):
    record(Status.STOPPED)

    data_set = reserve(OnConflict.RESUME).begin(provenance)
    unfinished = server.objects("sets/one/")
    data_set.commit([frame(2)])
    data_set.finish(Status.COMPLETE, 3)

    assert {"recording.json", "frames.jsonl"}.isdisjoint(unfinished)
    assert json.loads(server.read("sets/one/recording.json"))["frames"] == 3


def test_a_recording_that_goes_on_when_another_recorder_of_this_machine_resumes_it_then_is_refused(
    reserve, provenance
):
    reserve().begin(provenance)

    with pytest.raises(DataSetError, match="another recorder records there"):
        reserve(OnConflict.RESUME)


def test_a_recording_that_was_loaded_when_another_machine_has_gone_on_with_it_then_is_not_begun(
    reserve, provenance, frame, server, s3
):
    first = reserve()
    first.begin(provenance).commit([frame(0)])
    first.close()
    resumed = reserve(OnConflict.RESUME)
    elsewhere = DataSet.load(S3Store(s3(server)))
    elsewhere.reopen()
    elsewhere.commit([frame(1)])
    before = server.objects()

    with pytest.raises(DataSetError, match="another recorder has begun there meanwhile"):
        resumed.begin(provenance)

    assert server.objects() == before


def test_a_complete_data_set_whose_journal_was_left_when_resumed_then_the_journal_goes(
    reserve, record, server
):
    record()
    expected = server.objects()
    server.put("sets/one/journal.jsonl/00000004", b'{"frame": 1}\n')

    reserve(OnConflict.RESUME).close()

    assert server.objects() == expected


def test_a_stopped_recording_when_looked_at_while_another_machine_begins_then_its_journal_stays(
    reserve, record, server
):
    record(Status.STOPPED)
    server.put("sets/one/journal.jsonl/00000000", b'{"recording": {}}\n')

    reserve(OnConflict.RESUME).release()

    assert "sets/one/journal.jsonl/00000000" in server.objects()


def test_a_server_that_is_gone_when_a_reservation_is_released_then_it_is_not_waited_for(
    reserve, proxy, clock, temporary_folder, caplog
):
    reserved = reserve(at=proxy)
    proxy.go_away()

    reserved.release()

    assert clock.waited < 5
    assert "What is left of a journal could not be removed" in caplog.text
    assert list(temporary_folder.iterdir()) == []


def test_a_server_that_hangs_when_a_reservation_is_released_then_the_app_does_not_hang_with_it(
    reserve, proxy, temporary_folder, caplog, monkeypatch
):
    reserved = reserve(at=proxy)
    monkeypatch.setattr(s3_reserve, "_RELEASE_SECONDS", 0.1)
    proxy.fault = lambda _: Fault.HANG

    reserved.release()

    assert "What is left of a journal could not be removed" in caplog.text
    assert list(temporary_folder.iterdir()) == []


def test_a_data_set_when_overwritten_then_stays_until_the_new_one_begins_and_nothing_of_it_after(
    reserve, record, provenance, server
):
    record()
    before = server.objects()
    reserved = reserve(OnConflict.OVERWRITE)
    assert server.objects() == before

    reserved.begin(provenance)

    assert list(server.objects("sets/one/")) == ["journal.jsonl/00000000"]


def test_a_data_set_when_the_start_that_overwrites_it_is_refused_then_is_untouched(reserve, record, server):
    record()
    before = server.objects()

    reserve(OnConflict.OVERWRITE).release()

    assert server.objects() == before


def test_a_data_set_with_strangers_when_overwritten_then_they_are_named_and_stay(reserve, record, server):
    record()
    server.put("sets/one/notes.txt")
    before = server.objects()

    with pytest.raises(OutputError, match=r"notes\.txt"):
        reserve(OnConflict.OVERWRITE)

    assert server.objects() == before


def test_a_bucket_without_boto3_when_reserved_then_says_how_to_get_it(reserve, monkeypatch):
    monkeypatch.setitem(sys.modules, "synthetic_recorder.core.data_set.s3.store", None)

    with pytest.raises(MissingPackageError, match="pip install boto3"):
        reserve()
