"""The bucket of a config, against moto's server."""

from __future__ import annotations

import pytest

from synthetic_recorder.core.tests.preflight.codes import codes
from synthetic_recorder.core.tests.s3_servers.moto import SECRET
from synthetic_recorder.core.tests.s3_servers.proxy import Fault


def test_a_bucket_that_takes_objects_when_checked_then_nothing_is_found_and_nothing_stays(check, server):
    assert check(server.url) == ()
    assert server.objects() == {}


@pytest.mark.parametrize("prefix", ["", "sets/", "/sets/of/july"])
def test_a_prefix_when_it_is_empty_or_has_slashes_then_fits(check, server, prefix):
    assert check(server.url, prefix=prefix) == ()


def test_a_bucket_that_is_not_there_when_checked_then_says_so(check, server):
    (found,) = check(server.url, bucket="recordingz")

    assert (found.code, found.where, found.is_error) == ("s3-bucket-missing", "output.s3.bucket", True)
    assert found.what == f"{server.url.removeprefix('http://')} has no bucket 'recordingz'."


def test_credentials_that_are_none_when_checked_then_says_what_to_set(check, server, monkeypatch):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")

    (found,) = check(server.url)

    assert (found.code, found.where) == ("s3-credentials-none", "output.s3")
    assert "AWS_ACCESS_KEY_ID" in found.todo


def test_credentials_of_which_half_is_missing_when_checked_then_says_so(check, server, monkeypatch):
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")

    (found,) = check(server.url)

    assert found.code == "s3-credentials-none"
    assert "PartialCredentialsError" in found.what


def test_a_profile_that_is_none_when_checked_then_says_so(check, server, monkeypatch):
    monkeypatch.setenv("AWS_PROFILE", "nobody")

    assert codes(check(server.url)) == [("s3-credentials-none", "output.s3")]


def test_a_program_for_credentials_that_fails_when_checked_then_its_words_are_not_shown(
    check, server, monkeypatch, tmp_path
):
    (tmp_path / "config").write_text(
        f"[profile broken]\ncredential_process = sh -c 'echo {SECRET} >&2; exit 1'\n"
    )
    monkeypatch.setenv("AWS_PROFILE", "broken")
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")

    assert codes(check(server.url)) == [("s3-credentials-wrong", "output.s3")]


def test_credentials_that_the_server_does_not_know_when_checked_then_says_so(
    check, server, allow, monkeypatch
):
    allow("s3:*")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAUNKNOWN")

    (found,) = check(server.url)

    assert found.code == "s3-credentials-wrong"
    assert "InvalidAccessKeyId" in found.what


def test_a_secret_that_is_wrong_when_checked_then_says_so(check, server, allow, monkeypatch):
    allow("s3:*")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)

    (found,) = check(server.url)

    assert found.code == "s3-credentials-wrong"
    assert "SignatureDoesNotMatch" in found.what


def test_somebody_who_may_do_everything_there_when_checked_then_nothing_is_found(check, server, allow):
    allow("s3:PutObject", "s3:GetObject", "s3:ListBucket", "s3:DeleteObject")

    assert check(server.url) == ()


def test_somebody_who_may_not_put_when_checked_then_says_what_to_allow(check, server, allow):
    allow("s3:GetObject", "s3:DeleteObject")

    (found,) = check(server.url)

    assert (found.code, found.where, found.is_error) == ("s3-denied", "output.s3", True)
    assert "may not put objects into s3://recordings/sets (AccessDenied)" in found.what
    assert "s3:PutObject" in found.todo


def test_somebody_who_may_not_read_when_checked_then_is_an_error_and_the_object_is_taken_away(
    check, server, allow
):
    allow("s3:PutObject", "s3:ListBucket", "s3:DeleteObject")

    (found,) = check(server.url)

    assert (found.code, found.is_error) == ("s3-denied", True)
    assert "s3:GetObject" in found.todo
    server.trust_everybody()
    assert server.objects() == {}


def test_somebody_who_may_not_delete_when_checked_then_is_a_warning_that_names_the_object(
    check, server, allow
):
    allow("s3:PutObject", "s3:GetObject", "s3:ListBucket")

    (found,) = check(server.url)

    server.trust_everybody()
    (left,) = server.objects()
    assert (found.code, found.is_error) == ("s3-delete-denied", False)
    assert left.startswith("sets/")
    assert f"s3://recordings/{left}," in found.what


def test_somebody_who_may_not_list_when_checked_then_says_what_to_allow(check, server, allow):
    allow("s3:PutObject", "s3:GetObject", "s3:DeleteObject")

    (found,) = check(server.url)

    assert (found.code, found.is_error) == ("s3-denied", True)
    assert "may not list objects of s3://recordings/sets" in found.what
    assert "s3:ListBucket" in found.todo


def test_somebody_who_may_neither_read_nor_list_when_checked_then_both_are_told_at_once(check, server, allow):
    allow("s3:PutObject", "s3:DeleteObject")

    read, listed = check(server.url)

    assert ("s3:GetObject" in read.todo, "s3:ListBucket" in listed.todo) == (True, True)


def test_a_server_that_ignores_conditions_when_checked_then_is_a_warning(check, server, proxy):
    proxy.fault = lambda _: Fault.UNCONDITIONAL

    (found,) = check(proxy.url)

    assert (found.code, found.where, found.is_error) == ("s3-condition-ignored", "output.s3", False)
    assert server.objects() == {}
