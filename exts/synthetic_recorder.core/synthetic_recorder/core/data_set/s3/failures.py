"""What boto3 raises, in words. Nothing that could be a credential is repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore import exceptions as raised  # type: ignore[import-untyped]

from synthetic_recorder.core.findings import in_words

from .answers import answer_of, is_busy, redirected, refused_by_server, server_of
from .failure import Failure, FailureKind

if TYPE_CHECKING:
    from synthetic_recorder.core.config import S3Config


def failure_of(problem: Exception, s3: S3Config) -> Failure:
    """Return what an exception of boto3 means for a data set in ``s3``, and what to do about it."""
    for types, describe in _DESCRIPTIONS:
        if isinstance(problem, types):
            return describe(problem, s3)
    return refused_by_server(in_words(problem), s3)


def may_pass(problem: Exception) -> bool:
    """Return whether the same request may succeed later: the server is away, overloaded, or a line broke."""
    if isinstance(problem, raised.SSLError):
        return False
    return is_busy(problem) or isinstance(
        problem,
        # What came was cut short or changed on its way, too: it can be read again.
        raised.ConnectionError
        | raised.HTTPClientError
        | raised.IncompleteReadError
        | raised.FlexibleChecksumError
        | ConnectionError
        | TimeoutError,
    )


def _no_credentials(problem: Exception, _: S3Config) -> Failure:
    return Failure(
        FailureKind.CREDENTIALS_NONE,
        f"AWS credentials are missing ({type(problem).__name__}).",
        "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE to a profile of ~/.aws that is complete.",
    )


def _unusable_credentials(problem: Exception, _: S3Config) -> Failure:
    # Not its message: that is what a program has said which deals in secrets.
    return Failure(
        FailureKind.CREDENTIALS_WRONG,
        f"The source of the AWS credentials gives none ({type(problem).__name__}).",
        "Log in anew (aws sso login), or correct the profile in ~/.aws/config.",
    )


def _no_connection(problem: Exception, s3: S3Config) -> Failure:
    if "header value" in str(problem):
        # Python has refused to send it, and its message has all of it.
        return Failure(
            FailureKind.CREDENTIALS_WRONG,
            "The AWS credentials that were found cannot be sent: they have a line break or the like in them.",
            "Correct them in the environment or in ~/.aws.",
        )
    return Failure(
        FailureKind.UNREACHABLE,
        f"{server_of(s3)} cannot be reached: {_connection_problem(problem)}.",
        "Check the endpoint, the network, proxy and firewall.",
    )


def _connection_problem(problem: Exception) -> str:
    if isinstance(problem, raised.ConnectTimeoutError | raised.ReadTimeoutError | TimeoutError):
        return "it did not answer in time"
    if isinstance(problem, raised.ProxyConnectionError):
        return "the proxy of this machine does not let it through"
    if isinstance(problem, raised.SSLError):
        return "its certificate was not accepted, or it speaks http and not https"
    return "nobody answers there" if isinstance(problem, raised.EndpointConnectionError) else "it hung up"


def _no_endpoint(problem: Exception, s3: S3Config) -> Failure:
    if "endpoint" not in str(problem).lower():
        return refused_by_server(in_words(problem), s3)
    # The other one is not shown: it may have a password in it.
    endpoint = (
        repr(s3.endpoint) if s3.endpoint else "What AWS_ENDPOINT_URL or ~/.aws/config gives as endpoint"
    )
    return Failure(
        FailureKind.ENDPOINT_INVALID,
        f"{endpoint} is not the address of an S3 server.",
        "Give a URL such as https://s3.example.com:9000, without user, password and query.",
    )


def _no_region(_: Exception, s3: S3Config) -> Failure:
    return Failure(
        FailureKind.REGION_WRONG,
        f"{s3.region!r} is not the name of a region.",
        "Give one such as eu-central-1, or leave it empty.",
    )


def _no_parameter(problem: Exception, s3: S3Config) -> Failure:
    if "Unknown parameter" in str(problem):
        return Failure(
            FailureKind.OUTDATED,
            "The Python package boto3 is older than conditional writes to S3, by which a recorder reserves a folder.",
            "Install boto3 1.36 or newer for the Python that runs this app.",
        )
    return Failure(
        FailureKind.BUCKET_INVALID,
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
    (
        (
            raised.ConnectionError,
            raised.HTTPClientError,
            raised.IncompleteReadError,
            ConnectionError,
            TimeoutError,
        ),
        _no_connection,
    ),
    ((raised.InvalidRegionError,), _no_region),
    ((raised.ParamValidationError,), _no_parameter),
    ((raised.EndpointProviderError, ValueError), _no_endpoint),
    ((KeyError,), lambda problem, s3: refused_by_server(f"its answer has no {problem}", s3)),
    # What becomes of a redirect that names no region: boto3 asks for the region, and is redirected.
    ((RecursionError,), lambda _, s3: redirected(s3)),
)
