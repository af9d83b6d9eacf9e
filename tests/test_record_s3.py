"""``record`` to a bucket: the same data set as on a disk, on a server of this machine."""

from __future__ import annotations

import errno
import shlex
from pathlib import Path

import pytest

from synthetic_recorder.core.tests.s3_servers.fixtures import credentials, moto_server, server
from synthetic_recorder.core.tests.s3_servers.moto import BUCKET

from .data_set import files_in

__all__ = ["credentials", "moto_server", "server"]


@pytest.fixture
def record(command, stage_file, write_config, server):
    """Record the stage to the folder ``set`` of the bucket."""

    def record(*arguments, **s3):
        bucket = {
            "enabled": True,
            "bucket": BUCKET,
            "region": "us-east-1",
            "endpoint": server.url,
            "prefix": "day",
        }
        config = write_config(output={"folder": "set", "s3": bucket | s3})
        return command("record", config, "--stage", stage_file, "--frames", 18, *arguments, "--json")

    return record


def test_a_recording_to_a_bucket_when_done_then_its_objects_are_the_files_of_one_on_disk(
    command, workplace, stage_file, write_config, server, record
):
    to_bucket = record()
    to_disk = command("record", write_config(), "--stage", stage_file, "--frames", 18, "--json")

    assert to_bucket.code == 0
    assert to_bucket.report.pop("seconds") > 0
    assert to_bucket.report | {"seconds": 0} == to_disk.report | {
        "path": f"s3://{BUCKET}/day/set",
        "seconds": 0,
    }
    folder = workplace / "set"
    assert server.objects("day/set/") == {name: (folder / name).read_bytes() for name in files_in(folder)}


def test_recordings_to_a_bucket_when_the_name_is_taken_then_are_counted_up(server, record):
    server.put("day/set/of_somebody.txt")

    assert record().report["path"] == f"s3://{BUCKET}/day/set_01"
    assert server.objects("day/set/") == {"of_somebody.txt": b"something"}


@pytest.mark.parametrize("policy", ["resume", "overwrite", "fail"])
def test_a_folder_of_somebody_in_a_bucket_when_the_name_must_be_that_one_then_is_refused_and_stays(
    server, record, policy
):
    server.put("day/set/of_somebody.txt")

    ended = record("--set", f"output.on_conflict={policy}")

    assert (ended.code, ended.report["status"]) == (2, "refused")
    assert f"s3://{BUCKET}/day/set" in ended.report["error"]
    assert server.objects() == {"day/set/of_somebody.txt": b"something"}


def test_a_recording_to_a_bucket_that_has_failed_when_resumed_as_it_says_then_is_as_if_nothing_had_happened(
    command, server, record, monkeypatch
):
    write_bytes = Path.write_bytes

    def write_to_a_full_disk(self, data):
        if self.name == "rgb_0017.png":
            raise OSError(errno.ENOSPC, "No space left on device", str(self))
        return write_bytes(self, data)

    with monkeypatch.context() as full:
        full.setattr(Path, "write_bytes", write_to_a_full_disk)
        failed = record()
    assert failed.code == 1
    _, _, way_on = failed.report["error"].rpartition("\nTo go on: synthetic-recorder ")
    assert "--set 'output.folder=\"set\"' --resume" in way_on

    resumed = command(*shlex.split(way_on), "--json")
    whole = record("--set", "output.folder=whole")

    assert (resumed.code, resumed.report["path"], whole.code) == (0, f"s3://{BUCKET}/day/set", 0)
    assert server.objects("day/set/") == server.objects("day/whole/")


def test_a_config_for_a_bucket_when_a_folder_is_given_then_goes_to_disk(workplace, server, record):
    ended = record("--output", "on_disk")

    assert (ended.code, ended.report["path"]) == (0, str(workplace / "on_disk"))
    assert server.objects() == {}
