"""Who may import whom: the rules that keep the parts apart, kept true here."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CORE = ROOT / "exts" / "synthetic_recorder.core" / "synthetic_recorder" / "core"
LABELS, PREVIEW, WIDGETS, WINDOW = (
    ROOT / "exts" / f"synthetic_recorder.{name}" / "synthetic_recorder" / name
    for name in ("labels", "preview", "widgets", "window")
)
WITH_A_WINDOW = [LABELS, PREVIEW, WINDOW]
# Of ours, each with those that it may import besides its own.
LOWER = {CORE: set(), WIDGETS: set(), LABELS: {WIDGETS}, PREVIEW: {CORE, WIDGETS}, WINDOW: {CORE, WIDGETS}}
# What has widgets, of a part with a window and beneath it.
HAS_WIDGETS = ("contents", "extension", "sections", "style", "widgets", "window")

each_with_a_window = pytest.mark.parametrize("part", WITH_A_WINDOW, ids=lambda part: part.name)

# botocore is the half of boto3 that has its errors and time-outs.
BOTO = {"boto3", "botocore"}
MAY_IMPORT = BOTO | {"carb", "numpy", "omni", "pxr", "synthetic_recorder"} | sys.stdlib_module_names


def source_files(folder):
    return [path for path in folder.rglob("*.py") if "tests" not in path.relative_to(folder).parts]


def imports_of(file):
    """Return the absolute names of everything that a file imports, wherever in the file that is."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def offenders(folder, is_forbidden):
    """Return ``file: import`` for everything that must not be there."""
    return [
        f"{file.relative_to(ROOT)}: {name}"
        for file in source_files(folder)
        for name in sorted(imports_of(file))
        if is_forbidden(name)
    ]


def starts_with(name, *packages):
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def test_an_extension_when_it_imports_then_only_what_kit_has():
    assert offenders(ROOT / "exts", lambda name: name.split(".")[0] not in MAY_IMPORT) == []


def test_the_core_when_it_imports_then_no_user_interface():
    def is_forbidden(name):
        # omni.kit.app is the app itself; everything else below omni.kit is for windows.
        return starts_with(name, "omni.ui", "omni.kit") and not starts_with(name, "omni.kit.app")

    assert offenders(CORE, is_forbidden) == []


@pytest.mark.parametrize("part", LOWER, ids=lambda part: part.name)
def test_a_part_when_it_imports_of_ours_then_only_those_below_it_and_never_another_window(part):
    others = [f"synthetic_recorder.{other.name}" for other in LOWER if other not in {part, *LOWER[part]}]

    assert offenders(part, lambda name: starts_with(name, *others)) == []


def test_semantics_when_it_imports_then_pxr_alone_so_that_stages_are_labelled_without_an_app():
    def is_forbidden(name):
        return name.split(".")[0] not in {"pxr", *sys.stdlib_module_names}

    assert offenders(LABELS / "semantics", is_forbidden) == []


def test_pictures_when_they_import_then_numpy_alone():
    def is_forbidden(name):
        return name.split(".")[0] not in {"numpy", *sys.stdlib_module_names} and not starts_with(
            name, "synthetic_recorder.preview.pictures"
        )

    assert offenders(PREVIEW / "pictures", is_forbidden) == []


@each_with_a_window
def test_models_of_a_window_when_they_import_then_no_widgets(part):
    widgets = ("omni.ui", "omni.kit.window", "omni.kit.widget", "omni.kit.menu", "synthetic_recorder.widgets")
    above = [f"synthetic_recorder.{part.name}.{module}" for module in HAS_WIDGETS]

    assert offenders(part / "models", lambda name: starts_with(name, *widgets, *above)) == []


@each_with_a_window
def test_widgets_of_a_window_when_they_import_then_no_stage_and_no_settings_but_their_own(part):
    """What they show comes from the models."""
    for folder in ("sections", "widgets"):
        assert (
            offenders(part / folder, lambda name: starts_with(name, "omni.usd", "omni.timeline", "pxr")) == []
        )


