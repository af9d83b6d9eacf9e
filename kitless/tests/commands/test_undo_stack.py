from __future__ import annotations

import importlib
import logging
import sys
import textwrap

import pytest

from kitless.commands import Command, CommandArgumentError, CommandError, CommandNotFoundError


class AddFruitCommand(Command):
    def __init__(self, basket: list, fruit: str = "orange"):
        self._basket = basket
        self._fruit = fruit

    def do(self):
        self._basket.append(self._fruit)
        return len(self._basket)

    def undo(self):
        self._basket.pop()


class LookCommand(Command):
    """Cannot be undone."""

    def __init__(self, basket: list):
        self._basket = basket

    def do(self):
        return list(self._basket)


class AddTwoCommand(Command):
    """Executes others, and nothing itself."""

    def __init__(self, basket: list, fails: bool = False):
        self._basket = basket
        self._fails = fails

    def do(self):
        commands = importlib.import_module("omni.kit.commands")
        commands.execute("AddFruit", basket=self._basket, fruit="apple")
        commands.execute("AddFruit", basket=self._basket, fruit="pear")
        if self._fails:
            raise ValueError("no more room")


class StubbornCommand(Command):
    def do(self):
        return None

    def undo(self):
        raise ValueError("it stays")


@pytest.fixture
def basket():
    return []


def test_execute_when_a_module_defines_the_command_then_it_need_not_be_registered(commands, basket):
    assert commands.execute("AddFruit", basket=basket) == (True, 1)
    assert commands.execute("AddFruitCommand", basket=basket, fruit="plum") == (True, 2)
    assert basket == ["orange", "plum"]


def test_undo_and_redo_when_called_in_turn_then_the_last_is_undone_first(commands, undo, basket):
    for fruit in ("apple", "pear", "plum"):
        commands.execute("AddFruit", basket=basket, fruit=fruit)

    assert undo.undo()
    assert undo.undo()
    assert basket == ["apple"]
    assert undo.redo()
    assert basket == ["apple", "pear"]
    assert (undo.can_undo(), undo.can_redo()) == (True, True)


def test_redo_when_something_new_was_done_then_there_is_nothing(commands, undo, basket):
    commands.execute("AddFruit", basket=basket)
    undo.undo()
    commands.execute("AddFruit", basket=basket, fruit="plum")

    assert undo.redo() is False
    assert basket == ["plum"]


def test_undo_when_nothing_was_done_then_it_is_false(undo):
    assert undo.undo() is False
    assert undo.redo() is False
    assert undo.repeat() is False


def test_undo_when_the_command_cannot_be_undone_then_the_one_before_is(commands, undo, basket):
    commands.execute("AddFruit", basket=basket)
    assert commands.execute("Look", basket=basket) == (True, ["orange"])

    assert undo.undo()
    assert basket == []


def test_group_when_undone_then_all_of_it_is_and_redo_does_all_of_it_again(commands, undo, basket):
    with undo.group():
        commands.execute("AddFruit", basket=basket, fruit="apple")
        with undo.group():
            commands.execute("AddFruit", basket=basket, fruit="pear")

    undo.undo()
    assert basket == []
    undo.redo()
    assert basket == ["apple", "pear"]
    assert len(undo.get_undo_stack()) == 1


def test_begin_and_end_group_when_nothing_is_executed_then_there_is_nothing_to_undo(undo):
    undo.begin_group()
    undo.end_group()

    assert not undo.can_undo()


def test_end_group_when_none_was_begun_then_it_says_so(undo):
    with pytest.raises(CommandError, match="without begin_group"):
        undo.end_group()


def test_undo_when_a_group_is_open_then_it_is_refused(undo):
    undo.begin_group()

    with pytest.raises(CommandError, match="while Group is being done"):
        undo.undo()
    undo.end_group()


def test_disabled_when_something_is_done_then_it_cannot_be_undone(commands, undo, basket):
    with undo.disabled():
        commands.execute("AddFruit", basket=basket)

    assert undo.undo() is False
    assert basket == ["orange"]


def test_a_command_when_it_executes_others_then_they_are_undone_and_redone_with_it(commands, undo, basket):
    commands.execute("AddTwo", basket=basket)
    assert basket == ["apple", "pear"]

    assert undo.undo()
    assert basket == []
    assert undo.redo()
    assert basket == ["apple", "pear"]
    assert undo.undo()
    assert basket == []
    assert not undo.can_undo()


def test_a_command_when_it_fails_half_way_then_what_it_executed_is_undone_and_the_log_says_why(
    commands, undo, basket, caplog
):
    with caplog.at_level(logging.ERROR):
        assert commands.execute("AddTwo", basket=basket, fails=True) == (False, None)

    assert basket == []
    assert not undo.can_undo()
    assert "command AddTwo failed" in caplog.text
    assert "no more room" in caplog.text


def test_undo_when_a_command_fails_to_then_it_cannot_be_redone(commands, undo, caplog):
    commands.execute("Stubborn")

    with caplog.at_level(logging.ERROR):
        assert undo.undo() is False
    assert not undo.can_redo()
    assert "could not be undone" in caplog.text


def test_repeat_when_a_group_was_last_then_it_is_done_once_more_as_one(commands, undo, basket):
    with undo.group():
        commands.execute("AddFruit", basket=basket, fruit="apple")
        commands.execute("AddFruit", basket=basket, fruit="pear")

    assert undo.repeat()
    assert basket == ["apple", "pear", "apple", "pear"]
    undo.undo()
    assert basket == ["apple", "pear"]


def test_execute_when_no_such_command_is_there_then_it_is_named(commands):
    with pytest.raises(CommandNotFoundError, match="kitless does not implement the command 'BakeCake'"):
        commands.execute("BakeCake", flour=1)


