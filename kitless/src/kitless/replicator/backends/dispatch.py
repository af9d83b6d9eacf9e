"""The older way to ask for a folder, a bucket or both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kitless.replicator.backends.disk import DiskBackend
from kitless.replicator.backends.group import BackendGroup
from kitless.replicator.backends.s3 import S3Backend
from kitless.replicator.errors import BackendError

if TYPE_CHECKING:
    from pathlib import Path

    from kitless.replicator.backends.base import BaseBackend


EXPECTED = 'BackendDispatch expects output_dir="…" or {"paths": {"out_dir": "…"}}, bucket="…", or both'


class BackendDispatch(BackendGroup):
    """A group of a folder, a bucket, or both: ``BackendDispatch({"paths": {"out_dir": …}})`` or by keyword.

    Args:
        params: ``{"paths": {"out_dir": …}}``.
        output_dir: The folder; see `DiskBackend`.
        key_prefix: Of the objects' keys; see `S3Backend`.
        bucket: See `S3Backend`.
        region: See `S3Backend`.
        endpoint_url: See `S3Backend`.
        overwrite: See `DiskBackend`.

    Attributes:
        output_dir: The folder; without one, ``s3://bucket/prefix``.

    Raises:
        BackendError: Neither a folder nor a bucket is named, or a prefix, a region or an endpoint without a bucket.

    Differs:
        With a folder and a bucket every file goes to both.
    """

    def __init__(
        self,
        params: dict[str, Any] | None = None,
        *,
        output_dir: str | Path | None = None,
        key_prefix: str | None = None,
        bucket: str | None = None,
        region: str | None = None,
        endpoint_url: str | None = None,
        overwrite: bool = True,
    ) -> None:
        folder = output_dir or _folder_of(params)
        if not bucket and (key_prefix or region or endpoint_url):
            raise BackendError(
                "BackendDispatch has a key_prefix, a region or an endpoint_url and no bucket; name the bucket"
            )
        if not (folder or bucket):
            raise BackendError(EXPECTED)
        backends: list[BaseBackend] = []
        if folder:
            disk = DiskBackend(folder, overwrite)
            backends.append(disk)
            self.output_dir = disk.output_dir
        if bucket:
            objects = S3Backend(bucket, key_prefix, region, endpoint_url)
            backends.append(objects)
            if not folder:
                self.output_dir = objects.url
        super().__init__(backends)


def _folder_of(params: object) -> str | Path | None:
    if params is None:
        return None
    paths = params.get("paths", {}) if isinstance(params, Mapping) else None
    if not isinstance(paths, Mapping):
        raise BackendError(f"{EXPECTED}, not {params!r}")
    return paths.get("out_dir")
