"""What an S3 server answers when it does not do as it was asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from botocore.exceptions import ClientError  # type: ignore[import-untyped]

from .failure import Failure, FailureKind

if TYPE_CHECKING:
    from synthetic_recorder.core.config import S3Config

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
# What an operation is in words, and the permission that it needs.
_OPERATIONS = {
    "AbortMultipartUpload": ("call off uploads into", "s3:AbortMultipartUpload"),
    "CompleteMultipartUpload": ("put objects into", "s3:PutObject"),
    "CreateMultipartUpload": ("put objects into", "s3:PutObject"),
    "DeleteObject": ("delete objects of", "s3:DeleteObject"),
    "GetObject": ("read objects of", "s3:GetObject"),
    "ListMultipartUploads": ("list the uploads into", "s3:ListBucketMultipartUploads"),
    "ListObjectsV2": ("list objects of", "s3:ListBucket"),
    "PutObject": ("put objects into", "s3:PutObject"),
    "UploadPart": ("put objects into", "s3:PutObject"),
}
_REDIRECTED = {"301", "302", "303", "307", "308"}
_UNAVAILABLE = {
    "429",
    "500",
    "502",
    "503",
    "504",
    "IncompleteBody",
    "InternalError",
    # Its parts were put together, and the answer was lost: the file is put again.
    "NoSuchUpload",
    "RequestTimeout",
    "ServiceUnavailable",
    "SlowDown",
}
_BUSY_STATUS = {429, 500, 502, 503, 504}
_OTHER_REGION = {
    "AuthorizationHeaderMalformed",
    "IllegalLocationConstraintException",
    "PermanentRedirect",
    "TemporaryRedirect",
}
_NAME_OF_REGION = re.compile(r"[a-z0-9-]{1,63}")
_LONGEST_ANSWER = 300
_WAIT = "Try again later, or ask whoever runs the server."
_CHANGED = (
    "What arrived is not what was sent: check what stands between the server and this machine, and its disk."
)
_CLOCK = "Set the clock of this machine: it is not that of the server."
_CONDITIONS = (
    "Use a server that knows conditional writes (If-None-Match), by which a recorder reserves its folder."
)
_REMEDIES = {
    "BadDigest": _CHANGED,
    "KeyTooLongError": "Choose a shorter prefix, or a shorter name of the folder.",
    "NotImplemented": _CONDITIONS,
    "RequestExpired": _CLOCK,
    "RequestTimeTooSkewed": _CLOCK,
    "XAmzContentSHA256Mismatch": _CHANGED,
}
_CHECK_ALL = "Check that bucket, region and endpoint belong together, and that the endpoint is an S3 server."


def status_of(problem: Exception) -> int | None:
    """Return the HTTP status of a server's answer; None when it is not one."""
    if not isinstance(problem, ClientError):
        return None
    status = problem.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
    return status if isinstance(status, int) else None


def is_denied(problem: Exception) -> bool:
    """Return whether the server knows who asks and does not allow it."""
    return isinstance(problem, ClientError) and _code(problem) in _DENIED


def is_busy(problem: Exception) -> bool:
    """Return whether a server has answered that it may do the same later."""
    # 409: S3 was at work on this object for somebody else.
    return isinstance(problem, ClientError) and (
        _code(problem) in _UNAVAILABLE
        or status_of(problem) in _BUSY_STATUS
        or _code(problem) in ("ConditionalRequestConflict", "OperationAborted")
    )


def answer_of(problem: ClientError, s3: S3Config) -> Failure:
    """What it means that a server has answered, and not as hoped."""
    code = _code(problem)
    if code == "NoSuchBucket":
        return Failure(
            FailureKind.BUCKET_MISSING,
            f"{server_of(s3)} has no bucket {s3.bucket!r}.",
            "Create it, or correct the bucket, the region or the endpoint.",
        )
    if code in _DENIED:
        return _denied(problem, s3)
    if code in _WRONG_CREDENTIALS:
        return Failure(
            FailureKind.CREDENTIALS_WRONG,
            f"{server_of(s3)} does not accept the AWS credentials that were found ({code}).",
            "Correct or renew them in the environment or in ~/.aws; endpoint and region must be those they are for.",
        )
    region = _region(problem)
    if code in _OTHER_REGION or (code in _REDIRECTED and region):
        return Failure(
            FailureKind.REGION_WRONG,
            f"The bucket {s3.bucket!r} is not in {repr(s3.region) if s3.region else 'the usual region'} ({code}).",
            f"Set the region to {region}." if region else "Set the region to the one that the bucket is in.",
        )
    if code in _REDIRECTED:
        return redirected(s3)
    said = f"{code}: {problem.response.get('Error', {}).get('Message', '')}".rstrip(": .")
    return refused_by_server(said, s3, _WAIT if is_busy(problem) else _REMEDIES.get(code, _CHECK_ALL))


def _denied(problem: ClientError, s3: S3Config) -> Failure:
    in_words, permission = _OPERATIONS.get(
        problem.operation_name, (problem.operation_name, f"s3:{problem.operation_name}")
    )
    # Whether an object is there is something that only those learn who may list.
    besides = ", and s3:ListBucket for the bucket" if permission == "s3:GetObject" else ""
    return Failure(
        FailureKind.DENIED,
        f"The AWS credentials that were found may not {in_words} s3://{s3.bucket}/{s3.prefix.strip('/')} "
        f"({_code(problem)}).",
        f"Have {permission} allowed for them there{besides}, or use others (AWS_PROFILE).",
    )


def _code(problem: ClientError) -> str:
    # Some answers, those of servers that are no S3 above all, have a status and nothing else.
    return str(problem.response.get("Error", {}).get("Code") or status_of(problem) or "")


def _region(problem: ClientError) -> str:
    """Return the region that a server names, empty if it names none."""
    headers = problem.response.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    region = str(headers.get("x-amz-bucket-region") or problem.response.get("Error", {}).get("Region") or "")
    return region if _NAME_OF_REGION.fullmatch(region) else ""


def redirected(s3: S3Config) -> Failure:
    """Say that a server sends whoever asks to another address, which is none of S3's regions."""
    return Failure(
        FailureKind.ENDPOINT_INVALID,
        f"{server_of(s3)} only redirects to another address.",
        "Give that address as the endpoint; often it is the same with https instead of http.",
    )


def refused_by_server(what: str, s3: S3Config, todo: str = _CHECK_ALL) -> Failure:
    """Say that a request came to nothing; ``what`` is why, as whoever refused it says."""
    # In one line, whatever a server sends. All or nothing: half a credential would not be recognised any more.
    said = "".join(character if character.isprintable() else " " for character in what)
    if len(said) > _LONGEST_ANSWER:
        said = "it says more than can be shown"
    return Failure(
        FailureKind.REFUSED,
        f"{server_of(s3)} did not do what was asked of the bucket {s3.bucket!r}: {said}.",
        todo,
    )


def server_of(s3: S3Config) -> str:
    """Return how a person knows the server."""
    # Without an endpoint it is Amazon's, or the one that AWS_ENDPOINT_URL names.
    return urlsplit(s3.endpoint).netloc if s3.endpoint else "S3"
