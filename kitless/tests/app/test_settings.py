from __future__ import annotations

import pytest

from kitless.app.settings import ChangeEventType, Settings
from kitless.app.tokens import Tokens
from kitless.errors import SettingsError


def test_get_when_a_leaf_was_set_then_every_branch_above_is_a_dict():
    settings = Settings()

    settings.set("/omni/replicator/captureOnPlay", True)

    assert settings.get("/omni/replicator/captureOnPlay") is True
    assert settings.get("omni/replicator") == {"captureOnPlay": True}
    assert settings.get("/omni/replicator/captureOnPlay/deeper") is None
    assert settings.get("/nothing") is None


def test_get_when_the_result_is_changed_then_the_settings_are_not():
    settings = Settings()
    settings.set("/list", [1, 2])

    settings.get("/list").append(3)

    assert settings.get("/list") == [1, 2]


def test_set_default_when_it_lies_below_a_value_then_the_value_stays():
    settings = Settings()
    settings.set("/a", 5)

    settings.set_default("/a/b", 1)
    settings.set_default("/", {"a": {"c": {"d": 2}}, "e": 3})

    assert settings.get("/") == {"a": 5, "e": 3}


def test_set_default_when_a_value_is_there_then_only_what_is_missing_is_set():
    settings = Settings()
    settings.set("/a/given", False)

    settings.set_default("/a", {"given": True, "missing": {"deep": 1}})

    assert settings.get("/a") == {"given": False, "missing": {"deep": 1}}


def test_get_as_when_there_is_no_value_then_it_is_the_types_zero():
    settings = Settings()

    values = (
        settings.get_as_bool("/x"),
        settings.get_as_int("/x"),
        settings.get_as_float("/x"),
        settings.get_as_string("/x"),
    )

    assert values == (False, 0, 0.0, "")


def test_a_path_when_it_numbers_items_of_a_list_then_they_are_read_and_set():
    settings = Settings()
    settings.set("/list", ["a", {"name": "b"}])

    settings.set("/list/0", "first")
    settings.set("/list/1/name", "second")
    settings.set("/list/2", "third")

    assert settings.get("/list") == ["first", {"name": "second"}, "third"]
    assert settings.get_as_string("/list/1/name") == "second"
    assert settings.get("/list/3") is None


def test_subscription_when_an_item_of_a_list_is_set_then_list_and_item_have_changed():
    settings = Settings()
    settings.set("/list", [1, 2])
    heard = []
    settings.subscribe_to_node_change_events("/list", lambda item, _type: heard.append(item.value))
    settings.subscribe_to_node_change_events("/list/1", lambda item, _type: heard.append(item.value))

    settings.set("/list/1", 5)

    assert heard == [[1, 5], 5]


def test_set_when_the_value_cannot_be_a_setting_then_the_error_names_path_and_type():
    with pytest.raises(SettingsError, match=r"/a/b expects .* got set"):
        Settings().set("/a", {"b": {1, 2}})


def test_subscription_when_the_node_changes_then_it_hears_created_changed_and_destroyed():
    settings = Settings()
    heard = []
    settings.subscribe_to_node_change_events("/a/b", lambda item, kind: heard.append((kind, item.value)))

    settings.set("/a/b", 1)
    settings.set("/a/b", 1)
    settings.set("/a/other", 5)
    settings.set("/a", {"b": 2})
    settings.destroy_item("/a")

    assert heard == [
        (ChangeEventType.CREATED, 1),
        (ChangeEventType.CHANGED, 2),
        (ChangeEventType.DESTROYED, None),
    ]


def test_subscription_when_it_is_ended_then_it_hears_nothing_more():
    settings = Settings()
    heard = []
    subscription = settings.subscribe_to_node_change_events(
        "/a", lambda item, _kind: heard.append(item.value)
    )

    settings.set("/a", 1)
    settings.unsubscribe_to_change_events(subscription)
    settings.set("/a", 2)

    assert heard == [1]


def test_resolve_when_a_token_is_known_then_it_is_replaced_and_an_unknown_one_stays(caplog):
    tokens = Tokens()
    tokens.set_value("my.extension", "/exts/my.extension")

    resolved = tokens.resolve("${my.extension}/data/${nobody}.png")

    assert resolved == "/exts/my.extension/data/${nobody}.png"
    assert "${nobody}" in caplog.text


@pytest.mark.parametrize("value", [float("inf"), float("nan"), "-inf", [1], {"x": 1}])
def test_get_as_int_when_the_value_is_no_whole_number_then_the_error_names_the_setting(value):
    settings = Settings()
    settings.set("/a", value)

    with pytest.raises(SettingsError, match="/a expects to be read as"):
        settings.get_as_int("/a")
