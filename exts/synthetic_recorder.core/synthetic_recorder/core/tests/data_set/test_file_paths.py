"""Which paths a writer's file can have."""

from __future__ import annotations

import pytest

from synthetic_recorder.core.data_set import file_paths


@pytest.mark.parametrize(
    "path",
    [
        *("rgb_0000.png", "a/b/c.npy", "-x", "a b.png", "über/é.png", "画像.png", "a..b", "..a", "rgb:0.png"),
        *("...", ".hidden", "sub/recording.json", "sub/.staging", "recording.json.bak", "NUL", "~"),
    ],
)
def test_a_path_when_it_stays_inside_then_nothing_is_said_against_it(path):
    assert file_paths.objection(path) is None


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("", "leads through"),
        (".", "leads through"),
        ("..", "leads through"),
        ("../x", "leads through"),
        ("a/../x", "leads through"),
        ("a/..", "leads through"),
        ("a//b", "leads through"),
        ("a/", "leads through"),
        ("./a", "leads through"),
        ("/a", "absolute"),
        ("//server/share/a", "absolute"),
        ("C:/a", "absolute"),
        ("c:a", "absolute"),
        ("a\\b", "backslash"),
        ("\\\\server\\share", "backslash"),
        ("a\0b", "cannot be written"),
        ("a\x1b[31m.png", "cannot be written"),
        ("a\u2028b", "cannot be written"),
        ("a\udce9b", "cannot be written"),
        ("recording.json", "own"),
        ("RECORDING.JSON", "own"),
        ("journal.jsonl/00000000", "own"),
        ("frames.jsonl", "own"),
        (".staging/open/a", "own"),
    ],
)
def test_a_path_when_it_leads_out_or_cannot_be_written_then_it_is_said_why(path, problem):
    assert problem in file_paths.objection(path)


@pytest.mark.parametrize("path", ["rgb:0.png", "NUL", "sub/CON.png", "LPT1"])
def test_a_path_when_it_is_none_on_windows_then_is_refused_there(monkeypatch, path):
    monkeypatch.setattr(file_paths, "_ON_WINDOWS", True)

    assert file_paths.objection(path) is not None
