from __future__ import annotations

import importlib

import pytest

from kitless.client import AccessFlags, CopyBehavior, ItemFlags, Result
from kitless.client.urls import Url


@pytest.fixture
def client(app):
    return importlib.import_module("omni.client")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "assets" / "sub").mkdir(parents=True)
    (tmp_path / "assets" / "a.txt").write_bytes(b"first")
    (tmp_path / "assets" / "sub" / "b.txt").write_bytes(b"second")
    return tmp_path / "assets"


def test_stat_when_it_is_a_file_then_size_flags_and_access_are_its(client, folder):
    result, entry = client.stat(str(folder / "a.txt"))

    assert result == Result.OK
    assert (entry.relative_path, entry.size) == ("a.txt", 5)
    assert not entry.flags & ItemFlags.CAN_HAVE_CHILDREN
    assert entry.access & AccessFlags.READ
    assert entry.modified_time.timestamp() == pytest.approx((folder / "a.txt").stat().st_mtime)


def test_stat_when_nothing_is_there_then_it_says_not_found(client, folder):
    assert client.stat(str(folder / "nothing")) == (Result.ERROR_NOT_FOUND, None)


def test_list_when_it_is_a_folder_then_its_entries_come_by_name(client, folder):
    result, entries = client.list(f"file:{folder}")

    assert result == Result.OK
    assert [(each.relative_path, bool(each.flags & ItemFlags.CAN_HAVE_CHILDREN)) for each in entries] == [
        ("a.txt", False),
        ("sub", True),
    ]


def test_list_when_a_link_leads_nowhere_then_the_rest_is_listed(client, folder):
    (folder / "broken").symlink_to(folder / "nothing")

    result, entries = client.list(str(folder))

    assert result == Result.OK
    assert [each.relative_path for each in entries] == ["a.txt", "sub"]


def test_list_when_it_is_a_file_then_it_has_no_entries(client, folder):
    assert client.list(str(folder / "a.txt")) == (Result.OK, ())


def test_read_and_write_file_when_the_folder_is_missing_then_it_is_made(client, tmp_path):
    url = str(tmp_path / "new" / "deep" / "data.bin")

    assert client.write_file(url, b"\x00\x01") == Result.OK
    result, version, content = client.read_file(url)
    assert (result, version, memoryview(content).tobytes()) == (Result.OK, "", b"\x00\x01")


def test_copy_when_something_is_there_then_it_is_kept_unless_overwriting_is_asked_for(
    client, folder, tmp_path
):
    target = tmp_path / "copy"

    assert client.copy(str(folder), str(target)) == Result.OK
    (target / "a.txt").write_bytes(b"changed")
    assert client.copy(str(folder), str(target)) == Result.ERROR_ALREADY_EXISTS
    assert (target / "a.txt").read_bytes() == b"changed"
    assert client.copy(str(folder), str(target), CopyBehavior.OVERWRITE) == Result.OK
    assert (target / "a.txt").read_bytes() == b"first"
    assert (target / "sub" / "b.txt").read_bytes() == b"second"


def test_copy_when_the_source_is_missing_then_it_says_not_found(client, tmp_path):
    assert client.copy(str(tmp_path / "no"), str(tmp_path / "yes")) == Result.ERROR_NOT_FOUND


@pytest.mark.parametrize("behavior", CopyBehavior)
def test_copy_and_move_when_a_folder_goes_into_itself_then_it_is_refused_and_stays(client, folder, behavior):
    inside = str(folder / "sub" / "new" / "deep")

    assert client.copy(str(folder), inside, behavior) == Result.ERROR
    assert client.move(str(folder), inside, behavior) == (Result.ERROR, False)
    assert client.copy(str(folder / "a.txt"), str(folder / "a.txt"), behavior) == Result.ERROR

    assert (folder / "a.txt").read_bytes() == b"first"
    assert [each.name for each in (folder / "sub").iterdir()] == ["b.txt"]


def test_copy_when_a_file_would_overwrite_a_folder_then_it_is_refused(client, folder):
    source, target = str(folder / "a.txt"), str(folder / "sub")

    assert client.copy(source, target, CopyBehavior.OVERWRITE) == Result.ERROR_ALREADY_EXISTS
    assert client.copy(target, source, CopyBehavior.OVERWRITE) == Result.ERROR_ALREADY_EXISTS

    assert [each.name for each in (folder / "sub").iterdir()] == ["b.txt"]


@pytest.mark.parametrize("url", ["", "file:", "file://"])
def test_an_empty_address_when_it_is_used_then_it_is_not_the_current_folder(client, folder, monkeypatch, url):
    monkeypatch.chdir(folder)

    assert client.stat(url) == (Result.ERROR, None)
    assert client.delete(url) == Result.ERROR

    assert (folder / "a.txt").exists()


@pytest.mark.parametrize("url", ["a\0b", "a\ud800b"])
def test_a_name_that_no_file_can_have_when_it_is_used_then_the_result_is_an_error(client, url):
    assert client.stat(url) == (Result.ERROR, None)
    assert client.list(url) == (Result.ERROR, ())
    assert client.read_file(url) == (Result.ERROR, "", b"")
    assert client.write_file(url, b"") == Result.ERROR
    assert client.get_local_file(url) == (Result.ERROR_NOT_FOUND, "")


