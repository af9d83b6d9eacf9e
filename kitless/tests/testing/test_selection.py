from __future__ import annotations

import pytest

from kitless.testing.line_judge import LineJudge
from kitless.testing.selection import Selection
from kitless.testing.tables import LOGGED_ERRORS

TEST = "my.tool.tests.test_window.TestWindow.test_opens"


@pytest.mark.parametrize(
    ("selection", "wanted"),
    [
        (Selection(), True),
        (Selection(include=("my.tool.*",)), True),
        (Selection(include=(TEST,)), True),
        (Selection(include=("my.tool",)), False),
        (Selection(include=("other.*", "*TestWindow*")), True),
        (Selection(exclude=("*",)), False),
        (Selection(include=("my.tool.*",), exclude=("*.test_opens",)), False),
        (Selection(filter="window.TestWindow"), True),
        (Selection(filter="Test*opens"), True),
        (Selection(filter="closes"), False),
    ],
)
def test_a_selection_when_asked_about_a_test_then_includes_excludes_and_filter_decide(selection, wanted):
    assert selection.wants(TEST) is wanted


@pytest.mark.parametrize(
    ("line", "fails"),
    [
        ("2026-01-31 12:00:00 [Error] [my.writer] no space left", True),
        ("[FATAL] [carb] that was it", True),
        ("2026-01-31 12:00:00 [Warning] [my.writer] rather little space left", False),
        ("an error that nobody has logged", False),
        ("[Error] [rtx.sensor] Width 0 is not valid for 3 sensors", False),
        ("Traceback follows: LEAK in plugin", True),
    ],
)
def test_a_line_when_judged_then_brackets_are_no_wildcards_and_what_is_allowed_passes(line, fails):
    judge = LineJudge((*LOGGED_ERRORS, "*leak in*"), ("*[error] [rtx.sensor] width ? is not valid*",))

    assert judge.fails(line) is fails
