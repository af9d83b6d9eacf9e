"""Enabling and disabling by Kit's names, reloading, and who is told."""

from __future__ import annotations

import importlib
import sys

import pytest

from kitless.app.event_dispatcher import EventDispatcher
from kitless.app.extension_events import GLOBAL_EVENT_EXTENSION_DISABLED, GLOBAL_EVENT_EXTENSION_ENABLED
from kitless.app.extensions import ExtensionManager
from kitless.app.settings import Settings
from kitless.app.tokens import Tokens
from kitless.errors import (
    ExtensionNotFoundError,
    ExtensionStartingError,
    NotImplementedByKitlessError,
)


def depends_on(name: str) -> str:
    return f'[dependencies]\n"{name}" = {{}}\n'


def test_set_enabled_when_not_immediate_then_it_is_done_with_the_next_update(app, make_extension, tmp_path):
    make_extension("alpha")
    manager = importlib.import_module("omni.ext").get_ext_manager()
    manager.add_path(str(tmp_path))

    manager.set_extension_enabled("alpha", True)
    assert not manager.is_extension_enabled("alpha")
    app.update()
    assert manager.is_extension_enabled("alpha")
    manager.set_extension_enabled("alpha-1.2.3", False)
    manager.process_and_apply_all_changes()

    assert not manager.is_extension_enabled("alpha")
    manager.remove_path(str(tmp_path))
    with pytest.raises(ExtensionNotFoundError):
        manager.get_extension_path("alpha")


def test_set_enabled_immediate_when_it_cannot_be_then_it_is_false_and_the_log_says_why(
    make_extension, manager, caplog
):
    make_extension("failing", "raise ValueError('no camera')\n")

    assert manager.set_extension_enabled_immediate("not.there", True) is False
    assert manager.set_extension_enabled_immediate("failing", True) is False
    assert manager.set_extension_enabled_immediate("omni.usd", False) is False

    assert [record.levelname for record in caplog.records] == ["ERROR", "ERROR", "WARNING"]
    assert "extension 'not.there' was not found" in caplog.text
    assert "ValueError: no camera" in caplog.text
    assert "'omni.usd' is a part of kitless and cannot be disabled" in caplog.text


def test_set_enabled_immediate_when_it_is_so_already_then_it_is_true(make_extension, manager):
    make_extension("alpha")

    results = [
        manager.set_extension_enabled_immediate("alpha", enabled) for enabled in (True, True, False, False)
    ]

    assert results == [True, True, True, True]


def test_reload_when_others_depend_on_it_then_they_are_reloaded_too_from_their_new_files(
    make_extension, manager
):
    make_extension("base", "edition = 1\n")
    make_extension("top", "import base\nedition = base.edition\n", depends_on("base"))
    make_extension("other", "edition = object()\n")
    manager.enable("top", "other")
    other = sys.modules["other"]
    make_extension("base", "edition = 1 + 1\n")

    manager.reload("base")

    assert sys.modules["top"].edition == 2
    assert sys.modules["other"] is other
    with pytest.raises(ExtensionNotFoundError):
        manager.reload("not.there")


def test_change_when_an_extension_is_enabled_or_disabled_then_stream_and_names_tell(
    app, make_extension, tmp_path
):
    make_extension("alpha")
    dispatcher = EventDispatcher()
    manager = ExtensionManager(Settings(), Tokens(), dispatcher)
    manager.add_folder(tmp_path)
    heard = []
    kept = [
        manager.get_change_event_stream().create_subscription_to_pop(
            lambda event: heard.append(("stream", event.type, event.payload["id"]))
        ),
        dispatcher.observe_event(
            event_name=GLOBAL_EVENT_EXTENSION_ENABLED,
            on_event=lambda event: heard.append(("enabled", event["name"], event["version"])),
        ),
        dispatcher.observe_event(
            event_name=GLOBAL_EVENT_EXTENSION_DISABLED,
            on_event=lambda event: heard.append(("disabled", event["name"], event["version"])),
        ),
    ]

    manager.enable("alpha")
    manager.disable("alpha")

    assert heard == [
        ("stream", 0, "alpha-1.2.3"),
        ("enabled", "alpha", "1.2.3"),
        ("stream", 1, "alpha-1.2.3"),
        ("disabled", "alpha", "1.2.3"),
    ]
    assert len(kept) == 3