def test_stat_when_the_address_cannot_be_taken_apart_then_the_result_is_an_error(client):
    assert client.stat("http://[bad/file.usd") == (Result.ERROR_NOT_SUPPORTED, None)


def test_move_when_done_then_the_source_is_gone(client, folder, tmp_path):
    assert client.move(str(folder / "a.txt"), str(tmp_path / "b.txt")) == (Result.OK, True)

    assert not (folder / "a.txt").exists()
    assert (tmp_path / "b.txt").read_bytes() == b"first"


def test_delete_when_it_is_a_folder_then_all_of_it_is_gone_and_again_is_not_found(client, folder):
    assert client.delete(str(folder)) == Result.OK
    assert client.delete(str(folder)) == Result.ERROR_NOT_FOUND


def test_create_folder_when_it_is_there_then_it_says_so(client, tmp_path):
    url = str(tmp_path / "one" / "two")

    assert client.create_folder(url) == Result.OK
    assert client.create_folder(url) == Result.ERROR_ALREADY_EXISTS


@pytest.mark.parametrize("url", ["omniverse://localhost/NVIDIA", "https://example.com/Isaac"])
def test_an_address_of_a_server_when_asked_for_then_the_result_is_an_error_and_the_log_says_why(
    client, url, caplog, monkeypatch
):
    monkeypatch.setattr("kitless.client.files._told", set())

    assert client.stat(url) == (Result.ERROR_NOT_SUPPORTED, None)
    assert client.list(url) == (Result.ERROR_NOT_SUPPORTED, ())
    assert client.write_file(url, b"") == Result.ERROR_NOT_SUPPORTED

    told = [each.getMessage() for each in caplog.records]
    assert len(told) == 1
    assert url.rpartition("/")[0] in told[0]


def test_the_awaited_forms_when_awaited_then_they_give_the_same(client, run, folder, tmp_path):
    async def all_of_them():
        return (
            await client.stat_async(str(folder / "a.txt")),
            await client.list_async(str(folder)),
            await client.read_file_async(str(folder / "a.txt")),
            await client.copy_async(str(folder), str(tmp_path / "copy")),
            await client.delete_async(str(tmp_path / "copy")),
        )

    stat, listed, read, copied, deleted = run(all_of_them())
    assert stat == client.stat(str(folder / "a.txt"))
    assert listed == client.list(str(folder))
    assert read == (Result.OK, "", b"first")
    assert (copied, deleted) == (Result.OK, Result.OK)


@pytest.mark.parametrize(
    ("base", "other", "combined"),
    [
        ("omniverse://host/a/b/", "c.usd", "omniverse://host/a/b/c.usd"),
        ("omniverse://host/a/b.usd", "c.usd", "omniverse://host/a/c.usd"),
        ("omniverse://host/a/b/", "../c.usd", "omniverse://host/a/c.usd"),
        ("https://host:80/a/", "/x/y", "https://host:80/x/y"),
        ("/folder/sub/", "file.txt", "/folder/sub/file.txt"),
        ("/folder/", "omniverse://host/a", "omniverse://host/a"),
        ("/folder/sub/", "deeper/", "/folder/sub/deeper/"),
    ],
)
def test_combine_urls_when_one_is_seen_from_another_then_it_is_where_it_is_meant(
    client, base, other, combined
):
    assert client.combine_urls(base, other) == combined


def test_base_urls_when_pushed_and_popped_then_the_last_counts(client):
    client.push_base_url("/first/")
    client.push_base_url("omniverse://host/second/")
    assert client.combine_with_base_url("version.txt") == "omniverse://host/second/version.txt"

    assert client.pop_base_url("omniverse://host/second/")
    assert client.combine_with_base_url("version.txt") == "/first/version.txt"

    assert client.pop_base_url("/first/")
    assert not client.pop_base_url("/first/")
    assert client.combine_with_base_url("version.txt") == "version.txt"


def test_break_and_make_url_when_done_in_turn_then_the_address_is_the_same(client):
    url = "omniverse://user@host:3030/path/file.usd?checkpoint=2#part"

    parts = client.break_url(url)

    assert parts == Url("omniverse", "user", "host", "3030", "/path/file.usd", "checkpoint=2", "part")
    assert client.make_url(*(getattr(parts, name) for name in Url.__dataclass_fields__)) == url
    assert client.break_url("/path/only") == Url(path="/path/only")


def test_a_file_address_when_it_has_blanks_then_it_is_the_path_with_blanks(client, tmp_path):
    (tmp_path / "with blank").write_bytes(b"x")

    url = client.make_file_url_if_possible(str(tmp_path / "with blank"))

    assert url.endswith("with%20blank")
    assert client.read_file(url)[2] == b"x"


def test_results_when_printed_then_they_have_their_names():
    assert f"{Result.ERROR_NOT_FOUND}" == "Result.ERROR_NOT_FOUND"
