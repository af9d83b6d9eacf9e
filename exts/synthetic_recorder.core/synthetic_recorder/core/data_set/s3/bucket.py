"""One data set's part of a bucket: requests that wait for a server that is away, and errors in words."""

from __future__ import annotations

import base64
import contextlib
import dataclasses
import hashlib
import io
import logging
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from boto3.s3.transfer import TransferConfig  # type: ignore[import-untyped]
from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]

from synthetic_recorder.core.errors import DataSetError

from .answers import is_denied, status_of
from .client import Connection, connect
from .failures import failure_of, may_pass
from .patience import SECONDS, patiently

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from synthetic_recorder.core.config import S3Config

_logger = logging.getLogger(__name__)

CONNECTIONS = 16
"""Requests at a time."""

LARGE = 16 * 1024 * 1024
"""From this size on, in bytes, a file is put in parts. Smaller ones the server compares with the journal's hash."""

PART = 8 * 1024 * 1024
"""Size of a part, in bytes; the server compares each with its own hash."""

PAGE = 1000
"""Objects that are listed at once; no server lists more."""

# For a connection (and each piece of what is sent) and for an answer, in seconds.
_CONNECT_SECONDS = 10
_READ_SECONDS = 30
_ATTEMPTS = 4
_NOT_FOUND = 404
_PRECONDITION_FAILED = 412
_RAISED = (BotoCoreError, ClientError, ConnectionError, TimeoutError, KeyError, ValueError, RecursionError)


