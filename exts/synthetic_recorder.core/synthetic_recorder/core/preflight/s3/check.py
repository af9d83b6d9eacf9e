"""Check that a data set can go to the bucket of a config.

::

    values make sense ─▶ put one small object ─▶ read it, list it, put it again if it is not there ─▶ delete it
                         └──────────────────── in a thread, within DEADLINE_SECONDS ────────────────────────┘

The object lies where the data set would, under the prefix, for as long as it takes to read it. Credentials come from
the usual AWS chain (environment, ``~/.aws``, the machine's role), and no finding shows any of them.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from synthetic_recorder.core.data_set.s3.key import LONGEST_KEY, is_prefix
from synthetic_recorder.core.findings import in_words
from synthetic_recorder.core.threads import run_on_thread

from . import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synthetic_recorder.core.config import OutputConfig, S3Config
    from synthetic_recorder.core.findings import Finding

# All steps together, in seconds. Each has a shorter limit of its own; this one is for what has none: a name server
# that does not answer, a program that is to bring the credentials.
DEADLINE_SECONDS = 30


async def check_s3(output: OutputConfig) -> tuple[Finding, ...]:
    """Return what keeps a data set from going to the bucket of ``output``; nothing when S3 is not enabled.

    Raises nothing of its own. Whoever is cancelled while it waits leaves the thread behind, which ends by itself and
    takes its object away.
    """
    if not output.s3.enabled:
        return ()
    if found := tuple(_check_values(output)):
        return found
    try:
        answer = run_on_thread(lambda: _ask(output.s3), "S3 check")
        return await asyncio.wait_for(asyncio.wrap_future(answer), DEADLINE_SECONDS)
    except TimeoutError:
        return (
            kinds.unreachable(
                f"The bucket {output.s3.bucket!r} has not answered within {DEADLINE_SECONDS} seconds.",
                "Check the network, the name server, and where the AWS credentials come from.",
            ),
        )


def _check_values(output: OutputConfig) -> Iterator[Finding]:
    s3 = output.s3
    if not s3.bucket:
        yield kinds.bucket_invalid(
            "No bucket is named.",
            "Give the name of a bucket, or switch s3.enabled off.",
        )
    prefix = s3.prefix.strip("/")
    if prefix and not is_prefix(prefix, output.folder):
        yield kinds.prefix_invalid(
            f"{s3.prefix!r} is not the beginning of a key.",
            f"Use names with / between them, none of them empty, . or .., {LONGEST_KEY} bytes at most with the folder.",
        )
    yield from _check_endpoint(s3.endpoint)


def _check_endpoint(endpoint: str) -> Iterator[Finding]:
    if not endpoint:
        return
    try:
        url = urlsplit(endpoint)
        is_server = url.scheme in ("http", "https") and bool(url.hostname) and url.port != 0
    except ValueError:
        # A port that is no number, brackets that are not closed.
        is_server = False
    # Never shown: what stands before an @ is a password.
    shown = "The endpoint, which names a user," if "@" in endpoint else repr(endpoint)
    if not is_server or "@" in endpoint:
        yield kinds.endpoint_invalid(
            f"{shown} is not the address of a server.",
            "Give a URL such as https://s3.example.com:9000, without user and password; empty is Amazon's.",
        )


def _ask(s3: S3Config) -> tuple[Finding, ...]:
    try:
        # Slow to load, and most recordings need none of it.
        from .probe import probe  # noqa: PLC0415
    except Exception as problem:
        # Not only when it is not there: its parts may be there in versions that do not fit.
        return (
            kinds.boto3_missing(
                f"Recording to S3 needs the Python package boto3, which cannot be loaded: {in_words(problem)}.",
                "Install it for the Python that runs this app (pip install boto3), or switch s3.enabled off.",
            ),
        )
    return probe(s3)
