"""Where the data set goes."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from synthetic_recorder.core.config import OnConflict, OutputConfig, S3Config
from synthetic_recorder.core.preflight import file_names

from .codes import codes


@pytest.mark.parametrize("policy", list(OnConflict))
def test_an_output_in_a_bucket_when_checked_then_the_disk_has_no_say(findings, tmp_path, policy):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "precious.txt").write_text("mine")
    output = OutputConfig(str(tmp_path), "run", policy, s3=S3Config(enabled=True, bucket="recordings"))

    assert findings(output=output) == ()


def test_an_output_in_a_bucket_when_its_folder_is_no_name_then_is_found(findings):
    output = OutputConfig("", "../run", s3=S3Config(enabled=True, bucket="recordings"))

    assert codes(findings(output=output)) == [("output-folder-invalid", "output.folder")]


def test_an_output_with_a_bucket_that_is_off_when_checked_then_fits(findings, tmp_path):
    output = OutputConfig(str(tmp_path), "run", s3=S3Config(enabled=False, bucket="recordings"))

    assert findings(output=output) == ()


def test_an_output_below_a_file_when_checked_then_is_found(findings, tmp_path):
    (tmp_path / "file").write_text("")

    assert codes(findings(output=OutputConfig(str(tmp_path / "file" / "sub")))) == [
        ("output-directory-invalid", "output.directory")
    ]


@pytest.mark.parametrize(
    "output",
    [
        OutputConfig("x" * 300),
        OutputConfig("", "x" * 300),
        OutputConfig("a\0b"),
        OutputConfig("~nobody_of_this_name"),
        OutputConfig("omniverse://localhost/sets"),
    ],
    ids=["long-directory", "long-folder", "nul-in-directory", "nobodys-home", "server"],
)
def test_an_output_that_is_no_path_when_checked_then_is_found(findings, output):
    assert codes(findings(output=output)) == [("output-directory-invalid", "output.directory")]


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="a folder that not even root can write to")
def test_an_output_that_cannot_be_written_to_when_checked_then_is_found(findings):
    (found,) = findings(output=OutputConfig("/proc/self/data/sets"))

    assert (found.code, found.where) == ("output-directory-not-writable", "output.directory")
    assert found.what.startswith("Nothing can be written to /proc/self: ")


@pytest.mark.parametrize(
    ("number", "words", "remedy"),
    [
        (errno.EACCES, "Permission denied", "have its permissions changed"),
        (errno.EROFS, "Read-only file system", "have its permissions changed"),
        (errno.ENOSPC, "No space left on device", "make room there"),
        (errno.EDQUOT, "Disk quota exceeded", "make room there"),
    ],
)
def test_an_output_whose_disk_refuses_when_checked_then_the_reason_is_told(
    findings, tmp_path, monkeypatch, number, words, remedy
):
    # Whoever runs the tests as root may write everywhere, so what the system says is put in its mouth.
    def refuse(self, *, exist_ok):
        raise OSError(number, os.strerror(number), str(self))

    monkeypatch.setattr(Path, "touch", refuse)

    (found,) = findings()

    assert (found.code, found.where) == ("output-directory-not-writable", "output.directory")
    assert found.what == f"Nothing can be written to {tmp_path}: {words}."
    assert found.todo == f"Choose another place, or {remedy}."


def test_an_output_that_may_not_be_looked_at_when_checked_then_is_found(findings, tmp_path, monkeypatch):
    def refuse(self):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))

    monkeypatch.setattr(Path, "lstat", refuse)

    assert codes(findings()) == [("output-directory-not-writable", "output.directory")]


def test_an_output_when_checked_then_nothing_is_made_of_it(findings, tmp_path):
    assert findings(output=OutputConfig(str(tmp_path / "of" / "july"))) == ()
    assert list(tmp_path.iterdir()) == []


def test_an_output_behind_a_link_when_it_leads_to_a_folder_then_fits(findings, tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there", target_is_directory=True)

    assert findings(output=OutputConfig(str(tmp_path / "link"))) == ()


def test_an_output_behind_a_link_when_it_leads_to_itself_then_is_found(findings, tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "link")

    assert codes(findings(output=OutputConfig(str(tmp_path / "link" / "sub")))) == [
        ("output-directory-invalid", "output.directory")
    ]


def test_an_output_behind_a_link_when_it_leads_nowhere_then_is_found(findings, tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")

    (found,) = findings(output=OutputConfig(str(tmp_path / "link" / "sub")))

    assert (found.code, found.where) == ("output-directory-invalid", "output.directory")
    assert found.what == f"{tmp_path / 'link'} is a link that leads nowhere."


def test_a_folder_that_is_a_link_to_nowhere_when_conflicts_must_fail_then_is_found(findings, tmp_path):
    (tmp_path / "run").symlink_to(tmp_path / "nowhere")

    assert codes(findings(output=OutputConfig(str(tmp_path), "run", OnConflict.FAIL))) == [
        ("output-folder-exists", "output.folder")
    ]


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "a/b",
        "../b",
        "/b",
        "a\\b",
        "C:\\b",
        "a\0b",
        "a\nb",
        "a\x1bb",
        "a\x7fb",
        "a\u2028b",
    ],
)
def test_a_folder_name_that_is_none_when_checked_then_is_found(findings, name):
    assert codes(findings(output=OutputConfig("", name))) == [("output-folder-invalid", "output.folder")]


@pytest.mark.parametrize(
    "name", ["_out_sdrec", "a b", ".hidden", "Überwachung", "倉庫", "a\u3000b", "console", "com10"]
)
def test_a_folder_name_when_every_system_takes_it_then_fits(findings, tmp_path, name):
    assert findings(output=OutputConfig(str(tmp_path), name)) == ()


NOT_ON_WINDOWS = [
    ("nul", "is a device"),
    ("Con.old", "is a device"),
    ("LPT1 .txt", "is a device"),
    ("com¹", "is a device"),
    ("run.", "loses its last character"),
    ("run ", "loses its last character"),
    ("16:20", "cannot have : in it"),
    ("what?*", "cannot have * or ? in it"),
]


@pytest.mark.parametrize(("name", "objection"), NOT_ON_WINDOWS)
def test_a_folder_name_that_windows_refuses_when_elsewhere_then_is_a_warning(
    findings, tmp_path, monkeypatch, name, objection
):
    monkeypatch.setattr(file_names, "ON_WINDOWS", False)

    (found,) = findings(output=OutputConfig(str(tmp_path), name))

    assert (found.code, found.is_error) == ("output-folder-not-portable", False)
    assert f"{name!r} {objection}:" in found.what


@pytest.mark.parametrize(("name", "objection"), NOT_ON_WINDOWS)
def test_a_folder_name_that_windows_refuses_when_there_then_is_an_error(
    findings, monkeypatch, name, objection
):
    monkeypatch.setattr(file_names, "ON_WINDOWS", True)

    (found,) = findings(output=OutputConfig("", name))

    assert (found.code, found.is_error) == ("output-folder-invalid", True)
    assert found.what.endswith(f"{name!r} {objection}.")


def test_a_folder_that_exists_when_conflicts_must_fail_then_is_found(findings, tmp_path):
    (tmp_path / "run").mkdir()

    assert codes(findings(output=OutputConfig(str(tmp_path), "run", OnConflict.FAIL))) == [
        ("output-folder-exists", "output.folder")
    ]
    assert findings(output=OutputConfig(str(tmp_path), "run")) == ()