@pytest.mark.parametrize("part", [*WITH_A_WINDOW, WIDGETS], ids=lambda part: part.name)
def test_widgets_when_made_then_have_names_and_no_styles_of_their_own(part):
    styled = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in source_files(part)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "style" and not isinstance(keyword.value, ast.Name)
    ]

    assert styled == []


def test_an_extension_when_it_imports_then_never_the_app():
    assert offenders(ROOT / "exts", lambda name: starts_with(name, "synthetic_recorder.app")) == []


def test_kitless_when_it_imports_then_never_the_recorder():
    assert offenders(ROOT / "kitless" / "src", lambda name: starts_with(name, "synthetic_recorder")) == []


@pytest.mark.parametrize("folder", ["config", "data_set"])
def test_what_needs_no_app_when_it_imports_then_no_runtime(folder):
    assert offenders(CORE / folder, lambda name: starts_with(name, "omni", "carb", "pxr")) == []


@pytest.mark.parametrize(
    "name",
    [
        "config",
        "data_set",
        "data_set.location",
        "data_set.reader",
        "data_set.verify",
        "errors",
        "findings",
        "output",
        "recording",
        "state",
    ],
)
def test_what_needs_no_runtime_when_imported_then_loads_none(name):
    program = (
        f"import sys; sys.path.append({str(CORE.parents[1])!r}); import synthetic_recorder.core.{name};"
        "runtimes = ('omni', 'carb', 'pxr', 'kitless', 'boto3', 'PIL');"
        "print([name for name in sys.modules if name.split('.')[0] in runtimes])"
    )

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ended.stdout.strip() == "[]"


def test_semantics_when_imported_then_loads_nothing_of_an_app():
    program = (
        f"import sys; sys.path.append({str(LABELS.parents[1])!r}); import synthetic_recorder.labels.semantics;"
        "print([name for name in sys.modules if name.split('.')[0] in ('omni', 'carb', 'kitless')])"
    )

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ended.stdout.strip() == "[]"


def test_the_core_when_the_product_is_installed_then_it_can_be_imported_without_an_app():
    program = "import synthetic_recorder.core as core; print(core.open_recording.__module__, core.__file__)"

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    module, file = ended.stdout.split(maxsplit=1)
    assert module.startswith("synthetic_recorder.core.data_set.reader")
    assert Path(file.strip()) == CORE / "__init__.py"


@each_with_a_window
def test_a_window_when_measured_then_is_wiring_of_100_lines_and_each_part_of_it_one_file(part):
    most = dict.fromkeys(part.glob("*/*.py"), 400) | {part / "window.py": 100}
    long = {
        str(file.relative_to(ROOT)): lines
        for file, limit in most.items()
        if file in source_files(part)
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > limit
    }

    assert long == {}


def test_extension_modules_when_measured_then_are_wiring_of_60_lines_at_most():
    long = {
        str(file.relative_to(ROOT)): lines
        for file in (ROOT / "exts").rglob("extension.py")
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > 60
    }

    assert long == {}


def test_the_facade_of_the_core_when_compared_with_what_it_loads_then_is_complete_and_sorted():
    tree = ast.parse((CORE / "__init__.py").read_text(encoding="utf-8"))
    values = {
        node.targets[0].id: ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.Assign)
    }
    for_type_checkers = {
        (alias.name, node.module)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
        for alias in node.names
    }

    assert values["__all__"] == sorted(values["__all__"])
    assert set(values["__all__"]) == set(values["_MODULE_OF"])
    assert for_type_checkers == set(values["_MODULE_OF"].items())


def test_the_command_line_when_asked_for_help_then_loads_neither_usd_nor_warp():
    program = (
        "import sys, synthetic_recorder.app.main;"
        "print([name for name in ('pxr', 'warp', 'kitless', 'PIL', 'numpy') if name in sys.modules])"
    )

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ended.stdout.strip() == "[]"
