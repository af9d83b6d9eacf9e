"""A bad network and a bad server: nothing is lost, nothing is doubled, and the message says what to do."""

from __future__ import annotations

import json
import threading
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


def test_a_server_that_dies_and_returns_half_a_minute_later_then_it_was_waited_for_and_the_log_says_so_once(
    expected, output, provenance, frame, proxy, server, clock, caplog
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
    (told,) = [record.message for record in caplog.records if record.levelname == "WARNING"]
    assert "cannot be reached: nobody answers there. Waiting for it, 120 seconds at most." in told


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


@pytest.mark.parametrize(
    ("code", "status", "todo"),
    [
        ("RequestTimeTooSkewed", 403, "Set the clock of this machine"),
        ("RequestExpired", 400, "Set the clock of this machine"),
        ("ExpiredToken", 400, "Correct or renew them"),
        ("BadDigest", 400, "What arrived is not what was sent"),
        ("KeyTooLongError", 400, "Choose a shorter prefix"),
    ],
)
def test_an_answer_that_no_waiting_helps_when_committing_then_says_what_does_and_at_once(
    s3, proxy, server, stage, clock, code, status, todo
):
    store = S3Store(s3(proxy))
    store.begin_journal(b"{}\n")
    body = f"<Error><Code>{code}</Code><Message>No.</Message></Error>".encode()
    proxy.pass_on = lambda *_: (status, [("Content-Type", "application/xml")], body)

    with pytest.raises(DataSetError, match=rf"{code}.*{todo}"):
        store.put([stage("rgb_0000.png", b"rgb")])

    assert clock.waited == 0


@pytest.mark.parametrize("header", ["etag", "content-length"])
def test_a_server_whose_answer_has_not_all_when_read_then_is_an_error_that_says_so(s3, server, header):
    store = S3Store(s3(server))
    server.put("sets/one/rgb_0000.png")
    events = store._bucket._connection.client.meta.events
    name = {"etag": "ETag", "content-length": "ContentLength"}[header]
    events.register("after-call.s3.GetObject", lambda parsed, **_: parsed.pop(name))

    with pytest.raises(DataSetError, match=f"its answer has no '{name}'"):
        store.open("rgb_0000.png")


def test_a_list_that_does_not_say_how_it_goes_on_when_listed_then_is_an_error(s3, server, monkeypatch):
    monkeypatch.setattr(s3_bucket, "PAGE", 1)
    store = S3Store(s3(server))
    server.put("sets/one/a.png")
    server.put("sets/one/b.png")
    events = store._bucket._connection.client.meta.events
    events.register("after-call.s3.ListObjectsV2", lambda parsed, **_: parsed.pop("NextContinuationToken"))

    with pytest.raises(DataSetError, match="its answer has no 'NextContinuationToken'"):
        list(store.files())


def test_an_object_that_is_changed_on_its_way_when_read_then_is_read_again(s3, proxy, server, clock):
    store = S3Store(s3(proxy))
    store.begin_journal(b'{"recording": {}}\n')
    pass_on, changed = proxy.pass_on, []

    def change(method, path, headers, body):
        status, answered, content = pass_on(method, path, headers, body)
        if path.endswith("/00000000") and not changed:
            changed.append(path)
            content = content.replace(b"recording", b"recorder!")
        return status, answered, content

    proxy.pass_on = change

    assert store.journal() == b'{"recording": {}}\n'
    assert len(changed) == 1


@pytest.mark.parametrize(
    ("operation", "fault"),
    [
        ("uploads", Fault.LOST),
        ("partNumber=2", Fault.RESET),
        ("partNumber=2", Fault.LOST),
        ("POST", Fault.LOST),
    ],
)
def test_a_large_file_whose_upload_breaks_when_put_then_is_whole_and_no_part_of_another_try_is_left(
    large_file, s3, proxy, server, clock, operation, fault
):
    store = S3Store(s3(proxy))
    store.begin_journal(b"{}\n")
    data = large_file.source.read_bytes()
    met = []

    def meet(request):
        # Once more than boto3 repeats a request.
        if operation in f"{request.method} {request.path}" and len(met) < 5:
            met.append(request)
            return fault
        return None

    proxy.fault = meet

    store.put([large_file])
    store.remove_journal()

    assert server.objects("sets/one/") == {large_file.record.path: data}
    assert "Uploads" not in server.client.list_multipart_uploads(Bucket="recordings")


def test_files_when_put_then_no_thread_is_at_it_for_which_the_end_of_the_process_would_wait(
    large_file, stage, s3, proxy
):
    store = S3Store(s3(proxy))
    waited_for = {thread for thread in threading.enumerate() if not thread.daemon}
    seen = []
    proxy.fault = lambda _: seen.append({thread for thread in threading.enumerate() if not thread.daemon})

    store.put([large_file, stage("rgb_0000.png", b"rgb")])

    assert len(seen) == 6
    assert set().union(*seen) == waited_for
