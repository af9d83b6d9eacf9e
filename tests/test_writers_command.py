"""``synthetic-recorder writers``: which writers there are, and what they take."""

from __future__ import annotations

from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "samples/writer_project/src"

pytestmark = pytest.mark.usefixtures("process_as_it_was")

MODULE = '''
from typing import Literal

import omni.replicator.core as rep


class SizesWriter(rep.Writer):
    """Notes the size of each picture.

    One line each.

    Args:
        unit: Of the numbers.
    """

    def __init__(self, backend, count, unit: Literal["px", "mm"] = "px", made=object(), **kwargs):
        raise AssertionError("the command must not set a writer up")

rep.WriterRegistry.register(SizesWriter)
'''

OTHERS = """
import omni.replicator.core as rep


class SizesInMemory(rep.Writer):
    pass


class SizesBroken(rep.Writer):
    def __new__(cls):
        raise RuntimeError("not today")


rep.WriterRegistry.register(SizesInMemory)
rep.WriterRegistry.register(SizesBroken)
"""


@pytest.fixture
def sizes(tmp_path):
    (tmp_path / "sizes.py").write_text(MODULE)
    return tmp_path / "sizes.py"


def test_the_writers_when_listed_then_each_has_a_line_that_says_what_it_does(command, sizes):
    ended = command("writers", "--import", sizes)

    assert ended.code == 0
    assert ended.out.splitlines() == [
        "BasicWriter  Writes what its switches say, each annotator into its own files.",
        "SizesWriter  Notes the size of each picture.",
    ]


def test_writers_that_cannot_be_used_when_listed_then_say_why(command, tmp_path):
    (tmp_path / "sizes.py").write_text(OTHERS)

    ended = command("writers", "--import", tmp_path / "sizes.py")

    assert ended.code == 0
    assert ended.out.splitlines()[1:] == [
        "SizesBroken    Cannot be used: SizesBroken cannot be made: RuntimeError: not today.",
        "SizesInMemory  Cannot be used: it takes neither a backend nor an output_dir.",
    ]


def test_a_writer_when_shown_then_with_its_parameters_as_a_config_has_them(command, sizes):
    ended = command("writers", "SizesWriter", "--import", sizes)

    assert ended.code == 0
    assert ended.out.splitlines() == [
        "SizesWriter: Notes the size of each picture.",
        "",
        "One line each.",
        "",
        "Parameters, as in a config under writer.parameters:",
        "  count, required",
        "  unit (Literal['px', 'mm']) = \"px\"",
        "      Of the numbers.",
        "  made, has a default of its own",
        "It may take others, which nobody has named.",
    ]


def test_a_writer_when_shown_to_a_program_then_as_json(command, sizes):
    ended = command("writers", "SizesWriter", "--import", sizes, "--json")

    assert (ended.code, ended.report["status"]) == (0, "complete")
    (writer,) = ended.report["writers"]
    assert (writer["name"], writer["output_parameter"], writer["takes_any"]) == (
        "SizesWriter",
        "backend",
        True,
    )
    assert writer["parameters"][1] == {
        "name": "unit",
        "type": "Literal['px', 'mm']",
        "required": False,
        "inherited": False,
        "choices": ["px", "mm"],
        "help": "Of the numbers.",
        "default": "px",
    }


def test_the_writers_when_listed_for_a_program_then_with_everything_about_each(command, sizes):
    ended = command("writers", "--import", sizes, "--json")

    assert [writer["name"] for writer in ended.report["writers"]] == ["BasicWriter", "SizesWriter"]
    assert all(writer["parameters"] for writer in ended.report["writers"])


def test_the_sample_project_when_its_module_is_imported_then_its_writer_is_there(command, monkeypatch):
    monkeypatch.chdir(SAMPLE)

    ended = command("writers", "YoloWriter", "--import", "yolo_writer", "--json")

    parameters = {parameter["name"]: parameter for parameter in ended.report["writers"][0]["parameters"]}
    assert list(parameters) == ["class_names", "max_occlusion"]
    assert (parameters["class_names"]["type"], parameters["class_names"]["default"]) == ("list", [])
    assert parameters["max_occlusion"]["help"].startswith(
        "Boxes of objects of which a greater part is hidden"
    )


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["Coco"], "There is no writer called 'Coco'. Registered are BasicWriter."),
        (["basicwriter"], "Did you mean 'BasicWriter'?"),
        (["--import", "sizes_that_are_nowhere"], "sizes_that_are_nowhere"),
        (["--enable", "no.such.extension"], "no.such.extension"),
    ],
)
def test_bad_input_when_given_then_the_command_says_so_and_ends_with_2(command, arguments, problem):
    ended = command("writers", *arguments, "--json")

    assert (ended.code, ended.report["status"]) == (2, "refused")
    assert problem in ended.report["error"]
    assert problem in ended.err


def test_a_ctrl_c_when_what_is_imported_swallows_it_then_nothing_is_listed(command, workplace):
    (workplace / "sizes_swallows.py").write_text(
        "import contextlib, signal\n"
        "with contextlib.suppress(KeyboardInterrupt):\n"
        "    signal.raise_signal(signal.SIGINT)\n"
    )

    ended = command("writers", "--import", "sizes_swallows.py", "--json")

    assert (ended.code, ended.report) == (1, {"status": "stopped", "error": "Stopped."})
