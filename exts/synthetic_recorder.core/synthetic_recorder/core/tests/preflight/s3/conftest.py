"""Checks of a bucket."""

from __future__ import annotations

import asyncio
import importlib
import sys

import pytest

from synthetic_recorder.core.config import OutputConfig, S3Config
from synthetic_recorder.core.preflight.s3 import check_s3
from synthetic_recorder.core.tests.s3_servers.fixtures import allow, credentials, moto_server, proxy, server
from synthetic_recorder.core.tests.s3_servers.moto import BUCKET, SECRET

__all__ = ["allow", "credentials", "moto_server", "proxy", "server"]


@pytest.fixture(autouse=True)
def nobodys_credentials(credentials):
    """Whoever runs the tests is not asked."""


@pytest.fixture
def s3_probe():
    """The module that a check loads now: an app that has ended took the extension's modules with it."""
    return importlib.import_module("synthetic_recorder.core.preflight.s3.probe")


@pytest.fixture
def without_boto3(monkeypatch, s3_probe):
    """A Python in which boto3 is not installed."""
    for name in [name for name in sys.modules if name == s3_probe.__name__ or ".data_set.s3." in name]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(sys.modules[s3_probe.__package__], "probe", raising=False)
    monkeypatch.setitem(sys.modules, "boto3", None)


@pytest.fixture
def check():
    """Check a bucket, and see that nothing that is found shows the secret."""

    def check(endpoint="", bucket=BUCKET, prefix="sets", region="us-east-1", *, enabled=True):
        output = OutputConfig(s3=S3Config(enabled, bucket, prefix, region, endpoint))
        found = asyncio.run(check_s3(output))
        assert SECRET not in repr(found)
        return found

    return check
