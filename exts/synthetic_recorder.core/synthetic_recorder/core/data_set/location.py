"""Opens the store of a data set by what a person calls its place: a folder, or ``s3://bucket/prefix/folder``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from synthetic_recorder.core.config import S3Config
from synthetic_recorder.core.errors import ConfigError, DataSetError, MissingPackageError

from .disk_store import DiskStore

if TYPE_CHECKING:
    from .store import Store

_S3 = "s3://"


def open_store(location: Path | str, *, endpoint: str = "", region: str = "") -> Store:
    """Return the store in which a data set lies; whether there is one, nobody has looked.

    Args:
        location: Folder of the data set, a relative one from where the process is; or
            ``s3://bucket/prefix/folder``, with credentials from the usual AWS chain.
        endpoint: URL of a server that is not Amazon's; empty = as the AWS chain says. For a bucket only.
        region: Region of the bucket; empty = as the AWS chain says. For a bucket only.

    Raises:
        DataSetError: It is neither a path nor an URL of a bucket and a folder in it, or there are no credentials.
        MissingPackageError: It is in a bucket, and boto3 is not installed.
    """
    text = os.fspath(location)
    if text.startswith(_S3):
        return _in_bucket(text, endpoint, region)
    if endpoint or region:
        raise DataSetError(
            location, f"an endpoint and a region are for {_S3}bucket/folder, and this is a folder."
        )
    if "\0" in text:
        raise DataSetError(repr(text), "this is no path: it has a character of number 0.")
    try:
        # abspath and not resolve: the path is shown to the person who typed it, links and all.
        return DiskStore(Path(os.path.abspath(Path(location).expanduser())))  # noqa: PTH100
    except (RuntimeError, ValueError) as error:
        raise DataSetError(location, f"this is no path here ({error}).") from error


def _in_bucket(url: str, endpoint: str, region: str) -> Store:
    bucket, _, key = url.removeprefix(_S3).partition("/")
    key = key.strip("/")
    if not bucket or not key:
        raise DataSetError(
            url, f"expected {_S3}bucket/prefix/folder: a bucket, and the data set's folder in it."
        )
    try:
        # Here, because it loads boto3.
        from .s3.store import S3Store  # noqa: PLC0415
    except ImportError as error:
        raise MissingPackageError("boto3", "to reach a bucket") from error
    try:
        return S3Store(S3Config(enabled=True, bucket=bucket, prefix=key, region=region, endpoint=endpoint))
    except ConfigError as error:
        raise DataSetError(url, str(error)) from error
