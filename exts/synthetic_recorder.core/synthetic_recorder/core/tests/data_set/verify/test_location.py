"""What a person can call the place of a data set."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from synthetic_recorder.core.data_set.location import open_store
from synthetic_recorder.core.errors import DataSetError, MissingPackageError


def test_a_relative_folder_when_opened_then_it_starts_where_the_process_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert open_store("runs/../set").location == tmp_path / "set"


def test_a_folder_of_ones_home_when_opened_then_the_home_is_found(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))

    assert open_store(Path("~/set")).location == tmp_path / "set"


def test_a_bucket_when_opened_then_nobody_is_asked_yet(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")

    store = open_store("s3://bucket/runs/set/", endpoint="http://127.0.0.1:9", region="eu-west-1")

    assert store.location == "s3://bucket/runs/set"


@pytest.mark.parametrize("url", ["s3://", "s3://bucket", "s3://bucket/", "s3:///set"])
def test_a_bucket_without_a_folder_when_opened_then_the_error_says_what_was_expected(url):
    with pytest.raises(DataSetError, match="expected s3://bucket/prefix/folder"):
        open_store(url)


def test_a_user_in_the_endpoint_when_opened_then_it_is_refused_and_not_repeated():
    with pytest.raises(DataSetError) as raised:
        open_store("s3://bucket/set", endpoint="https://me:secret@minio.example")

    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("options", [{"endpoint": "http://127.0.0.1:9"}, {"region": "eu-west-1"}])
def test_options_of_a_bucket_when_given_for_a_folder_then_they_are_refused(tmp_path, options):
    with pytest.raises(DataSetError, match="this is a folder"):
        open_store(tmp_path, **options)


@pytest.mark.parametrize("path", ["~nobody_of_that_name/set", "a\0b"])
def test_a_path_that_is_none_when_opened_then_the_error_says_so(path):
    with pytest.raises(DataSetError):
        open_store(path).read("recording.json")


def test_a_bucket_when_boto3_is_not_installed_then_the_error_says_what_to_install(monkeypatch):
    for name in [name for name in sys.modules if name.startswith("synthetic_recorder.core.data_set.s3")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "boto3", None)

    with pytest.raises(MissingPackageError, match="pip install boto3"):
        open_store("s3://bucket/set")
