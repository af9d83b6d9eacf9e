"""Whole recordings to a bucket, while network, server and recorder fail: the set is as if they had not."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time

import pytest

from synthetic_recorder.core.tests.s3_servers.fixtures import (
    clock,
    credentials,
    moto_server,
    proxy,
    server,
)
from synthetic_recorder.core.tests.s3_servers.moto import BUCKET
from synthetic_recorder.core.tests.s3_servers.proxy import Fault

from .data_set import files_in

__all__ = ["clock", "credentials", "moto_server", "proxy", "server"]

# Two batches, the second one short.
FRAMES = 20


@pytest.fixture(autouse=True)
def temporary_folder(monkeypatch, tmp_path):
    """A folder for what waits to be uploaded."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def arguments(write_config, stage_file):
    """What to record the stage with, to the folder ``set`` of a bucket."""

    def arguments(at, *more):
        bucket = {"enabled": True, "bucket": BUCKET, "region": "us-east-1", "endpoint": at.url}
        config = write_config(output={"folder": "set", "s3": bucket})
        return [str(each) for each in ("record", config, "--stage", stage_file, *more, "--json")]

    return arguments


@pytest.fixture
def record(command, arguments):
    """Record the stage to the folder ``set`` of a bucket, in this process."""

    def record(at, *more, frames=FRAMES):
        return command(*arguments(at, "--frames", frames, *more))

    return record


@pytest.fixture
def expected(command, write_config, stage_file, workplace):
    """The files of the same recording on a disk."""
    ended = command("record", write_config(), "--stage", stage_file, "--frames", FRAMES, "--json")
    assert ended.code == 0
    folder = workplace / "set"
    expected = {name: (folder / name).read_bytes() for name in files_in(folder)}
    # Two images and the colours of each frame, and the two of the data set.
    assert len(expected) >= 3 * FRAMES + 2
    return expected


def kinds(verified):
    """Return the kinds of problems that a verification has found."""
    return [problem["kind"] for problem in verified.report["problems"]]


@pytest.mark.parametrize("fault", [Fault.RESET, Fault.LOST, Fault.BUSY, Fault.ERROR])
def test_a_recording_when_every_third_request_fails_then_nothing_is_lost_and_nothing_doubled(
    fault, expected, record, proxy, server, clock
):
    proxy.fault = lambda request: fault if request.number % 3 == 2 else None

    ended = record(proxy)

    assert (ended.code, ended.report["status"]) == (0, "complete")
    assert (ended.report["path"], ended.report["frames"]) == (f"s3://{BUCKET}/set", FRAMES)
    assert server.objects("set/") == expected


def test_a_server_that_dies_while_files_are_put_when_it_is_back_then_a_resume_completes_the_set(
    expected, record, command, proxy, server, clock
):
    def die(request):
        if request.method == "PUT" and "rgb_0017" in request.path:
            proxy.fault = lambda _: Fault.RESET

    proxy.fault = die
    failed = record(proxy)
    proxy.fault = lambda _: None

    assert (failed.code, failed.report["status"]) == (1, "failed")
    assert "16 frames are committed in s3://recordings/set" in failed.report["error"]
    assert "--resume" in failed.report["error"]
    seen = command("verify", f"s3://{BUCKET}/set", "--s3-endpoint", proxy.url, "--json")
    assert (seen.code, seen.report["frames"]) == (1, 16)
    assert kinds(seen) == ["unfinished"]
    resumed = record(proxy, "--resume")
    assert (resumed.code, resumed.report["frames"]) == (0, FRAMES)
    assert server.objects("set/") == expected


def test_nothing_on_this_machine_when_a_recording_to_a_bucket_has_ended_then_is_left(
    record, server, temporary_folder, workplace
):
    before = set(temporary_folder.iterdir())

    record(server, frames=2)

    assert {
        path for path in temporary_folder.iterdir() if "synthetic_recorder" in path.name
    } - before == set()
    assert list(workplace.iterdir()) == []


def test_a_network_that_is_slow_when_recording_then_three_batches_wait_on_this_machine_and_no_more(
    record, proxy, server, temporary_folder
):
    most = []

    def count(request):
        if request.method == "PUT" and "rgb_" in request.path:
            # Nothing goes on as long as there is room on this machine.
            until = time.monotonic() + 60
            while not most and staged() < 3 * 16 and time.monotonic() < until:
                time.sleep(0.01)
            most.append(staged())

    def staged():
        # By their names: one that is moved while they are listed is seen twice.
        return len({path.name for path in temporary_folder.glob("synthetic_recorder_*/**/rgb_*.png")})

    proxy.fault = count

    ended = record(proxy, frames=100)

    assert (ended.code, ended.report["frames"]) == (0, 100)
    assert max(most) == 3 * 16
    assert len(server.objects("set/rgb_")) == 100


@pytest.mark.parametrize("killed_at", ["rgb_0003", "rgb_0018", "recording.json"])
def test_a_recorder_that_is_killed_while_it_uploads_when_resumed_then_is_as_if_it_had_not_been(
    killed_at, expected, record, arguments, proxy, server, workplace
):
    process = []

    def kill(request):
        if request.method == "PUT" and killed_at in request.path:
            process[0].kill()
            return Fault.RESET
        return None

    proxy.fault = kill
    process.append(
        subprocess.Popen(
            [sys.executable, "-m", "synthetic_recorder.app.main", *arguments(proxy, "--frames", str(FRAMES))],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
    )
    out, err = process[0].communicate(timeout=120)
    proxy.fault = lambda _: None
    assert process[0].returncode == -9, f"{out}{err}"
    assert "set/recording.json" not in server.objects()

    resumed = record(proxy, "--resume")

    assert (resumed.code, resumed.report["frames"]) == (0, FRAMES)
    assert server.objects("set/") == expected


def test_two_machines_when_they_resume_the_same_recording_then_the_one_that_is_fenced_off_says_so(
    expected, record, proxy, server, clock, tmp_path, monkeypatch
):
    def someone_else_goes_on(request):
        if request.method == "PUT" and "rgb_0000" in request.path:
            # Its next segment is the one that the recorder here would put.
            server.put("set/journal.jsonl/00000003", b'{"recording": {}}\n')

    proxy.fault = someone_else_goes_on

    ended = record(proxy)

    assert (ended.code, ended.report["status"]) == (1, "failed")
    assert "another recorder records there, too" in ended.report["error"]
    assert "set/recording.json" not in server.objects()


def test_a_data_set_in_a_bucket_when_verified_then_every_object_is_read(record, command, server):
    record(server, frames=2)
    address = (f"s3://{BUCKET}/set", "--s3-endpoint", server.url, "--json")

    whole = command("verify", *address)
    image = server.read("set/rgb_0001.png")
    server.put("set/rgb_0001.png", image[:-1] + bytes([image[-1] ^ 1]))
    changed = command("verify", *address)
    server.client.delete_object(Bucket=BUCKET, Key="set/rgb_0001.png")
    missing = command("verify", *address)

    assert [(ended.code, kinds(ended)) for ended in (whole, changed, missing)] == [
        (0, []),
        (1, ["changed"]),
        (1, ["missing"]),
    ]


def test_a_data_set_in_a_bucket_when_overwritten_then_nothing_of_the_old_one_is_left(
    expected, record, server
):
    record(server, "--set", "render_products[0].name=cam", frames=30)

    ended = record(server, "--set", "output.on_conflict=overwrite")

    assert ended.code == 0
    assert server.objects("set/") == expected
