"""``synthetic-recorder doctor``: what this machine can do, on this machine and on some that lack something."""

from __future__ import annotations

import json
from importlib import metadata

import pytest
from PIL import Image

from synthetic_recorder.app.doctor import machine, packages, rendering, trial, windows
from synthetic_recorder.app.doctor.check import Check, State
from synthetic_recorder.app.doctor.diagnosis import Diagnosis
from synthetic_recorder.app.doctor.probe import ProbeError, ask

SECRETS = {"AWS_ACCESS_KEY_ID": "AKIAWELLKEPTKEY", "AWS_SECRET_ACCESS_KEY": "well-kept-secret"}


@pytest.fixture(autouse=True)
def no_network(monkeypatch, tmp_path):
    """Credentials are looked for on this machine only, and there are none unless a test sets some."""
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_PROFILE", "AWS_CONTAINER_CREDENTIALS_FULL_URI", *SECRETS):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "BOTO_CONFIG"):
        monkeypatch.setenv(name, str(tmp_path / "none"))


def checks_of(report):
    return {check["name"]: check for check in report["checks"]}


def test_this_machine_when_looked_at_then_a_frame_is_recorded_and_nothing_stays(
    command, workplace, monkeypatch
):
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    # Where a person stands may lie anything.
    (workplace / "warp.py").write_text("raise ImportError")

    ended = command("doctor", "--json")

    checks = checks_of(ended.report)
    assert (ended.code, ended.err) == (0, "")
    assert ended.report["status"] == "complete"
    assert {name for name, check in checks.items() if check["state"] == "broken"} == set()
    assert checks["One frame"]["found"].startswith("64 x 48 pixels recorded in ")
    assert checks["kitless"]["found"] == metadata.version("kitless")
    assert checks["Disk"]["found"].endswith(f" free in {workplace}")
    assert checks["AWS credentials"]["found"] == "found (env)"
    assert not [secret for secret in SECRETS.values() if secret in ended.out]
    assert [path.name for path in workplace.iterdir()] == ["warp.py"]


def test_a_machine_without_vulkan_when_looked_at_then_recording_works_and_what_to_install_is_said(
    command, workplace, monkeypatch
):
    for variable in ("VK_DRIVER_FILES", "VK_ICD_FILENAMES"):
        monkeypatch.setenv(variable, str(workplace / "no_driver.json"))

    ended = command("doctor", "--json")

    vulkan = checks_of(ended.report)["Vulkan"]
    assert ended.code == 0
    assert vulkan["state"] == "missing"
    assert "sudo apt-get install -y libvulkan1 mesa-vulkan-drivers" in vulkan["todo"]


def test_a_kernel_cache_that_cannot_be_written_when_looked_at_then_recording_does_not_work_and_it_says_why(
    command, workplace, monkeypatch
):
    (workplace / "file").write_text("not a folder")
    cache = workplace / "file" / "cache"
    monkeypatch.setenv("WARP_CACHE_PATH", str(cache))

    ended = command("doctor")

    assert ended.code == 1
    assert ended.err.startswith("Error: Recording does not work here: ")
    assert "Traceback" not in ended.err
    assert f"nothing can be written to {cache}" in ended.out
    assert "Make it writable, or set WARP_CACHE_PATH to a folder that is." in ended.out
    assert "--force-reinstall" not in ended.out
    assert ended.out.splitlines()[-1].startswith("Recording does not work here.")


def test_the_table_when_printed_then_has_what_to_do_below_what_is_missing():
    checks = (
        Check("Machine", "CPU", State.OK, "8 cores"),
        Check("Machine", "GPU", State.MISSING, "none:\nneither new\nnor old", "Buy one."),
    )

    lines = Diagnosis(checks, Check("Recording", "One frame", State.OK, "recorded")).lines()

    table = [line for line in lines if "\x1b" not in line]
    assert table == [
        "",
        " " * 22 + "neither new",
        " " * 22 + "nor old",
        " " * 22 + "Buy one.",
        "",
        "",
        "Recording works here. Missing for the rest: GPU.",
    ]


