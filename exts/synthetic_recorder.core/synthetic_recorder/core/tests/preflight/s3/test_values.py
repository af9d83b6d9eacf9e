"""What is found of a bucket without asking one."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from types import SimpleNamespace

import pytest

from synthetic_recorder.core.preflight.s3 import check_s3
from synthetic_recorder.core.tests.preflight.codes import codes
from synthetic_recorder.core.tests.s3_servers.moto import BUCKET, SECRET


def test_s3_that_is_not_enabled_when_checked_then_nobody_is_asked(check, monkeypatch, s3_probe):
    monkeypatch.setattr(s3_probe, "probe", None)

    assert check("http://127.0.0.1:1", enabled=False) == ()


@pytest.mark.parametrize("endpoint", ["http://me:pass@:x", "me:pass@host", "http://me:pass@host:9/?a=b"])
def test_an_endpoint_of_the_environment_that_is_none_when_checked_then_is_not_shown(
    check, monkeypatch, endpoint
):
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)

    (found,) = check()

    assert (found.code, found.where) == ("s3-endpoint-invalid", "output.s3.endpoint")
    assert "AWS_ENDPOINT_URL" in found.what
    assert "pass@" not in repr(found)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"bucket": ""}, ("s3-bucket-invalid", "output.s3.bucket")),
        ({"bucket": "my bucket"}, ("s3-bucket-invalid", "output.s3.bucket")),
        ({"region": "the moon"}, ("s3-region-wrong", "output.s3.region")),
        ({"prefix": "a//b"}, ("s3-prefix-invalid", "output.s3.prefix")),
        ({"prefix": "a/../b"}, ("s3-prefix-invalid", "output.s3.prefix")),
        ({"prefix": "a\nb"}, ("s3-prefix-invalid", "output.s3.prefix")),
        ({"prefix": "a" * 768}, ("s3-prefix-invalid", "output.s3.prefix")),
        ({"prefix": "a\\b"}, ("s3-prefix-invalid", "output.s3.prefix")),
        ({"endpoint": "localhost:9000"}, ("s3-endpoint-invalid", "output.s3.endpoint")),
        ({"endpoint": "ftp://127.0.0.1"}, ("s3-endpoint-invalid", "output.s3.endpoint")),
        ({"endpoint": "http://"}, ("s3-endpoint-invalid", "output.s3.endpoint")),
        ({"endpoint": "http://127.0.0.1:port"}, ("s3-endpoint-invalid", "output.s3.endpoint")),
        ({"endpoint": "http://[::1"}, ("s3-endpoint-invalid", "output.s3.endpoint")),
    ],
)
def test_values_that_no_server_can_take_when_checked_then_are_found_without_one(check, values, found):
    assert codes(check(**{"endpoint": "http://127.0.0.1:1", **values})) == [found]


def test_an_endpoint_with_a_password_when_checked_then_is_refused_and_never_shown():
    values = {"bucket": BUCKET, "prefix": "", "endpoint": f"http://me:{SECRET}@127.0.0.1:1"}

    # No config: one may refuse this by itself.
    found = asyncio.run(check_s3(SimpleNamespace(s3=SimpleNamespace(enabled=True, **values))))

    assert codes(found) == [("s3-endpoint-invalid", "output.s3.endpoint")]
    assert SECRET not in repr(found)


def test_boto3_that_is_not_there_when_checked_then_says_how_to_get_it(check, without_boto3):
    (found,) = check("http://127.0.0.1:1")

    assert (found.code, found.where) == ("s3-boto3-missing", "output.s3")
    assert "pip install boto3" in found.todo


def test_the_preflight_when_imported_then_does_not_load_boto3():
    program = (
        f"import sys; sys.path[:] = {sys.path!r}; import synthetic_recorder.core.preflight;"
        "print('boto3' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ended.stdout.strip() == "False"
