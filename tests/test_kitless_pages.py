"""The pages on kitless' command line and on tests of writers say what there is."""

import re
from pathlib import Path

import pytest
import typer

from kitless.command_line.main import cli

ROOT = Path(__file__).parents[1]
COMMAND_LINE = (ROOT / "docs/reference/kitless-command-line.md").read_text()
HOW_TO = (ROOT / "docs/how-to/test-a-writer-in-ci.md").read_text()


def section(title):
    """The part of the page on the command line under a heading of the second level."""
    return re.search(rf"^## {title}$(.*?)(?=^## |\Z)", COMMAND_LINE, re.MULTILINE | re.DOTALL)[1]


@pytest.mark.parametrize("title", ["kitless", "kitless test", "kitless compare-probe"])
def test_the_options_of_a_command_when_listed_then_the_page_has_exactly_those(title):
    command = typer.main.get_command(cli)
    for name in title.split()[1:]:
        command = command.commands[name]

    listed = {
        option
        for option in re.findall(r"`(-[-\w]+)[ `]", section(title))
        if not option.startswith("--enable")
    }
    there = {option for parameter in command.params for option in parameter.opts if option.startswith("-")}

    assert listed - {"--ext-folder"} == there - {"--enable", "--ext-folder", "--help"}


def test_the_ten_lines_of_the_how_to_when_compared_then_they_are_the_first_test_of_the_sample():
    (lines,) = re.findall(r"```python\n(.*?)```", HOW_TO, re.DOTALL)

    assert lines in (ROOT / "samples/writer_project/tests/test_yolo_writer.py").read_text()
    assert len(lines.splitlines()) <= 10


def test_the_configuration_of_the_how_to_when_read_by_the_plugin_then_it_knows_every_name():
    plugin = (ROOT / "kitless/src/kitless/testing/pytest_plugin.py").read_text()

    assert set(re.findall(r"^(kitless_\w+) =", HOW_TO, re.MULTILINE)) == set(
        re.findall(r'addini\(\s*"(\w+)"', plugin)
    )
