from __future__ import annotations

import importlib

import pytest


@pytest.fixture
def actions(app):
    return importlib.import_module("omni.kit.actions.core")


def test_execute_when_an_action_is_registered_then_its_function_gets_the_arguments(actions):
    registry = actions.get_action_registry()
    action = registry.register_action("my.ext", "add", lambda a, b=1: a + b, display_name="Add", tag="sums")

    assert actions.execute_action("my.ext", "add", 2, b=3) == 5
    assert (action.extension_id, action.id, action.display_name, action.tag) == (
        "my.ext",
        "add",
        "Add",
        "sums",
    )
    assert list(action.parameters) == ["a", "b"]


def test_execute_when_there_is_no_such_action_then_a_warning_names_it(actions, caplog):
    assert actions.execute_action("my.ext", "not_there") is None
    assert "'not_there' of 'my.ext' is not registered" in caplog.text


def test_register_when_the_name_is_taken_then_the_first_action_stays_and_a_warning_says_so(actions, caplog):
    registry = actions.get_action_registry()
    registry.register_action("my.ext", "go", lambda: "first")

    assert registry.register_action("my.ext", "go", lambda: "second") is None

    assert registry.execute_action("my.ext", "go") == "first"
    assert "'go' of 'my.ext' is registered already" in caplog.text


def test_deregister_when_an_action_is_held_then_it_does_nothing_any_more(actions):
    registry = actions.get_action_registry()
    done = []
    action = registry.register_action("my.ext", "go", lambda: done.append(1))

    registry.deregister_action("my.ext", "go")
    action.execute()

    assert done == []
    assert not action.is_valid
    assert registry.get_action("my.ext", "go") is None


def test_deregister_all_when_two_extensions_have_actions_then_the_others_stay(actions):
    registry = actions.get_action_registry()
    for extension_id, action_id in (("one", "a"), ("one", "b"), ("two", "a")):
        registry.register_action(extension_id, action_id, lambda: None)

    registry.deregister_all_actions_for_extension("one")

    assert [(action.extension_id, action.id) for action in registry.get_all_actions()] == [("two", "a")]