def test_subscribe_to_enable_when_one_is_enabled_already_then_it_is_told_at_once_and_then_as_it_goes(
    make_extension, manager
):
    make_extension("alpha")
    make_extension("beta")
    manager.enable("alpha")
    heard = []

    holders = manager.subscribe_to_extension_enable(
        on_enable_fn=lambda ext_id: heard.append(f"+{ext_id}"),
        on_disable_fn=lambda ext_id: heard.append(f"-{ext_id}"),
        ext_name="alpha",
        hook_name="a test",
    )
    manager.enable("beta")
    manager.disable("alpha")
    manager.enable("alpha")
    del holders
    manager.disable("alpha")

    assert heard == ["+alpha-1.2.3", "-alpha-1.2.3", "+alpha-1.2.3"]


def test_subscribe_to_enable_when_kitless_is_the_extension_then_it_is_told_at_once(manager):
    heard = []

    holders = manager.subscribe_to_extension_enable(heard.append, ext_name="omni.usd")

    assert len(heard) == 1
    assert heard[0].startswith("omni.usd-")
    assert len(holders) == 2


def test_subscribe_to_enable_when_kitless_lacks_the_extension_then_it_is_never_told(manager):
    heard = []

    holders = manager.subscribe_to_extension_enable(heard.append, ext_name="omni.kit.context_menu")

    assert heard == []
    assert len(holders) == 2


def test_hook_when_it_is_for_a_moment_then_it_comes_with_the_id_and_the_moment(make_extension, manager):
    make_extension("alpha")
    moments = importlib.import_module("omni.ext").ExtensionStateChangeType
    heard = []
    holders = [
        manager.get_hooks().create_extension_state_change_hook(
            lambda ext_id, moment: heard.append((ext_id, moment, manager.is_extension_enabled("alpha"))),
            moment,
        )
        for moment in moments
    ]

    manager.enable("alpha")
    manager.disable("alpha")

    assert heard == [
        ("alpha-1.2.3", moments.BEFORE_EXTENSION_ENABLE, False),
        ("alpha-1.2.3", moments.AFTER_EXTENSION_ENABLE, True),
        ("alpha-1.2.3", moments.BEFORE_EXTENSION_DISABLE, True),
        ("alpha-1.2.3", moments.AFTER_EXTENSION_DISABLE, False),
    ]
    assert len(holders) == 4


def test_hook_when_it_raises_then_it_is_logged_and_the_extension_is_enabled(make_extension, manager, caplog):
    make_extension("alpha")
    holders = manager.subscribe_to_extension_enable(lambda _ext_id: 1 / 0, hook_name="divider")

    manager.enable("alpha")

    assert manager.is_extension_enabled("alpha")
    assert "hook 'divider' failed for alpha-1.2.3" in caplog.text
    assert len(holders) == 2


def test_hook_when_it_asks_for_a_path_in_manifests_then_it_is_refused_by_name(manager):
    moments = importlib.import_module("omni.ext").ExtensionStateChangeType

    with pytest.raises(NotImplementedByKitlessError, match="ext_dict_path"):
        manager.get_hooks().create_extension_state_change_hook(
            print, moments.AFTER_EXTENSION_ENABLE, ext_dict_path="menu"
        )


