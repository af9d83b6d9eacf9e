from __future__ import annotations

import sys

import pytest

from kitless.app.event_dispatcher import EventDispatcher
from kitless.app.extensions import ExtensionManager
from kitless.app.settings import Settings
from kitless.app.tokens import Tokens
from kitless.errors import (
    ExtensionCycleError,
    ExtensionDependencyError,
    ExtensionFolderError,
    ExtensionManifestError,
    ExtensionNotFoundError,
    ExtensionStartError,
)

# The extensions write what happens to them into a list that outlives their modules.
JOURNAL = "kitless_test_journal"


@pytest.fixture
def journal(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    entries: list[str] = []
    monkeypatch.setattr(sys, JOURNAL, entries, raising=False)
    return entries


def source(start: str = "pass", stop: str = "pass") -> str:
    return f"""
        import sys
        import omni.ext

        class Extension(omni.ext.IExt):
            def on_startup(self, ext_id):
                sys.{JOURNAL}.append("start " + ext_id)
                {start}

            def on_shutdown(self):
                sys.{JOURNAL}.append("stop " + __name__)
                {stop}
        """


def test_enable_when_the_extension_has_a_class_then_on_startup_gets_name_and_version(
    make_extension, manager, journal
):
    make_extension("alpha.tool", source())

    manager.enable("alpha.tool")

    assert journal == ["start alpha.tool-1.2.3"]
    assert manager.is_extension_enabled("alpha.tool")
    assert manager.is_extension_enabled("alpha.tool-1.2.3")
    assert manager.get_enabled_extension_id("alpha.tool") == "alpha.tool-1.2.3"


def test_enable_when_on_startup_takes_no_id_then_it_gets_none(make_extension, manager, journal):
    make_extension(
        "alpha.tool", source().replace("(self, ext_id)", "(self)").replace('"start " + ext_id', '"start"')
    )

    manager.enable("alpha.tool")

    assert journal == ["start"]


def test_enable_when_the_extension_is_enabled_already_then_nothing_happens(make_extension, manager, journal):
    make_extension("alpha.tool", source())
    manager.enable("alpha.tool")

    manager.enable("alpha.tool")

    assert journal == ["start alpha.tool-1.2.3"]


def test_disable_when_enabled_then_on_shutdown_is_called_and_the_modules_and_the_path_are_gone(
    make_extension, manager, journal
):
    folder = make_extension("alpha.tool", source())
    manager.enable("alpha.tool")
    assert str(folder) in sys.path

    manager.disable("alpha.tool")

    assert journal == ["start alpha.tool-1.2.3", "stop alpha.tool"]
    assert not manager.is_extension_enabled("alpha.tool")
    assert "alpha.tool" not in sys.modules
    assert str(folder) not in sys.path


def test_enable_again_when_the_source_has_changed_then_the_new_source_runs(make_extension, manager, journal):
    make_extension("alpha.tool", source())
    manager.set_extension_enabled_immediate("alpha.tool", True)
    manager.set_extension_enabled_immediate("alpha.tool", False)
    make_extension("alpha.tool", source(start=f"sys.{JOURNAL}.append('second edition')"))

    manager.set_extension_enabled_immediate("alpha.tool", True)

    assert journal[-2:] == ["start alpha.tool-1.2.3", "second edition"]


def test_enable_when_it_depends_on_others_then_they_start_first_and_stop_last(
    make_extension, manager, journal
):
    make_extension("top", source(), '[dependencies]\n"left" = {}\n"right" = {}\n"omni.usd" = {}\n')
    make_extension("left", source(), '[dependencies]\n"base" = {}\n')
    make_extension("right", source(), '[dependencies]\n"base" = {}\n')
    make_extension("base", source())

    manager.enable("top")
    manager.disable_all()

    started = ["start base-1.2.3", "start left-1.2.3", "start right-1.2.3", "start top-1.2.3"]
    assert journal == [*started, "stop top", "stop right", "stop left", "stop base"]


def test_disable_when_another_extension_needs_it_then_that_one_stops_before_it(
    make_extension, manager, journal
):
    make_extension("top", source(), '[dependencies]\n"middle" = {}\n')
    make_extension("middle", source(), '[dependencies]\n"base" = {}\n')
    make_extension("base", source())
    make_extension("other", source())
    manager.enable("top")
    manager.enable("other")

    manager.disable("base")

    assert journal[-3:] == ["stop top", "stop middle", "stop base"]
    assert manager.is_extension_enabled("other")


def test_enable_when_dependencies_go_round_then_the_error_draws_the_circle(make_extension, manager, journal):
    make_extension("first", source(), '[dependencies]\n"second" = {}\n')
    make_extension("second", source(), '[dependencies]\n"third" = {}\n')
    make_extension("third", source(), '[dependencies]\n"second" = {}\n')

    with pytest.raises(ExtensionCycleError, match="second -> third -> second") as caught:
        manager.enable("first")

    assert caught.value.cycle == ("second", "third", "second")
    assert journal == []


def test_enable_when_a_dependency_is_missing_then_the_error_names_both_and_nothing_started(
    make_extension, manager, journal
):
    make_extension("top", source(), '[dependencies]\n"base" = {}\n"not.there" = {}\n')
    make_extension("base", source())

    with pytest.raises(ExtensionDependencyError, match=r"'top' depends on 'not\.there'"):
        manager.enable("top")

    assert journal == []


def test_enable_when_an_optional_dependency_is_missing_then_it_starts(make_extension, manager, journal):
    make_extension("top", source(), '[dependencies]\n"not.there" = {optional = true}\n')

    manager.enable("top")

    assert journal == ["start top-1.2.3"]


def test_enable_when_nobody_has_it_then_the_error_lists_what_there_is(make_extension, manager, tmp_path):
    make_extension("alpha.tool")

    with pytest.raises(ExtensionNotFoundError, match=r"'alpha\.tol' was not found") as caught:
        manager.enable("alpha.tol")

    assert str(tmp_path) in str(caught.value)
    assert "found there: alpha.tool" in str(caught.value)


def test_enable_when_on_startup_fails_then_everything_is_rolled_back(make_extension, manager, journal):
    failing = make_extension(
        "failing", source(start="raise ValueError('no camera')"), '[dependencies]\n"base" = {}\n'
    )
    make_extension("base", source())

    with pytest.raises(
        ExtensionStartError, match=r"failing\.Extension\.on_startup raised ValueError: no camera"
    ):
        manager.enable("failing")

    assert journal == ["start base-1.2.3", "start failing-1.2.3", "stop failing", "stop base"]
    assert not manager.is_extension_enabled("failing")
    assert not manager.is_extension_enabled("base")
    assert "failing" not in sys.modules
    assert str(failing) not in sys.path


def test_enable_when_a_module_does_not_import_then_the_error_says_which(make_extension, manager):
    make_extension("broken.tool", "import omni.kit.nothing_like_it\n")

    with pytest.raises(
        ExtensionStartError, match=r"importing broken\.tool raised ModuleNotFoundError"
    ) as caught:
        manager.enable("broken.tool")

    assert "kitless does not implement omni.kit.nothing_like_it" in str(caught.value)


def test_disable_when_on_shutdown_fails_then_it_is_logged_and_disabled_all_the_same(
    make_extension, manager, journal, caplog
):
    make_extension("alpha.tool", source(stop="raise ValueError('stuck')"))
    manager.enable("alpha.tool")

    manager.disable("alpha.tool")

    assert not manager.is_extension_enabled("alpha.tool")
    assert "on_shutdown failed" in caplog.text


def test_enable_when_the_manifest_is_not_toml_then_the_error_names_the_file(make_extension, manager):
    folder = make_extension("alpha.tool")
    (folder / "config" / "extension.toml").write_text("[package\n")

    with pytest.raises(ExtensionManifestError, match=r"extension\.toml: cannot be read"):
        manager.enable("alpha.tool")


def test_enable_when_another_extension_has_a_broken_manifest_then_it_starts(make_extension, manager, journal):
    make_extension("alpha.tool", source())
    broken = make_extension("broken.tool")
    (broken / "config" / "extension.toml").write_text("[package\n")

    manager.enable("alpha.tool")

    assert journal == ["start alpha.tool-1.2.3"]


def test_enable_when_a_module_name_is_no_import_name_then_the_manifest_is_refused(make_extension, manager):
    make_extension("alpha.tool", manifest='[[python.module]]\nname = "alpha-tool"\n')

    with pytest.raises(ExtensionManifestError, match=r"python\.module.*alpha-tool"):
        manager.enable("alpha.tool")


def test_enable_when_the_manifest_has_settings_then_they_are_defaults(make_extension, tmp_path):
    make_extension(
        "alpha.tool", manifest='[settings]\nexts."alpha.tool".frames = 10\nexts."alpha.tool".name = "x"\n'
    )
    settings = Settings()
    settings.set("/exts/alpha.tool/frames", 3)
    manager = ExtensionManager(settings, Tokens(), EventDispatcher())
    manager.add_folder(tmp_path)

    manager.enable("alpha.tool")
    manager.disable_all()

    assert settings.get("/exts/alpha.tool") == {"frames": 3, "name": "x"}


def test_get_extension_path_when_asked_by_name_or_id_then_it_is_the_folder(make_extension, manager):
    folder = make_extension("alpha.tool")

    assert manager.get_extension_path("alpha.tool") == str(folder)
    assert manager.get_extension_path("alpha.tool-1.2.3") == str(folder)
    assert manager.get_extensions() == [
        {
            "id": "alpha.tool-1.2.3",
            "name": "alpha.tool",
            "version": "1.2.3",
            "path": str(folder),
            "enabled": False,
        }
    ]


def test_add_folder_when_it_is_not_there_then_the_error_names_it(manager, tmp_path):
    with pytest.raises(ExtensionFolderError, match="nowhere"):
        manager.add_folder(tmp_path / "nowhere")


def test_enable_when_two_extensions_share_a_namespace_then_both_import(make_extension, manager, journal):
    make_extension("shared_namespace.one", source())
    make_extension("shared_namespace.two", source())

    manager.enable("shared_namespace.one")
    manager.enable("shared_namespace.two")
    manager.disable("shared_namespace.one")

    assert "shared_namespace.one" not in sys.modules
    assert "shared_namespace.two" in sys.modules

    manager.disable("shared_namespace.two")
    assert "shared_namespace" not in sys.modules


def test_enable_when_the_extension_brings_a_part_of_omni_then_it_stands_beside_kitless(
    make_extension, manager, journal
):
    make_extension("omni.brought_along", source(start="import omni.usd, omni.kit.app, omni.timeline"))

    manager.enable("omni.brought_along")

    assert journal == ["start omni.brought_along-1.2.3"]
