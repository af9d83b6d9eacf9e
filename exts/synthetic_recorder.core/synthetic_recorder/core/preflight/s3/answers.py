"""What an S3 server answers when it does not do as it was asked, as findings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from botocore.exceptions import ClientError  # type: ignore[import-untyped]

from . import kinds

if TYPE_CHECKING:
    from synthetic_recorder.core.config import S3Config
    from synthetic_recorder.core.findings import Finding

_DENIED = {"403", "AccessDenied", "AllAccessDisabled", "Forbidden", "UnauthorizedAccess"}
_WRONG_CREDENTIALS = {
    "401",
    "ExpiredToken",
    "ExpiredTokenException",
    "InvalidAccessKeyId",
    "InvalidClientTokenId",
    "InvalidSecurity",
    "InvalidToken",
    "NotSignedUp",
    "SignatureDoesNotMatch",
    "TokenRefreshRequired",
    "Unauthorized",
    "UnrecognizedClientException",
}
_IN_WORDS = {
    "PutObject": "put objects into",
    "GetObject": "read objects of",
    "DeleteObject": "delete objects of",
}
_REDIRECTED = {"301", "302", "303", "307", "308"}
_UNAVAILABLE = {"500", "502", "503", "504", "InternalError", "ServiceUnavailable", "SlowDown"}
_OTHER_REGION = {
    "AuthorizationHeaderMalformed",
    "IllegalLocationConstraintException",
    "PermanentRedirect",
    "TemporaryRedirect",
}
_NAME_OF_REGION = re.compile(r"[a-z0-9-]{1,63}")
_LONGEST_ANSWER = 300
_WAIT = "Try again later, or ask whoever runs the server."
_CHECK_ALL = "Check that bucket, region and endpoint belong together, and that the endpoint is an S3 server."


def is_denied(problem: Exception) -> bool:
    """Return whether the server knows who asks and does not allow it."""
    return isinstance(problem, ClientError) and _code(problem) in _DENIED


def answer_of(problem: ClientError, s3: S3Config) -> Finding:
    """What it means that a server has answered, and not as hoped."""
    code = _code(problem)
    operation = problem.operation_name
    if code == "NoSuchBucket":
        return kinds.bucket_missing(
            f"{server_of(s3)} has no bucket {s3.bucket!r}.",
            "Create it, or correct the bucket, the region or the endpoint.",
        )
    if code in _DENIED:
        return kinds.denied(
            f"The AWS credentials that were found may not {_IN_WORDS.get(operation, operation)} "
            f"s3://{s3.bucket}/{s3.prefix.strip('/')} ({code}).",
            f"Have s3:{operation} allowed for them there, or use others (AWS_PROFILE).",
        )
    if code in _WRONG_CREDENTIALS:
        return kinds.credentials_wrong(
            f"{server_of(s3)} does not accept the AWS credentials that were found ({code}).",
            "Correct or renew them in the environment or in ~/.aws; endpoint and region must be those they are for.",
        )
    region = _region(problem)
    if code in _OTHER_REGION or (code in _REDIRECTED and region):
        return kinds.region_wrong(
            f"The bucket {s3.bucket!r} is not in {repr(s3.region) if s3.region else 'the usual region'} ({code}).",
            f"Set the region to {region}." if region else "Set the region to the one that the bucket is in.",
        )
    if code in _REDIRECTED:
        return redirected(s3)
    said = f"{code}: {problem.response['Error'].get('Message', '')}".rstrip(": .")
    return refused_by_server(said, s3, _WAIT if code in _UNAVAILABLE else _CHECK_ALL)


def _code(problem: ClientError) -> str:
    # Some answers, those of servers that are no S3 above all, have a status and nothing else.
    status = problem.response.get("ResponseMetadata", {}).get("HTTPStatusCode", "")
    return str(problem.response.get("Error", {}).get("Code") or status)


def _region(problem: ClientError) -> str:
    """Return the region that a server names, empty if it names none."""
    headers = problem.response.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    region = str(headers.get("x-amz-bucket-region") or problem.response.get("Error", {}).get("Region") or "")
    return region if _NAME_OF_REGION.fullmatch(region) else ""


def redirected(s3: S3Config) -> Finding:
    """Say that a server sends whoever asks to another address, which is none of S3's regions."""
    return kinds.endpoint_invalid(
        f"{server_of(s3)} only redirects to another address.",
        "Give that address as the endpoint; often it is the same with https instead of http.",
    )


def refused_by_server(what: str, s3: S3Config, todo: str = _CHECK_ALL) -> Finding:
    """Say that a test object was not taken; ``what`` is why, as whoever refused it says."""
    # In one line, whatever a server sends. All or nothing: half a credential would not be recognised any more.
    said = "".join(character if character.isprintable() else " " for character in what)
    if len(said) > _LONGEST_ANSWER:
        said = "it says more than can be shown"
    return kinds.refused(
        f"{server_of(s3)} did not take a test object for {s3.bucket!r}: {said}.",
        todo,
    )


def server_of(s3: S3Config) -> str:
    """Return how a person knows the server."""
    # Without an endpoint it is Amazon's, or the one that AWS_ENDPOINT_URL names.
    return urlsplit(s3.endpoint).netloc if s3.endpoint else "S3"