def test_questions_when_asked_by_name_id_and_module_then_they_are_of_the_enabled_extension(
    make_extension, manager
):
    folder = make_extension("alpha.tool", manifest='[[test]]\nname = "startup"\n')
    manager.enable("alpha.tool")

    assert manager.get_enabled_extension_id("alpha.tool-1.2") == "alpha.tool-1.2.3"
    assert manager.get_enabled_extension_id("alpha.tool-0.0.1") is None
    assert manager.get_enabled_extension_id("alpha") is None
    assert manager.get_extension_id_by_module("alpha.tool.models.take") == "alpha.tool-1.2.3"
    assert manager.get_extension_id_by_module("alpha.toolbox") is None
    assert manager.get_extension_path_by_module("alpha.tool.models") == str(folder)
    with pytest.raises(ExtensionNotFoundError, match=r"alpha\.toolbox"):
        manager.get_extension_path_by_module("alpha.toolbox")
    described = manager.get_extension_dict("alpha.tool-1.2.3")
    assert described.get_dict()["package"] == {"name": "alpha.tool", "version": "1.2.3"}
    assert described["package/version"] == "1.2.3"
    assert described["state/enabled"] is True
    assert described["test"] == [{"name": "startup"}]
    assert described.get("no/such/key") is None


def test_questions_when_there_is_no_id_then_there_is_no_answer(manager):
    assert manager.get_extension_path(None) == ""
    assert manager.get_extension_dict(None) is None


def test_list_of_extensions_when_a_manifest_is_broken_then_it_is_left_out_with_a_warning(
    make_extension, manager, caplog
):
    make_extension("alpha")
    broken = make_extension("broken")
    (broken / "config" / "extension.toml").write_text("[package\n")

    assert [each["name"] for each in manager.get_extensions()] == ["alpha"]
    assert "left out of the list of extensions" in caplog.text


@pytest.mark.parametrize("disabled", ["base", "alpha"])
def test_disable_when_the_extension_is_being_started_then_it_is_refused_and_the_start_goes_on(
    make_extension, manager, monkeypatch, disabled
):
    calls = []

    def disable():
        with pytest.raises(ExtensionStartingError, match=f"'{disabled}' cannot be disabled while 'alpha'"):
            manager.disable(disabled)
        with pytest.raises(ExtensionStartingError):
            manager.reload(disabled)
        calls.append("refused")

    monkeypatch.setattr(sys, "disable_in_test", disable, raising=False)
    make_extension("base")
    make_extension(
        "alpha",
        """
        import sys
        import omni.ext

        class Alpha(omni.ext.IExt):
            def on_startup(self):
                sys.disable_in_test()
        """,
        depends_on("base"),
    )

    manager.enable("alpha")

    assert calls == ["refused"]
    assert manager.is_extension_enabled("alpha")
    assert manager.is_extension_enabled("base")


def test_disable_when_on_shutdown_does_it_too_then_it_is_disabled_once(make_extension, manager, monkeypatch):
    monkeypatch.setattr(sys, "manager_of_test", manager, raising=False)
    make_extension(
        "alpha",
        """
        import sys
        import omni.ext

        class Alpha(omni.ext.IExt):
            def on_shutdown(self):
                assert sys.manager_of_test.set_extension_enabled_immediate("alpha", False)
        """,
    )
    told = []
    holders = manager.subscribe_to_extension_enable(None, told.append)
    manager.enable("alpha")

    manager.disable("alpha")

    assert told == ["alpha-1.2.3"]
    assert not manager.is_extension_enabled("alpha")
    del holders


def test_enable_when_on_startup_ends_the_process_then_what_it_began_is_taken_back(make_extension, manager):
    make_extension(
        "alpha",
        """
        import sys
        import omni.ext

        class Alpha(omni.ext.IExt):
            def on_startup(self):
                sys.exit(3)
        """,
    )
    path_before = list(sys.path)

    with pytest.raises(SystemExit):
        manager.enable("alpha")

    assert sys.path == path_before
    assert "alpha" not in sys.modules


def test_id_when_a_part_of_a_version_is_asked_for_then_whole_numbers_are_compared(make_extension, manager):
    folder = make_extension("alpha")
    manifest = folder / "config" / "extension.toml"
    manifest.write_text(manifest.read_text().replace("1.2.3", "1.20.3"))
    manager.enable("alpha")

    asked = ["alpha-1", "alpha-1.20", "alpha-1.20.3", "alpha-1.2", "alpha-1.20.30"]
    assert [manager.is_extension_enabled(each) for each in asked] == [True, True, True, False, False]
    assert not manager.is_extension_enabled("omni.usd-999")
