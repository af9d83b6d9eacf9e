"""Clients of a bucket, with the credentials of the usual AWS chain. Importing this loads boto3."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import boto3  # type: ignore[import-untyped]
from botocore.config import Config  # type: ignore[import-untyped]
from botocore.exceptions import NoCredentialsError  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from synthetic_recorder.core.config import S3Config


class Credentials:
    """The credentials of the usual AWS chain, known only to be kept out of messages.

    Args:
        session: The session that has found them, or will.
    """

    def __init__(self, session: boto3.Session) -> None:
        self._session = session
        self._seen: set[str] = set()

    def require(self) -> None:
        """Raise what boto3 raises when there are none."""
        credentials = self._session.get_credentials()
        if credentials is None:
            raise NoCredentialsError
        key = credentials.get_frozen_credentials()
        self._seen.update(filter(None, (key.access_key, key.secret_key, key.token)))

    def kept_out_of(self, text: str) -> str:
        """Return a text without them: a server may repeat what it was sent."""
        # Those of a role are renewed every hour; what cannot be renewed was not sent.
        with contextlib.suppress(Exception):
            self.require()
        for secret in sorted(self._seen, key=len, reverse=True):
            text = text.replace(secret, "***")
        return text


@dataclass(slots=True)
class Connection:
    """A way to a server; threads may share it.

    Attributes:
        client: boto3's client.
        credentials: Those that it was made with.
        has_answered: Whether the server has ever done as it was asked.
        is_away: Whether the last that was heard of the server is that it is away, and somebody waits for it.
        is_patient: Whether a server that is away is waited for.
    """

    client: Any
    credentials: Credentials
    has_answered: bool = False
    is_away: bool = False
    is_patient: bool = True


def connect(s3: S3Config, **options: Any) -> Connection:
    """Return a new connection; nothing has been asked yet.

    Args:
        s3: The bucket.
        options: What botocore's ``Config`` takes.

    Raises:
        Exception: What boto3 raises; `failures.failure_of` puts it in words.
    """
    # A session of its own: the shared one belongs to one thread, and keeps the credentials that it once found.
    session = boto3.Session()
    credentials = Credentials(session)
    credentials.require()
    client = session.client(
        "s3", region_name=s3.region or None, endpoint_url=s3.endpoint or None, config=Config(**options)
    )
    return Connection(client, credentials)
