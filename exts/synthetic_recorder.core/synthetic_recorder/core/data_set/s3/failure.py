"""What can go wrong between a recorder and a bucket."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class FailureKind(enum.Enum):
    """What is to be corrected."""

    BUCKET_INVALID = "bucket-invalid"
    BUCKET_MISSING = "bucket-missing"
    CREDENTIALS_NONE = "credentials-none"
    CREDENTIALS_WRONG = "credentials-wrong"
    DENIED = "denied"
    ENDPOINT_INVALID = "endpoint-invalid"
    OUTDATED = "outdated"
    REFUSED = "refused"
    REGION_WRONG = "region-wrong"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a server did not do as it was asked. Nothing in it could be a credential.

    Attributes:
        kind: What is to be corrected.
        what: The problem, in one sentence.
        todo: What the person can do about it, in one sentence.
    """

    kind: FailureKind
    what: str
    todo: str

    def __str__(self) -> str:
        return f"{self.what} {self.todo}"
