from __future__ import annotations

import importlib

import pytest


@pytest.fixture
def notifications(app):
    return importlib.import_module("omni.kit.notification_manager")


def test_post_when_it_is_a_warning_then_it_is_in_the_log_and_in_the_list(notifications, caplog):
    posted = notifications.post_notification("disk is full", status=notifications.NotificationStatus.WARNING)

    assert ("kitless.notifications", 30, "disk is full") in caplog.record_tuples
    assert notifications.get_all_notifications() == [posted]


def test_dismiss_when_done_twice_then_it_is_gone_once(notifications):
    gone = []
    posted = notifications.post_notification("done", on_dismiss=lambda: gone.append(1))

    posted.dismiss()
    posted.dismiss()

    assert posted.dismissed
    assert gone == [1]
    assert notifications.get_all_notifications() == []


def test_post_when_there_is_a_user_interface_then_it_is_shown_until_its_time_is_over(
    ui, ui_test, notifications, updates
):
    notifications.post_notification("saved", duration=0.5)
    updates()
    assert ui_test.find("Notification 1//Frame/**/notification_text").widget.text == "saved"

    # Half a second is 30 updates.
    updates(30)

    assert ui_test.find("Notification 1") is None
    assert notifications.get_all_notifications() == []


def test_post_when_it_has_buttons_then_a_click_calls_the_function_and_dismisses_it(
    ui, ui_test, notifications, updates, app
):
    answers = []
    button = notifications.NotificationButtonInfo
    posted = notifications.post_notification(
        "Resume?",
        hide_after_timeout=False,
        button_infos=[button("Yes", on_complete=lambda: answers.append("yes")), button("No")],
    )
    updates()

    app.run(ui_test.find("Notification 1//Frame/**/Button[*].text=='Yes'").click())

    assert answers == ["yes"]
    assert posted.dismissed


def test_post_when_there_are_two_then_the_newer_one_is_below(ui, ui_test, notifications, updates):
    for text in ("first", "second"):
        notifications.post_notification(text)
    updates()
    first, second = (ui_test.find(f"Notification {number}") for number in (1, 2))

    assert second.position.y >= first.position.y + first.size.y
    assert second.position.x + second.size.x <= 720
