"""Writers of the person's own, from a file, a module or an extension, on the command line."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("process_as_it_was")

MODULE = '''
import omni.replicator.core as rep


class {name}(rep.Writer):
    """Notes the size of each picture."""

    def __init__(self, backend):
        self.backend = backend
        self.annotators = ["rgb"]
        self._frame_id = 0

    def write(self, data):
        height, width = data["rgb"].shape[:2]
        self.backend.write_blob(f"size_{{self._frame_id}}.txt", f"{{width}} x {{height}}".encode())
        self._frame_id += 1


rep.WriterRegistry.register({name})
'''

EXTENSION = """
import omni.ext


class Registering(omni.ext.IExt):
    def on_startup(self, ext_id):
        from writers_of_an_extension import sizes
"""


def written(folder):
    return {path.name: path.read_text() for path in folder.glob("size_*.txt")}


BOTH_FRAMES = {"size_0.txt": "32 x 24", "size_1.txt": "32 x 24"}


def test_a_file_when_imported_then_its_writer_records(command, workplace, stage_file, write_config, tmp_path):
    (tmp_path / "sizes.py").write_text(MODULE.format(name="SizesOfAFile"))
    config = write_config(writer={"name": "SizesOfAFile"})

    ended = command("record", config, "--stage", stage_file, "--import", tmp_path / "sizes.py", "--json")

    assert (ended.code, ended.report["status"]) == (0, "complete")
    assert written(workplace / "set") == BOTH_FRAMES


def test_a_file_when_imported_then_it_can_import_its_neighbours(
    command, workplace, stage_file, write_config, tmp_path
):
    (tmp_path / "sizes_writer.py").write_text(MODULE.format(name="SizesOfANeighbour"))
    (tmp_path / "sizes.py").write_text("import sizes_writer\n")
    config = write_config(writer={"name": "SizesOfANeighbour"})

    ended = command("record", config, "--stage", stage_file, "--import", tmp_path / "sizes.py")

    assert ended.code == 0


def test_a_module_in_the_current_folder_when_imported_by_name_then_its_writer_records(
    command, workplace, stage_file, write_config
):
    package = workplace / "writers_of_mine"
    package.mkdir()
    (package / "__init__.py").write_text(MODULE.format(name="SizesOfAModule"))
    config = write_config(writer={"name": "SizesOfAModule"})

    ended = command("record", config, "--stage", stage_file, "--import", "writers_of_mine")

    assert ended.code == 0
    assert written(workplace / "set") == BOTH_FRAMES


def test_the_sample_project_when_its_package_is_imported_by_its_folder_then_records_boxes(
    command, workplace, stage_file, write_config
):
    package = Path(__file__).parents[1] / "samples" / "writer_project" / "src" / "yolo_writer"
    config = write_config(writer={"name": "YoloWriter", "parameters": {"class_names": ["box"]}})

    ended = command("record", config, "--stage", stage_file, "--import", package)

    assert ended.code == 0
    # Columns 12 to 19 of 32 and rows 8 to 15 of 24, as the camera of the stage sees the box.
    assert (workplace / "set" / "labels" / "0001.txt").read_text() == "0 0.5 0.5 0.25 0.333333\n"


def test_an_extension_when_enabled_then_its_writer_records(
    command, workplace, stage_file, write_config, tmp_path
):
    folder = tmp_path / "extensions" / "my.writers"
    (folder / "config").mkdir(parents=True)
    (folder / "config" / "extension.toml").write_text(
        '[package]\nversion = "1.0.0"\n\n[[python.module]]\nname = "writers_of_an_extension"\n'
    )
    package = folder / "writers_of_an_extension"
    package.mkdir()
    (package / "__init__.py").write_text(EXTENSION)
    (package / "sizes.py").write_text(MODULE.format(name="SizesOfAnExtension"))
    config = write_config(writer={"name": "SizesOfAnExtension"})
    arguments = ("--ext-folder", tmp_path / "extensions", "--enable", "my.writers")

    ended = command("record", config, "--stage", stage_file, *arguments)

    assert ended.code == 0
    assert written(workplace / "set") == BOTH_FRAMES


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(None, "{file} is no Python file; give one", id="missing"),
        pytest.param("1 +", "SyntaxError: invalid syntax (sizes.py, line 1)", id="no-python"),
        pytest.param("\n\nraise ValueError('no GPU')", "ValueError: no GPU ({file}, line 3)", id="raises"),
        pytest.param("import sys\nsys.exit()", "SystemExit ({file}, line 2)", id="exits"),
        pytest.param(
            "import not_there",
            "ModuleNotFoundError: No module named 'not_there' ({file}, line 1)",
            id="import",
        ),
    ],
)
def test_a_file_that_cannot_be_imported_when_recorded_then_is_refused_with_the_place(
    command, workplace, stage_file, write_config, tmp_path, content, problem
):
    file = tmp_path / "sizes.py"
    if content is not None:
        file.write_text(content)

    ended = command("record", write_config(), "--stage", stage_file, "--import", file, "--json")

    assert (ended.code, ended.report["status"]) == (2, "refused")
    assert ended.report["error"].startswith(f"--import {file}: {problem.format(file=file)}")
    assert "Traceback" not in ended.err
    assert list(workplace.iterdir()) == []


def test_a_file_that_is_called_as_a_module_is_already_when_imported_then_is_refused(
    command, workplace, stage_file, write_config, tmp_path
):
    (tmp_path / "json.py").write_text("")

    ended = command("record", write_config(), "--stage", stage_file, "--import", tmp_path / "json.py")

    assert ended.code == 2
    assert "there is another module called 'json' already; rename the file" in ended.err


def test_a_module_that_is_not_there_when_imported_then_is_refused(
    command, workplace, stage_file, write_config
):
    ended = command("record", write_config(), "--stage", stage_file, "--import", "no_such_module")

    assert (ended.code, ended.err) == (
        2,
        "Error: --import no_such_module: ModuleNotFoundError: No module named 'no_such_module'. Give the "
        "name of a module that can be imported from here, or a file that ends in .py.\n",
    )


@pytest.mark.parametrize("text", ["", "..", "my-writer", "a b"])
def test_what_is_no_name_of_a_module_when_imported_then_is_refused(
    command, workplace, stage_file, write_config, text
):
    ended = command("record", write_config(), "--stage", stage_file, "--import", text)

    assert (ended.code, ended.err) == (
        2,
        f"Error: --import {text}: expected a module's name, a Python file, or the folder of a package\n",
    )


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--enable", "my.nothing"], "extension 'my.nothing' was not found"),
        (["--ext-folder", "nowhere"], "extension folder nowhere is not a folder"),
    ],
)
def test_an_extension_that_is_not_there_when_enabled_then_is_refused(
    command, workplace, stage_file, write_config, arguments, problem
):
    ended = command("record", write_config(), "--stage", stage_file, *arguments)

    assert ended.code == 2
    assert problem in ended.err
    assert list(workplace.iterdir()) == []


def test_a_writer_that_ends_the_program_when_recorded_then_the_data_set_is_not_called_complete(
    command, workplace, stage_file, write_config, tmp_path
):
    module = MODULE.format(name="SizesThatLeave").replace("height, width =", "raise SystemExit(0) #")
    (tmp_path / "sizes.py").write_text(module)
    config = write_config(writer={"name": "SizesThatLeave"})

    ended = command("record", config, "--stage", stage_file, "--import", tmp_path / "sizes.py", "--json")

    assert (ended.code, ended.report["status"], ended.report["frames"]) == (1, "failed", 0)
    assert ended.report["path"] == str(workplace / "set")


@pytest.mark.parametrize(
    ("raising", "line"),
    [
        pytest.param('raise ValueError("no room")', 14, id="itself"),
        # The standard library raises; where it was called is what the person can mend.
        pytest.param('__import__("json").loads("no room")', 14, id="what-it-calls"),
    ],
)
def test_a_writer_that_raises_when_recorded_then_the_place_in_its_file_is_told(
    command, workplace, stage_file, write_config, tmp_path, raising, line
):
    module = MODULE.format(name="SizesThatRaise").replace("height, width =", f"{raising} #")
    assert raising in module.splitlines()[line - 1]
    (tmp_path / "sizes.py").write_text(module)
    config = write_config(writer={"name": "SizesThatRaise"})

    ended = command("record", config, "--stage", stage_file, "--import", tmp_path / "sizes.py", "--json")

    assert (ended.code, ended.report["status"]) == (1, "failed")
    assert ended.report["error"].splitlines()[1:] == [
        f"0 frames are committed in {workplace / 'set'}. Resume with on_conflict resume.",
        f"Raised in {tmp_path / 'sizes.py'}, line {line}",
    ]


def test_a_writer_that_cannot_be_made_when_recorded_then_the_place_in_its_file_is_told(
    command, workplace, stage_file, write_config, tmp_path
):
    module = MODULE.format(name="SizesNeverMade").replace("self._frame_id = 0", "self.frame_id + 1")
    (tmp_path / "sizes.py").write_text(module)
    config = write_config(writer={"name": "SizesNeverMade"})

    ended = command("record", config, "--stage", stage_file, "--import", tmp_path / "sizes.py", "--json")

    assert (ended.code, ended.report["status"]) == (2, "refused")
    assert ended.report["error"].splitlines()[-1] == f"Raised in {tmp_path / 'sizes.py'}, line 11"


def test_a_recording_that_fails_without_code_of_the_persons_when_told_then_no_place_is(
    command, workplace, stage_file, write_config, monkeypatch
):
    # Takes no data: the error is one of kitless' own code.
    monkeypatch.setattr(Path, "write_bytes", Path.rmdir)

    ended = command("record", write_config(), "--stage", stage_file)

    assert ended.code == 1
    assert "Raised in" not in ended.err


def test_an_abort_while_the_writer_is_made_when_recorded_then_nothing_of_it_is_left_over(
    command, workplace, stage_file, write_config, tmp_path
):
    twice = "[__import__('signal').raise_signal(2) for _ in range(2)]"
    module = MODULE.format(name="SizesAborted").replace("self._frame_id = 0", twice)
    (tmp_path / "sizes.py").write_text(module)
    config = write_config(writer={"name": "SizesAborted"})

    ended = command("record", config, "--stage", stage_file, "--import", tmp_path / "sizes.py")
    gc.collect()

    assert (ended.code, ended.err) == (1, "Stopping. Once more to abort.\nError: Aborted.\n")
    assert list(workplace.iterdir()) == []