def test_execute_when_the_arguments_do_not_fit_then_it_says_which_there_are(commands):
    with pytest.raises(
        CommandArgumentError, match=r"AddFruitCommand: missing .*'basket'; it takes \(basket: "
    ):
        commands.execute("AddFruit", bascet=[])


def test_create_when_done_by_hand_then_nothing_is_on_the_stack(commands, undo, basket):
    command = commands.create("AddFruit", basket=basket)
    command.do()

    assert basket == ["orange"]
    assert not undo.can_undo()


def test_register_when_it_is_no_command_then_it_is_refused(commands):
    with pytest.raises(CommandError, match="expects a subclass"):
        commands.register(dict)


def test_unregister_when_done_then_the_command_is_not_there_until_it_is_registered_again(commands, basket):
    commands.unregister(LookCommand)
    with pytest.raises(CommandNotFoundError):
        commands.get_command_class("Look")

    commands.register(LookCommand)
    assert commands.get_command_class("Look") is LookCommand
    commands.unregister(LookCommand)
    commands.register_all_commands_in_module(sys.modules[__name__])
    assert commands.get_command_class("LookCommand") is LookCommand


def test_a_command_when_two_modules_have_its_name_then_the_module_must_be_named(
    commands, monkeypatch, tmp_path
):
    source = textwrap.dedent(
        """
        from kitless.commands import Command

        class PaintCommand(Command):
            def do(self):
                return __name__
        """
    )
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("first_painter", "second_painter"):
        (tmp_path / f"{name}.py").write_text(source)
        importlib.import_module(name)
    try:
        with pytest.raises(CommandNotFoundError, match=r"'first_painter.Paint', 'second_painter.Paint'"):
            commands.execute("Paint")
        assert commands.execute("second_painter.Paint") == (True, "second_painter")

        del sys.modules["first_painter"]
        assert commands.execute("Paint") == (True, "second_painter")
    finally:
        sys.modules.pop("second_painter", None)


def test_callbacks_when_registered_then_they_are_called_around_do_and_undo(commands, undo, basket):
    heard = []
    kinds = (
        commands.PRE_DO_CALLBACK,
        commands.POST_DO_CALLBACK,
        commands.PRE_UNDO_CALLBACK,
        commands.POST_UNDO_CALLBACK,
    )
    ids = [
        commands.register_callback(
            "AddFruit",
            kind,
            lambda arguments, kind=kind: heard.append((kind, arguments["fruit"], len(basket))),
        )
        for kind in kinds
    ]

    commands.execute("AddFruit", basket=basket, fruit="fig")
    undo.undo()
    for callback_id in ids:
        commands.unregister_callback(callback_id)
    commands.execute("AddFruit", basket=basket, fruit="fig")

    assert heard == [
        ("pre_do", "fig", 0),
        ("post_do", "fig", 1),
        ("pre_undo", "fig", 1),
        ("post_undo", "fig", 0),
    ]


def test_subscribers_when_something_is_done_or_undone_then_they_hear_its_name(commands, undo, basket):
    heard, detailed = [], []
    undo.subscribe_on_change(heard.append)
    on_change = lambda entries: detailed.extend(entry.kwargs["fruit"] for entry in entries)  # noqa: E731
    undo.subscribe_on_change_detailed(on_change)

    commands.execute("AddFruit", basket=basket, fruit="fig")
    undo.undo()
    undo.unsubscribe_on_change(heard.append)
    undo.unsubscribe_on_change_detailed(on_change)
    undo.redo()

    assert heard[:2] == [["AddFruit"], ["AddFruit"]]
    assert detailed == ["fig", "fig"]


def test_history_when_commands_are_executed_then_it_has_them_all_by_number(commands, undo, basket):
    commands.execute("AddFruit", basket=basket)
    commands.execute("Look", basket=basket)

    assert [(number, entry.name) for number, entry in undo.get_history().items()] == [
        (0, "AddFruit"),
        (1, "Look"),
    ]
    undo.clear_history()
    assert undo.get_history() == {}


def test_the_stack_when_the_stage_closes_then_it_is_empty(stage, app, commands, undo):
    commands.execute("CreatePrim", prim_type="Cube")
    app.usd_context.new_stage()

    assert undo.undo() is False


def test_clear_stack_when_called_then_there_is_nothing_to_undo(commands, undo, basket):
    commands.execute("AddFruit", basket=basket)

    undo.clear_stack()

    assert not undo.can_undo()
    assert basket == ["orange"]


def test_redo_when_a_part_of_a_group_fails_then_all_of_it_stays_undone_and_can_be_tried_again(
    commands, undo, basket, monkeypatch
):
    with undo.group():
        commands.execute("AddFruit", basket=basket, fruit="plum")
        commands.execute("AddTwo", basket=basket)
    undo.undo()

    with monkeypatch.context() as patch:
        patch.setattr(AddTwoCommand, "do", lambda _self: 1 / 0)
        assert undo.redo() is False
    assert basket == []
    assert (undo.can_undo(), undo.can_redo()) == (False, True)

    assert undo.redo()
    assert len(basket) == 3


def test_group_when_the_stage_is_closed_inside_of_it_then_only_what_comes_later_can_be_undone(
    app, commands, undo
):
    app.usd_context.new_stage()
    with undo.group():
        commands.execute("CreatePrim", prim_type="Cube", prim_path="/Before")
        app.usd_context.new_stage()
        commands.execute("CreatePrim", prim_type="Cube", prim_path="/After")

    assert undo.undo()

    assert not app.usd_context.get_stage().GetPrimAtPath("/After")
