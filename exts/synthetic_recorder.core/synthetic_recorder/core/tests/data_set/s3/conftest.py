"""Data sets in a bucket of moto's server."""

from __future__ import annotations

import hashlib
import sys
from importlib import import_module

import numpy as np
import pytest

from synthetic_recorder.core.config import OnConflict, OutputConfig, S3Config
from synthetic_recorder.core.data_set import (
    FileRecord,
    FrameRecord,
    Provenance,
    StagedFile,
    StagedFrame,
    Status,
)
from synthetic_recorder.core.data_set.s3 import bucket as s3_bucket
from synthetic_recorder.core.data_set.s3.reserve import reserve_on_s3
from synthetic_recorder.core.tests.s3_servers.fixtures import (
    allow,
    clock,
    credentials,
    moto_server,
    proxy,
    server,
)
from synthetic_recorder.core.tests.s3_servers.moto import BUCKET

__all__ = ["allow", "clock", "credentials", "moto_server", "proxy", "server"]

import_module("synthetic_recorder.core.data_set.s3.store")
_MODULES = {
    name: module for name, module in sys.modules.items() if name.startswith("synthetic_recorder.core")
}


@pytest.fixture(autouse=True)
def modules_as_collected(monkeypatch):
    """What is imported late belongs to what is imported above: an app that has ended took modules with it."""
    for name, module in _MODULES.items():
        monkeypatch.setitem(sys.modules, name, module)


@pytest.fixture(autouse=True)
def temporary_folder(monkeypatch, tmp_path):
    """A folder for what is staged."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def s3():
    """The config of a bucket."""

    def s3(server, prefix="sets/one"):
        return S3Config(True, BUCKET, prefix, "us-east-1", server.url)

    return s3


@pytest.fixture
def output(s3):
    """An output in a bucket: ``sets/one`` and what follows from that."""

    def output(server, on_conflict=OnConflict.INCREMENT, prefix="sets"):
        return OutputConfig("", "one", on_conflict, s3(server, prefix))

    return output


@pytest.fixture
def provenance():
    """Where data sets come from, none of it true."""
    return Provenance({"version": 1}, {"name": "BasicWriter"}, {"identifier": "stage.usda"}, {}, 7, {})


@pytest.fixture
def stage(tmp_path):
    """Write a file to be put: ``stage("rgb_0000.png", b"…")``."""

    def stage(name, data):
        file = tmp_path / name
        file.write_bytes(data)
        return StagedFile(file, FileRecord(name, len(data), hashlib.sha256(data).hexdigest()))

    return stage


@pytest.fixture
def large_file(stage, monkeypatch):
    """A file that is put in three parts."""
    monkeypatch.setattr(s3_bucket, "LARGE", 6 * 2**20)
    monkeypatch.setattr(s3_bucket, "PART", 5 * 2**20)
    return stage("pointcloud_0000.npy", np.arange(3 * 2**20, dtype=np.uint32).tobytes())


@pytest.fixture
def frame(stage):
    """Write the files of a frame: an image and an array, each with other bytes in each frame."""
    pose = ((1.0, 0.0, 0.0, 0.0), (0.0, 1.0, 0.0, 0.0), (0.0, 0.0, 1.0, 0.0), (0.0, 0.0, 0.0, 1.0))

    def frame(number):
        files = (
            stage(f"depth_{number:04}.npy", b"depth" * (number + 1)),
            stage(f"rgb_{number:04}.png", b"rgb" * (number + 1)),
        )
        records = tuple(file.record for file in files)
        return StagedFrame(FrameRecord(number, float(number), number / 24, {"/Camera": pose}, records), files)

    return frame


@pytest.fixture
def record(output, provenance, frame):
    """Record two frames, each a commit, from wherever there is a recording to its end."""

    def record(at, on_conflict=OnConflict.RESUME):
        reserved = reserve_on_s3(output(at, on_conflict))
        try:
            data_set = reserved.data_set
            if data_set is None or data_set.manifest is None:
                data_set = reserved.begin(provenance)
                for number in range(len(data_set.frames), 2):
                    data_set.commit([frame(number)])
                data_set.finish(Status.COMPLETE, 2)
        finally:
            reserved.close()

    return record


@pytest.fixture
def expected(record, server):
    """What there is in the end when nothing goes wrong."""
    record(server)
    expected = server.objects("sets/one/")
    assert len(expected) == 6
    server.begin()
    return expected
