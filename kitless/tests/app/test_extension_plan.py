"""Which extensions start, in which order, and without which of Kit's."""

from __future__ import annotations

import logging
import sys
from importlib.metadata import version

import pytest

from kitless.app import kit_extensions
from kitless.errors import ExtensionDependencyError, ExtensionNotFoundError


@pytest.fixture
def journal(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the extensions of a test append to when they are imported."""
    entries: list[str] = []
    monkeypatch.setattr(sys, "kitless_test_journal", entries, raising=False)
    return entries


SOURCE = "import sys\nsys.kitless_test_journal.append(__name__)\n"


def depends_on(*names: str) -> str:
    return "[dependencies]\n" + "".join(f'"{name}" = {{}}\n' for name in names)


def test_enable_when_several_are_asked_for_then_the_lowest_order_starts_first(
    make_extension, manager, journal
):
    make_extension("plain", SOURCE)
    make_extension("late", SOURCE, "[core]\norder = 5\n")
    make_extension("early", SOURCE, "[core]\norder = -100\n")

    manager.enable("late", "plain", "early")

    assert journal == ["early", "plain", "late"]


def test_enable_when_orders_are_against_dependencies_then_dependencies_win(make_extension, manager, journal):
    make_extension("first", SOURCE, "[core]\norder = -100\n" + depends_on("needed"))
    make_extension("needed", SOURCE, "[core]\norder = 100\n")
    make_extension("other", SOURCE)

    manager.enable("first", "other")

    assert journal == ["other", "needed", "first"]


def test_enable_when_kits_own_that_kitless_lacks_are_needed_then_one_warning_names_them_and_who_needs_them(
    make_extension, manager, journal, caplog
):
    make_extension("top", SOURCE, depends_on("base", "omni.graph.core", "omni.physics.physx"))
    make_extension("base", SOURCE, depends_on("omni.graph.core", "omni.usd"))

    manager.enable("top")
    manager.disable("top")
    manager.enable("top")

    assert journal == ["base", "top", "top"]
    warnings = [record.message for record in caplog.records if record.levelno == logging.WARNING]
    assert len(warnings) == 1
    assert "omni.graph.core (for base, top); omni.physics.physx (for top)" in warnings[0]


def test_enable_when_kits_own_that_kitless_lacks_is_asked_for_itself_then_the_error_says_so(manager):
    with pytest.raises(
        ExtensionNotFoundError, match=r"'omni\.graph\.core' is one of Kit's own that kitless lacks"
    ):
        manager.enable("omni.graph.core")


def test_enable_when_kitless_is_the_extension_itself_then_it_is_enabled_already(manager):
    manager.enable("omni.usd", "omni.kit.pip_archive", "omni.kit.loop-isaac")

    assert manager.is_extension_enabled("omni.usd")
    assert manager.get_enabled_extension_id("omni.usd").startswith("omni.usd-")


def test_the_version_of_an_extension_that_is_a_distribution_when_asked_for_then_is_that_distributions(
    manager,
):
    assert manager.get_enabled_extension_id("omni.warp.core") == f"omni.warp.core-{version('warp-lang')}"
    assert manager.get_enabled_extension_id("omni.usd") == f"omni.usd-{version('kitless')}"


def test_enable_when_somebody_elses_extension_is_missing_then_it_is_an_error_as_ever(make_extension, manager):
    make_extension("top", SOURCE, depends_on("omni.graphics"))

    with pytest.raises(ExtensionDependencyError, match=r"'top' depends on 'omni\.graphics'"):
        manager.enable("top")


def test_enable_when_it_also_needs_others_then_they_start_before_it_or_now(make_extension, manager, journal):
    make_extension("top", SOURCE)
    make_extension("helper", SOURCE)
    make_extension("second", SOURCE)

    manager.enable("top", also_needs=["helper", "omni.kit.viewport.window"])
    manager.enable("top", also_needs=["second"])

    assert journal == ["helper", "top", "second"]


def test_enable_when_what_it_also_needs_depends_on_it_then_that_starts_after_it(
    make_extension, manager, journal
):
    make_extension("top", SOURCE)
    make_extension("ui", SOURCE, depends_on("top"))

    manager.enable("top", also_needs=["ui", "top"])

    assert journal == ["top", "ui"]


def test_enable_when_what_it_also_needs_is_missing_then_the_error_names_it(make_extension, manager, journal):
    make_extension("top", SOURCE)

    with pytest.raises(ExtensionDependencyError, match=r"'top' depends on 'not\.there'"):
        manager.enable("top", also_needs=["not.there"])

    assert journal == []


def test_enable_when_a_folder_has_two_versions_then_the_higher_one_starts(make_extension, manager, tmp_path):
    for number in ("1.9.0", "1.10.0"):
        make_extension("alpha").rename(tmp_path / f"alpha-{number}")

    manager.enable("alpha")

    assert manager.get_extension_path("alpha") == str(tmp_path / "alpha-1.10.0")


def test_enable_when_a_folder_has_an_extension_that_kitless_is_itself_then_it_is_left_alone(
    make_extension, manager, journal
):
    make_extension("omni.timeline", SOURCE)

    manager.enable("omni.timeline")

    assert journal == []


def test_enable_when_a_folder_has_an_extension_of_python_packages_then_that_one_is_enabled(
    make_extension, manager, journal
):
    assert manager.is_extension_enabled("omni.pip.cloud")
    make_extension("omni.pip.cloud", SOURCE)
    assert not manager.is_extension_enabled("omni.pip.cloud")

    manager.enable("omni.pip.cloud")

    assert journal == ["omni.pip.cloud"]
    assert manager.get_enabled_extension_id("omni.pip.cloud") == "omni.pip.cloud-1.2.3"


def test_enable_when_it_names_a_module_of_tests_then_that_is_not_imported(make_extension, manager, journal):
    folder = make_extension("alpha", SOURCE, '[[python.module]]\nname = "alpha.tests"\n')
    (folder / "alpha" / "tests.py").write_text("import nobody_has_this\n")

    manager.enable("alpha")

    assert journal == ["alpha"]


def test_enable_when_it_brings_native_plugins_then_a_warning_says_that_they_are_not_loaded(
    make_extension, manager, journal, caplog
):
    make_extension("alpha", SOURCE, '[[native.plugin]]\npath = "bin/*.plugin"\n')

    manager.enable("alpha")

    assert journal == ["alpha"]
    assert "alpha-1.2.3: its native plugins are for Kit and are not loaded" in caplog.text


@pytest.mark.parametrize(
    ("name", "built_in", "lacking"),
    [
        ("omni.usd", True, False),
        ("omni.usd.libs", True, False),
        ("omni.ui", True, False),
        ("omni.warp.core", True, False),
        ("omni.graph", False, True),
        ("omni.graph.core", False, True),
        ("omni.kit.window.stage", False, True),
        ("usdrt.scenegraph", False, True),
        ("omni.graphics", False, False),
        ("my.extension", False, False),
    ],
)
def test_names_of_kits_extensions_when_asked_then_each_is_there_lacking_or_somebody_elses(
    app, name, built_in, lacking
):
    assert kit_extensions.is_built_in(name) == built_in
    assert kit_extensions.is_lacking(name) == lacking
