"""The backend that puts objects into a bucket, with boto3.

    write_blob("rp/rgb_0000.png", …) ─▶ PutObject  bucket, key = <key_prefix>/rp/rgb_0000.png

Retries are botocore's; what still fails becomes an `S3WriteError`, which `wait_until_complete` raises.
"""

from __future__ import annotations

import threading
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Self

from kitless.replicator.backends.base import QueueingBackend
from kitless.replicator.errors import BackendError, S3WriteError

if TYPE_CHECKING:
    from collections.abc import Mapping

ATTEMPTS = 4
CONNECT_SECONDS = 10
READ_SECONDS = 60

CHECK_CREDENTIALS = (
    "check the credentials that boto3 finds (environment variables, ~/.aws/credentials, the machine's role)"
)
ADVICE: Mapping[str, str] = {
    "AccessDenied": "these credentials may not put objects there; " + CHECK_CREDENTIALS,
    "ConnectTimeoutError": "check endpoint_url, region and the network",
    "EndpointConnectionError": "check endpoint_url, region and the network",
    "ExpiredToken": CHECK_CREDENTIALS,
    "InvalidAccessKeyId": CHECK_CREDENTIALS,
    "NoCredentialsError": CHECK_CREDENTIALS,
    "NoSuchBucket": "create the bucket, or name another: writers create none",
    "PartialCredentialsError": CHECK_CREDENTIALS,
    "PermanentRedirect": "the bucket lies in another region; name it with region",
    "SignatureDoesNotMatch": CHECK_CREDENTIALS,
}
"""What to do, by S3's error code or by the name of botocore's exception."""
OTHER_ADVICE = "S3 or the way to it failed, also when it was tried again; the object is missing"

_client_lock = threading.Lock()


class S3Backend(QueueingBackend):
    """A bucket, or all of it whose keys begin with a prefix.

    Args:
        bucket: The bucket's name; it must exist. None: `initialize` comes later.
        key_prefix: What the keys begin with, without the ``/`` that is put between it and a file's path.
        region: The bucket's region. None: as the environment or ``~/.aws/config`` says.
        endpoint_url: Of a server that is not Amazon's; its buckets are addressed by path. None: Amazon's.

    Credentials are those that boto3 finds: environment variables, ``~/.aws``, the machine's role. They cannot be given
    here, so that none gets into a script or a config.

    Raises:
        BackendError: A name that is no text, an ``endpoint_url`` that is no URL, or boto3 is not installed.

    Differs:
        Failures raise: an `S3WriteError` when files are waited for, after four attempts. What Replicator does was not
        established.
    """

    _bucket: str | None = None
    _client: Any = None

    def __init__(
        self,
        bucket: str | None = None,
        key_prefix: str | None = None,
        region: str | None = None,
        endpoint_url: str | None = None,
    ) -> None:
        if bucket is None:
            return
        given = {"bucket": bucket, "key_prefix": key_prefix, "region": region, "endpoint_url": endpoint_url}
        for name, value in given.items():
            if not (isinstance(value, str) or (value is None and name != "bucket")):
                raise BackendError(f"S3Backend: {name} is a text, not {value!r}")
        if not bucket:
            raise BackendError("S3Backend: bucket is the name of a bucket, not ''")
        if endpoint_url and "://" not in endpoint_url:
            raise BackendError(
                f"S3Backend: endpoint_url is a URL such as http://127.0.0.1:9000, not {endpoint_url!r}"
            )
        _import_boto3()
        self._bucket = bucket
        self._prefix = (key_prefix or "").strip("/")
        self._region = region or None
        self._endpoint_url = endpoint_url or None
        self._client = None

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """Itself: scripts copy writers with the backend that they have, and its connections are shared."""
        del memo
        return self

    @property
    def url(self) -> str:
        """``s3://bucket/prefix``.

        Raises:
            BackendError: The backend is not initialized.
        """
        return "/".join(filter(None, (f"s3://{self._require_bucket()}", self._prefix)))

    def require_usable(self, path: str) -> None:
        """Refuse a path that is not below the prefix."""
        bucket = self._require_bucket()
        relative = PurePosixPath(path)
        if not relative.parts or relative.is_absolute() or ".." in relative.parts:
            raise BackendError(f"S3Backend: a path is relative to s3://{bucket}/{self._prefix}, not {path!r}")

    def store(self, path: str, data: bytes) -> None:
        """Put an object.

        Raises:
            S3WriteError: It was not stored.
        """
        from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]  # noqa: PLC0415

        bucket = self._require_bucket()
        key = "/".join(filter(None, (self._prefix, str(PurePosixPath(path)))))
        try:
            self._connected().put_object(Bucket=bucket, Key=key, Body=data)
        except ClientError as error:
            code = str(error.response.get("Error", {}).get("Code", "unknown"))
            raise _write_error(bucket, key, code, error) from error
        except BotoCoreError as error:
            raise _write_error(bucket, key, type(error).__name__, error) from error

    def _connected(self) -> Any:
        # A client may be used by many threads, and made by one.
        with _client_lock:
            if self._client is None:
                from botocore.config import Config  # type: ignore[import-untyped]  # noqa: PLC0415

                config = Config(
                    retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
                    connect_timeout=CONNECT_SECONDS,
                    read_timeout=READ_SECONDS,
                    s3={"addressing_style": "path" if self._endpoint_url else "auto"},
                )
                # A session of its own: the shared one keeps the credentials that it has once found.
                self._client = (
                    _import_boto3()
                    .Session()
                    .client("s3", region_name=self._region, endpoint_url=self._endpoint_url, config=config)
                )
            return self._client

    def _require_bucket(self) -> str:
        if self._bucket is None:
            raise BackendError("S3Backend has no bucket yet; call initialize(bucket=…, key_prefix=…) first")
        return self._bucket


def _import_boto3() -> Any:
    try:
        # Slow to import, and most recordings need none.
        import boto3  # type: ignore[import-untyped]  # noqa: PLC0415
    except ImportError as error:
        raise BackendError('S3Backend needs boto3; install it with: pip install "boto3>=1.40"') from error
    return boto3


def _write_error(bucket: str, key: str, code: str, error: Exception) -> S3WriteError:
    return S3WriteError(bucket, key, code, str(error), ADVICE.get(code, OTHER_ADVICE))
