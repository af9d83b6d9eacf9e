"""Data sets in buckets. boto3 is loaded by `store`, and by nothing that is imported before a bucket is needed."""

from __future__ import annotations
