"""What the manifests say is so: paths, versions, icons, dependencies, links."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[1]
EXTENSIONS = sorted(
    path for path in (ROOT / "exts").iterdir() if (path / "config" / "extension.toml").exists()
)

# Python modules that come with Kit itself, so that nothing has to be depended on, or with omni.usd.
PART_OF_KIT = {"carb", "omni.ext", "omni.kit.app"}
BROUGHT_BY_OMNI_USD = {"pxr"}
# Modules that are not the whole of their extension.
EXTENSION_OF = {
    "omni.kit.undo": "omni.kit.commands",
    "omni.kit.window.extensions.utils": "omni.kit.window.extensions",
}


@pytest.fixture(params=EXTENSIONS, ids=lambda path: path.name)
def extension(request):
    return request.param


@pytest.fixture
def manifest(extension):
    return tomllib.loads((extension / "config" / "extension.toml").read_text(encoding="utf-8"))


def source_files(extension):
    return [path for path in extension.rglob("*.py") if "tests" not in path.relative_to(extension).parts]


def modules_imported(extension):
    """Return the names of the modules that an extension imports absolutely; ``from omni import ui`` is ``omni.ui``."""
    names = set()
    for file in source_files(extension):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                is_namespace = node.module in ("omni", "omni.kit")
                names.update(
                    f"{node.module}.{alias.name}" if is_namespace else node.module for alias in node.names
                )
    return names


def is_within(name, *packages):
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def test_every_extension_in_the_folder_when_looked_for_then_has_a_manifest():
    assert sorted(path for path in (ROOT / "exts").iterdir() if path.is_dir()) == EXTENSIONS


def test_paths_in_the_manifest_when_looked_for_then_exist(extension, manifest):
    package = manifest["package"]
    paths = [package[key] for key in ("readme", "changelog", "icon", "preview_image")]
    paths += manifest["documentation"]["pages"]

    assert [path for path in paths if not (extension / path).is_file()] == []


def test_python_modules_of_the_manifest_when_looked_for_then_exist(extension, manifest):
    for module in manifest["python"]["module"]:
        path = extension.joinpath(*module["name"].split("."))
        assert path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def test_the_namespace_package_when_looked_at_then_has_no_init(extension):
    assert not (extension / "synthetic_recorder" / "__init__.py").exists()


def test_the_changelog_when_read_then_begins_with_the_version_of_the_manifest_and_the_distribution(
    extension, manifest
):
    changelog = (extension / manifest["package"]["changelog"]).read_text(encoding="utf-8")

    head = re.search(r"^## \[([^\]]+)\]", changelog, re.MULTILINE)[1]

    assert head == manifest["package"]["version"] == importlib.metadata.version("synthetic-recorder")


def test_the_icon_when_opened_then_is_256_by_256(extension, manifest):
    with Image.open(extension / manifest["package"]["icon"]) as icon:
        assert icon.size == (256, 256)


def test_dependencies_when_compared_with_the_imports_then_are_the_same(extension, manifest):
    imported = modules_imported(extension)
    of_kit = {name for name in imported if is_within(name, "omni", "carb", "pxr")}
    needed = {
        EXTENSION_OF.get(name, name)
        for name in of_kit
        if not is_within(name, *PART_OF_KIT, *BROUGHT_BY_OMNI_USD)
    }
    if any(is_within(name, *BROUGHT_BY_OMNI_USD) for name in of_kit):
        needed.add("omni.usd")
    others = [other.name for other in EXTENSIONS if other != extension]
    needed.update(other for other in others if any(is_within(name, other) for name in imported))

    assert set(manifest["dependencies"]) == needed


def test_links_of_the_premake_file_when_looked_for_then_exist_and_are_complete(extension):
    text = (extension / "premake5.lua").read_text(encoding="utf-8")

    linked = {source for source, _ in re.findall(r'\{ "(\w+)", ext\.target_dir \.\. "/(\w+)" \}', text)}

    # config is linked by project_ext.
    assert linked == {path.name for path in extension.iterdir() if path.is_dir()} - {"config"}


def test_the_premake_file_of_the_repository_when_read_then_includes_every_extension():
    text = (ROOT / "premake5.lua").read_text(encoding="utf-8")

    assert sorted(re.findall(r'include\("(exts/[^"]+)"\)', text)) == [
        f"exts/{extension.name}/premake5.lua" for extension in EXTENSIONS
    ]


def test_repo_toml_when_read_then_names_this_distribution():
    settings = tomllib.loads((ROOT / "repo.toml").read_text(encoding="utf-8"))

    assert settings["repo"]["name"] == importlib.metadata.metadata("synthetic-recorder")["Name"]
