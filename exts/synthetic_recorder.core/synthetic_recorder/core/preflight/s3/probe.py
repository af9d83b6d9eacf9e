"""Put, read and delete one small object. Loaded only when a config asks for S3, because boto3 is slow to load."""

from __future__ import annotations

import contextlib
import dataclasses
import uuid
from typing import TYPE_CHECKING, Any

import boto3  # type: ignore[import-untyped]
from botocore.config import Config  # type: ignore[import-untyped]
from botocore.exceptions import NoCredentialsError  # type: ignore[import-untyped]

from . import kinds
from .answers import is_denied
from .failures import problem_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synthetic_recorder.core.config import S3Config
    from synthetic_recorder.core.findings import Finding

# For a connection and for an answer, in seconds.
TIMEOUT_SECONDS = 5
# One request that is lost is no reason to refuse a recording.
_ATTEMPTS = 2


def probe(s3: S3Config) -> tuple[Finding, ...]:
    """Return what keeps objects from being put into a bucket; it blocks for as long as the server takes."""
    credentials: tuple[str, ...] = ()
    try:
        # A session of its own: the shared one belongs to one thread, and keeps the credentials that it once found.
        session = boto3.Session()
        credentials = _credentials(session)
        found = tuple(_put_read_delete(_client(session, s3), s3))
    except Exception as problem:
        found = (problem_of(problem, s3),)
    return tuple(_without(credentials, finding) for finding in found)


def _credentials(session: boto3.Session) -> tuple[str, ...]:
    credentials = session.get_credentials()
    if credentials is None:
        raise NoCredentialsError
    key = credentials.get_frozen_credentials()
    return tuple(filter(None, (key.access_key, key.secret_key, key.token)))


def _without(credentials: tuple[str, ...], finding: Finding) -> Finding:
    """Return a finding without the credentials: a server may repeat what it was sent."""
    what = finding.what
    for text in credentials:
        what = what.replace(text, "***")
    return dataclasses.replace(finding, what=what)


def _client(session: boto3.Session, s3: S3Config) -> Any:
    config = Config(
        connect_timeout=TIMEOUT_SECONDS,
        read_timeout=TIMEOUT_SECONDS,
        retries={"mode": "standard", "total_max_attempts": _ATTEMPTS},
    )
    return session.client(
        "s3", region_name=s3.region or None, endpoint_url=s3.endpoint or None, config=config
    )


def _put_read_delete(client: Any, s3: S3Config) -> Iterator[Finding]:
    # A name of its own: two checks at once must not read each other's object.
    name = f".synthetic_recorder_check_{uuid.uuid4().hex}"
    place = {"Bucket": s3.bucket, "Key": "/".join(filter(None, [s3.prefix.strip("/"), name]))}
    body = name.encode()
    client.put_object(**place, Body=body)
    try:
        with contextlib.closing(client.get_object(**place)["Body"]) as answer:
            # One byte more, and not all: whatever answers there need never end.
            is_same = answer.read(len(body) + 1) == body
        if not is_same:
            yield kinds.read_back(
                f"An object that was put into the bucket {s3.bucket!r} came back with another content.",
                "Check that the endpoint is an S3 server, and what stands between it and this machine.",
            )
    except Exception as problem:
        yield problem_of(problem, s3)
    try:
        client.delete_object(**place)
    except Exception as problem:
        if not is_denied(problem):
            yield problem_of(problem, s3)
            return
        yield kinds.delete_denied(
            f"The object s3://{s3.bucket}/{place['Key']}, put there as a test, may not be deleted.",
            "Delete it by hand; allow s3:DeleteObject to be spared this next time.",
        )
