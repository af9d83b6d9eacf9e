"""What boto3 raises, as findings. Nothing that could be a credential is repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from botocore import exceptions as raised  # type: ignore[import-untyped]

from synthetic_recorder.core.findings import error, in_words

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
_OTHER_REGION = {
    "301",
    "307",
    "AuthorizationHeaderMalformed",
    "IllegalLocationConstraintException",
    "PermanentRedirect",
    "TemporaryRedirect",
}


def is_denied(problem: Exception) -> bool:
    """Return whether the server knows who asks and does not allow it."""
    return isinstance(problem, raised.ClientError) and _code(problem) in _DENIED


def problem_of(problem: Exception, s3: S3Config) -> Finding:
    """Return what an exception of boto3 means for a recording to ``s3``, and what to do about it."""
    for kinds, describe in _DESCRIPTIONS:
        if isinstance(problem, kinds):
            return describe(problem, s3)
    return _refused(in_words(problem), s3)


def _no_credentials(problem: Exception, _: S3Config) -> Finding:
    return error(
        "s3-credentials-none",
        "output.s3",
        f"AWS credentials are missing ({type(problem).__name__}).",
        "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE to a profile of ~/.aws that is complete.",
    )


def _unusable_credentials(problem: Exception, _: S3Config) -> Finding:
    # Not its message: that is what a program has said which deals in secrets.
    return error(
        "s3-credentials-wrong",
        "output.s3",
        f"The source of the AWS credentials gives none ({type(problem).__name__}).",
        "Log in anew (aws sso login), or correct the profile in ~/.aws/config.",
    )


def _no_connection(problem: Exception, s3: S3Config) -> Finding:
    return error(
        "s3-unreachable",
        "output.s3.endpoint" if s3.endpoint else "output.s3",
        f"{_server(s3)} cannot be reached: {_connection_problem(problem)}.",
        "Check the endpoint, the network, proxy and firewall.",
    )


def _connection_problem(problem: Exception) -> str:
    if isinstance(problem, raised.ConnectTimeoutError | raised.ReadTimeoutError):
        return "it did not answer in time"
    if isinstance(problem, raised.ProxyConnectionError):
        return "the proxy of this machine does not let it through"
    if isinstance(problem, raised.SSLError):
        return "its certificate was not accepted"
    return "nobody answers there" if isinstance(problem, raised.EndpointConnectionError) else "it hung up"


def _no_region(_: Exception, s3: S3Config) -> Finding:
    return error(
        "s3-region-wrong",
        "output.s3.region",
        f"{s3.region!r} is not the name of a region.",
        "Give one such as eu-central-1, or leave it empty.",
    )


def _no_bucket_name(_: Exception, s3: S3Config) -> Finding:
    return error(
        "s3-bucket-invalid",
        "output.s3.bucket",
        f"{s3.bucket!r} cannot be the name of a bucket.",
        "Use lower-case letters, digits, dots and hyphens.",
    )


def _answer(problem: raised.ClientError, s3: S3Config) -> Finding:
    """What it means that a server has answered, and not as hoped."""
    code = _code(problem)
    operation = problem.operation_name
    if code == "NoSuchBucket":
        return error(
            "s3-bucket-missing",
            "output.s3.bucket",
            f"{_server(s3)} has no bucket {s3.bucket!r}.",
            "Create it, or correct the bucket, the region or the endpoint.",
        )
    if code in _DENIED:
        return error(
            "s3-denied",
            "output.s3",
            f"The AWS credentials that were found may not {_IN_WORDS.get(operation, operation)} "
            f"s3://{s3.bucket}/{s3.prefix.strip('/')} ({code}).",
            f"Have s3:{operation} allowed for them there, or use others (AWS_PROFILE).",
        )
    if code in _WRONG_CREDENTIALS:
        return error(
            "s3-credentials-wrong",
            "output.s3",
            f"{_server(s3)} does not accept the AWS credentials that were found ({code}).",
            "Correct or renew them in the environment or in ~/.aws; endpoint and region must be those they are for.",
        )
    if code in _OTHER_REGION:
        headers = problem.response.get("ResponseMetadata", {}).get("HTTPHeaders", {})
        region = headers.get("x-amz-bucket-region") or problem.response["Error"].get("Region")
        return error(
            "s3-region-wrong",
            "output.s3.region",
            f"The bucket {s3.bucket!r} is not in {repr(s3.region) if s3.region else 'the usual region'} ({code}).",
            f"Set the region to {region}." if region else "Set the region to the one that the bucket is in.",
        )
    return _refused(f"{code}: {problem.response['Error'].get('Message', '')}".rstrip(": ."), s3)


def _code(problem: raised.ClientError) -> str:
    # Some answers, those of servers that are no S3 above all, have a status and nothing else.
    status = problem.response.get("ResponseMetadata", {}).get("HTTPStatusCode", "")
    return str(problem.response.get("Error", {}).get("Code") or status)


def _refused(what: str, s3: S3Config) -> Finding:
    return error(
        "s3-refused",
        "output.s3",
        f"{_server(s3)} did not take a test object for {s3.bucket!r}: {what}.",
        "Check that bucket, region and endpoint belong together, and that the endpoint is an S3 server.",
    )


def _server(s3: S3Config) -> str:
    # Without an endpoint it is Amazon's, or the one that AWS_ENDPOINT_URL names.
    return urlsplit(s3.endpoint).netloc if s3.endpoint else "S3"


_DESCRIPTIONS = (
    ((raised.ClientError,), _answer),
    ((raised.NoCredentialsError, raised.PartialCredentialsError, raised.ProfileNotFound), _no_credentials),
    (
        # Found, but not turned into a key: an expired login, a role that may not be assumed.
        (
            raised.ConfigParseError,
            raised.CredentialRetrievalError,
            raised.InvalidConfigError,
            raised.MetadataRetrievalError,
            raised.SSOError,
            raised.TokenRetrievalError,
            raised.UnknownCredentialError,
        ),
        _unusable_credentials,
    ),
    ((raised.ConnectionError, raised.HTTPClientError), _no_connection),
    ((raised.InvalidRegionError,), _no_region),
    ((raised.ParamValidationError,), _no_bucket_name),
)
