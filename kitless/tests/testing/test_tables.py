from __future__ import annotations

import pytest

from kitless.app.manifest import read_manifest
from kitless.errors import ExtensionManifestError
from kitless.testing.tables import DEFAULT_TIMEOUT_SECONDS, LOGGED_ERRORS, Table, tables_of


@pytest.fixture
def tables(make_extension):
    return lambda manifest: tables_of(read_manifest(make_extension("my.tool", manifest=manifest)))


def test_tables_when_the_manifest_has_none_then_there_are_startup_and_default(tables):
    assert tables("") == [Table("startup"), Table("default")]


def test_tables_when_startup_stands_last_then_it_is_the_first_with_its_arguments(tables):
    startup, default = tables("""
        [[test]]
        timeout = 900
        [[test]]
        name = "startup"
        args = ["--/a/b=1"]
    """)

    assert (startup.name, startup.args, startup.timeout_seconds) == (
        "startup",
        ("--/a/b=1",),
        DEFAULT_TIMEOUT_SECONDS,
    )
    assert (default.name, default.timeout_seconds) == ("default", 900.0)


def test_a_table_when_it_says_everything_then_all_of_it_is_read(tables):
    _, table = tables("""
        [[test]]
        name = "window"
        enabled = false
        dependencies = ["omni.kit.ui_test"]
        args = ["--enable", "other"]
        timeout = 12.5
        pythonTests.include = ["my.tool.tests.test_window.*"]
        pythonTests.exclude = ["*slow*"]
        stdoutFailPatterns.include = ["*leak*"]
        stdoutFailPatterns.exclude = ["*[Error] [known]*"]
    """)

    assert (table.name, table.enabled, table.dependencies, table.args) == (
        "window",
        False,
        ("omni.kit.ui_test",),
        ("--enable", "other"),
    )
    assert (table.selection.include, table.selection.exclude) == (
        ("my.tool.tests.test_window.*",),
        ("*slow*",),
    )
    assert (table.timeout_seconds, table.fail_patterns, table.allowed_patterns) == (
        12.5,
        (*LOGGED_ERRORS, "*leak*"),
        ("*[Error] [known]*",),
    )


def test_tables_when_filtered_by_platform_then_those_of_linux_count(tables):
    _, both, windows_only = tables("""
        [[test]]
        "filter:platform"."windows-x86_64".pythonTests.exclude = ["*test_outputs.*"]
        [[test]]
        name = "outputs"
        "filter:platform"."windows-x86_64".pythonTests.include = ["*test_outputs.*"]
        "filter:platform"."linux-x86_64".pythonTests.exclude = ["*"]
    """)

    assert (both.selection.include, both.selection.exclude) == ((), ())
    assert (windows_only.selection.include, windows_only.selection.exclude) == ((), ("*",))


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ('[[test]]\ntimeout = "long"', "timeout expects int | float, got 'long'"),
        ('[[test]]\nargs = "--/a=1"', "args expects list, got '--/a=1'"),
        ("[[test]]\nargs = [1]", "args expects a list of texts, got [1]"),
        ('[[test]]\npythonTests = "all"', "pythonTests expects a table, got 'all'"),
    ],
)
def test_a_table_when_an_entry_is_wrong_then_the_error_names_file_and_entry(tables, manifest, message):
    with pytest.raises(ExtensionManifestError) as caught:
        tables(manifest)

    assert message in str(caught.value)
    assert "my.tool/config/extension.toml" in str(caught.value)
