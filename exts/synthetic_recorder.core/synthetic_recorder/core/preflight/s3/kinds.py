"""What can be wrong with a bucket: the code of each kind, and its place in the config.

Each is called with what the problem is and what to do about it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from synthetic_recorder.core.data_set.s3.failure import Failure, FailureKind
from synthetic_recorder.core.findings import error, warning

if TYPE_CHECKING:
    from synthetic_recorder.core.config import S3Config
    from synthetic_recorder.core.findings import Finding

boto3_missing = partial(error, "s3-boto3-missing", "output.s3")
bucket_invalid = partial(error, "s3-bucket-invalid", "output.s3.bucket")
bucket_missing = partial(error, "s3-bucket-missing", "output.s3.bucket")
condition_ignored = partial(warning, "s3-condition-ignored", "output.s3")
credentials_none = partial(error, "s3-credentials-none", "output.s3")
credentials_wrong = partial(error, "s3-credentials-wrong", "output.s3")
delete_denied = partial(warning, "s3-delete-denied", "output.s3")
denied = partial(error, "s3-denied", "output.s3")
endpoint_invalid = partial(error, "s3-endpoint-invalid", "output.s3.endpoint")
endpoint_unreachable = partial(error, "s3-unreachable", "output.s3.endpoint")
prefix_invalid = partial(error, "s3-prefix-invalid", "output.s3.prefix")
read_back = partial(error, "s3-read-back", "output.s3")
refused = partial(error, "s3-refused", "output.s3")
region_wrong = partial(error, "s3-region-wrong", "output.s3.region")
unreachable = partial(error, "s3-unreachable", "output.s3")

_OF_FAILURES = {
    FailureKind.BUCKET_INVALID: bucket_invalid,
    FailureKind.BUCKET_MISSING: bucket_missing,
    FailureKind.CREDENTIALS_NONE: credentials_none,
    FailureKind.CREDENTIALS_WRONG: credentials_wrong,
    FailureKind.DENIED: denied,
    FailureKind.ENDPOINT_INVALID: endpoint_invalid,
    FailureKind.OUTDATED: boto3_missing,
    FailureKind.REFUSED: refused,
    FailureKind.REGION_WRONG: region_wrong,
    FailureKind.UNREACHABLE: unreachable,
}


def finding_of(failure: Failure, s3: S3Config) -> Finding:
    """Return a failure as a finding."""
    if failure.kind is FailureKind.UNREACHABLE and s3.endpoint:
        return endpoint_unreachable(failure.what, failure.todo)
    return _OF_FAILURES[failure.kind](failure.what, failure.todo)
