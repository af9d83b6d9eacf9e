"""What boto3 raises, as findings. Nothing that could be a credential is repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore import exceptions as raised  # type: ignore[import-untyped]

from synthetic_recorder.core.findings import in_words

from . import kinds
from .answers import answer_of, redirected, refused_by_server, server_of

if TYPE_CHECKING:
    from synthetic_recorder.core.config import S3Config
    from synthetic_recorder.core.findings import Finding


def problem_of(problem: Exception, s3: S3Config) -> Finding:
    """Return what an exception of boto3 means for a recording to ``s3``, and what to do about it."""
    for types, describe in _DESCRIPTIONS:
        if isinstance(problem, types):
            return describe(problem, s3)
    return refused_by_server(in_words(problem), s3)


def _no_credentials(problem: Exception, _: S3Config) -> Finding:
    return kinds.credentials_none(
        f"AWS credentials are missing ({type(problem).__name__}).",
        "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE to a profile of ~/.aws that is complete.",
    )


def _unusable_credentials(problem: Exception, _: S3Config) -> Finding:
    # Not its message: that is what a program has said which deals in secrets.
    return kinds.credentials_wrong(
        f"The source of the AWS credentials gives none ({type(problem).__name__}).",
        "Log in anew (aws sso login), or correct the profile in ~/.aws/config.",
    )


def _no_connection(problem: Exception, s3: S3Config) -> Finding:
    if "header value" in str(problem):
        # Python has refused to send it, and its message has all of it.
        return kinds.credentials_wrong(
            "The AWS credentials that were found cannot be sent: they have a line break or the like in them.",
            "Correct them in the environment or in ~/.aws.",
        )
    kind = kinds.endpoint_unreachable if s3.endpoint else kinds.unreachable
    return kind(
        f"{server_of(s3)} cannot be reached: {_connection_problem(problem)}.",
        "Check the endpoint, the network, proxy and firewall.",
    )


def _connection_problem(problem: Exception) -> str:
    if isinstance(problem, raised.ConnectTimeoutError | raised.ReadTimeoutError):
        return "it did not answer in time"
    if isinstance(problem, raised.ProxyConnectionError):
        return "the proxy of this machine does not let it through"
    if isinstance(problem, raised.SSLError):
        return "its certificate was not accepted, or it speaks http and not https"
    return "nobody answers there" if isinstance(problem, raised.EndpointConnectionError) else "it hung up"


def _no_endpoint(problem: Exception, s3: S3Config) -> Finding:
    if "endpoint" not in str(problem).lower():
        return refused_by_server(in_words(problem), s3)
    # The other one is not shown: it may have a password in it.
    endpoint = (
        repr(s3.endpoint) if s3.endpoint else "What AWS_ENDPOINT_URL or ~/.aws/config gives as endpoint"
    )
    return kinds.endpoint_invalid(
        f"{endpoint} is not the address of an S3 server.",
        "Give a URL such as https://s3.example.com:9000, without user, password and query.",
    )


def _no_region(_: Exception, s3: S3Config) -> Finding:
    return kinds.region_wrong(
        f"{s3.region!r} is not the name of a region.",
        "Give one such as eu-central-1, or leave it empty.",
    )


def _no_bucket_name(_: Exception, s3: S3Config) -> Finding:
    return kinds.bucket_invalid(
        f"{s3.bucket!r} cannot be the name of a bucket.",
        "Use lower-case letters, digits, dots and hyphens.",
    )


_DESCRIPTIONS = (
    ((raised.ClientError,), answer_of),
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
    ((raised.EndpointProviderError, ValueError), _no_endpoint),
    # What becomes of a redirect that names no region: boto3 asks for the region, and is redirected.
    ((RecursionError,), lambda _, s3: redirected(s3)),
)
