"""Reading config/extension.toml in all that it may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kitless.app.extension_id import ExtensionId, get_extension_name, read_folder_name
from kitless.app.manifest import Manifest, read_manifest
from kitless.app.toml_filters import with_filters_applied
from kitless.errors import ExtensionManifestError

if TYPE_CHECKING:
    from pathlib import Path


def manifest_of(tmp_path: Path, text: str) -> Manifest:
    folder = tmp_path / "alpha.tool-1.2.3"
    (folder / "config").mkdir(parents=True)
    (folder / "config" / "extension.toml").write_text(text)
    return read_manifest(folder)


def test_manifest_when_it_is_empty_then_the_folder_says_the_name(tmp_path):
    manifest = manifest_of(tmp_path, "")

    assert (manifest.name, manifest.version, manifest.extension_id) == ("alpha.tool", "", "alpha.tool")
    assert (manifest.modules, manifest.dependencies, manifest.tests, manifest.order) == ((), (), (), 0)


def test_manifest_when_it_has_everything_then_everything_is_read(tmp_path):
    manifest = manifest_of(
        tmp_path,
        """
        display_name = "Alpha"

        [core]
        order = -100
        reloadable = false

        [package]
        version = "2.0.0-beta"
        writeTarget.kit = true

        [dependencies]
        "omni.usd" = {}
        "base" = { version = "1.1", optional = false }
        "extra" = { optional = true }
        "filter:platform"."windows-x86_64"."only.windows" = {}
        "filter:platform"."linux-x86_64"."only.linux" = { optional = true, version = "1.1.2" }

        [[python.module]]
        name = "alpha.tool"

        [[python.module]]
        name = "alpha.tool.tests"
        path = "python"
        public = true

        [[python.module]]
        path = "pip_prebundle"

        [python.pipapi]
        requirements = ["numpy"]

        [[native.plugin]]
        path = "bin/*.plugin"
        recursive = false

        [settings]
        exts."alpha.tool".library = "a"

        [settings."filter:platform"."linux-x86_64"]
        exts."alpha.tool".library = "a.so"

        [settings."filter:platform"."windows-x86_64"]
        exts."alpha.tool".library = "a.dll"

        [[test]]
        name = "startup"

        [[test]]
        dependencies = ["isaacsim.test.utils"]
        args = ["--enable", "omni.kit.loop-isaac"]
        "filter:platform"."linux-x86_64".pythonTests.exclude = ["*"]
        "filter:platform"."windows-x86_64".pythonTests.include = ["alpha.tool.tests.*"]

        [documentation]
        pages = ["docs/Overview.md"]
        """,
    )

    folder = tmp_path / "alpha.tool-1.2.3"
    assert manifest.extension_id == "alpha.tool-2.0.0-beta"
    assert manifest.order == -100
    assert manifest.dependencies == ("omni.usd", "base")
    assert manifest.optional_dependencies == ("extra", "only.linux")
    assert [(each.name, each.folder, each.is_test) for each in manifest.modules] == [
        ("alpha.tool", folder, False),
        ("alpha.tool.tests", folder / "python", True),
        ("", folder / "pip_prebundle", False),
    ]
    assert manifest.has_native_plugins
    assert manifest.settings == {"exts": {"alpha.tool": {"library": "a.so"}}}
    assert manifest.tests == (
        {"name": "startup"},
        {
            "dependencies": ["isaacsim.test.utils"],
            "args": ["--enable", "omni.kit.loop-isaac"],
            "pythonTests": {"exclude": ["*"]},
        },
    )
    assert manifest.content["display_name"] == "Alpha"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dependencies = 3", r"\[dependencies\] expects a table, got 3"),
        ("test = 3", r"\[\[test\]\] expects tables, got 3"),
        ('[core]\norder = "first"', r"core\.order expects a whole number, got 'first'"),
        ("[settings]\nexts.alpha.date = 2020-01-01", r"\[settings\]: setting /exts/alpha/date expects"),
        ('[[python.module]]\nname = "a b"', r"\[\[python\.module\]\] expects name"),
    ],
)
def test_manifest_when_an_entry_cannot_be_then_the_error_names_it(tmp_path, text, expected):
    with pytest.raises(ExtensionManifestError, match=expected):
        manifest_of(tmp_path, text)


def test_filters_when_they_are_nested_and_of_both_kinds_then_what_is_meant_replaces_what_it_stands_in():
    content = {
        "a": {"b": 1, "c": 1, "filter:config": {"release": {"b": 2}, "debug": {"b": 3}}},
        "list": [{"filter:platform": {"linux-x86_64": {"filter:config": {"release": {"d": 4}}}}}],
        "filter:platform": {"linux-aarch64": {"a": 0}},
    }

    assert with_filters_applied(content) == {"a": {"b": 2, "c": 1}, "list": [{"d": 4}]}


@pytest.mark.parametrize(
    ("text", "name", "version"),
    [
        ("alpha.tool", "alpha.tool", ""),
        ("alpha.tool-1.2.3", "alpha.tool", "1.2.3"),
        ("omni.kit.loop-isaac", "omni.kit.loop-isaac", ""),
        ("omni.kit.loop-isaac-1.0.0", "omni.kit.loop-isaac", "1.0.0"),
        ("alpha.tool-107.3.1+107.3.0.lx64.r.cp311", "alpha.tool", "107.3.1+107.3.0.lx64.r.cp311"),
        ("alpha.tool-1.0.0-beta.2", "alpha.tool", "1.0.0-beta.2"),
        ("alpha.tool-1", "alpha.tool", "1"),
    ],
)
def test_id_when_it_is_read_then_name_and_version_are_told_apart(text, name, version):
    assert read_folder_name(text) == ExtensionId(name, version)
    assert get_extension_name(text) == name
    assert str(ExtensionId(name, version)) == text


def test_ids_when_they_are_sorted_by_rank_then_versions_are_numbers_and_prereleases_come_first():
    versions = ["1.10.0", "", "1.9.0", "1.9.0-beta", "1.9.0-alpha", "1.9.1+build.7"]

    ranked = sorted((ExtensionId("x", version) for version in versions), key=lambda each: each.rank)

    assert [each.version for each in ranked] == [
        "",
        "1.9.0-alpha",
        "1.9.0-beta",
        "1.9.0",
        "1.9.1+build.7",
        "1.10.0",
    ]
