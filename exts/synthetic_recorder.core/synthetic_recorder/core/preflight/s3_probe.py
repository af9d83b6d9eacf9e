"""Put, read and delete one small object. Loaded only when a config asks for S3, because boto3 is slow to load."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import boto3  # type: ignore[import-untyped]
from botocore.config import Config  # type: ignore[import-untyped]

from synthetic_recorder.core.findings import error, warning

from .s3_failures import is_denied, problem_of

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
    try:
        return tuple(_put_read_delete(_client(s3), s3))
    except Exception as problem:
        return (problem_of(problem, s3),)


def _client(s3: S3Config) -> Any:
    config = Config(
        connect_timeout=TIMEOUT_SECONDS,
        read_timeout=TIMEOUT_SECONDS,
        retries={"mode": "standard", "total_max_attempts": _ATTEMPTS},
    )
    # A session of its own: the shared one belongs to one thread, and keeps the credentials that it has once found.
    return boto3.Session().client(
        "s3", region_name=s3.region or None, endpoint_url=s3.endpoint or None, config=config
    )


def _put_read_delete(client: Any, s3: S3Config) -> Iterator[Finding]:
    # A name of its own: two checks at once must not read each other's object.
    name = f".synthetic_recorder_check_{uuid.uuid4().hex}"
    place = {"Bucket": s3.bucket, "Key": "/".join(filter(None, [s3.prefix.strip("/"), name]))}
    body = name.encode()
    client.put_object(**place, Body=body)
    try:
        if client.get_object(**place)["Body"].read() != body:
            yield error(
                "s3-read-back",
                "output.s3",
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
        yield warning(
            "s3-delete-denied",
            "output.s3",
            f"The object s3://{s3.bucket}/{place['Key']}, put there as a test, may not be deleted.",
            "Delete it by hand; allow s3:DeleteObject to be spared this next time.",
        )
