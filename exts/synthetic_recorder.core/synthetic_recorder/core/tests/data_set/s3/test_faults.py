"""A bad network and a bad server: nothing is lost, nothing is doubled, and the message says what to do."""

from __future__ import annotations

import json
import traceback

import pytest

from synthetic_recorder.core.data_set import Status
from synthetic_recorder.core.data_set.s3 import bucket as s3_bucket
from synthetic_recorder.core.data_set.s3.reserve import reserve_on_s3
from synthetic_recorder.core.data_set.s3.store import S3Store
from synthetic_recorder.core.errors import DataSetError
from synthetic_recorder.core.tests.s3_servers.moto import SECRET
from synthetic_recorder.core.tests.s3_servers.proxy import Fault


@pytest.mark.parametrize("fault", [Fault.RESET, Fault.LOST, Fault.CUT, Fault.ERROR, Fault.BUSY])
def test_a_recording_when_every_request_meets_a_fault_once_then_is_as_if_it_had_not(
    fault, expected, record, proxy, server, clock
):
    met = set()

    def once(request):
        # The first answer is what a server is known by: a fault before it is a wrong address.
        if request.number == 0 or (request.method, request.path) in met:
            return None
        met.add((request.method, request.path))
        return fault

    proxy.fault = once

    record(proxy)

    assert server.objects("sets/one/") == expected
    assert len(met) > 20


@pytest.mark.parametrize("fault", [Fault.RESET, Fault.ERROR, Fault.BUSY])
def test_a_recording_when_two_of_three_requests_meet_a_fault_then_is_as_if_they_had_not(
    fault, expected, record, proxy, server, clock
):
    proxy.fault = lambda request: fault if request.number % 3 else None

    record(proxy)

    assert server.objects("sets/one/") == expected


def test_a_server_that_hangs_when_a_request_times_out_then_it_is_asked_again(
    expected, record, proxy, server, clock, monkeypatch
):
    monkeypatch.setattr(s3_bucket, "_READ_SECONDS", 0.5)
    proxy.fault = lambda request: Fault.HANG if request.number == 7 else None

    record(proxy)

    assert server.objects("sets/one/") == expected


def test_a_server_that_dies_and_returns_half_a_minute_later_then_it_was_waited_for(
    expected, output, provenance, frame, proxy, server, clock
):
    reserved = reserve_on_s3(output(proxy))
    data_set = reserved.begin(provenance)
    data_set.commit([frame(0)])

    proxy.go_away()
    # All of those that upload wait at the same time.
    clock.on_wait = lambda: proxy.come_back() if clock.waited >= 2 * 30 else None
    data_set.commit([frame(1)])
    assert clock.waited >= 2 * 30
    clock.on_wait = lambda: None
    data_set.finish(Status.COMPLETE, 2)
    reserved.close()

    assert server.objects("sets/one/") == expected


def test_a_server_that_dies_for_good_then_the_error_says_so_and_a_resume_completes(
    expected, output, provenance, frame, record, proxy, server, clock
):
    reserved = reserve_on_s3(output(proxy))
    data_set = reserved.begin(provenance)
    data_set.commit([frame(0)])

    proxy.go_away()
    with pytest.raises(DataSetError, match=r"nobody answers there\..*Check the endpoint") as raised:
        data_set.commit([frame(1)])
    reserved.close()
    proxy.come_back()
    assert 120 <= clock.waited < 200
    assert raised.value.location == "s3://recordings/sets/one"
    record(proxy)

    assert server.objects("sets/one/") == expected


def test_somebody_who_may_not_put_when_recording_then_the_permission_is_named(output, allow, server):
    allow("s3:ListBucket", "s3:GetObject", "s3:DeleteObject")

    with pytest.raises(
        DataSetError, match=r"may not put objects into s3://recordings/sets/one.*Have s3:PutObject"
    ):
        reserve_on_s3(output(server))


def test_somebody_who_may_not_list_when_recording_then_the_permission_is_named(output, allow, server):
    allow("s3:PutObject", "s3:GetObject", "s3:DeleteObject")

    with pytest.raises(
        DataSetError, match=r"may not list objects of s3://recordings/sets/one.*Have s3:ListBucket"
    ):
        reserve_on_s3(output(server))


def test_somebody_who_may_not_put_any_more_when_committing_then_says_so_and_a_resume_completes(
    expected, output, provenance, frame, record, server, monkeypatch, allow
):
    reserved = reserve_on_s3(output(server))
    data_set = reserved.begin(provenance)
    data_set.commit([frame(0)])
    allow("s3:ListBucket", "s3:GetObject", "s3:DeleteObject")

    with pytest.raises(DataSetError, match=r"InvalidAccessKeyId|AccessDenied"):
        data_set.commit([frame(1)])
    reserved.close()
    server.trust_everybody()
    record(server)

    assert server.objects("sets/one/") == expected


def test_somebody_who_may_not_delete_when_recording_then_only_a_journal_stays_beside_the_manifest(
    expected, record, allow, server
):
    allow("s3:ListBucket", "s3:GetObject", "s3:PutObject")

    record(server)

    server.trust_everybody()
    left = {path: data for path, data in server.objects("sets/one/").items() if "journal" not in path}
    assert left == expected


def test_a_bucket_that_is_not_there_when_recording_then_says_so(output, server):
    server.client.delete_bucket(Bucket="recordings")

    with pytest.raises(DataSetError, match=r"has no bucket 'recordings'\. Create it"):
        reserve_on_s3(output(server))


def test_credentials_that_are_none_when_recording_then_says_what_to_set(output, server, monkeypatch):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")

    with pytest.raises(DataSetError, match=r"AWS credentials are missing.*AWS_PROFILE"):
        reserve_on_s3(output(server))


def test_credentials_that_the_server_does_not_know_when_recording_then_says_so_and_shows_none(
    output, server, allow, monkeypatch
):
    allow("s3:*")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)

    with pytest.raises(DataSetError, match="does not accept the AWS credentials") as raised:
        reserve_on_s3(output(server))

    assert SECRET not in "".join(traceback.format_exception(raised.value))


def test_an_address_where_nobody_is_when_recording_then_it_is_not_waited_for(output, proxy, clock):
    proxy.go_away()

    with pytest.raises(DataSetError, match="nobody answers there"):
        reserve_on_s3(output(proxy))

    assert clock.waited < 5


def test_a_server_that_repeats_what_it_was_sent_when_recording_then_no_credential_is_shown(
    output, proxy, monkeypatch, server
):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAOFNOBODY")
    words = json.dumps({"key": "AKIAOFNOBODY", "secret": SECRET}).encode()
    body = b"<Error><Code>Odd</Code><Message>" + words + b"</Message></Error>"
    proxy.pass_on = lambda *_: (400, [("Content-Type", "application/xml")], body)

    with pytest.raises(DataSetError, match=r"Odd: .*\*\*\*.*\*\*\*") as raised:
        reserve_on_s3(output(proxy))

    shown = "".join(traceback.format_exception(raised.value))
    assert "AKIAOFNOBODY" not in shown
    assert SECRET not in shown


def test_an_object_when_the_connection_breaks_while_it_is_read_then_is_read_on_where_it_broke(
    proxy, server, s3, clock
):
    data = bytes(range(256)) * 4000
    server.put("sets/one/large", data)
    store = S3Store(s3(proxy))
    assert store.read("large") == data
    before = len(proxy.requests)
    proxy.fault = lambda request: Fault.CUT if request.number < before + 3 else None

    with store.open("large") as opened:
        assert opened.read() == data

    # Each of three connections has brought half of what was left.
    assert len(proxy.requests) == before + 4
