"""Subscriptions to trees of settings, and settings read as another type."""

from __future__ import annotations

import importlib

import pytest

from kitless.app.settings import ChangeEventType, Settings
from kitless.errors import SettingsError

CREATED, CHANGED, DESTROYED = ChangeEventType


@pytest.fixture
def settings() -> Settings:
    return Settings()


def test_tree_subscription_when_leaves_change_then_each_is_told_with_the_tree(settings):
    settings.set("/a", {"kept": 1, "changed": 1, "gone": {"deep": 1}})
    heard = []
    settings.subscribe_to_tree_change_events(
        "/a", lambda tree, item, kind: heard.append((kind, item.path, item.value, tree.path, tree.get_dict()))
    )
    tree = {"kept": 1, "changed": 2, "new": {"deep": [1, 2]}}

    settings.set("/a", tree)
    settings.set("/b", 5)

    assert heard == [
        (CHANGED, "/a/changed", 2, "/a", tree),
        (DESTROYED, "/a/gone/deep", None, "/a", tree),
        (CREATED, "/a/new/deep", [1, 2], "/a", tree),
    ]


def test_tree_subscription_when_a_parent_is_destroyed_then_every_leaf_is(settings):
    settings.set("/a/b", {"x": 1, "y": 2})
    heard = []
    settings.subscribe_to_tree_change_events(
        "/a/b", lambda _tree, item, kind: heard.append((kind, item.path))
    )

    settings.destroy_item("/a")

    assert heard == [(DESTROYED, "/a/b/x"), (DESTROYED, "/a/b/y")]


def test_tree_subscription_when_it_is_of_the_root_or_of_a_leaf_then_it_hears_what_is_there(settings):
    heard = []
    settings.subscribe_to_tree_change_events("/", lambda _tree, item, _kind: heard.append(("/", item.path)))
    settings.subscribe_to_tree_change_events(
        "/a/b", lambda _tree, item, _kind: heard.append(("/a/b", item.path))
    )

    settings.set("/a/b", 1)
    settings.set("/a/bc", 1)

    assert heard == [("/", "/a/b"), ("/a/b", "/a/b"), ("/", "/a/bc")]


def test_subscription_when_the_value_only_becomes_of_another_type_then_it_has_changed(settings):
    settings.set("/a", {"b": [1]})
    heard = []
    settings.subscribe_to_node_change_events("/a", lambda item, _kind: heard.append(item.value))

    for value in (1, 1.0, True, True):
        settings.set("/a/b", [value])

    assert [repr(value["b"]) for value in heard] == ["[1.0]", "[True]"]


def test_subscription_when_a_subscriber_raises_or_ends_another_then_the_rest_is_called(settings, caplog):
    heard = []
    subscriptions = []

    def end_second(_item, _kind):
        settings.unsubscribe_to_change_events(subscriptions[1])
        raise ValueError

    subscriptions.extend(
        settings.subscribe_to_node_change_events("/a", function)
        for function in (end_second, lambda *_: heard.append("second"), lambda *_: heard.append("third"))
    )

    settings.set("/a", 1)

    assert heard == ["third"]
    assert "a subscriber of setting /a failed" in caplog.text


def test_item_when_it_is_used_as_a_value_then_it_is_one(settings):
    items = []
    settings.subscribe_to_node_change_events("/a", lambda item, _kind: items.append(item))

    settings.set("/a", 3)
    settings.set("/a", {"b": 4})

    assert (int(items[0]), float(items[0]), str(items[0]), bool(items[0])) == (3, 3.0, "3", True)
    assert items[1]["b"] == 4


@pytest.mark.parametrize(
    ("value", "as_bool", "as_int", "as_float", "as_text"),
    [
        (None, False, 0, 0.0, ""),
        (True, True, 1, 1.0, "true"),
        (False, False, 0, 0.0, "false"),
        (2, True, 2, 2.0, "2"),
        (2**60 + 1, True, 2**60 + 1, float(2**60), str(2**60 + 1)),
        (-0.5, True, 0, -0.5, "-0.5"),
        ("false", False, 0, 0.0, "false"),
        ("True", True, 1, 1.0, "True"),
        ("0", False, 0, 0.0, "0"),
        (" 3.7 ", True, 3, 3.7, " 3.7 "),
        ("text", False, 0, 0.0, "text"),
        ("", False, 0, 0.0, ""),
    ],
)
def test_get_as_when_the_value_is_of_another_type_then_it_is_converted(
    settings, value, as_bool, as_int, as_float, as_text
):
    settings.set("/x", value)

    assert settings.get_as_bool("/x") is as_bool
    assert settings.get_as_int("/x") == as_int
    assert settings.get_as_float("/x") == as_float
    assert settings.get_as_string("/x") == as_text


def test_get_as_when_the_value_is_a_branch_or_a_list_then_it_is_an_error(settings):
    settings.set("/x", {"list": [1]})

    for path in ("/x", "/x/list"):
        with pytest.raises(SettingsError, match=f"setting {path} expects to be read as one value"):
            settings.get_as_int(path)


def test_set_when_it_says_the_type_then_the_value_is_of_it(settings):
    settings.set_bool_array("/bools", [1, 0])
    settings.set_int_array("/ints", (1.0, 2.0))
    settings.set_float_array("/floats", [1, 2])
    settings.set_string_array("/texts", ["a", 1])
    settings.set_default_bool("/bools", True)
    settings.set_default_int("/int", 3)
    settings.set_default_float("/float", 3)
    settings.set_default_string("/text", "t")

    assert repr(settings.get("/")) == repr(
        {
            "bools": [True, False],
            "ints": [1, 2],
            "floats": [1.0, 2.0],
            "texts": ["a", "1"],
            "int": 3,
            "float": 3.0,
            "text": "t",
        }
    )


def test_set_default_when_its_keys_are_paths_then_they_are_nodes(settings):
    settings.set_default("/", {"exts/alpha": {"frames": 3}})

    assert settings.get("/exts/alpha/frames") == 3


def test_get_chosen_when_a_leaf_is_what_set_default_made_it_then_it_is_left_out(settings):
    settings.set_default("/p", {"default": 1, "changed": 1, "list": [1]})
    settings.set("/p/changed", 2)
    settings.set("/p/list", [1])
    settings.set("/p/own", None)
    settings.set("/p/new", "n")

    assert settings.get_chosen("/p") == {"/p/changed": 2, "/p/new": "n"}


def test_dictionary_when_settings_give_one_then_it_is_a_copy_that_takes_paths(settings):
    settings.initialize_from_dictionary({"a": {"b": {"c": 1}}})
    dictionary = importlib.import_module("carb.dictionary").get_dictionary()

    item = settings.get_settings_dictionary("/a")
    item["b"]["c"] = 2

    assert settings.create_dictionary_from_settings("/a")["b/c"] == 1
    assert item["b/c"] == 2
    assert "b/c" in item
    assert "b/d" not in item
    assert item.get_keys() == ["b"]
    assert dictionary.get_dict_copy(item) == {"b": {"c": 2}}
    assert dictionary.get_dict_copy(None) == {}
    assert settings.get_settings_dictionary("/a/b/c") is None
    with pytest.raises(KeyError):
        _ = item["b/c/d"]


def test_setting_change_subscription_when_it_is_held_then_it_hears_and_then_no_more(app):
    kit_app = importlib.import_module("omni.kit.app")
    heard = []
    subscription = kit_app.SettingChangeSubscription(
        "/test/watched", lambda item, _kind: heard.append(item.value)
    )

    app.settings.set("/test/watched", 1)
    del subscription
    app.settings.set("/test/watched", 2)

    assert heard == [1]
