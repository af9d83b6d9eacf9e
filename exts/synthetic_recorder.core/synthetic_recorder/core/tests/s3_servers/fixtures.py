"""Fixtures of buckets: a conftest imports those that its tests need."""

from __future__ import annotations

import time

import pytest

from .moto import SECRET, MotoServer
from .proxy import Proxy


@pytest.fixture(scope="session")
def moto_server():
    """A server for all tests; `server` empties it."""
    server = MotoServer()
    yield server
    server.stop()


@pytest.fixture
def server(moto_server, credentials):
    """A server with an empty bucket."""
    moto_server.begin()
    yield moto_server
    moto_server.end()


@pytest.fixture
def credentials(monkeypatch, tmp_path):
    """Those of the environment, and none of whoever runs the tests."""
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)


@pytest.fixture
def allow(server, monkeypatch):
    """From here on the server knows one person only, who may do what is allowed."""

    def allow(*actions):
        key, secret = server.allow(*actions)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", key)
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", secret)

    return allow


@pytest.fixture
def proxy(server):
    """A network between us and the server."""
    proxy = Proxy(server)
    yield proxy
    proxy.end()


class Clock:
    """A clock that only goes on when somebody waits.

    Attributes:
        waited: Seconds that were waited, by whoever.
        on_wait: Called when somebody has waited.
    """

    def __init__(self):
        self.waited = 0.0
        self.on_wait = lambda: None

    def sleep(self, seconds):
        self.waited += seconds
        self.on_wait()


@pytest.fixture
def clock(monkeypatch):
    """Let nobody really wait."""
    clock, monotonic = Clock(), time.monotonic
    monkeypatch.setattr(time, "sleep", clock.sleep)
    monkeypatch.setattr(time, "monotonic", lambda: monotonic() + clock.waited)
    return clock
