"""The model of the S3 Bucket frame: asking a server without waiting for it."""

from __future__ import annotations

import dataclasses
import socket

import pytest

from synthetic_recorder.core.tests.s3_servers.fixtures import allow, credentials, moto_server, server
from synthetic_recorder.core.tests.s3_servers.moto import BUCKET

__all__ = ["allow", "credentials", "moto_server", "server"]

ASKING = "Asking the server ..."


@pytest.fixture
def bucket(document, findings, models):
    bucket = models.BucketModel(document, findings)
    yield bucket
    bucket.destroy()


@pytest.fixture
def set_bucket(recorder):
    def set_bucket(**values):
        s3 = dataclasses.replace(recorder.config.output.s3, **values)
        output = dataclasses.replace(recorder.config.output, s3=s3)
        recorder.config = dataclasses.replace(recorder.config, output=output)

    return set_bucket


@pytest.fixture
def answer(app, bucket):
    """Ask, and let the app go on until there is an answer."""

    def answer():
        async def wait():
            while bucket.is_asking:
                await app.next_update()

        bucket.check()
        assert bucket.answer == ASKING
        assert not bucket.can_check
        app.run(wait())
        return bucket.answer

    return answer


def codes(findings):
    return [(finding.code, finding.where) for finding in findings.below("output.s3")]


def test_fields_when_typed_then_the_config_has_them(bucket, recorder, core):
    bucket.enabled.set(True)
    bucket.bucket.type("recordings")
    bucket.prefix.type("sets/today")
    bucket.region.type("eu-central-1")
    bucket.endpoint.type("https://minio.example:9000")

    assert recorder.config.output.s3 == core.S3Config(
        enabled=True,
        bucket="recordings",
        prefix="sets/today",
        region="eu-central-1",
        endpoint="https://minio.example:9000",
    )


def test_check_when_the_bucket_is_there_then_says_so_and_leaves_nothing_in_it(
    server, answer, set_bucket, findings
):
    set_bucket(enabled=True, bucket=BUCKET, prefix="sets", region="us-east-1", endpoint=server.url)

    assert answer() == "A data set can go there."
    assert codes(findings) == []
    assert server.objects() == {}


def test_check_when_there_is_no_such_bucket_then_the_finding_is_at_its_field(
    server, answer, set_bucket, findings
):
    set_bucket(enabled=True, bucket="not-there", region="us-east-1", endpoint=server.url)

    assert answer() == "A data set cannot go there."
    assert codes(findings) == [("s3-bucket-missing", "output.s3.bucket")]


def test_check_when_writing_is_denied_then_says_so(server, allow, answer, set_bucket, findings):
    allow("s3:ListBucket")
    set_bucket(enabled=True, bucket=BUCKET, prefix="sets", region="us-east-1", endpoint=server.url)

    assert answer() == "A data set cannot go there."
    assert ("s3-denied", "output.s3") in codes(findings)


def test_check_when_nobody_listens_then_the_finding_is_at_the_endpoint(
    credentials, answer, set_bucket, findings
):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    set_bucket(enabled=True, bucket=BUCKET, region="us-east-1", endpoint=f"http://127.0.0.1:{port}")

    assert answer() == "A data set cannot go there."
    assert codes(findings) == [("s3-unreachable", "output.s3.endpoint")]


def test_check_when_the_bucket_was_mended_after_a_refused_start_then_nothing_is_said_against_it(
    server, app, answer, set_bucket, findings, recorder, core
):
    set_bucket(enabled=True, bucket="made-later", region="us-east-1", endpoint=server.url)
    with pytest.raises(core.PreflightError):
        app.run(recorder.start())
    assert ("s3-bucket-missing", "output.s3.bucket") in codes(findings)
    server.client.create_bucket(Bucket="made-later")

    assert answer() == "A data set can go there."

    assert codes(findings) == []


def test_check_when_what_was_asked_for_changes_then_the_answer_is_not_waited_for(
    server, app, bucket, set_bucket, findings
):
    set_bucket(enabled=True, bucket="not-there", region="us-east-1", endpoint=server.url)
    bucket.check()

    bucket.bucket.type(BUCKET)

    assert not bucket.is_asking
    assert bucket.answer == ""
    assert bucket.can_check
    app.run(until_threads_have_ended(app))
    assert codes(findings) == []


def test_answer_when_the_config_changes_then_is_said_no_more(server, answer, bucket, set_bucket, findings):
    set_bucket(enabled=True, bucket="not-there", region="us-east-1", endpoint=server.url)
    answer()

    bucket.bucket.type("elsewhere")

    assert bucket.answer == ""
    assert codes(findings) == []


def test_check_when_the_endpoint_is_no_address_then_cannot_be_asked(bucket):
    bucket.enabled.set(True)
    assert bucket.can_check

    bucket.endpoint.type("minio")

    assert not bucket.can_check


def test_check_when_the_data_set_goes_to_a_disk_then_nobody_is_asked(bucket):
    bucket.check()

    assert not bucket.is_asking
    assert bucket.answer == "Use S3 is off."


async def until_threads_have_ended(app):
    """Let the app go on until no thread asks a server any more."""
    import threading  # noqa: PLC0415

    while any("S3 check" in thread.name for thread in threading.enumerate()):
        await app.next_update()


def test_answer_when_a_recording_is_started_then_is_said_no_more(
    server, answer, bucket, set_bucket, app, recorder, core
):
    set_bucket(enabled=True, bucket="no-such-bucket", endpoint=server.url)
    answer()

    with pytest.raises(core.PreflightError):
        app.run(recorder.start())

    assert (bucket.answer, bucket.is_reachable) == ("", None)
