"""Whether a data set can go to the bucket of a config: the only check that asks a network.

boto3 is loaded when a bucket is asked, and not before.
"""

from __future__ import annotations

from .check import check_s3

__all__ = ["check_s3"]