class Bucket:
    """The part of a bucket below one key. Its methods may be called from several threads.

    Every one of them raises `DataSetError` for what the server refuses, at once; for a server that cannot be reached
    any more, after `patience.SECONDS`.

    Args:
        s3: The bucket; its prefix is the key.
        connection: A way to it.

    Attributes:
        s3: The bucket; its prefix is the key.
        has_put_parts: Whether a file was put in parts, which may have been begun several times.
    """

    def __init__(self, s3: S3Config, connection: Connection) -> None:
        self.s3 = s3
        self.has_put_parts = False
        self._connection = connection

    @classmethod
    def connect(cls, s3: S3Config) -> Self:
        """Return the part of a bucket that ``s3`` names, over a new connection; nothing has been asked yet.

        Raises:
            DataSetError: There are no credentials, or the address is none.
        """
        try:
            connection = connect(
                s3,
                connect_timeout=_CONNECT_SECONDS,
                read_timeout=_READ_SECONDS,
                max_pool_connections=CONNECTIONS,
                retries={"mode": "standard", "total_max_attempts": _ATTEMPTS},
            )
        except _RAISED as problem:
            raise DataSetError(_url(s3), str(failure_of(problem, s3))) from None
        return cls(s3, connection)

    @property
    def location(self) -> str:
        """``s3://bucket/key``."""
        return _url(self.s3)

    def beside(self, key: str) -> Bucket:
        """Return the part of the same bucket below another key; it shares the connection."""
        return Bucket(dataclasses.replace(self.s3, prefix=key), self._connection)

    def stop_waiting(self) -> None:
        """Wait no longer, and never again, for a server that is away."""
        self._connection.is_patient = False

    def close(self) -> None:
        """Close the connections; the next request makes new ones."""
        self._connection.client.close()

    def put(self, path: str, content: BinaryIO, size: int, sha256: str) -> None:
        """Put an object, over whatever is there.

        Args:
            path: Relative to the key.
            content: Its bytes; can seek.
            size: How many there are.
            sha256: Their SHA-256, in hexadecimal digits. What arrives in one part is refused unless it has it.
        """
        place = self._place(path)

        def work() -> None:
            content.seek(0)
            if size < LARGE:
                self._connection.client.put_object(**place, Body=content, **_checksum(sha256))
            else:
                self.has_put_parts = True
                # Not the CRT client, which knows nothing of our retries; and no threads besides ours, which hang at
                # the end of the process as long as the server does.
                transfer = TransferConfig(
                    multipart_threshold=LARGE,
                    multipart_chunksize=PART,
                    use_threads=False,
                    preferred_transfer_client="classic",
                )
                self._connection.client.upload_fileobj(
                    content, *place.values(), {"ChecksumAlgorithm": "SHA256"}, Config=transfer
                )

        self.ask(work)

    def put_new(self, path: str, data: bytes, owner: str) -> bool:
        """Put an object if there is none; return whether it is ours.

        A request whose answer was lost is repeated by boto3, and finds the object that it has put: who has put it
        stands with it.

        Args:
            path: Relative to the key.
            data: Its bytes.
            owner: Who puts it; kept with the object.
        """
        checksum = _checksum(hashlib.sha256(data).hexdigest())

        def work() -> bool:
            try:
                self._connection.client.put_object(
                    **self._place(path),
                    Body=io.BytesIO(data),
                    **checksum,
                    IfNoneMatch="*",
                    Metadata={"recorder": owner},
                )
            except ClientError as problem:
                if status_of(problem) != _PRECONDITION_FAILED:
                    raise
                return self._holds(path, data, owner)
            return True

        return self.ask(work)

    def holds(self, path: str, data: bytes, owner: str) -> bool:
        """Return whether an object is what `put_new` has put."""
        return self.ask(lambda: self._holds(path, data, owner))

    def read(self, path: str) -> bytes | None:
        """Return an object's bytes; None when there is none."""

        def work() -> bytes | None:
            answer = self._get(path)
            return None if answer is None else _all_of(answer)

        return self.ask(work)

    def open(self, path: str) -> tuple[Any, int, str] | None:
        """Return an object as a stream, its size, and its tag; None when there is none."""

        def work() -> tuple[Any, int, str] | None:
            answer = self._get(path)
            return None if answer is None else (answer["Body"], answer["ContentLength"], answer["ETag"])

        return self.ask(work)

    def resume(self, path: str, start: int, tag: str) -> Any:
        """Return a stream of the rest of an object that is still the one with this tag; not to be waited for."""
        return self._connection.client.get_object(**self._place(path), Range=f"bytes={start}-", IfMatch=tag)[
            "Body"
        ]

    def remove(self, path: str) -> bool:
        """Remove an object, if there is one; return whether that is allowed."""

        def work() -> bool:
            try:
                self._connection.client.delete_object(**self._place(path))
            except ClientError as problem:
                if not is_denied(problem):
                    raise
                return False
            return True

        return self.ask(work)

    def objects(self, below: str = "", limit: int | None = None) -> Iterator[tuple[str, int]]:
        """Yield path and size of each object whose path begins with ``below``, sorted by path."""
        key = self._place("")["Key"]
        asked: dict[str, Any] = {
            "Bucket": self.s3.bucket,
            "Prefix": key + below,
            "MaxKeys": PAGE if limit is None else limit,
        }

        def page() -> tuple[list[tuple[str, int]], bool]:
            answer = self._connection.client.list_objects_v2(**asked)
            is_last = limit is not None or not answer.get("IsTruncated")
            if not is_last:
                asked["ContinuationToken"] = answer["NextContinuationToken"]
            found = answer.get("Contents", ())
            return [(entry["Key"].removeprefix(key), entry["Size"]) for entry in found], is_last

        is_last = False
        while not is_last:
            found, is_last = self.ask(page)
            yield from found

    def call_off_uploads(self) -> None:
        """Free what was put of large files that never came to their ends; as far as that is allowed."""
        key = self._place("")["Key"]
        with contextlib.suppress(*_RAISED):
            answer = self._connection.client.list_multipart_uploads(Bucket=self.s3.bucket, Prefix=key)
            for upload in answer.get("Uploads", ()):
                if upload["Key"].startswith(key):
                    self._connection.client.abort_multipart_upload(
                        Bucket=self.s3.bucket, Key=upload["Key"], UploadId=upload["UploadId"]
                    )

    def ask[Answer](self, work: Callable[[], Answer]) -> Answer:
        """Return what ``work`` returns, in which a server that is away is waited for."""
        try:
            answer = patiently(work, self._is_worth_waiting)
        except _RAISED as problem:
            # Without what has caused it: tracebacks show that, and servers may repeat what they were sent.
            raise DataSetError(self.location, self._in_words(str(failure_of(problem, self.s3)))) from None
        self._connection.has_answered = True
        self._connection.is_away = False
        return answer

    def _get(self, path: str) -> dict[str, Any] | None:
        try:
            answer: dict[str, Any] = self._connection.client.get_object(**self._place(path))
        except ClientError as problem:
            # A bucket that is not there has the same status.
            if status_of(problem) == _NOT_FOUND and problem.response["Error"].get("Code") != "NoSuchBucket":
                return None
            raise
        return answer

    def _holds(self, path: str, data: bytes, owner: str) -> bool:
        answer = self._get(path)
        if answer is None:
            return False
        return answer.get("Metadata", {}).get("recorder") == owner and _all_of(answer) == data

    def _place(self, path: str) -> dict[str, str]:
        return {"Bucket": self.s3.bucket, "Key": f"{self.s3.prefix}/{path}"}

    def _is_worth_waiting(self, problem: Exception) -> bool:
        # Who has never answered is not away, but somewhere else.
        connection = self._connection
        if not (connection.has_answered and connection.is_patient and may_pass(problem)):
            return False
        if not connection.is_away:
            connection.is_away = True
            what = self._in_words(failure_of(problem, self.s3).what)
            _logger.warning("%s: %s Waiting for it, %d seconds at most.", self.location, what, SECONDS)
        return True

    def _in_words(self, text: str) -> str:
        return self._connection.credentials.kept_out_of(text)


def _url(s3: S3Config) -> str:
    return f"s3://{s3.bucket}/{s3.prefix}"


def _all_of(answer: dict[str, Any]) -> bytes:
    with contextlib.closing(answer["Body"]) as body:
        data: bytes = body.read()
    return data


def _checksum(sha256: str) -> dict[str, str]:
    return {
        "ChecksumAlgorithm": "SHA256",
        "ChecksumSHA256": base64.b64encode(bytes.fromhex(sha256)).decode(),
    }
