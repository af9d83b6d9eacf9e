from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from kitless.app import import_names


def test_finder_when_the_app_has_started_then_it_is_last_in_line(app):
    assert isinstance(sys.meta_path[-1], import_names.ImportNamesFinder)


def test_install_when_repeated_then_there_is_one_finder_and_it_is_last(app, monkeypatch):
    class Other:
        @staticmethod
        def find_spec(fullname, path=None, target=None):
            return None

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Other])

    import_names.install()

    kinds = [isinstance(finder, import_names.ImportNamesFinder) for finder in sys.meta_path]
    assert kinds.count(True) == 1
    assert kinds[-1]


@pytest.mark.parametrize("name", ["omni.not_there", "omni.kit.not_there", "carb.not_there"])
def test_import_when_kitless_has_no_such_module_then_the_error_says_so(app, name):
    with pytest.raises(ModuleNotFoundError, match=f"kitless does not implement {name}") as caught:
        importlib.import_module(name)

    assert caught.value.name == name


@pytest.mark.parametrize(
    "name",
    [
        "carb",
        "carb.settings",
        "omni",
        "omni.kit",
        "omni.replicator.core",
        "omni.replicator.core.annotators",
        "omni.replicator.core.create",
        "omni.replicator.core.functional",
        "omni.replicator.core.orchestrator",
        "omni.replicator.core.scripts.writers_default",
        "omni.usd",
    ],
)
def test_attribute_when_kitless_has_no_such_name_then_the_error_says_so(app, name):
    module = importlib.import_module(name)

    with pytest.raises(AttributeError, match=f"kitless does not implement {name}.not_there"):
        _ = module.not_there


def test_import_when_the_name_is_not_one_of_kits_then_the_finder_has_no_say(app):
    with pytest.raises(ModuleNotFoundError, match="No module named 'nobody_has_this'"):
        importlib.import_module("nobody_has_this")


@pytest.mark.parametrize(
    ("name", "attributes"),
    [
        ("carb", ["log_error", "log_info", "log_verbose", "log_warn"]),
        ("carb.events", ["IEvent", "IEventStream", "ISubscription", "type_from_string"]),
        ("carb.settings", ["ISettings", "get_settings"]),
        ("carb.tokens", ["ITokens", "get_tokens_interface"]),
        ("omni.ext", ["ExtensionManager", "IExt"]),
        ("omni.kit.app", ["IApp", "POST_QUIT_EVENT_TYPE", "PRE_SHUTDOWN_EVENT_TYPE", "get_app"]),
        ("omni.kit.async_engine", ["run_coroutine"]),
        ("omni.timeline", ["ITimeline", "TimelineEventType", "get_timeline_interface"]),
        ("omni.usd", ["StageEventType", "UsdContext", "get_context"]),
    ],
)
def test_import_when_kitless_has_the_module_then_it_has_the_names(app, name, attributes):
    module = importlib.import_module(name)

    assert [attribute for attribute in attributes if not hasattr(module, attribute)] == []
    assert import_names.implements(name)


@pytest.mark.parametrize(
    ("module", "accessor", "kits_name"),
    [
        ("omni.kit.app", "get_app", "omni.kit.app.IApp"),
        ("omni.ext", "get_ext_manager", "omni.ext.ExtensionManager"),
        ("carb.settings", "get_settings", "carb.settings.ISettings"),
        ("carb.tokens", "get_tokens_interface", "carb.tokens.ITokens"),
        ("carb.eventdispatcher", "get_eventdispatcher", "carb.eventdispatcher.IEventDispatcher"),
        ("carb.events", "get_events_interface", "carb.events.IEvents"),
    ],
)
def test_interface_when_kitless_has_no_such_method_then_the_error_says_so(app, module, accessor, kits_name):
    interface = getattr(importlib.import_module(module), accessor)()

    with pytest.raises(AttributeError, match=f"kitless does not implement {kits_name}.not_there"):
        interface.not_there()


def test_accessors_when_called_then_they_return_the_parts_of_the_app(app):
    kit_app = importlib.import_module("omni.kit.app").get_app()

    assert importlib.import_module("carb.settings").get_settings() is app.settings
    assert importlib.import_module("carb.tokens").get_tokens_interface() is app.tokens
    assert kit_app.get_update_event_stream() is app.update_stream
    assert kit_app.get_extension_manager() is app.extensions
    assert importlib.import_module("omni.timeline").get_timeline_interface() is app.timeline_interface
    assert importlib.import_module("omni.usd").get_context() is app.usd_context


def test_import_when_a_distribution_has_a_part_of_omni_then_only_the_missing_parts_are_served(tmp_path):
    (tmp_path / "omni" / "theirs").mkdir(parents=True)
    (tmp_path / "omni" / "theirs" / "__init__.py").write_text("whose = 'theirs'\n")
    (tmp_path / "omni" / "ext.py").write_text("whose = 'theirs'\n")
    script = (
        "import sys, kitless\n"
        "import omni.theirs\n"
        "app = kitless.start()\n"
        "import omni.ext, omni.usd, omni.kit.app\n"
        "assert omni.theirs.whose == omni.ext.whose == 'theirs'\n"
        "assert omni.usd.get_context() is app.usd_context\n"
        "app.shutdown()\n"
    )

    # An interpreter of its own: in this one `omni` is imported already.
    subprocess.run([sys.executable, "-c", script], check=True, env={"PYTHONPATH": str(tmp_path)}, timeout=60)


def test_log_functions_when_called_then_they_write_to_the_logger_carb(app, caplog):
    importlib.import_module("carb").log_warn("disk is 90% full")

    assert caplog.record_tuples == [("carb", 30, "disk is 90% full")]