def test_packages_when_not_installed_then_only_those_that_every_recording_needs_are_broken(monkeypatch):
    installed = metadata.version

    def version(name):
        if name in ("boto3", "usd-core"):
            raise metadata.PackageNotFoundError(name)
        return installed(name)

    monkeypatch.setattr(metadata, "version", version)

    checks = {check.name: check for check in packages.check()}

    assert (checks["boto3"].state, checks["boto3"].todo) == (
        State.MISSING,
        "For S3: pip install 'boto3>=1.40'",
    )
    assert checks["usd-core"].state is State.BROKEN
    assert checks["usd-core"].todo.startswith("pip install 'usd-core>=")
    assert checks["numpy"].state is State.OK


@pytest.mark.parametrize(
    ("limit", "state", "words"),
    [
        ("max", State.OK, "64.0 GB, 32.0 GB of it free"),
        ("4000000000", State.OK, "this container may use 4.0 GB"),
        ("1000000000", State.MISSING, "this container may use 1.0 GB"),
    ],
)
def test_memory_when_a_container_has_a_limit_then_it_counts(tmp_path, limit, state, words):
    (tmp_path / "meminfo").write_text("MemTotal:  62500000 kB\nMemAvailable:  31250000 kB\n")
    (tmp_path / "limit").write_text(f"{limit}\n")

    check = machine._memory(tmp_path / "meminfo", tmp_path / "limit")

    assert check.state is state
    assert words in check.found


def test_cuda_devices_when_there_are_some_then_each_is_named_with_its_memory(monkeypatch):
    answer = {
        "warp": "1.19.0",
        "device": "cuda:0",
        "cuda_devices": [["cuda:0", "NVIDIA H200", 150_000_000_000], ["cuda:1", "NVIDIA L4", 24_000_000_000]],
        "kernel_cache": "/cache",
        "kernel_cache_problem": "",
    }
    monkeypatch.setattr(rendering, "ask", lambda module: answer)

    assert [(check.name, check.state, check.found) for check in rendering.check()] == [
        ("Kernel cache", State.OK, "/cache"),
        ("Warp", State.OK, "1.19.0, renders on cuda:0"),
        ("cuda:0", State.OK, "NVIDIA H200, 150.0 GB"),
        ("cuda:1", State.OK, "NVIDIA L4, 24.0 GB"),
    ]


def test_a_display_when_the_environment_names_one_then_it_is_not_said_that_it_works(monkeypatch):
    monkeypatch.setattr(windows, "ask", lambda module: {"problem": ""})
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":99")

    checks = {check.name: check for check in windows.check()}

    assert checks["Display"].found == ":99, as the environment says; not tried"


@pytest.fixture
def module(tmp_path, monkeypatch):
    """module(source): the name of a module that a process of its own can run."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    def module(source):
        (tmp_path / "patient.py").write_text(source)
        return "patient"

    return module


def test_a_process_when_it_answers_then_its_last_object_is_the_answer(module):
    assert ask(module('print(\'{"a": 1}\\n{"a": 2}\\nbye\')')) == {"a": 2}


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)", "its process was ended by SIGSEGV"),
        ("raise SystemExit(3)", "its process has ended with 3"),
        ("import not_there", "ModuleNotFoundError: No module named 'not_there'"),
        ("import threading\nthreading.Event().wait()", "it has not ended within 1 s"),
    ],
    ids=["crash", "silence", "exception", "hang"],
)
def test_a_process_when_it_gives_no_answer_then_how_it_ended_is_told(module, source, problem):
    with pytest.raises(ProbeError) as raised:
        ask(module(source), seconds=1.0)

    assert str(raised.value) == problem


@pytest.mark.parametrize(
    ("size", "problem"),
    [
        ((64, 48), "the picture shows nothing: all of its pixels are the same"),
        ((48, 64), "the picture has 48 x 64 pixels, not 64 x 48"),
    ],
)
def test_a_picture_when_it_is_not_what_was_asked_for_then_the_trial_fails(tmp_path, size, problem):
    Image.new("RGBA", size, "grey").save(tmp_path / "rgb.png")

    assert trial._problem_of_picture(tmp_path / "rgb.png") == problem


def test_the_report_of_the_doctor_when_printed_then_is_one_line_of_json():
    diagnosis = Diagnosis((), Check("Recording", "One frame", State.BROKEN, "it crashed", "Look."))

    assert json.loads(json.dumps(diagnosis.to_dict())) == {
        "status": "failed",
        "checks": [
            {
                "area": "Recording",
                "name": "One frame",
                "state": "broken",
                "found": "it crashed",
                "todo": "Look.",
            }
        ],
        "error": "Recording does not work here: it crashed",
    }
    assert diagnosis.status.exit_code == 1
