"""The journal of a data set in a bucket: segments, each put once."""

from __future__ import annotations

import pytest

from synthetic_recorder.core.data_set.s3.store import S3Store
from synthetic_recorder.core.errors import DataSetError
from synthetic_recorder.core.tests.s3_servers.proxy import Fault

HEADER = b'{"recording": {}}\n'


@pytest.fixture
def open_store(server, s3):
    stores = []

    def open_store(at=server):
        stores.append(S3Store(s3(at)))
        return stores[-1]

    yield open_store
    for store in stores:
        store.close()


def segments(server):
    return server.objects("sets/one/journal.jsonl/")


def test_a_journal_when_there_is_none_then_is_none(open_store):
    assert open_store().journal() is None


def test_a_journal_when_appended_to_then_each_append_is_an_object(open_store, server):
    store = open_store()
    store.begin_journal(HEADER)
    store.append(b"1\n")
    store.append(b"2\n")

    assert segments(server) == {"00000000": HEADER, "00000001": b"1\n", "00000002": b"2\n"}
    assert open_store().journal() == HEADER + b"1\n2\n"


def test_a_journal_when_begun_anew_then_only_what_follows_counts(open_store, server):
    open_store().begin_journal(HEADER)
    store = open_store()
    store.journal()

    store.begin_journal(HEADER + b"all\n")
    store.append(b"more\n")

    assert segments(server) == {"00000001": HEADER + b"all\n", "00000002": b"more\n"}
    assert open_store().journal() == HEADER + b"all\nmore\n"


def test_a_journal_whose_old_segments_could_not_be_removed_when_read_then_only_the_last_beginning_counts(
    open_store, server
):
    for number, lines in enumerate([HEADER, b"old\n", HEADER, b"new\n"]):
        server.put(f"sets/one/journal.jsonl/{number:08}", lines)

    assert open_store().journal() == HEADER + b"new\n"


def test_a_journal_when_only_some_of_its_old_segments_are_gone_then_is_whole(open_store, server):
    for number, lines in {0: HEADER, 3: b"old\n", 5: HEADER, 6: b"new\n"}.items():
        server.put(f"sets/one/journal.jsonl/{number:08}", lines)

    assert open_store().journal() == HEADER + b"new\n"


def test_a_journal_without_a_segment_when_read_then_it_is_named(open_store, server):
    for number, lines in {0: HEADER, 1: b"1\n", 3: b"3\n"}.items():
        server.put(f"sets/one/journal.jsonl/{number:08}", lines)

    with pytest.raises(DataSetError, match=r"journal\.jsonl/00000002 is missing"):
        open_store().journal()


def test_a_reservation_when_nothing_was_begun_then_is_no_journal(open_store):
    assert open_store().reserve()

    assert open_store().journal() is None


def test_a_journal_when_removed_then_nothing_of_it_is_left(open_store, server):
    store = open_store()
    store.begin_journal(HEADER)
    store.append(b"1\n")

    store.remove_journal()
    store.remove_journal()

    assert server.objects() == {}


def test_a_journal_when_removed_while_another_recorder_begins_anew_then_the_new_one_stays(open_store, server):
    store = open_store()
    store.begin_journal(HEADER)
    server.put("sets/one/journal.jsonl/00000001", HEADER)

    store.remove_journal()

    assert segments(server) == {"00000001": HEADER}


def test_a_recorder_when_another_one_has_appended_then_its_append_fails_and_changes_nothing(
    open_store, server
):
    first = open_store()
    first.begin_journal(HEADER)
    second = open_store()
    second.journal()
    second.begin_journal(HEADER + b"second\n")

    with pytest.raises(DataSetError, match="another recorder records there, too"):
        first.append(b"first\n")

    assert open_store().journal() == HEADER + b"second\n"


def test_two_recorders_when_they_append_the_same_then_only_one_has_appended(open_store):
    first = open_store()
    first.begin_journal(HEADER)
    second = open_store()
    second.journal()
    first.append(b"same\n")

    with pytest.raises(DataSetError, match="another recorder records there, too"):
        second.append(b"same\n")


def test_an_append_whose_answer_is_lost_when_repeated_then_is_there_once_and_no_error(
    open_store, server, proxy, clock
):
    store = open_store(proxy)
    store.begin_journal(HEADER)
    before = len(proxy.requests)
    proxy.fault = lambda request: Fault.LOST if request.number == before else None

    store.append(b"1\n")
    store.append(b"2\n")

    assert segments(server) == {"00000000": HEADER, "00000001": b"1\n", "00000002": b"2\n"}
    assert [request.method for request in proxy.requests[before : before + 3]] == ["PUT", "PUT", "GET"]
