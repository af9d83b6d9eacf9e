"""Put, read and delete one small object. Loaded only when a config asks for S3, because boto3 is slow to load."""

from __future__ import annotations

import contextlib
import dataclasses
import uuid
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError  # type: ignore[import-untyped]

from synthetic_recorder.core.data_set.s3.answers import is_denied, status_of
from synthetic_recorder.core.data_set.s3.client import Connection, connect
from synthetic_recorder.core.data_set.s3.failures import failure_of

from . import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synthetic_recorder.core.config import S3Config
    from synthetic_recorder.core.findings import Finding

# For a connection and for an answer, in seconds.
TIMEOUT_SECONDS = 5
# One request that is lost is no reason to refuse a recording.
_ATTEMPTS = 2
_PRECONDITION_FAILED = 412


def probe(s3: S3Config) -> tuple[Finding, ...]:
    """Return what keeps a data set from going into a bucket; it blocks for as long as the server takes."""
    connection: Connection | None = None
    try:
        connection = connect(
            s3,
            connect_timeout=TIMEOUT_SECONDS,
            read_timeout=TIMEOUT_SECONDS,
            retries={"mode": "standard", "total_max_attempts": _ATTEMPTS},
        )
        with contextlib.closing(connection.client):
            found = tuple(_try(connection.client, s3))
    except Exception as problem:
        found = (_finding_of(problem, s3),)
    if connection is None:
        return found
    credentials = connection.credentials
    return tuple(
        dataclasses.replace(finding, what=credentials.kept_out_of(finding.what)) for finding in found
    )


def _finding_of(problem: Exception, s3: S3Config) -> Finding:
    return kinds.finding_of(failure_of(problem, s3), s3)


def _try(client: Any, s3: S3Config) -> Iterator[Finding]:
    # A name of its own: two checks at once must not read each other's object.
    name = f".synthetic_recorder_check_{uuid.uuid4().hex}"
    place = {"Bucket": s3.bucket, "Key": "/".join(filter(None, [s3.prefix.strip("/"), name]))}
    body = name.encode()
    client.put_object(**place, Body=body)
    yield from _look_at(client, s3, place, body)
    try:
        client.delete_object(**place)
    except Exception as problem:
        if not is_denied(problem):
            yield _finding_of(problem, s3)
            return
        yield kinds.delete_denied(
            f"The object s3://{s3.bucket}/{place['Key']}, put there as a test, may not be deleted.",
            "Delete it by hand; allow s3:DeleteObject to be spared this next time.",
        )


def _look_at(client: Any, s3: S3Config, place: dict[str, str], body: bytes) -> Iterator[Finding]:
    """Do with an object what a recorder does, so that all that is denied is found at once."""
    try:
        if not _comes_back(client, place, body):
            yield kinds.read_back(
                f"An object that was put into the bucket {s3.bucket!r} came back with another content.",
                "Check that the endpoint is an S3 server, and what stands between it and this machine.",
            )
            return
    except Exception as problem:
        yield _finding_of(problem, s3)
    try:
        client.list_objects_v2(Bucket=s3.bucket, Prefix=place["Key"], MaxKeys=1)
    except Exception as problem:
        yield _finding_of(problem, s3)
    try:
        if not _is_refused_twice(client, place, body):
            yield kinds.condition_ignored(
                "The server takes no notice of If-None-Match, by which a recorder reserves its folder.",
                "See to it that no two recorders begin in the same folder at once, or use another server.",
            )
    except Exception as problem:
        yield _finding_of(problem, s3)


def _comes_back(client: Any, place: dict[str, str], body: bytes) -> bool:
    with contextlib.closing(client.get_object(**place)["Body"]) as answer:
        # One byte more, and not all: whatever answers there need never end.
        is_same: bool = answer.read(len(body) + 1) == body
    return is_same


def _is_refused_twice(client: Any, place: dict[str, str], body: bytes) -> bool:
    """Return whether an object that is there is not put once more, when that is the condition."""
    try:
        client.put_object(**place, Body=body, IfNoneMatch="*")
    except ClientError as problem:
        if status_of(problem) == _PRECONDITION_FAILED:
            return True
        raise
    return False
