"""Where data sets go."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from kitless.io.write_queue import DEFAULT_CAPACITY, DEFAULT_THREADS

from .check import Check, State

if TYPE_CHECKING:
    from collections.abc import Iterator

_AREA = "Storage"


def check() -> Iterator[Check]:
    """Look at the disk where one stands, at what files are written with, and for credentials of AWS."""
    folder = Path.cwd()
    free = shutil.disk_usage(folder).free
    if os.access(folder, os.W_OK | os.X_OK):
        yield Check(_AREA, "Disk", State.OK, f"{free / 1e9:.1f} GB free in {folder}")
    else:
        todo = "Go to a folder of yours, or name one with --output."
        yield Check(_AREA, "Disk", State.MISSING, f"nothing can be written to {folder}", todo)
    found = f"{DEFAULT_THREADS} threads, at most {DEFAULT_CAPACITY} files waiting"
    yield Check(_AREA, "Writing", State.OK, found)
    yield _credentials()


def _credentials() -> Check:
    """Look where the usual chain finds credentials; of themselves nothing is shown."""
    name = "AWS credentials"
    todo = "To use a bucket: run aws configure, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
    try:
        # Slow to import, and an extra of kitless.
        import boto3  # type: ignore[import-untyped]  # noqa: PLC0415

        credentials = boto3.session.Session().get_credentials()
    except Exception as error:
        # Messages of what reads credentials are not shown: they may quote them.
        return Check(_AREA, name, State.MISSING, f"cannot be read ({type(error).__name__})", todo)
    if credentials is None:
        return Check(_AREA, name, State.MISSING, "none found by the usual chain", todo)
    return Check(_AREA, name, State.OK, f"found ({credentials.method})")
