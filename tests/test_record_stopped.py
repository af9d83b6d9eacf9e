"""A recording that is stopped by a signal, at whatever time it comes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from .data_set import files_in


def start_recording(arguments, **streams):
    """A recorder in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "synthetic_recorder.app.main", "record", *map(str, arguments)],
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams,
        text=True,
    )


def wait_until(condition):
    deadline = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def is_written(folder, name):
    """Whether the writer has made a file, committed already or in staging."""
    return lambda: any(folder.rglob(name))


def catches(process, number):
    """Whether the process has its own handler for a signal."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    caught = int(next(line for line in status.splitlines() if line.startswith("SigCgt")).split()[1], 16)
    return bool(caught & 1 << (number - 1))


@pytest.mark.parametrize(("frames", "status", "code"), [("0", "complete", 0), ("100000", "stopped", 1)])
def test_ctrl_c_when_recording_then_the_frame_in_flight_is_finished_and_all_frames_are_whole(
    workplace, stage_file, write_config, frames, status, code
):
    with start_recording([write_config(), "--stage", stage_file, "--frames", frames, "--json"]) as process:
        wait_until(is_written(workplace / "set", "rgb_0002.png"))
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)

    report = json.loads(out.splitlines()[-1])
    assert (report["status"], process.returncode) == (status, code)
    assert report["frames"] >= 3
    assert report["files"] == 1 + 3 * report["frames"]
    assert len(files_in(workplace / "set")) == report["files"] + len(["frames.jsonl", "recording.json"])
    for image in (workplace / "set").glob("*.png"):
        Image.open(image).load()


def test_a_signal_that_comes_while_the_app_starts_when_recording_then_ends_with_a_report(
    workplace, stage_file, write_config
):
    with start_recording([write_config(), "--stage", stage_file, "--frames", "0", "--json"]) as process:
        wait_until(lambda: catches(process, signal.SIGTERM))
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)

    assert process.returncode == 1
    assert json.loads(out.splitlines()[-1])["status"] == "stopped"
    assert err.splitlines() == [
        "Stopping. Once more to abort.",
        "Error: Stopped before the first frame.",
    ]
    assert files_in(workplace) == []


def test_a_signal_that_comes_while_a_bucket_does_not_answer_when_started_then_calls_the_start_off(
    workplace, stage_file, write_config, monkeypatch, silent_server
):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    host, port = silent_server.getsockname()
    s3 = {"enabled": True, "bucket": "b", "region": "us-east-1", "endpoint": f"http://{host}:{port}"}
    config = write_config(output={"folder": "set", "s3": s3})
    with start_recording([config, "--stage", stage_file, "--json"]) as process:
        connection, _ = silent_server.accept()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    connection.close()

    report = json.loads(out.splitlines()[-1])
    assert (report["status"], report["error"], process.returncode) == (
        "stopped",
        "Stopped before the first frame.",
        1,
    )
    assert "Traceback" not in err
    assert files_in(workplace) == []


@pytest.fixture
def silent_server():
    """A server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(60)
        yield server


@pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")
def test_a_terminal_that_is_gone_when_recording_then_what_was_recorded_is_whole_and_complete(
    workplace, stage_file, write_config
):
    terminal, terminals_end = os.openpty()
    arguments = [write_config(), "--stage", stage_file, "--frames", "0", "--json"]
    with start_recording(arguments, stderr=terminals_end) as process:
        os.close(terminals_end)
        wait_until(is_written(workplace / "set", "rgb_0002.png"))
        os.close(terminal)
        process.send_signal(signal.SIGHUP)
        process.send_signal(signal.SIGHUP)
        out, _ = process.communicate(timeout=60)

    assert (process.returncode, json.loads(out)["status"]) == (0, "complete")
    for image in (workplace / "set").glob("*.png"):
        Image.open(image).load()


def test_a_second_signal_when_recording_then_aborts_with_a_report(workplace, stage_file, write_config):
    # 2,000 x 1,500 pixels with 32 samples: the second frame is in flight for long when the first one is there. Signals
    # are taken when a kernel ends: two different ones wait for that together, two of the same kind are one.
    config = write_config(
        render_products=[{"camera": "/World/Camera", "width": 2000, "height": 1500}],
        control={"frames": 0, "rt_subframes": 32},
    )
    with start_recording([config, "--stage", stage_file, "--json"]) as process:
        wait_until(is_written(workplace / "set", "rgb_0000.png"))
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)

    report = json.loads(out.splitlines()[-1])
    assert (report["status"], report["error"], process.returncode) == ("stopped", "Aborted.", 1)
    assert "Stopping." in err
    assert "Traceback" not in err
